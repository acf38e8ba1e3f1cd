import type { BodyOf, Events } from '../../contract/commands.ts';
import type { StockMoved } from '../../contract/inventory.ts';
import type { Entry } from '../../contract/journal.ts';
import type { ItemValuationView, ValuedItem } from '../../contract/valuation.ts';
import type { Sql } from '../../core/sql.ts';
import {
  EMPTY,
  firstInFirstOut,
  type Inflow,
  type Pool,
  type PoolName,
  poolOf,
  share,
  unitOf,
  valued,
} from '../../core/valuation.ts';
import { type CostedItem, GRAMS, type RevalueFacts } from './valuation-rules.ts';

export function poolIn(sql: Sql, gtin: string, pool: PoolName): Pool {
  return (
    sql.get<Pool>(
      `SELECT quantity, value, unit_value AS unitValue, unit_quantity AS unitQuantity FROM stock_value WHERE gtin = ? AND pool = ?`,
      gtin,
      pool,
    ) ?? EMPTY
  );
}

function keep(sql: Sql, gtin: string, name: PoolName, pool: Pool): void {
  sql.run(
    `INSERT INTO stock_value (gtin, pool, quantity, value, unit_value, unit_quantity) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (gtin, pool) DO UPDATE SET quantity = excluded.quantity, value = excluded.value,
       unit_value = excluded.unit_value, unit_quantity = excluded.unit_quantity`,
    ...[gtin, name, pool.quantity, pool.value, pool.unitValue, pool.unitQuantity],
  );
}

export interface MoveWorth {
  readonly worth: number;
  readonly settledFrom: number;
  readonly settledTo: number;
}
const within: MoveWorth = { worth: 0, settledFrom: 0, settledTo: 0 };

/** Carries the value along with the goods. A move that takes another back is worth what that one was. */
export function applyWorth(sql: Sql, moved: StockMoved): MoveWorth {
  const { gtin, quantity } = moved;
  const [from, to] = [poolOf(moved.from), poolOf(moved.to)];
  if (from === to) return within;
  const back =
    moved.reverses === undefined
      ? undefined
      : sql.get<{ worth: number }>('SELECT worth FROM stock_move WHERE position = ?', moved.reverses)?.worth;
  const result = valued(from && poolIn(sql, gtin, from), to && poolIn(sql, gtin, to), quantity, moved.cost ?? back);
  if (from && result.from) keep(sql, gtin, from, result.from.pool);
  if (to && result.to) keep(sql, gtin, to, result.to.pool);
  return { worth: result.worth, settledFrom: result.from?.settled ?? 0, settledTo: result.to?.settled ?? 0 };
}

/** Unit and catalogue cost of an item; undefined where there is none. */
export function costedItem(sql: Sql, gtin: string): CostedItem | undefined {
  return sql.get<CostedItem>(`SELECT unit, details ->> '$.costMinor' AS costMinor FROM item WHERE gtin = ?`, gtin);
}

export function revalueFacts(sql: Sql, body: BodyOf<'inventory.revalue'>): RevalueFacts {
  return { item: costedItem(sql, body.gtin), pool: poolIn(sql, body.gtin, 'shop') };
}

export function applyRevalued(sql: Sql, data: Events['inventory.revalued'], entry: Entry): void {
  const { gtin, quantity, before, after, unit, reason } = data;
  keep(sql, gtin, 'shop', { quantity, value: after, unitValue: unit.value, unitQuantity: unit.quantity });
  sql.run(
    'INSERT INTO stock_revaluation (position, gtin, quantity, before, after, reason, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ...[entry.position, gtin, quantity, before, after, reason, entry.at],
  );
}

interface ValuedRow extends Pool {
  gtin: string;
  nameZh: string;
  nameEn: string;
  unit: 'each' | 'gram';
  inTransit: number;
  inTransitValue: number;
}
const rows = `SELECT v.gtin, i.name_zh AS nameZh, i.name_en AS nameEn, i.unit, v.quantity, v.value, v.unit_value AS unitValue,
    v.unit_quantity AS unitQuantity, coalesce(t.quantity, 0) AS inTransit, coalesce(t.value, 0) AS inTransitValue
  FROM stock_value v JOIN item i USING (gtin) LEFT JOIN stock_value t ON t.gtin = v.gtin AND t.pool = 'transit'
  WHERE v.pool = 'shop'`;

