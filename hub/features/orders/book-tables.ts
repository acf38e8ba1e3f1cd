import type { BookRow, ChannelOrderView, HoldReason, OrderStep } from '../../contract/channel-orders.ts';
import type { Actor } from '../../contract/journal.ts';
import { lineTotal } from '../../core/money.ts';
import type { Sql } from '../../core/sql.ts';

export interface Asked {
  readonly q?: string;
  readonly state?: string;
  readonly channel?: string;
  readonly limit: number;
}
type Row = Omit<BookRow, 'reference' | 'customer' | 'counter' | 'dueAt' | 'alarm'> & {
  reference: string | null;
  customer: string | null;
  counter: string | null;
  dueAt: number | null;
  alarm: string | null;
};

const ofChannels = `SELECT order_id AS "order", number, channel, reference, state, since, opened_at AS openedAt, customer,
    NULL AS counter, total_minor AS totalMinor, paid_minor AS paidMinor, due_at AS dueAt,
    (SELECT count(*) FROM channel_line l WHERE l.order_id = o.order_id) AS lines,
    (SELECT about FROM order_alarm a WHERE a.order_id = o.order_id AND
       ((a.about = o.state AND a.since = o.since) OR (a.about = 'due' AND o.state IN ('received', 'held', 'back-ordered', 'processing')))
      ORDER BY a.at DESC LIMIT 1) AS alarm
  FROM channel_order o`;
