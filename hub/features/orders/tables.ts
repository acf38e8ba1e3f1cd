import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Entry } from '../../contract/journal.ts';
import type { LineStep, OrderedLine } from '../../contract/orders.ts';
import type { Moment } from '../../core/feature.ts';
import type { PricedLine } from '../../core/pricing/promotion.ts';
import type { Sql } from '../../core/sql.ts';
import { PRICE_ON } from '../catalog/price-tables.ts';
import { pointsFor } from '../customers/tables.ts';
import { scannedLot } from '../inventory/lot-tables.ts';
import { hasPromotions, priceOrder } from '../promotions/tables.ts';
import { nextOrderNumber } from './channel-tables.ts';
import type { AddFacts, LineFacts, OrderFact, PayFacts, RecallFacts, UndoFacts, WholeFacts } from './rules.ts';

interface AddRow {
  priceMinor: number;
  order: string | null;
  nextLine: number | null;
  line: number | null;
  quantity: number | null;
}

/** The item, the counter's open order and the item's line on it, in one look; without the item the rest says nothing. */
export function addFacts(
  sql: Sql,
  body: BodyOf<'orders.add-line'>,
  { businessDate }: { readonly businessDate: string },
): AddFacts {
  const row = sql.get<AddRow>(
    `SELECT n.price_minor AS priceMinor, o.order_id AS "order", o.next_line AS nextLine, l.line, l.quantity
       FROM (SELECT i.gtin, ${PRICE_ON} AS price_minor FROM item i WHERE i.gtin = ?) n
       LEFT JOIN customer_order o ON o.counter = ? AND o.state = 'open'
       LEFT JOIN order_line l ON l.order_id = o.order_id AND l.gtin = n.gtin AND l.price_minor = coalesce(?, n.price_minor)`,
    businessDate,
    businessDate,
    body.gtin,
    body.counter,
    body.priceMinor ?? null,
  );
  const lot = scannedLot(sql, body);
  if (!row) return { item: undefined, lot, open: undefined, counterKnown: true, nextNumber: 0, same: undefined };
  const { priceMinor, order, nextLine, line, quantity } = row;
  const open = order === null || nextLine === null ? undefined : { order, nextLine };
  return {
    item: { priceMinor },
    lot,
    open,
    counterKnown: open !== undefined || isCounter(sql, body.counter),
    nextNumber: open ? 0 : nextOrderNumber(sql),
    same: line === null || quantity === null ? undefined : { line, quantity },
  };
}

function isCounter(sql: Sql, counter: string): boolean {
  return sql.get('SELECT 1 FROM counter WHERE counter = ?', counter) !== undefined;
}

function orderFact(sql: Sql, order: string): OrderFact | undefined {
  return sql.get('SELECT order_id AS "order", number, counter, state FROM customer_order WHERE order_id = ?', order);
}

export function lineFacts(sql: Sql, body: { order: string; line: number }): LineFacts {
  return {
    order: orderFact(sql, body.order),
    line: sql.get<OrderedLine>(
      'SELECT line, gtin, quantity, price_minor AS priceMinor FROM order_line WHERE order_id = ? AND line = ?',
      body.order,
      body.line,
    ),
  };
}

export function undoFacts(sql: Sql, body: BodyOf<'orders.undo'>): UndoFacts {
  return {
    order: orderFact(sql, body.order),
    last: sql.get(
      `SELECT order_id AS "order", step, line, gtin, before, after, price_minor AS priceMinor FROM order_step
        WHERE order_id = ? AND standing = 1 ORDER BY step DESC LIMIT 1`,
      body.order,
    ),
  };
}

export function wholeFacts(sql: Sql, body: { order: string }): WholeFacts {
  return {
    order: orderFact(sql, body.order),
    lines: sql.all(
      `SELECT l.line, l.gtin, l.quantity, l.price_minor AS priceMinor, i.unit FROM order_line l JOIN item i USING (gtin)
        WHERE l.order_id = ? ORDER BY l.line`,
      body.order,
    ),
  };
}

export function payFacts(sql: Sql, body: { order: string }, moment: Moment): PayFacts {
  const whole = wholeFacts(sql, body);
  // Where nothing is on, nobody asks which category an item is of.
  const lines = hasPromotions(sql)
    ? pricedLines(sql, body.order)
    : whole.lines.map((line) => ({ ...line, category: null }));
  const { totalMinor, discounts, coupons } = priceOrder(sql, body.order, lines, moment.now);
  return { ...whole, totalMinor, discounts, coupons, pointsMinor: pointsFor(sql, body.order).worthMinor };
}

