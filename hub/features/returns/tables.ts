import type { Command } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Entry } from '../../contract/journal.ts';
import type { RefundView, ReturnView } from '../../contract/returns.ts';
import type { Sql } from '../../core/sql.ts';
import { policy } from '../orders/channel-tables.ts';
import { moneyOf } from './money-tables.ts';
import type { CaseFact, OpenFacts, ReckonFacts, RefundFact } from './rules.ts';

/** In a case that stands: announced and not brought yet, or here; what was repaired is with its customer again. */
const inCases = `(SELECT coalesce(sum(CASE c.state WHEN 'closed' THEN r.sellable + r.damaged + r.repair ELSE r.quantity END), 0)
     FROM return_case c JOIN return_line r USING (rma)
    WHERE c.order_id = l.order_id AND r.line = l.line AND coalesce(c.outcome, '') <> 'repaired')`;

export function openFacts(sql: Sql, body: BodyOf<'returns.open'>): OpenFacts {
  const channel = sql.get<{ number: number; leftAt: number | null }>(
    `SELECT number, (SELECT max(since) FROM parcel p WHERE p.order_id = o.order_id AND p.state IN ('shipped', 'signed')) AS leftAt
       FROM channel_order o WHERE order_id = ?`,
    body.order,
  );
  const counter = sql.get<{ number: number; leftAt: number }>(
    `SELECT number, touched_at AS leftAt FROM customer_order WHERE order_id = ? AND state = 'paid'`,
    body.order,
  );
  const found = channel ?? counter;
  const goods = channel ? 'line_standing' : 'order_line';
  return {
    order: found && { order: body.order, number: found.number, leftAt: found.leftAt ?? undefined },
    lines: found
      ? sql.all(
          `SELECT l.line, l.gtin, l.${channel ? 'gone' : 'quantity'} - ${inCases} AS quantity, i.name_zh AS nameZh, i.name_en AS nameEn, i.unit
             FROM ${goods} l JOIN item i USING (gtin) WHERE l.order_id = ? ORDER BY l.line`,
          body.order,
        )
      : [],
    nextNumber: sql.get<{ n: number }>('SELECT coalesce(max(number), 0) + 1 AS n FROM return_case')?.n ?? 1,
    returnDays: policy(sql).returnDays,
    ownerKnown: body.owner === undefined || sql.get('SELECT 1 FROM staff WHERE staff = ?', body.owner) !== undefined,
  };
}

interface CaseRow extends Omit<CaseFact, 'overdue' | 'lines' | 'customer' | 'delivery'> {
  overdue: number;
  customer: string | null;
  phone: string | null;
  delivery: 'ship' | 'pick-up' | null;
  address: string | null;
}
export function caseFact(sql: Sql, body: { rma: string }): CaseFact | undefined {
  const row = sql.get<CaseRow>(
    `SELECT c.rma, c.number, c.order_id AS "order", c.kind, c.state, c.owner, c.due_at AS dueAt, c.overdue,
       o.customer, o.phone, o.delivery, o.address FROM return_case c LEFT JOIN channel_order o USING (order_id) WHERE rma = ?`,
    body.rma,
  );
  if (!row) return undefined;
  const { overdue, customer, phone, delivery, address, ...rest } = row;
  return {
    ...rest,
    overdue: overdue === 1,
    customer: { name: customer ?? '-', ...(phone ? { phone } : {}) },
    delivery: { kind: delivery ?? 'pick-up', ...(address ? { address } : {}) },
    lines: sql.all(
      'SELECT line, gtin, quantity, sellable + damaged + repair AS received, repair FROM return_line WHERE rma = ? ORDER BY line',
      body.rma,
    ),
  };
}

export function reckonFacts(sql: Sql, body: { order: string }): ReckonFacts {
  return {
    money: moneyOf(sql, body.order),
    nextNumber: sql.get<{ n: number }>('SELECT coalesce(max(number), 0) + 1 AS n FROM refund')?.n ?? 1,
  };
}
export function refundFact(sql: Sql, body: { refund: string }): RefundFact | undefined {
  return sql.get(
    'SELECT refund, order_id AS "order", amount_minor AS amountMinor, reference FROM refund WHERE refund = ?',
    body.refund,
  );
}

/** Cases that are over their limit. The id names the limit, so each is told once. */
export function overdueReturns(sql: Sql, now: number): Pick<Command, 'id' | 'type' | 'body'>[] {
  return sql
    .all<{ rma: string; dueAt: number }>(
      `SELECT rma, due_at AS dueAt FROM return_case WHERE state <> 'closed' AND overdue = 0 AND due_at <= ? ORDER BY due_at LIMIT 100`,
      now,
    )
    .map(({ rma, dueAt }) => ({
      id: `hub:return:${dueAt}:${rma}`.slice(0, 200),
      type: 'returns.remind',
      body: { rma },
    }));
}

