import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Entry } from '../../contract/journal.ts';
import type { ParcelLine, ParcelState } from '../../contract/parcels.ts';
import type { Moment } from '../../core/feature.ts';
import type { Sql } from '../../core/sql.ts';
import { promised, shopTotals } from '../inventory/reservation-tables.ts';
import { policy } from '../orders/channel-tables.ts';
import { parcelPaper } from './paper-tables.ts';
import type {
  AllocateFacts,
  FreeFact,
  LapseFacts,
  ParcelFact,
  PromiseFacts,
  StartFacts,
  TrimFacts,
  WaitingLine,
  WaitingOrder,
} from './rules.ts';

/** States in which goods are still in the shop. */
const inShop = `('promised', 'to-pick', 'picking', 'packed', 'ready')`;

/** What of an item can be promised at this instant, and where to take it from: the fuller place first. */
export function freeFact(sql: Sql, gtin: string, now: number): FreeFact {
  const rows = promised(sql, gtin, now);
  const on = (place: string): number => rows.find((row) => row.location === place)?.onHand ?? 0;
  return {
    free: shopTotals(rows).available,
    from: on('back-room') > on('shop-floor') ? 'back-room' : 'shop-floor',
  };
}
export function freeFacts(sql: Sql, gtins: Iterable<string>, now: number): Map<string, FreeFact> {
  return new Map([...new Set(gtins)].map((gtin) => [gtin, freeFact(sql, gtin, now)]));
}

export function nextParcelNumber(sql: Sql): number {
  return sql.get<{ n: number }>('SELECT coalesce(max(number), 0) + 1 AS n FROM parcel')?.n ?? 1;
}

function waitingOf(sql: Sql, order: string): WaitingOrder | undefined {
  const row = sql.get<{ passed: number }>(
    `SELECT passed FROM channel_order WHERE order_id = ? AND state <> 'cancelled'`,
    order,
  );
  if (!row) return undefined;
  const waiting = sql.all<WaitingLine>(
    'SELECT line, gtin, waiting AS quantity FROM line_standing WHERE order_id = ? AND waiting > 0 ORDER BY line',
    order,
  );
  return { order, passed: row.passed === 1, waiting };
}

function allocation(sql: Sql, orders: readonly WaitingOrder[], moment: Moment): AllocateFacts {
  const gtins = orders.flatMap(({ waiting }) => waiting.map(({ gtin }) => gtin));
  return {
    orders,
    free: freeFacts(sql, gtins, moment.now),
    nextNumber: nextParcelNumber(sql),
    reserveMs: policy(sql).reserveMinutes * 60_000,
  };
}
export function allocateFacts(sql: Sql, body: { order: string }, moment: Moment): AllocateFacts {
  const one = waitingOf(sql, body.order);
  return allocation(sql, one ? [one] : [], moment);
}

/** Passed orders that wait for one of these items, the oldest first, with nothing but those items. */
export function fillFacts(sql: Sql, body: BodyOf<'parcels.fill'>, moment: Moment): AllocateFacts {
  const rows = sql.all<WaitingLine & { order: string }>(
    `SELECT o.order_id AS "order", l.line, l.gtin, l.waiting AS quantity
       FROM channel_order o CROSS JOIN line_standing l ON l.order_id = o.order_id
      WHERE o.state IN ('back-ordered', 'processing', 'ready') AND o.passed = 1
        AND l.waiting > 0 AND l.gtin IN (SELECT value FROM json_each(?)) ORDER BY o.number, l.line LIMIT 500`,
    JSON.stringify(body.gtins),
  );
  const orders = new Map<string, WaitingOrder & { waiting: WaitingLine[] }>();
  for (const { order, ...line } of rows) {
    const known = orders.get(order) ?? { order, passed: true, waiting: [] };
    orders.set(order, { ...known, waiting: [...known.waiting, line] });
  }
  return allocation(sql, [...orders.values()], moment);
}

type HeadRow = Omit<ParcelFact, 'lines'>;
const head = `SELECT parcel, order_id AS "order", number, state, version, reservation, expires_at AS expiresAt FROM parcel`;

function whole(sql: Sql, row: HeadRow): ParcelFact {
  return {
    ...row,
    lines: sql.all(
      'SELECT line, gtin, quantity, from_location AS "from", picked, missing FROM parcel_line WHERE parcel = ? ORDER BY line',
      row.parcel,
    ),
  };
}
export function parcelFact(sql: Sql, parcel: string): ParcelFact | undefined {
  const row = sql.get<HeadRow>(`${head} WHERE parcel = ?`, parcel);
  return row && whole(sql, row);
}
export function openParcels(sql: Sql, order: string, states: string = inShop): ParcelFact[] {
  return sql
    .all<HeadRow>(
      `${head} WHERE order_id = ? AND state IN ${states}
        ORDER BY CASE state WHEN 'promised' THEN 0 WHEN 'to-pick' THEN 1 WHEN 'picking' THEN 2 ELSE 3 END, number DESC`,
      order,
    )
    .map((row) => whole(sql, row));
}

