import { writeFileSync } from 'node:fs';
import type { Sql } from '../core/sql.ts';
import { readShop } from '../features/shop/tables.ts';
import { type DataFolder, lookAt } from './data-folder.ts';
import type { ExportName } from './export-names.ts';
import { both, grouped, type Io } from './io.ts';

type Cell = string | number | null;
type Row = Readonly<Record<string, Cell>>;

/** What can be taken out, and in which order. Money is in major units, times are ISO 8601 in UTC. */
const TABLES: Readonly<Record<ExportName, { sql: string; details?: true }>> = {
  items: {
    sql: `SELECT i.gtin, i.details, r.level AS restock_level, r.target AS restock_target FROM item i
            LEFT JOIN stock_rule r ON r.gtin = i.gtin AND r.location = 'shop-floor' ORDER BY i.gtin`,
    details: true,
  },
  stock: {
    sql: `SELECT l.gtin AS code, i.name_zh, i.name_en, l.location, l.on_hand FROM stock_level l
            LEFT JOIN item i ON i.gtin = l.gtin ORDER BY l.gtin, l.location`,
  },
  moves: {
    sql: `SELECT position, at, gtin AS code, from_location, to_location, quantity, reason, reference, reversed_by
            FROM stock_move ORDER BY position`,
  },
  orders: {
    sql: `SELECT o.number, o.counter, o.state, o.opened_at, o.touched_at, l.line, l.gtin AS code, i.name_zh, i.name_en,
            l.quantity, l.price_minor AS price FROM customer_order o LEFT JOIN order_line l ON l.order_id = o.order_id
            LEFT JOIN item i ON i.gtin = l.gtin ORDER BY o.number, l.line`,
  },
  tasks: {
    sql: `SELECT number, state, kind, gtin AS code, from_location, to_location, quantity, moved, shift, assignee,
            claimed_by, opened_at, due_at, changed_at FROM task ORDER BY number`,
  },
  attendance: {
    sql: `SELECT a.shift, a.staff, s.name_zh, s.name_en, a.came_at, a.went_at, a.came_how, a.went_how, a.counter, a.reason
            FROM attendance a LEFT JOIN staff s USING (staff) ORDER BY a.came_at`,
  },
  journal: {
    sql: 'SELECT position, at, business_date, type, actor, command, data FROM journal ORDER BY position',
  },
};

/** Writes one table as CSV for spreadsheets or as JSON lines for programs, to a file or to the output. */
export function exportCommand(
  io: Io,
  folder: DataFolder,
  what: ExportName,
  options: { out?: string; format: 'csv' | 'jsonl' },
): void {
  const table = TABLES[what];
  const [text, count] = lookAt(folder, (sql) => {
    const scale = scaleOf(readShop(sql)?.currency ?? 'CNY');
    const rows = rowsOf(sql, table, scale);
    return [options.format === 'jsonl' ? jsonLines(rows) : csv(rows), rows.length] as const;
  });
  if (options.out === undefined) {
    io.out(text);
    return;
  }
  writeFileSync(options.out, text);
  io.err(
    `${both(`已导出 ${grouped(count)} 行到 ${options.out}。`, `Wrote ${grouped(count)} rows to ${options.out}.`)}\n`,
  );
}

function rowsOf(sql: Sql, table: { sql: string; details?: true }, scale: number): Row[] {
  const rows = sql.all<Record<string, Cell>>(table.sql);
  return rows.map((row) => (table.details ? itemRow(row, scale) : plainRow(row, scale)));
}

function plainRow(row: Row, scale: number): Row {
  const cells = Object.entries(row).map(([name, value]): [string, Cell] => {
    if (typeof value !== 'number') return [name, value];
    if (name === 'at' || name.endsWith('_at')) return [name, new Date(value).toISOString()];
    return [name, name === 'price' ? money(value, scale) : value];
  });
  return Object.fromEntries(cells);
}

/** The columns of an import, so that a catalogue can be taken out, worked on in a spreadsheet and brought back. */
function itemRow(row: Row, scale: number): Row {
  const item = JSON.parse(String(row.details)) as Record<string, Cell | undefined>;
  const cost = item.costMinor;
  return {
    code: row.gtin ?? null,
    name_zh: item.nameZh ?? null,
    name_en: item.nameEn ?? null,
    category_zh: item.categoryZh ?? null,
    category_en: item.categoryEn ?? null,
    unit: item.unit ?? null,
    price: money(Number(item.priceMinor), scale),
    cost: typeof cost === 'number' ? money(cost, scale) : null,
    case_pack: item.casePack ?? null,
    shelf: item.shelf ?? null,
    back_bay: item.backBay ?? null,
    restock_level: row.restock_level ?? null,
    restock_target: row.restock_target ?? null,
  };
}

const scaleOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
const money = (minor: number, scale: number): string => (minor / 10 ** scale).toFixed(scale);

/** RFC 4180 with a mark for UTF-8, because Excel reads Chinese wrongly without one. */
function csv(rows: readonly Row[]): string {
  const names = Object.keys(rows[0] ?? {});
  const lines = [names, ...rows.map((row) => names.map((name) => row[name] ?? null))];
  return `\uFEFF${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** A text that a spreadsheet would run as a formula is made plain by an apostrophe (OWASP, CSV injection). */
function csvCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const jsonLines = (rows: readonly Row[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
