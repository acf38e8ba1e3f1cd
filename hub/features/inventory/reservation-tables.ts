import type { Command } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Entry } from '../../contract/journal.ts';
import type { ReservationView } from '../../contract/reservations.ts';
import type { Moment } from '../../core/feature.ts';
import type { Sql } from '../../core/sql.ts';
import type { AvailableFact, LineFact, ReservationFact, ReserveFacts } from './reservation-rules.ts';

/** Places that stand for the world outside or for goods nobody may be promised. */
const notForSale = `('supplier', 'customer', 'loss', 'transit', 'count', 'damaged', 'repair')`;

interface StockRow {
  location: string;
  onHand: number;
  reserved: number;
}

/**
 * What of an item is there and promised, by place; the promises from anywhere stand under an empty place. A promise counts
 * until its end, at this very instant, whether the sweeper has come by or not.
 */
export function promised(sql: Sql, gtin: string, now: number): StockRow[] {
  return sql.all<StockRow>(
    `SELECT location, sum(on_hand) AS onHand, sum(reserved) AS reserved FROM (
       SELECT location, on_hand, 0 AS reserved FROM stock_level WHERE gtin = ? AND location NOT IN ${notForSale}
       UNION ALL SELECT location, 0, remaining FROM reservation_line WHERE gtin = ? AND remaining > 0 AND expires_at > ?)
     GROUP BY location ORDER BY location`,
    gtin,
    gtin,
    now,
  );
}

/** Available in the whole shop: all that is on hand where it can be sold, less all that is promised. */
export function shopTotals(rows: readonly StockRow[]): { onHand: number; reserved: number; available: number } {
  const onHand = rows.reduce((sum, row) => sum + row.onHand, 0);
  const reserved = rows.reduce((sum, row) => sum + row.reserved, 0);
  return { onHand, reserved, available: onHand - reserved };
}

export function availableFact(sql: Sql, gtin: string, places: readonly string[], now: number): AvailableFact {
  const rows = promised(sql, gtin, now);
  const at = new Map(rows.map((row) => [row.location, row.onHand - row.reserved]));
  return {
    itemKnown: sql.get('SELECT 1 FROM item WHERE gtin = ?', gtin) !== undefined,
    shop: shopTotals(rows).available,
    places: new Map(places.filter((place) => place !== '').map((place) => [place, at.get(place) ?? 0])),
  };
}

export function reserveFacts(sql: Sql, body: BodyOf<'inventory.reserve'>, moment: Moment): ReserveFacts {
  const places = new Map<string, Set<string>>();
  for (const { gtin, location } of body.lines)
    places.set(gtin, (places.get(gtin) ?? new Set<string>()).add(location ?? ''));
  return {
    standing: reservationFact(sql, body),
    items: new Map([...places].map(([gtin, at]) => [gtin, availableFact(sql, gtin, [...at], moment.now)])),
  };
}

export function reservationFact(sql: Sql, body: { reservation: string }): ReservationFact | undefined {
  const row = sql.get<{ kind: string; id: string; state: string; expiresAt: number }>(
    'SELECT kind, subject AS id, state, expires_at AS expiresAt FROM reservation WHERE reservation = ?',
    body.reservation,
  );
  if (!row) return undefined;
  const { kind, id, state, expiresAt } = row;
  const lines = sql.all<LineFact>(
    'SELECT line, gtin, location, quantity, remaining FROM reservation_line WHERE reservation = ? ORDER BY line',
    body.reservation,
  );
  return { reservation: body.reservation, purpose: { kind, id }, state, expiresAt, lines };
}