function valuedItem(row: ValuedRow): ValuedItem {
  const { unitValue, unitQuantity, ...rest } = row;
  const unit = unitOf({ ...rest, unitValue, unitQuantity });
  return {
    ...rest,
    unitCost: share(unit.value, row.unit === 'gram' ? GRAMS : 1, unit.quantity),
    costKnown: unit.value > 0,
  };
}

/** Items in the order of their codes, after `after`. */
export function valuedItems(sql: Sql, method: 'avco' | 'fifo', after: string, limit: number): ValuedItem[] {
  const items = sql.all<ValuedRow>(`${rows} AND v.gtin > ? ORDER BY v.gtin LIMIT ?`, after, limit).map(valuedItem);
  return method === 'avco' ? items : items.map((item) => ({ ...item, value: fifoValue(sql, item) }));
}

/** All goods of the shop and all on the way, each at average cost. */
export function valueTotals(sql: Sql): { value: number; inTransitValue: number } {
  const of = (pool: PoolName): number =>
    sql.get<{ n: number }>('SELECT coalesce(sum(value), 0) AS n FROM stock_value WHERE pool = ?', pool)?.n ?? 0;
  return { value: of('shop'), inTransitValue: of('transit') };
}
export function fifoTotal(sql: Sql): number {
  let [total, after] = [0, ''];
  for (;;) {
    const page = valuedItems(sql, 'fifo', after, 500);
    if (page.length === 0) return total;
    for (const item of page) total += item.value;
    after = page.at(-1)?.gtin ?? '';
  }
}

const PAGE = 200;
/** Deliveries and finds, newest first; what was taken back, or only came back from a customer, is none. */
function* inflows(sql: Sql, gtin: string): Iterable<Inflow> {
  let before = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const page = sql.all<Inflow & { position: number }>(
      `SELECT position, quantity, worth FROM stock_move WHERE gtin = ? AND position < ? AND reversed_by IS NULL
         AND from_location IN ('supplier', 'count', 'loss', 'transit') AND to_location NOT IN ('supplier', 'customer', 'count', 'loss', 'transit')
       ORDER BY position DESC LIMIT ?`,
      ...[gtin, before, PAGE],
    );
    yield* page;
    if (page.length < PAGE) return;
    before = page.at(-1)?.position ?? 0;
  }
}
function fifoValue(sql: Sql, item: Pick<ValuedItem, 'gtin' | 'quantity'>): number {
  return firstInFirstOut(inflows(sql, item.gtin), item.quantity);
}

/** Where the value of an item came from and went to; the flows add up to the value that is left, to the last thousandth. */
export function itemValuation(sql: Sql, gtin: string): Omit<ItemValuationView, 'asOf' | 'scale'> | undefined {
  const row = sql.get<ValuedRow>(`${rows} AND v.gtin = ?`, gtin);
  if (!row) return undefined;
  const item = valuedItem(row);
  const flows = sql.all<ItemValuationView['flows'][number]>(
    `WITH crossing AS (
       SELECT m.*, from_location NOT IN ('supplier', 'customer', 'loss', 'count', 'transit') AS leaves,
         to_location NOT IN ('supplier', 'customer', 'loss', 'count', 'transit') AS comes FROM stock_move m WHERE gtin = ?)
     SELECT reason, sum(quantity * (comes - leaves)) AS quantity, sum(worth * (comes - leaves)) AS value
       FROM crossing WHERE comes <> leaves GROUP BY reason
     UNION ALL SELECT 'settled', 0, -sum(leaves * settled_from + comes * settled_to) AS n FROM crossing HAVING n <> 0
     UNION ALL SELECT 'revalued', 0, sum(after - before) FROM stock_revaluation WHERE gtin = ? HAVING count(*) > 0
     ORDER BY reason`,
    gtin,
    gtin,
  );
  return { item, fifoValue: fifoValue(sql, item), flows };
}
