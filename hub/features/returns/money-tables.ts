import { standingValue } from '../../core/money.ts';
import type { Sql } from '../../core/sql.ts';

export interface Money {
  readonly paidMinor: number;
  /** What the order is worth as it stands. */
  readonly valueMinor: number;
  /** All refunds, due and settled. */
  readonly refundsMinor: number;
  readonly dueMinor: number;
  readonly refundedMinor: number;
}
interface LineRow {
  priceMinor: number;
  unit: string;
  ordered: number;
  standing: number;
  gone: number;
}
/** Came back for money: an exchange or a repair pays nothing back. */
const back = `(SELECT coalesce(sum(r.sellable + r.damaged + r.repair), 0) FROM return_case c JOIN return_line r USING (rma)
    WHERE c.order_id = l.order_id AND c.kind = 'return' AND r.line = l.line)`;

/** The money of one order of a channel or of a counter; undefined where there is no such order. */
export function moneyOf(sql: Sql, order: string): Money | undefined {
  const sums = sql.get<{ due: number; settled: number }>(
    `SELECT coalesce(sum(amount_minor) FILTER (WHERE state = 'due'), 0) AS due,
       coalesce(sum(amount_minor) FILTER (WHERE state = 'settled'), 0) AS settled FROM refund WHERE order_id = ?`,
    order,
  ) ?? { due: 0, settled: 0 };
  const refunds = { dueMinor: sums.due, refundedMinor: sums.settled, refundsMinor: sums.due + sums.settled };
  const channel = sql.get<{ paidMinor: number; feeMinor: number; discountMinor: number }>(
    'SELECT paid_minor AS paidMinor, fee_minor AS feeMinor, discount_minor AS discountMinor FROM channel_order WHERE order_id = ?',
    order,
  );
  if (channel) {
    const lines = sql.all<LineRow>(
      `SELECT l.price_minor AS priceMinor, i.unit, l.quantity AS ordered, l.quantity - l.cancelled - ${back} AS standing, l.gone
         FROM line_standing l JOIN item i USING (gtin) WHERE l.order_id = ?`,
      order,
    );
    const { feeMinor, discountMinor, paidMinor } = channel;
    const left = lines.some(({ gone }) => gone > 0);
    return { ...refunds, paidMinor, valueMinor: standingValue({ lines, feeMinor, discountMinor, left }) };
  }
  const counter = sql.get<{ paidMinor: number | null }>(
    `SELECT paid_minor AS paidMinor FROM customer_order WHERE order_id = ? AND state = 'paid'`,
    order,
  );
  if (!counter) return undefined;
  const lines = sql.all<LineRow>(
    `SELECT l.price_minor AS priceMinor, i.unit, l.quantity AS ordered, l.quantity - ${back} AS standing, l.quantity AS gone
       FROM order_line l JOIN item i USING (gtin) WHERE l.order_id = ?`,
    order,
  );
  const whole = lines.map((line) => ({ ...line, standing: line.ordered }));
  const goods = standingValue({ feeMinor: 0, discountMinor: 0, left: true, lines: whole });
  const paidMinor = counter.paidMinor ?? goods;
  // What promotions and points took off is shared by all lines, so that what comes back is paid back as it was paid.
  const discountMinor = Math.max(0, goods - paidMinor);
  return { ...refunds, paidMinor, valueMinor: standingValue({ feeMinor: 0, discountMinor, left: true, lines }) };
}
