import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Entry } from '../../contract/journal.ts';
import type { Sql } from '../../core/sql.ts';
import { moneyOf } from '../returns/money-tables.ts';
import type { MergedFact, MergeFacts } from './merge-rules.ts';

interface Row {
  order: string;
  number: number;
  state: string;
  whereTo: string;
  feeMinor: number;
  discountMinor: number;
  begun: number;
  partCancelled: number;
  passed: number;
}
function mergedFact(sql: Sql, order: string): MergedFact | undefined {
  const row = sql.get<Row>(
    `SELECT order_id AS "order", number, state, json_array(customer, replace(coalesce(phone, ''), ' ', ''), delivery, trim(coalesce(address, ''))) AS whereTo,
       fee_minor AS feeMinor, discount_minor AS discountMinor, passed,
       EXISTS (SELECT 1 FROM parcel p WHERE p.order_id = o.order_id AND p.state NOT IN ('promised', 'to-pick', 'dropped')) AS begun,
       EXISTS (SELECT 1 FROM channel_line l WHERE l.order_id = o.order_id AND l.cancelled > 0) AS partCancelled
       FROM channel_order o WHERE order_id = ?`,
    order,
  );
  if (!row) return undefined;
  const money = moneyOf(sql, order);
  return {
    ...row,
    begun: row.begun === 1,
    partCancelled: row.partCancelled === 1,
    passed: row.passed === 1,
    hasRefund: (money?.refundsMinor ?? 0) > 0,
    paidMinor: money?.paidMinor ?? 0,
    lines: sql.all(
      'SELECT line, gtin, quantity - cancelled AS quantity, price_minor AS priceMinor FROM channel_line WHERE order_id = ? ORDER BY line',
      order,
    ),
  };
}

export function mergeFacts(sql: Sql, body: BodyOf<'orders.merge'>): MergeFacts {
  return {
    into: mergedFact(sql, body.into),
    from: mergedFact(sql, body.from),
    nextLine:
      sql.get<{ n: number }>('SELECT coalesce(max(line), 0) + 1 AS n FROM channel_line WHERE order_id = ?', body.into)
        ?.n ?? 1,
    fromValueMinor: moneyOf(sql, body.from)?.valueMinor ?? 0,
  };
}

export function applyMerged(sql: Sql, data: Events['orders.merged'], entry: Entry): void {
  for (const { line, ofLine, gtin, quantity, priceMinor } of data.lines) {
    sql.run(
      'INSERT INTO channel_line (order_id, line, gtin, quantity, price_minor, cancelled) VALUES (?, ?, ?, ?, ?, 0)',
      ...[data.order, line, gtin, quantity, priceMinor],
    );
    sql.run(
      'UPDATE channel_line SET cancelled = cancelled + ? WHERE order_id = ? AND line = ?',
      quantity,
      data.from,
      ofLine,
    );
  }
  sql.run(
    `UPDATE channel_order SET total_minor = total_minor + ?, fee_minor = fee_minor + ?, discount_minor = discount_minor + ?,
       paid_minor = paid_minor + ? WHERE order_id = ?`,
    ...[data.totalMinor, data.feeMinor, data.discountMinor, data.paidMinor, data.order],
  );
  sql.run('UPDATE channel_order SET paid_minor = paid_minor - ? WHERE order_id = ?', data.paidMinor, data.from);
  sql.run('INSERT INTO order_trace (order_id, position) VALUES (?, ?)', data.from, entry.position);
}