/** The one book, newest first. A look-up finds an order by its number, its channel's reference, a name, or a phone's end. */
export function book(sql: Sql, asked: Asked): BookRow[] {
  const { q, state, channel, limit } = asked;
  const rows: Row[] = [];
  if (channel !== 'counter') rows.push(...channelRows(sql, asked));
  if (channel === undefined || channel === 'counter') rows.push(...counterRows(sql, q, state, limit));
  return rows
    .sort((a, b) => b.number - a.number)
    .slice(0, limit)
    .map(({ reference, customer, counter, dueAt, alarm, ...row }) => ({
      ...row,
      ...(reference === null ? {} : { reference }),
      ...(customer === null ? {} : { customer }),
      ...(counter === null ? {} : { counter }),
      ...(dueAt === null ? {} : { dueAt }),
      ...(alarm === null ? {} : { alarm }),
    }));
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

function channelRows(sql: Sql, { q, state, channel, limit }: Asked): Row[] {
  const where: string[] = [];
  const values: (string | number)[] = [];
  if (state !== undefined) {
    where.push('state = ?');
    values.push(state);
  }
  if (channel !== undefined) {
    where.push('channel = ?');
    values.push(channel);
  }
  if (q !== undefined && q !== '') {
    const some = escaped(q);
    where.push(`(number = ? OR reference LIKE ? ESCAPE '\\' OR customer LIKE ? ESCAPE '\\' OR replace(phone, ' ', '') LIKE ? ESCAPE '\\'
      OR order_id = ? OR EXISTS (SELECT 1 FROM parcel p WHERE p.order_id = o.order_id AND p.tracking = ?))`);
    values.push(/^\d{1,9}$/.test(q) ? Number(q) : -1, `${some}%`, `%${some}%`, `%${some.replaceAll(' ', '')}`, q, q);
  }
  const clause = where.length > 0 ? ` WHERE ${where.join(' AND ')}` : '';
  return sql.all<Row>(`${ofChannels}${clause} ORDER BY number DESC LIMIT ?`, ...values, limit);
}

function counterRows(sql: Sql, q: string | undefined, state: string | undefined, limit: number): Row[] {
  if (q !== undefined && q !== '' && !/^\d{1,9}$/.test(q)) {
    return sql.all<Row>(`${counterPart('o.order_id = ?')} LIMIT ?`, q, limit);
  }
  const where = ['1 = 1'];
  const values: (string | number)[] = [];
  if (q) {
    where.push('o.number = ?');
    values.push(Number(q));
  }
  if (state !== undefined) {
    where.push('o.state = ?');
    values.push(state);
  }
  return sql.all<Row>(`${counterPart(where.join(' AND '))} LIMIT ?`, ...values, limit);
}

/** The lines are added up per order that is shown, not over the whole book. */
function counterPart(where: string): string {
  const total = `SELECT coalesce(sum(CASE i.unit WHEN 'gram' THEN (l.price_minor * l.quantity + 500) / 1000 ELSE l.price_minor * l.quantity END), 0)
     FROM order_line l JOIN item i USING (gtin) WHERE l.order_id = o.order_id`;
  return `SELECT o.order_id AS "order", o.number, 'counter' AS channel, NULL AS reference, o.state, o.touched_at AS since,
      o.opened_at AS openedAt, NULL AS customer, o.counter, coalesce(o.paid_minor, (${total})) AS totalMinor,
      CASE o.state WHEN 'paid' THEN coalesce(o.paid_minor, (${total})) ELSE 0 END AS paidMinor, NULL AS dueAt,
      (SELECT count(*) FROM order_line l WHERE l.order_id = o.order_id) AS lines, NULL AS alarm
    FROM customer_order o WHERE ${where} ORDER BY o.number DESC`;
}

interface StepRow {
  position: number;
  at: number;
  businessDate: string;
  type: string;
  data: string;
  actor: string;
  command: string;
}
const columns = 'position, at, business_date AS businessDate, type, data, actor, command';

/** An order replayed from the journal, step by step: what happened, who wanted it, where, when, with which device. */
export function stepsOf(sql: Sql, order: string): OrderStep[] | undefined {
  const traced = sql.all<StepRow>(
    `SELECT ${columns} FROM journal WHERE position IN (SELECT position FROM order_trace WHERE order_id = ?) ORDER BY position`,
    order,
  );
  const rows = traced.length > 0 ? traced : counterSteps(sql, order);
  return rows?.map((row) => stepOf(sql, row));
}

/** Entries looked through for one counter order; one on hold for days is longer than anybody replays. */
const LOOKED_THROUGH = 50_000;

/** A counter's order keeps no list of its steps: they stand between its opening command and its last touch. */
function counterSteps(sql: Sql, order: string): StepRow[] | undefined {
  const head = sql.get<{ touchedAt: number }>(
    'SELECT touched_at AS touchedAt FROM customer_order WHERE order_id = ?',
    order,
  );
  const first = sql.get<{ first: number | null }>(
    'SELECT first FROM reply WHERE command = ?',
    order.replace(/\.\d+$/, ''),
  )?.first;
  if (!head) return undefined;
  return sql.all<StepRow>(
    `SELECT ${columns} FROM journal WHERE position BETWEEN ? AND ? AND at <= ?
       AND (json_extract(data, '$.order') = ? OR json_extract(data, '$.reference') LIKE ? ESCAPE '\\') ORDER BY position`,
    first ?? 1,
    (first ?? 1) + LOOKED_THROUGH,
    head.touchedAt,
    order,
    `${escaped(order)}#%`,
  );
}

function stepOf(sql: Sql, { data, actor, command, ...row }: StepRow): OrderStep {
  const { by, counter } = JSON.parse(actor) as Actor;
  const reading = sql.get<{ device: string | null; counter: string | null }>(
    `SELECT json_extract(j.data, '$.reading.device') AS device, json_extract(j.data, '$.counter') AS counter FROM reply r
       JOIN journal j ON j.position = r.first WHERE r.command = ? AND j.type IN ('devices.reading-taken', 'devices.held-resolved')`,
    command,
  );
  const where = counter ?? reading?.counter;
  return {
    ...row,
    by,
    ...(where ? { counter: where } : {}),
    ...(reading?.device ? { device: reading.device } : {}),
    data: JSON.parse(data) as unknown,
  };
}

type Counted = 'keptMinor' | 'refundedMinor' | 'dueMinor' | 'parcels' | 'returns' | 'refunds';
type Optional = 'phone' | 'address' | 'dueAt' | 'note' | 'alarm' | 'conflict';
interface ViewRow extends Omit<ChannelOrderView, Counted | Optional | 'lines' | 'reasons' | 'passed'> {
  passed: number;
  reasons: string | null;
  phone: string | null;
  address: string | null;
  dueAt: number | null;
  note: string | null;
  alarm: string | null;
  conflict: string | null;
}

/** One order of a channel with where its goods stand; money, parcels and returns are added by whoever shows it. */
export function channelOrderView(sql: Sql, order: string): Omit<ChannelOrderView, Counted> | undefined {
  const row = sql.get<ViewRow>(
    `SELECT order_id AS "order", number, channel, reference, state, since, opened_at AS openedAt, passed, reasons, customer, phone, delivery,
       address, due_at AS dueAt, note, total_minor AS totalMinor, fee_minor AS feeMinor, discount_minor AS discountMinor, paid_minor AS paidMinor,
       (SELECT about FROM order_alarm a WHERE a.order_id = o.order_id AND a.about = o.state AND a.since = o.since) AS alarm,
       (SELECT group_concat(l.gtin || ' x' || l.missing, ', ') FROM parcel p JOIN parcel_line l USING (parcel)
         WHERE p.order_id = o.order_id AND l.missing > 0 AND p.state IN ('promised', 'to-pick', 'picking', 'packed', 'ready')) AS conflict
       FROM channel_order o WHERE order_id = ?`,
    order,
  );
  if (!row) return undefined;
  const { passed, reasons, phone, address, dueAt, note, alarm, conflict, ...rest } = row;
  const optional = Object.fromEntries(
    Object.entries({ phone, address, dueAt, note, alarm, conflict }).filter(([, value]) => value !== null),
  );
  const lines = sql
    .all<Omit<ChannelOrderView['lines'][number], 'totalMinor'>>(
      `SELECT l.line, l.gtin, i.name_zh AS nameZh, i.name_en AS nameEn, i.unit, l.quantity, l.price_minor AS priceMinor,
         l.waiting, l.promised, l.gone, l.cancelled,
         (SELECT coalesce(sum(r.sellable + r.damaged + r.repair), 0) FROM return_case c JOIN return_line r USING (rma)
           WHERE c.order_id = l.order_id AND r.line = l.line AND coalesce(c.outcome, '') <> 'repaired') AS returned
         FROM line_standing l JOIN item i USING (gtin) WHERE l.order_id = ? ORDER BY l.line`,
      order,
    )
    .map((line) => ({ ...line, totalMinor: lineTotal(line.priceMinor, line.quantity, line.unit) }));
  return {
    ...rest,
    passed: passed === 1,
    reasons: reasons === null ? [] : (JSON.parse(reasons) as HoldReason[]),
    ...optional,
    lines,
  };
}