export function startFacts(sql: Sql, body: { order: string }): StartFacts {
  return {
    parcels: openParcels(sql, body.order, `('promised')`).flatMap((one) => {
      const paper = parcelPaper(sql, one.parcel);
      return paper ? [{ ...one, paper }] : [];
    }),
  };
}
export function dropAllFacts(sql: Sql, body: { order: string }): ParcelFact[] {
  return openParcels(sql, body.order);
}
export function lapseFacts(sql: Sql, body: { reservation: string }): LapseFacts {
  const row = sql.get<HeadRow>(`${head} WHERE reservation = ?`, body.reservation);
  return { parcel: row && whole(sql, row) };
}

export function trimFacts(sql: Sql, body: { order: string }, moment: Moment): TrimFacts {
  const rows = sql.all<{ line: number; gtin: string; excess: number }>(
    'SELECT line, gtin, -waiting AS excess FROM line_standing WHERE order_id = ? AND waiting < 0',
    body.order,
  );
  const parcels = openParcels(sql, body.order);
  return {
    excess: new Map(rows.map(({ line, excess }) => [line, excess])),
    parcels,
    free: freeFacts(
      sql,
      parcels.flatMap(({ lines }) => lines.map(({ gtin }) => gtin)),
      moment.now,
    ),
  };
}

export function promiseFacts(sql: Sql, body: { gtin: string }, moment: Moment): PromiseFacts {
  const kept = sql.get('SELECT 1 FROM reservation_line WHERE gtin = ? AND remaining > 0 LIMIT 1', body.gtin);
  if (!kept) return { free: 0, lines: [] };
  return {
    free: freeFact(sql, body.gtin, moment.now).free,
    lines: sql.all(
      `SELECT p.order_id AS "order", p.parcel, l.line, l.quantity, l.missing FROM parcel p CROSS JOIN parcel_line l USING (parcel)
        WHERE p.state IN ${inShop} AND l.gtin = ? ORDER BY p.number DESC, l.line`,
      body.gtin,
    ),
  };
}

function putLines(sql: Sql, parcel: string, lines: readonly ParcelLine[]): void {
  const numbers = JSON.stringify(lines.map(({ line }) => line));
  sql.run('DELETE FROM parcel_line WHERE parcel = ? AND line NOT IN (SELECT value FROM json_each(?))', parcel, numbers);
  for (const { line, gtin, quantity, from } of lines)
    sql.run(
      `INSERT INTO parcel_line (parcel, line, gtin, quantity, from_location, picked, missing) VALUES (?, ?, ?, ?, ?, 0, 0)
       ON CONFLICT (parcel, line) DO UPDATE SET quantity = excluded.quantity, picked = min(picked, excluded.quantity),
         missing = min(missing, excluded.quantity)`,
      parcel,
      line,
      gtin,
      quantity,
      from,
    );
}
export function applyPromised(sql: Sql, data: Events['parcels.promised'], entry: Entry): void {
  sql.run(
    `INSERT INTO parcel (parcel, number, order_id, state, version, reservation, expires_at, opened_at, since)
     VALUES (?, ?, ?, 'promised', 1, ?, ?, ?, ?)`,
    ...[data.parcel, data.number, data.order, data.reservation, data.expiresAt, entry.at, entry.at],
  );
  putLines(sql, data.parcel, data.lines);
}
export function setState(sql: Sql, parcel: string, state: ParcelState, entry: Entry): void {
  sql.run('UPDATE parcel SET state = ?, since = ? WHERE parcel = ?', state, entry.at, parcel);
}
export function applyStarted(sql: Sql, data: Events['parcels.started'], entry: Entry): void {
  setState(sql, data.parcel, 'to-pick', entry);
  sql.run('UPDATE parcel SET expires_at = ? WHERE parcel = ?', data.expiresAt, data.parcel);
}
export function applyResized(sql: Sql, data: Events['parcels.resized']): void {
  sql.run(
    'UPDATE parcel SET version = ?, reservation = ?, expires_at = ? WHERE parcel = ?',
    ...[data.version, data.reservation, data.expiresAt, data.parcel],
  );
  putLines(sql, data.parcel, data.lines);
}
export function applyParcelDropped(sql: Sql, data: Events['parcels.dropped'], entry: Entry): void {
  setState(sql, data.parcel, 'dropped', entry);
  sql.run('DELETE FROM pick_place WHERE parcel = ?', data.parcel);
}
export function applyConflicted(sql: Sql, data: Events['parcels.conflicted']): void {
  sql.run('UPDATE parcel_line SET missing = ? WHERE parcel = ? AND line = ?', data.missing, data.parcel, data.line);
}
