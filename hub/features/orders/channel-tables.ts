import type { ChannelOrder, GoodsLine, HoldReason, OrderPolicy } from '../../contract/channel-orders.ts';
import type { Command } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Entry } from '../../contract/journal.ts';
import type { Sql } from '../../core/sql.ts';
import { moneyOf } from '../returns/money-tables.ts';
import type { AdvanceFacts, AlarmFacts, CancelFacts, PaymentFacts, StandFact, TakeInFacts } from './channel-rules.ts';
import { type ReviewFacts, USUAL_POLICY } from './review-rules.ts';

/** The same words in the same order, whatever order a channel writes its fields in. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    one && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

/** One row of numbers for the one book: the counters' orders and the channels' share it. */
export function nextOrderNumber(sql: Sql): number {
  return (
    sql.get<{ n: number }>(
      `SELECT max((SELECT coalesce(max(number), 0) FROM customer_order), (SELECT coalesce(max(number), 0) FROM channel_order)) + 1 AS n`,
    )?.n ?? 1
  );
}

export function takeInFacts(sql: Sql, wanted: ChannelOrder): TakeInFacts {
  const before = sql.get<{ number: number; said: string }>(
    'SELECT number, said FROM channel_order WHERE channel = ? AND reference = ?',
    wanted.channel,
    wanted.reference,
  );
  const units = new Map<string, string | undefined>();
  for (const { gtin } of wanted.lines)
    if (!units.has(gtin))
      units.set(gtin, sql.get<{ unit: string }>('SELECT unit FROM item WHERE gtin = ?', gtin)?.unit);
  return {
    standing: before && { number: before.number, same: before.said === canonical(wanted) },
    units: wanted.lines.map(({ gtin }) => units.get(gtin)),
    nextNumber: nextOrderNumber(sql),
  };
}

function standFact(sql: Sql, order: string): StandFact | undefined {
  const row = sql.get<Omit<StandFact, 'passed'> & { passed: number }>(
    'SELECT order_id AS "order", number, state, passed FROM channel_order WHERE order_id = ?',
    order,
  );
  return row && { ...row, passed: row.passed === 1 };
}
export function releaseFacts(sql: Sql, body: { order: string }): { order: StandFact | undefined } {
  return { order: standFact(sql, body.order) };
}

export function paymentFacts(sql: Sql, body: BodyOf<'orders.note-payment'>): PaymentFacts {
  return {
    order: standFact(sql, body.order),
    known: sql.get<{ n: number }>(
      'SELECT amount_minor AS n FROM order_payment WHERE order_id = ? AND reference = ?',
      body.order,
      body.reference,
    )?.n,
  };
}

export function cancelFacts(sql: Sql, body: { order: string }): CancelFacts {
  return {
    order: standFact(sql, body.order),
    open: sql.all<GoodsLine>(
      'SELECT line, gtin, waiting + promised AS quantity FROM line_standing WHERE order_id = ? ORDER BY line',
      body.order,
    ),
  };
}

export function policy(sql: Sql): OrderPolicy {
  const row = sql.get<{ details: string }>('SELECT details FROM order_policy WHERE one = 1');
  return row ? sql.settings<OrderPolicy>(row.details) : USUAL_POLICY;
}

interface ReviewRow {
  order: string;
  number: number;
  channel: string;
  delivery: 'ship' | 'pick-up';
  address: string | null;
  phone: string | null;
  passed: number;
  state: string;
  reasons: string | null;
  shortTold: number;
  wantedAt: number | null;
}
export function reviewFacts(sql: Sql, body: { order: string }): ReviewFacts {
  const row = sql.get<ReviewRow>(
    `SELECT order_id AS "order", number, channel, delivery, address, phone, passed, state, reasons, short_told AS shortTold, payment_wanted_at AS wantedAt FROM channel_order WHERE order_id = ?`,
    body.order,
  );
  if (!row) return { order: undefined, policy: policy(sql) };
  const { passed, state, reasons, shortTold, wantedAt, ...order } = row;
  const money = moneyOf(sql, body.order);
  const short = sql.all<GoodsLine>(
    'SELECT line, gtin, waiting AS quantity FROM line_standing WHERE order_id = ? AND waiting > 0 ORDER BY line',
    body.order,
  );
  return {
    order: {
      ...order,
      totalMinor: money?.valueMinor ?? 0,
      paidMinor: (money?.paidMinor ?? 0) - (money?.refundsMinor ?? 0),
      passed: passed === 1,
      cancelled: state === 'cancelled',
      reasons: reasons === null ? undefined : (JSON.parse(reasons) as HoldReason[]),
      shortTold: shortTold === 1,
      paymentWanted: wantedAt !== null,
      short,
    },
    policy: policy(sql),
  };
}

