import type { OrderView } from '../../contract/orders.ts';
import { lineTotal } from '../../core/money.ts';
import type { Sql } from '../../core/sql.ts';
import { memberOn, memberView } from '../customers/tables.ts';
import { couponsOn, priceOrder } from '../promotions/tables.ts';
import { pricedLines } from './tables.ts';

/** After this long without a touch an order counts as left lying: shown to everyone, never dropped by itself. */
const LYING_AFTER_MS = 10 * 60_000;

interface HeadRow {
  order: string;
  number: number;
  counter: string;
  state: OrderView['state'];
  note: string | null;
  openedAt: number;
  touchedAt: number;
  paidMinor: number | null;
}
const head = `SELECT order_id AS "order", number, counter, state, note, opened_at AS openedAt, touched_at AS touchedAt,
  paid_minor AS paidMinor FROM customer_order`;

function viewed(sql: Sql, { note, paidMinor, ...row }: HeadRow, now: number): OrderView {
  const lines = sql
    .all<Omit<OrderView['lines'][number], 'totalMinor'>>(
      `SELECT l.line, l.gtin, i.name_zh AS nameZh, i.name_en AS nameEn, i.unit, l.quantity, l.price_minor AS priceMinor
         FROM order_line l JOIN item i USING (gtin) WHERE l.order_id = ? ORDER BY l.line`,
      row.order,
    )
    .map((line) => ({ ...line, totalMinor: lineTotal(line.priceMinor, line.quantity, line.unit) }));
  const customer = customerOn(sql, row.order);
  return {
    ...row,
    ...(note === null ? {} : { note }),
    lines,
    ...(row.state === 'open' || row.state === 'held'
      ? priceNow(sql, row.order, now)
      : pricePaid(sql, row.order, lines)),
    ...(paidMinor === null ? {} : { totalMinor: paidMinor }),
    ...(customer ? { customer } : {}),
    canUndo:
      row.state === 'open' &&
      sql.get('SELECT 1 FROM order_step WHERE order_id = ? AND standing = 1', row.order) !== undefined,
  };
}

type Price = Pick<OrderView, 'totalMinor' | 'fullMinor' | 'discounts' | 'near' | 'coupons'>;
const nameless = { nameZh: '', nameEn: '' };

/** What an order that is not paid yet costs at this instant. */
function priceNow(sql: Sql, order: string, now: number): Price {
  const { totalMinor, fullMinor, discounts, near, coupons, names } = priceOrder(
    sql,
    order,
    pricedLines(sql, order),
    now,
  );
  const nameOf = (promotion: string) => names.get(promotion) ?? nameless;
  return {
    totalMinor,
    fullMinor,
    discounts: discounts.map((one) => ({ ...one, ...nameOf(one.promotion) })),
    near: near.map((one) => ({ ...one, ...nameOf(one.promotion) })),
    coupons: couponsOn(sql, { order }).map((coupon) => ({ coupon, counts: coupons.includes(coupon) })),
  };
}

/** What was fixed when an order was paid; of a dropped one only the goods are known. */
function pricePaid(sql: Sql, order: string, lines: OrderView['lines']): Price {
  const fullMinor = lines.reduce((sum, line) => sum + line.totalMinor, 0);
  const discounts = sql.all<OrderView['discounts'][number]>(
    `SELECT d.promotion, d.line, d.amount_minor AS amountMinor, coalesce(p.name_zh, '') AS nameZh, coalesce(p.name_en, '') AS nameEn
       FROM order_discount d LEFT JOIN promotion p USING (promotion) WHERE d.order_id = ? ORDER BY d.line, d.promotion`,
    order,
  );
  return { totalMinor: fullMinor, fullMinor, discounts, near: [], coupons: [] };
}

function customerOn(sql: Sql, order: string): OrderView['customer'] {
  const on = memberOn(sql, { order });
  const view = on && memberView(sql, on.member);
  if (!view) return undefined;
  const { member, name, tier, points, worthMinor } = view;
  return { member, name, tier, points, worthMinor };
}

export function orderView(sql: Sql, order: string, now: number): OrderView | undefined {
  const row = sql.get<HeadRow>(`${head} WHERE order_id = ?`, order);
  return row && viewed(sql, row, now);
}
export function openOrderAt(sql: Sql, counter: string, now: number): OrderView | undefined {
  const row = sql.get<HeadRow>(`${head} WHERE counter = ? AND state = 'open'`, counter);
  return row && viewed(sql, row, now);
}
export function ordersIn(sql: Sql, state: string, now: number): OrderView[] {
  return sql
    .all<HeadRow>(`${head} WHERE state = ? ORDER BY number DESC LIMIT 200`, state)
    .map((row) => viewed(sql, row, now));
}
/** Open or held orders with goods on them that nobody touched for a while, oldest first. */
export function lyingOrders(sql: Sql, now: number): OrderView[] {
  return sql
    .all<HeadRow>(
      `${head} WHERE state IN ('open', 'held') AND touched_at <= ? ORDER BY touched_at LIMIT 100`,
      now - LYING_AFTER_MS,
    )
    .map((row) => viewed(sql, row, now))
    .filter((order) => order.lines.length > 0);
}
