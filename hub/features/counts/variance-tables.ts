import type { CountSummary, VarianceLine, VariancesView } from '../../contract/count-views.ts';
import type { CountReason } from '../../contract/counts.ts';
import type { Sql } from '../../core/sql.ts';
import type { LineFact } from './close-rules.ts';
import { countedLines, lineFacts, uncountedLines } from './line-tables.ts';
import type { SheetFact } from './rules.ts';
import { AROUND_MS, suspectsOf, type Trail } from './suspect-rules.ts';
import { talliesOf } from './view-tables.ts';

/** So many suspects are enough to start asking. */
const SUSPECTS = 5;
/** Further back nobody remembers. */
const TRAIL_MAX = 500;

type Line = Omit<VarianceLine, 'nameZh' | 'nameEn' | 'unit' | 'bay' | 'suspects' | 'tallies' | 'twin'>;

/** What differs or waits, as it stands now; of a posted sheet, as it was posted. */
export function variancesView(
  sql: Sql,
  head: CountSummary,
  sheet: SheetFact,
  limit: number,
  asOf: number,
): VariancesView {
  const isOver = head.state === 'posted' || head.state === 'cancelled';
  const all = isOver ? postedLines(sql, sheet.sheet) : lineFacts(sql, sheet, countedLines(sql, sheet)).map(standing);
  const told = all
    .filter((line) => line.low !== 0 || line.high !== 0 || line.recount !== undefined)
    .toSorted(
      (a, b) =>
        Number(b.recount !== undefined) - Number(a.recount !== undefined) ||
        Math.abs(b.valueMinor) - Math.abs(a.valueMinor) ||
        Math.abs(b.low) - Math.abs(a.low) ||
        (a.gtin < b.gtin ? -1 : 1),
    );
  const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);
  return {
    asOf,
    sheet: head,
    lines: told.slice(0, limit).map((line) => whole(sql, sheet, line, told)),
    agreeing: all.length - told.length,
    uncounted: isOver ? 0 : uncountedLines(sql, sheet, '').length,
    recounts: told.filter((line) => line.recount !== undefined).length,
    gainMinor: sum(told.map((line) => Math.max(0, line.valueMinor))),
    lossMinor: sum(told.map((line) => Math.max(0, -line.valueMinor))),
    more: Math.max(0, told.length - limit),
  };
}

function standing({ gtin, verdict, valueMinor, reason, note }: LineFact): Line {
  const { book, low, high, superseded, recount, notBy, people, at, evidence, variance, counted } = verdict;
  return {
    ...{ gtin, book, superseded, valueMinor, notBy: [...notBy], people: [...people], at, position: evidence },
    low: variance ?? low,
    high: variance ?? high,
    ...(recount ? { recount } : { counted }),
    ...(reason ? { reason } : {}),
    ...(note ? { note } : {}),
  };
}

interface FigureRow {
  gtin: string;
  evidence: number;
  counted: number;
  variance: number;
  valueMinor: number;
  reason: CountReason | null;
  note: string | null;
  at: number;
  people: string | null;
}
function postedLines(sql: Sql, sheet: string): Line[] {
  return sql
    .all<FigureRow>(
      `SELECT f.gtin, f.evidence, f.counted, f.variance, f.value_minor AS valueMinor, f.reason, f.note, f.at,
           (SELECT json_group_array(DISTINCT t.person) FROM count_tally t WHERE t.sheet = f.sheet AND t.gtin = f.gtin) AS people
         FROM count_figure f WHERE f.sheet = ? ORDER BY f.gtin`,
      sheet,
    )
    .map(({ evidence, variance, reason, note, people, ...row }) => ({
      ...row,
      ...{ position: evidence, book: row.counted - variance, low: variance, high: variance },
      ...{ superseded: false, notBy: [], people: JSON.parse(people ?? '[]') as string[] },
      ...(reason === null ? {} : { reason }),
      ...(note === null ? {} : { note }),
    }));
}

interface ItemRow {
  nameZh: string;
  nameEn: string;
  unit: 'each' | 'gram';
  bay: string | null;
  casePack: number | null;
  category: string | null;
}
const item = `SELECT name_zh AS nameZh, name_en AS nameEn, unit,
  CASE ? WHEN 'shop-floor' THEN shelf WHEN 'back-room' THEN back_bay END AS bay,
  details ->> '$.casePack' AS casePack, details ->> '$.categoryZh' AS category FROM item WHERE gtin = ?`;

function whole(sql: Sql, sheet: SheetFact, line: Line, all: readonly Line[]): VarianceLine {
  const row = sql.get<ItemRow>(item, sheet.location, line.gtin);
  const twin = row && twinOf(sql, sheet, line, row.category, all);
  return {
    ...line,
    ...{ nameZh: row?.nameZh ?? line.gtin, nameEn: row?.nameEn ?? line.gtin, unit: row?.unit ?? 'each' },
    ...(row && row.bay !== null ? { bay: row.bay } : {}),
    ...(twin ? { twin } : {}),
    suspects: suspectsOf(
      {
        variance: line.low === line.high ? line.low : Math.trunc((line.low + line.high) / 2),
        ...{ evidence: line.position, at: line.at, casePack: row?.casePack ?? undefined },
        trail: trailOf(sql, sheet, line),
      },
      SUSPECTS,
    ),
    tallies: talliesOf(sql, sheet.sheet, line.gtin),
  };
}

/** Another item of the same category that differs as much the other way: one may have been booked as the other. */
function twinOf(
  sql: Sql,
  sheet: SheetFact,
  line: Line,
  category: string | null,
  all: readonly Line[],
): VarianceLine['twin'] {
  if (category === null || line.low !== line.high || line.low === 0) return undefined;
  for (const other of all) {
    if (other.low !== other.high || other.low !== -line.low) continue;
    const row = sql.get<ItemRow>(item, sheet.location, other.gtin);
    if (row?.category === category) return { gtin: other.gtin, nameZh: row.nameZh, nameEn: row.nameEn };
  }
  return undefined;
}

/** The moves at the place since the count before this one, and those just after it; the newest first. */
function trailOf(sql: Sql, { sheet, location }: SheetFact, line: Line): Trail[] {
  const since =
    sql.get<{ n: number | null }>(
      `SELECT max(n) AS n FROM (
         SELECT max(evidence) AS n FROM count_figure WHERE gtin = ? AND location = ? AND evidence < ? AND sheet <> ?
         UNION ALL SELECT max(position) FROM stock_move WHERE gtin = ? AND reason IN ('count_gain', 'count_loss')
           AND ? IN (from_location, to_location) AND position < ? AND reversed_by IS NULL
           AND NOT EXISTS (SELECT 1 FROM count_sheet s WHERE s.sheet = reference))`,
      ...[line.gtin, location, line.position, sheet, line.gtin, location, line.position],
    )?.n ?? 0;
  return sql
    .all<Omit<Trail, 'reversed'> & { reversed: number }>(
      `SELECT position, at, reason, CASE to_location WHEN ? THEN quantity ELSE -quantity END AS quantity, reference,
           reversed_by IS NOT NULL AS reversed
         FROM stock_move WHERE gtin = ? AND ? IN (from_location, to_location) AND position > ?
           AND (position <= ? OR (at <= ? AND coalesce(reference, '') <> ?)) ORDER BY position DESC LIMIT ?`,
      ...[location, line.gtin, location, since, line.position, line.at + AROUND_MS, sheet, TRAIL_MAX],
    )
    .map((row) => ({ ...row, reversed: row.reversed === 1 }));
}