/** The lines of an order as the promotions look at them. */
export function pricedLines(sql: Sql, order: string): PricedLine[] {
  return sql.all(
    `SELECT l.line, l.gtin, i.details ->> 'categoryZh' AS category, l.quantity, i.unit, l.price_minor AS priceMinor
       FROM order_line l JOIN item i USING (gtin) WHERE l.order_id = ? ORDER BY l.line`,
    order,
  );
}

export function recallFacts(sql: Sql, body: BodyOf<'orders.recall'>): RecallFacts {
  const own = sql.get<{ order: string; lines: number }>(
    `SELECT order_id AS "order", (SELECT count(*) FROM order_line l WHERE l.order_id = o.order_id) AS lines
       FROM customer_order o WHERE counter = ? AND state = 'open'`,
    body.counter,
  );
  return {
    order: orderFact(sql, body.order),
    counterKnown: isCounter(sql, body.counter),
    busy: own !== undefined && own.lines > 0,
    empty: own?.lines === 0 ? own.order : undefined,
  };
}

export function applyOpened(sql: Sql, opened: Events['orders.opened'], entry: Entry): void {
  sql.run(
    `INSERT INTO customer_order (order_id, number, counter, state, opened_at, touched_at, next_line, next_step)
     VALUES (?, ?, ?, 'open', ?, ?, 1, 1)`,
    opened.order,
    opened.number,
    opened.counter,
    entry.at,
    entry.at,
  );
}

/** A line is what its newest step says; a step that is taken back no longer stands, nor does the one that took it back. */
export function applyStep(sql: Sql, step: LineStep, entry: Entry): void {
  if (step.after === 0) sql.run('DELETE FROM order_line WHERE order_id = ? AND line = ?', step.order, step.line);
  else
    sql.run(
      `INSERT INTO order_line (order_id, line, gtin, quantity, price_minor) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (order_id, line) DO UPDATE SET quantity = excluded.quantity`,
      step.order,
      step.line,
      step.gtin,
      step.after,
      step.priceMinor,
    );
  if (step.undoes === undefined)
    sql.run(
      `INSERT INTO order_step (order_id, step, line, gtin, before, after, price_minor, standing)
       SELECT order_id, next_step, ?, ?, ?, ?, ?, 1 FROM customer_order WHERE order_id = ?`,
      step.line,
      step.gtin,
      step.before,
      step.after,
      step.priceMinor,
      step.order,
    );
  else sql.run('UPDATE order_step SET standing = 0 WHERE order_id = ? AND step = ?', step.order, step.undoes);
  sql.run(
    'UPDATE customer_order SET touched_at = ?, next_line = max(next_line, ?), next_step = next_step + 1 WHERE order_id = ?',
    entry.at,
    step.line + 1,
    step.order,
  );
}

function applyState(sql: Sql, order: string, state: string, entry: Entry, note?: string): void {
  sql.run(
    'UPDATE customer_order SET state = ?, touched_at = ?, note = coalesce(?, note) WHERE order_id = ?',
    state,
    entry.at,
    note ?? null,
    order,
  );
}
export function applyPaid(sql: Sql, data: Events['orders.paid'], entry: Entry): void {
  applyState(sql, data.order, 'paid', entry);
  sql.run('UPDATE customer_order SET paid_minor = ? WHERE order_id = ?', data.totalMinor, data.order);
  for (const { promotion, line, amountMinor } of data.discounts ?? [])
    sql.run(
      'INSERT INTO order_discount (order_id, promotion, line, amount_minor) VALUES (?, ?, ?, ?)',
      data.order,
      promotion,
      line,
      amountMinor,
    );
}
export const applyHeld = (sql: Sql, data: Events['orders.held'], entry: Entry): void =>
  applyState(sql, data.order, 'held', entry, data.note);
export const applyDropped = (sql: Sql, data: Events['orders.dropped'], entry: Entry): void =>
  applyState(sql, data.order, 'dropped', entry, data.reason);
export function applyRecalled(sql: Sql, data: Events['orders.recalled'], entry: Entry): void {
  sql.run('UPDATE customer_order SET counter = ? WHERE order_id = ?', data.counter, data.order);
  applyState(sql, data.order, 'open', entry);
}