export function advanceFacts(sql: Sql, body: { order: string }): AdvanceFacts {
  const order = standFact(sql, body.order);
  const held = sql.get<{ held: number }>(
    'SELECT reasons IS NOT NULL AS held FROM channel_order WHERE order_id = ?',
    body.order,
  );
  const sums = sql.get<{ waiting: number; standing: number }>(
    `SELECT coalesce(sum(waiting), 0) AS waiting, coalesce(sum(waiting + promised), 0) AS standing
       FROM line_standing WHERE order_id = ?`,
    body.order,
  );
  return {
    order: order && { ...order, held: held?.held === 1 },
    waiting: sums?.waiting ?? 0,
    standing: sums?.standing ?? 0,
    parcels: sql
      .all<{ state: string }>(`SELECT state FROM parcel WHERE order_id = ? AND state <> 'dropped'`, body.order)
      .map(({ state }) => state),
  };
}

export function alarmFacts(sql: Sql, body: BodyOf<'orders.alarm'>): AlarmFacts {
  const order = standFact(sql, body.order);
  const row = sql.get<{ since: number; dueAt: number | null }>(
    'SELECT since, due_at AS dueAt FROM channel_order WHERE order_id = ?',
    body.order,
  );
  if (!order || !row) return { order: undefined };
  const { longest, dueSoonMinutes } = policy(sql);
  const told = sql.get(
    'SELECT 1 FROM order_alarm WHERE order_id = ? AND about = ? AND since = ?',
    body.order,
    body.about,
    body.since,
  );
  const dueAt =
    body.about === 'due'
      ? (row.dueAt ?? 0) - dueSoonMinutes * 60_000
      : row.since + ((longest as Readonly<Record<string, number>>)[body.about] ?? 0) * 60_000;
  return { order: { ...order, since: row.since, told: told !== undefined, dueAt } };
}

/** Orders that are too long where they are, or soon due and still here. Each id names the very stay, so it fires once. */
export function alarmsDue(sql: Sql, now: number): Pick<Command, 'id' | 'type' | 'body'>[] {
  const { longest, dueSoonMinutes } = policy(sql);
  const untold = `AND NOT EXISTS (SELECT 1 FROM order_alarm a WHERE a.order_id = o.order_id AND a.about = ? AND a.since = `;
  const stays = Object.entries(longest).flatMap(([state, minutes]) =>
    sql.all<{ order: string; about: string; since: number }>(
      `SELECT order_id AS "order", state AS about, since FROM channel_order o WHERE state = ? AND since <= ?
         ${untold}o.since) ORDER BY since, order_id LIMIT 200`,
      state,
      now - minutes * 60_000,
      state,
    ),
  );
  const promises = sql.all<{ order: string; about: string; since: number }>(
    `SELECT order_id AS "order", 'due' AS about, due_at AS since FROM channel_order o
      WHERE due_at <= ? AND state IN ('received', 'held', 'back-ordered', 'processing') ${untold}o.due_at)
      ORDER BY due_at, order_id LIMIT 200`,
    now + dueSoonMinutes * 60_000,
    'due',
  );
  return [...stays, ...promises].map((body) => ({
    id: `hub:order-alarm:${body.about}:${body.since}:${body.order}`.slice(0, 200),
    type: 'orders.alarm',
    body,
  }));
}