export function applyOpened(sql: Sql, data: Events['returns.opened'], entry: Entry): void {
  sql.run(
    `INSERT INTO return_case (rma, number, order_id, kind, state, reason, owner, due_at, overdue, opened_at, since)
     VALUES (?, ?, ?, ?, 'open', ?, ?, ?, 0, ?, ?)`,
    ...[data.rma, data.number, data.order, data.kind, data.reason, data.owner ?? null, data.dueAt, entry.at, entry.at],
  );
  for (const { line, gtin, quantity } of data.lines)
    sql.run(
      'INSERT INTO return_line (rma, line, gtin, quantity, sellable, damaged, repair) VALUES (?, ?, ?, ?, 0, 0, 0)',
      data.rma,
      line,
      gtin,
      quantity,
    );
}
export function applyReceived(sql: Sql, data: Events['returns.received'], entry: Entry): void {
  for (const { line, quantity, condition } of data.lines)
    sql.run(
      `UPDATE return_line SET sellable = sellable + ?, damaged = damaged + ?, repair = repair + ? WHERE rma = ? AND line = ?`,
      condition === 'sellable' ? quantity : 0,
      condition === 'damaged' ? quantity : 0,
      condition === 'repair' ? quantity : 0,
      data.rma,
      line,
    );
  const state = data.done ? (data.kind === 'repair' ? 'received' : 'closed') : undefined;
  if (!state) return;
  const outcome = state === 'closed' ? data.kind : null;
  sql.run('UPDATE return_case SET state = ?, outcome = ?, since = ? WHERE rma = ?', state, outcome, entry.at, data.rma);
}
export function applyClosed(sql: Sql, data: Events['returns.closed'], entry: Entry): void {
  sql.run(
    `UPDATE return_case SET state = 'closed', outcome = ?, since = ? WHERE rma = ?`,
    data.outcome,
    entry.at,
    data.rma,
  );
}
export function applyOverdue(sql: Sql, data: { rma: string }): void {
  sql.run('UPDATE return_case SET overdue = 1 WHERE rma = ?', data.rma);
}
export function applyRefundDue(sql: Sql, data: Events['orders.refund-due'], entry: Entry): void {
  sql.run(
    `INSERT INTO refund (refund, number, order_id, amount_minor, why, state, opened_at) VALUES (?, ?, ?, ?, ?, 'due', ?)`,
    ...[data.refund, data.number, data.order, data.amountMinor, data.why, entry.at],
  );
}
export function applyRefundSettled(sql: Sql, data: Events['orders.refund-settled'], entry: Entry): void {
  sql.run(
    `UPDATE refund SET state = 'settled', reference = ?, settled_by = ?, settled_at = ? WHERE refund = ?`,
    ...[data.reference, entry.actor.by, entry.at, data.refund],
  );
}

type ReturnRow = Omit<ReturnView, 'lines' | 'overdue' | 'owner' | 'outcome'> & {
  overdue: number;
  owner: string | null;
  outcome: string | null;
};
/** Cases of one order, or all that are not closed, those due first. */
export function returnsOf(sql: Sql, order?: string): ReturnView[] {
  return sql
    .all<ReturnRow>(
      `SELECT rma, number, order_id AS "order", kind, state, reason, owner, due_at AS dueAt, overdue, outcome, opened_at AS openedAt
         FROM return_case WHERE ${order === undefined ? `state <> 'closed' AND ? IS NULL` : 'order_id = ?'} ORDER BY due_at LIMIT 200`,
      order ?? null,
    )
    .map(({ overdue, owner, outcome, ...row }) => ({
      ...row,
      overdue: overdue === 1,
      ...(owner ? { owner } : {}),
      ...(outcome ? { outcome } : {}),
      lines: sql.all(
        `SELECT l.line, l.gtin, i.name_zh AS nameZh, i.name_en AS nameEn, l.quantity, l.sellable, l.damaged, l.repair
           FROM return_line l JOIN item i USING (gtin) WHERE l.rma = ? ORDER BY l.line`,
        row.rma,
      ),
    }));
}

type RefundRow = Omit<RefundView, 'reference' | 'settledBy' | 'settledAt'> &
  Record<'reference' | 'settledBy', string | null> & { settledAt: number | null };
/** Refunds of one order, or all that are due, the oldest first. */
export function refundsOf(sql: Sql, order?: string): RefundView[] {
  return sql
    .all<RefundRow>(
      `SELECT refund, number, order_id AS "order", amount_minor AS amountMinor, why, state, reference, settled_by AS settledBy,
         opened_at AS openedAt, settled_at AS settledAt FROM refund
        WHERE ${order === undefined ? `state = 'due' AND ? IS NULL` : 'order_id = ?'} ORDER BY opened_at, number LIMIT 200`,
      order ?? null,
    )
    .map(({ reference, settledBy, settledAt, ...row }) => ({
      ...row,
      ...(reference ? { reference } : {}),
      ...(settledBy ? { settledBy } : {}),
      ...(settledAt === null ? {} : { settledAt }),
    }));
}
