import type { Command } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { StockMoved } from '../../contract/inventory.ts';
import type { Entry } from '../../contract/journal.ts';
import type { StockPolicy } from '../../contract/lots.ts';
import { dateOf } from '../../core/calendar.ts';
import { departing, type LotPart, type LotPlace, lotName, takeInOrder, unaccounted } from '../../core/lots.ts';
import type { Sql } from '../../core/sql.ts';
import { poolOf } from '../../core/valuation.ts';
import type { DatedLot, LotFacts, ReviewLotsFacts } from './lot-rules.ts';

const defaults: StockPolicy = { writeOffLimitMinor: 20_000, nearExpiryDays: 7 };
export function stockPolicy(sql: Sql): Readonly<StockPolicy> {
  const row = sql.get<{ details: string }>('SELECT details FROM stock_policy WHERE one = 1');
  return row ? sql.settings<StockPolicy>(row.details) : defaults;
}
export function applyStockPolicy(sql: Sql, policy: StockPolicy): void {
  sql.run(
    'INSERT INTO stock_policy (one, details) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET details = excluded.details',
    JSON.stringify(policy),
  );
}

interface Part extends LotPart {
  readonly from: string;
  readonly to: string;
  readonly known: boolean;
}

/** Carries the lots along with the goods. Items nobody ever knew a lot of cost one look and nothing more. */
export function applyLots(sql: Sql, moved: StockMoved, entry: Entry): void {
  const named = namedLots(sql, moved);
  const from = placeOf(sql, moved, moved.from);
  if (!named && (!from || from.lots.length === 0)) return;
  const parts = movingParts(moved, from, named);
  for (const part of parts) carry(sql, moved.gtin, part);
  for (const location of [moved.from, moved.to])
    for (const part of unaccounted(placeOf(sql, moved, location) ?? { lots: [], onHand: 0 })) {
      parts.push({ ...part, from: location, to: 'unknown', known: false });
      add(sql, moved.gtin, location, part.lot, -part.quantity);
    }
  for (const [i, part] of parts.entries())
    sql.run(
      `INSERT INTO lot_move (position, part, gtin, lot, quantity, from_location, to_location, reference, known, at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[entry.position, i, moved.gtin, part.lot, part.quantity, part.from, part.to],
      ...[moved.reference ?? null, part.known ? 1 : 0, entry.at],
    );
}

/** A named lot of which the place has fewer than move was there unseen: that part comes from `unknown`. */
function movingParts(moved: StockMoved, from: LotPlace | undefined, named: readonly LotPart[] | undefined): Part[] {
  const known = moved.lot !== undefined || moved.expiry !== undefined;
  const way = { from: moved.from, to: moved.to, known };
  const gone = from ? departing(from, moved.quantity, named) : (named ?? []);
  const unseen = (named ?? []).map(({ lot, quantity }) => ({
    lot,
    quantity: quantity - (gone.find((part) => part.lot === lot)?.quantity ?? 0),
  }));
  return [
    ...gone.map((part) => ({ ...part, ...way })),
    ...unseen.filter(({ quantity }) => quantity > 0).map((part) => ({ ...part, ...way, from: 'unknown' })),
  ];
}

function carry(sql: Sql, gtin: string, { from, to, lot, quantity }: Part): void {
  if (from !== 'unknown' && poolOf(from)) add(sql, gtin, from, lot, -quantity);
  if (poolOf(to)) add(sql, gtin, to, lot, quantity);
}

/** The lots of a move as far as they are said: by whoever moved, or by the move that is taken back. */
function namedLots(sql: Sql, moved: StockMoved): LotPart[] | undefined {
  const { gtin, expiry, quantity, reference } = moved;
  const lot = lotName(moved.lot, expiry);
  if (lot !== undefined) {
    sql.run(
      `INSERT INTO lot (gtin, lot, expiry) VALUES (?, ?, ?) ON CONFLICT (gtin, lot) DO UPDATE SET
         told = CASE WHEN excluded.expiry IS NULL OR excluded.expiry IS lot.expiry THEN told ELSE 'nothing' END,
         expiry = coalesce(excluded.expiry, lot.expiry)`,
      ...[gtin, lot, expiry ?? null],
    );
    return [{ lot, quantity }];
  }
  if (moved.reverses !== undefined) {
    const was = sql.all<LotPart>(
      `SELECT lot, sum(quantity) AS quantity FROM lot_move WHERE position = ? AND to_location = ? GROUP BY lot ORDER BY lot`,
      ...[moved.reverses, moved.from],
    );
    return was.length > 0 ? was : undefined;
  }
  if (moved.from !== 'customer' || reference === undefined) return undefined;
  // What comes back from a customer is what left on the same line, the newest first.
  const out = sql.all<LotPart>(
    `SELECT lot, n AS quantity FROM (
       SELECT lot, max(position) AS newest, sum(CASE to_location WHEN 'customer' THEN quantity ELSE -quantity END) AS n
         FROM lot_move WHERE gtin = ? AND reference = ? AND 'customer' IN (from_location, to_location) GROUP BY lot)
      WHERE n > 0 ORDER BY newest DESC, lot`,
    ...[gtin, reference],
  );
  return out.length > 0 ? takeInOrder(out, quantity) : undefined;
}

/** The lots of a place in the order in which they should be used, with what the place holds after the move. */
function placeOf(sql: Sql, moved: StockMoved, location: string): LotPlace | undefined {
  if (!poolOf(location)) return undefined;
  const lots = sql.all<LotPart>(
    `SELECT l.lot, l.on_hand AS quantity FROM lot_level l JOIN lot USING (gtin, lot)
      WHERE l.gtin = ? AND l.location = ? ORDER BY expiry IS NULL, expiry, l.lot`,
    ...[moved.gtin, location],
  );
  return { lots, onHand: moved.after.find((level) => level.location === location)?.onHand ?? 0 };
}

function add(sql: Sql, gtin: string, location: string, lot: string, change: number): void {
  const has =
    sql.get<{ n: number }>(
      'SELECT on_hand AS n FROM lot_level WHERE gtin = ? AND location = ? AND lot = ?',
      ...[gtin, location, lot],
    )?.n ?? 0;
  const values = [gtin, location, lot] as const;
  if (has + change <= 0) sql.run('DELETE FROM lot_level WHERE gtin = ? AND location = ? AND lot = ?', ...values);
  else
    sql.run(
      `INSERT INTO lot_level (gtin, location, lot, on_hand) VALUES (?, ?, ?, ?)
       ON CONFLICT (gtin, location, lot) DO UPDATE SET on_hand = excluded.on_hand`,
      ...values,
      has + change,
    );
}

const toldAndGone = `told <> 'nothing' AND NOT EXISTS (SELECT 1 FROM lot_level l WHERE l.gtin = lot.gtin AND l.lot = lot.lot)`;

export function reviewLotsFacts(sql: Sql): ReviewLotsFacts {
  return {
    policy: stockPolicy(sql),
    lots: sql.all<DatedLot>(
      `SELECT lot.gtin, lot.lot, expiry, told, sum(on_hand) AS quantity FROM lot JOIN lot_level USING (gtin, lot)
        WHERE expiry IS NOT NULL AND told <> 'expired' GROUP BY lot.gtin, lot.lot ORDER BY expiry, lot.gtin, lot.lot LIMIT 500`,
    ),
    gone: sql.all(
      `SELECT lot.gtin, lot.lot, t.task FROM lot LEFT JOIN task t ON t.kind = 'expiry' AND t.subject = 'lot:' || lot.gtin || ':' || lot.lot
          AND t.state = 'needs-action'
        WHERE ${toldAndGone} ORDER BY lot.gtin, lot.lot LIMIT 200`,
    ),
  };
}
export function applyTold(
  told: 'nothing' | 'near' | 'expired',
): (sql: Sql, data: { gtin: string; lot: string }) => void {
  return (sql, { gtin, lot }) => sql.run('UPDATE lot SET told = ? WHERE gtin = ? AND lot = ?', told, gtin, lot);
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/**
 * Once an hour, while a lot may be near or past its date somewhere on earth: the shop's own business date decides then.
 */
export function dueLots(sql: Sql, now: number): Pick<Command, 'id' | 'type' | 'body'>[] {
  const latest = now + 14 * HOUR;
  const near = dateOf(Math.floor(latest / DAY) + stockPolicy(sql).nearExpiryDays);
  const row = sql.get(
    `SELECT 1 FROM lot WHERE ${toldAndGone} UNION ALL SELECT 1 FROM lot WHERE expiry IS NOT NULL AND told <> 'expired' AND ((told = 'nothing' AND expiry <= ?) OR expiry < ?)
       AND EXISTS (SELECT 1 FROM lot_level l WHERE l.gtin = lot.gtin AND l.lot = lot.lot) LIMIT 1`,
    ...[near, dateOf(Math.floor(latest / DAY))],
  );
  const hour = Math.floor(now / HOUR);
  const id = `hub:lots:${hour}`;
  if (!row || sql.get('SELECT 1 FROM reply WHERE command = ?', id)) return [];
  return [{ id, type: 'inventory.review-lots', body: { hour } }];
}

export function lotFacts(sql: Sql, body: BodyOf<'inventory.end-recall'>): LotFacts {
  const { gtin, lot } = body;
  const row = sql.get<{ expiry: string | null; at: number | null }>(
    'SELECT expiry, recalled_at AS at FROM lot WHERE gtin = ? AND lot = ?',
    ...[gtin, lot],
  );
  return {
    itemKnown: sql.get('SELECT 1 FROM item WHERE gtin = ?', gtin) !== undefined,
    recalled: row !== undefined && row.at !== null,
    expiry: row?.expiry ?? undefined,
    left: sql.all(
      'SELECT location, on_hand AS quantity FROM lot_level WHERE gtin = ? AND lot = ? ORDER BY location',
      ...[gtin, lot],
    ),
    went: sql.all(
      `SELECT place AS "to", sum(n) AS quantity FROM (
         SELECT to_location AS place, quantity AS n FROM lot_move WHERE gtin = ? AND lot = ?
         UNION ALL SELECT from_location, -quantity FROM lot_move WHERE gtin = ? AND lot = ?)
       WHERE place IN ('customer', 'supplier', 'loss', 'count', 'unknown') GROUP BY place HAVING sum(n) > 0 ORDER BY place`,
      ...[gtin, lot, gtin, lot],
    ),
  };
}

export function applyRecalled(sql: Sql, data: Events['inventory.lot-recalled'], entry: Entry): void {
  sql.run(
    `INSERT INTO lot (gtin, lot, expiry, recalled_at, recall_note) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (gtin, lot) DO UPDATE SET recalled_at = excluded.recalled_at, recall_note = excluded.recall_note`,
    ...[data.gtin, data.lot, data.expiry ?? null, entry.at, data.note],
  );
}
export function applyRecallEnded(sql: Sql, data: Events['inventory.recall-ended']): void {
  sql.run('UPDATE lot SET recalled_at = NULL, recall_note = NULL WHERE gtin = ? AND lot = ?', ...[data.gtin, data.lot]);
}

export interface ScannedLot {
  readonly lot: string;
  readonly recalled: boolean;
  readonly expiry: string | undefined;
}
/** What is known of the lot a scan carries; nothing where it carries none. */
export function scannedLot(sql: Sql, body: { gtin: string; lot?: string; expiry?: string }): ScannedLot | undefined {
  const lot = lotName(body.lot, body.expiry);
  if (lot === undefined) return undefined;
  const row = sql.get<{ expiry: string | null; at: number | null }>(
    'SELECT expiry, recalled_at AS at FROM lot WHERE gtin = ? AND lot = ?',
    ...[body.gtin, lot],
  );
  return { lot, recalled: row !== undefined && row.at !== null, expiry: body.expiry ?? row?.expiry ?? undefined };
}