export function applyReceived(sql: Sql, data: Events['orders.received'], entry: Entry): void {
  const { order, number, totalMinor, wanted } = data;
  const { customer, delivery } = wanted;
  sql.run(
    `INSERT INTO channel_order (order_id, number, channel, reference, said, customer, phone, delivery, address, due_at, total_minor,
       fee_minor, discount_minor, paid_minor, state, since, passed, short_told, note, opened_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'received', ?, 0, 0, ?, ?)`,
    ...[order, number, wanted.channel, wanted.reference, canonical(wanted), customer.name, customer.phone ?? null],
    ...[delivery.kind, delivery.address ?? null, delivery.dueAt ?? null, totalMinor],
    ...[
      wanted.feeMinor ?? 0,
      wanted.discountMinor ?? 0,
      wanted.paidMinor ?? 0,
      entry.at,
      wanted.note ?? null,
      entry.at,
    ],
  );
  for (const [at, { gtin, quantity, priceMinor }] of wanted.lines.entries())
    sql.run(
      'INSERT INTO channel_line (order_id, line, gtin, quantity, price_minor, cancelled) VALUES (?, ?, ?, ?, ?, 0)',
      order,
      at + 1,
      gtin,
      quantity,
      priceMinor,
    );
}
export function applyPassed(sql: Sql, data: Events['orders.passed']): void {
  sql.run('UPDATE channel_order SET passed = 1, reasons = NULL WHERE order_id = ?', data.order);
}
export function applyReviewHeld(sql: Sql, data: Events['orders.review-held']): void {
  sql.run('UPDATE channel_order SET reasons = ? WHERE order_id = ?', JSON.stringify(data.reasons), data.order);
}
export function applyStockShort(sql: Sql, data: Events['orders.stock-short']): void {
  sql.run('UPDATE channel_order SET short_told = 1 WHERE order_id = ?', data.order);
}
export function applyPaymentWanted(sql: Sql, data: Events['orders.payment-wanted'], entry: Entry): void {
  sql.run('UPDATE channel_order SET payment_wanted_at = ? WHERE order_id = ?', entry.at, data.order);
}
export function applyPayment(sql: Sql, data: Events['orders.payment-noted'], entry: Entry): void {
  sql.run(
    'INSERT INTO order_payment (order_id, reference, amount_minor, at) VALUES (?, ?, ?, ?)',
    data.order,
    data.reference,
    data.amountMinor,
    entry.at,
  );
  sql.run('UPDATE channel_order SET paid_minor = paid_minor + ? WHERE order_id = ?', data.amountMinor, data.order);
}
export function applyCancelled(sql: Sql, data: Events['orders.cancelled']): void {
  for (const { line, quantity } of data.lines)
    sql.run(
      'UPDATE channel_line SET cancelled = cancelled + ? WHERE order_id = ? AND line = ?',
      quantity,
      data.order,
      line,
    );
}
export function applyStateChanged(sql: Sql, data: Events['orders.state-changed'], entry: Entry): void {
  sql.run('UPDATE channel_order SET state = ?, since = ? WHERE order_id = ?', data.to, entry.at, data.order);
}
export function applyPolicy(sql: Sql, data: OrderPolicy): void {
  sql.run(
    'INSERT INTO order_policy (one, details) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET details = excluded.details',
    JSON.stringify(data),
  );
}
export function applyAlarmed(sql: Sql, data: Events['orders.alarmed'], entry: Entry): void {
  sql.run(
    'INSERT INTO order_alarm (order_id, about, since, at) VALUES (?, ?, ?, ?)',
    data.order,
    data.about,
    data.since,
    entry.at,
  );
}
/** Where an order's story stands in the journal. */
export function applyTrace(sql: Sql, data: { order: string }, entry: Entry): void {
  sql.run('INSERT INTO order_trace (order_id, position) VALUES (?, ?)', data.order, entry.position);
}

export function channelOrderBy(
  sql: Sql,
  channel: string,
  reference: string,
): { order: string; number: number; state: string } {
  return (
    sql.get(
      'SELECT order_id AS "order", number, state FROM channel_order WHERE channel = ? AND reference = ?',
      channel,
      reference,
    ) ?? {
      order: '',
      number: 0,
      state: 'received',
    }
  );
}