export function applyReserved(sql: Sql, data: Events['inventory.reserved'], entry: Entry): void {
  sql.run(
    `INSERT INTO reservation (reservation, kind, subject, state, reserved_at, expires_at) VALUES (?, ?, ?, 'live', ?, ?)`,
    ...[data.reservation, data.purpose.kind, data.purpose.id, entry.at, data.expiresAt],
  );
  for (const { line, gtin, location, quantity } of data.lines)
    sql.run(
      `INSERT INTO reservation_line (reservation, line, gtin, location, quantity, remaining, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ...[data.reservation, line, gtin, location, quantity, quantity, data.expiresAt],
    );
}

export function applyProlonged(sql: Sql, data: Events['inventory.prolonged']): void {
  sql.run('UPDATE reservation SET expires_at = ? WHERE reservation = ?', data.expiresAt, data.reservation);
  sql.run('UPDATE reservation_line SET expires_at = ? WHERE reservation = ?', data.expiresAt, data.reservation);
}

function end(sql: Sql, reservation: string, state: string, entry: Entry, reason: string | null): void {
  sql.run(
    'UPDATE reservation SET state = ?, ended_at = ?, reason = ? WHERE reservation = ?',
    ...[state, entry.at, reason, reservation],
  );
  sql.run('UPDATE reservation_line SET remaining = 0 WHERE reservation = ?', reservation);
}

export function applyReleased(sql: Sql, data: Events['inventory.released'], entry: Entry): void {
  end(sql, data.reservation, 'released', entry, data.reason);
}
export function applyExpired(sql: Sql, data: Events['inventory.reservation-expired'], entry: Entry): void {
  end(sql, data.reservation, 'expired', entry, null);
}
export function applyConsumed(sql: Sql, data: Events['inventory.consumed'], entry: Entry): void {
  for (const { line, quantity } of data.lines)
    sql.run(
      'UPDATE reservation_line SET taken = taken + ?, remaining = remaining - ? WHERE reservation = ? AND line = ?',
      ...[quantity, quantity, data.reservation, line],
    );
  if (data.done) end(sql, data.reservation, 'consumed', entry, null);
}

/** Promises whose end has come. The id names the very end, so each is written down once, whoever asks again. */
export function dueReservations(sql: Sql, now: number): Pick<Command, 'id' | 'type' | 'body'>[] {
  return sql
    .all<{ reservation: string; expiresAt: number }>(
      `SELECT reservation, expires_at AS expiresAt FROM reservation WHERE state = 'live' AND expires_at <= ?
        ORDER BY expires_at, reservation LIMIT 200`,
      now,
    )
    .map((body) => ({
      id: `hub:reservation:${body.reservation}:${body.expiresAt}`,
      type: 'inventory.expire-reservation',
      body,
    }));
}

interface ReservationRow {
  reservation: string;
  kind: string;
  id: string;
  state: ReservationView['state'];
  reservedAt: number;
  expiresAt: number;
  endedAt: number | null;
  reason: string | null;
}
type LineRow = Omit<ReservationView['lines'][number], 'location'> & { reservation: string; location: string };

export interface ReservationQuery {
  readonly live?: boolean;
  readonly gtin?: string;
  readonly purpose?: { readonly kind: string; readonly id?: string };
  readonly limit: number;
}

/** Promises, those that end first in front; `live` leaves out what is over at this instant. */
export function reservations(sql: Sql, now: number, query: ReservationQuery): ReservationView[] {
  const { live = true, gtin, purpose, limit } = query;
  const rows = sql.all<ReservationRow>(
    `SELECT reservation, kind, subject AS id, CASE WHEN state = 'live' AND expires_at <= ? THEN 'expired' ELSE state END AS state,
       reserved_at AS reservedAt, expires_at AS expiresAt, ended_at AS endedAt, reason FROM reservation r
      WHERE (? = 0 OR (state = 'live' AND expires_at > ?)) AND (? IS NULL OR kind = ?) AND (? IS NULL OR subject = ?)
        AND (? IS NULL OR EXISTS (SELECT 1 FROM reservation_line l WHERE l.reservation = r.reservation AND l.gtin = ?))
      ORDER BY expires_at, reservation LIMIT ?`,
    ...[now, live ? 1 : 0, now, purpose?.kind ?? null, purpose?.kind ?? null, purpose?.id ?? null],
    ...[purpose?.id ?? null, gtin ?? null, gtin ?? null, limit],
  );
  const lines = sql.all<LineRow>(
    `SELECT l.reservation, l.line, l.gtin, i.name_zh AS nameZh, i.name_en AS nameEn, l.location, l.quantity, l.taken,
       CASE WHEN l.expires_at > ? THEN l.remaining ELSE 0 END AS remaining
       FROM reservation_line l JOIN item i USING (gtin) WHERE l.reservation IN (SELECT value FROM json_each(?))
      ORDER BY l.reservation, l.line`,
    now,
    JSON.stringify(rows.map((row) => row.reservation)),
  );
  return rows.map(({ kind, id, endedAt, reason, ...row }) => ({
    ...row,
    purpose: { kind, id },
    ...(endedAt === null ? {} : { endedAt }),
    ...(reason === null ? {} : { reason }),
    lines: lines
      .filter((line) => line.reservation === row.reservation)
      .map(({ reservation: _of, location, ...line }) => (location === '' ? line : { ...line, location })),
  }));
}
