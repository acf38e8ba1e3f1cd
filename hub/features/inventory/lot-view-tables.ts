import type { ItemLotsView, LotTraceView, LotView } from '../../contract/lots.ts';
import { dayNumber } from '../../core/calendar.ts';
import type { Sql } from '../../core/sql.ts';
import { freshness } from './lot-rules.ts';
import { stockPolicy } from './lot-tables.ts';

interface LotRow {
  gtin: string;
  lot: string;
  expiry: string | null;
  note: string | null;
  places: string;
}
const viewed = `SELECT lot.gtin, lot.lot, lot.expiry, lot.recall_note AS note,
    (SELECT json_group_array(json_object('location', location, 'onHand', on_hand)) FROM (
       SELECT location, on_hand FROM lot_level l WHERE l.gtin = lot.gtin AND l.lot = lot.lot ORDER BY location)) AS places
  FROM lot`;
const firstToExpire = 'ORDER BY lot.expiry IS NULL, lot.expiry, lot.gtin, lot.lot';

function lotView({ gtin, lot, expiry, note, places }: LotRow, today: string, nearDays: number): LotView {
  const at = JSON.parse(places) as LotView['places'];
  const state = note !== null ? 'recalled' : expiry === null ? 'good' : freshness(expiry, today, nearDays);
  return {
    ...{ gtin, lot, state, places: at, onHand: at.reduce((sum, place) => sum + place.onHand, 0) },
    ...(expiry === null ? {} : { expiry, days: dayNumber(expiry) - dayNumber(today) }),
    ...(note === null ? {} : { note }),
  };
}

/** The lots of an item of which something is left, first to expire first, and the pieces whose lot nobody knows. */
export function itemLots(sql: Sql, gtin: string, today: string): Omit<ItemLotsView, 'asOf'> {
  const near = stockPolicy(sql).nearExpiryDays;
  const lots = sql
    .all<LotRow>(`${viewed} WHERE lot.gtin = ? ${firstToExpire}`, gtin)
    .map((row) => lotView(row, today, near))
    .filter((lot) => lot.onHand > 0 || lot.state === 'recalled');
  const next = lots.find((lot) => lot.onHand > 0 && (lot.state === 'good' || lot.state === 'near'))?.lot;
  const unknown = sql.all<{ location: string; onHand: number }>(
    `SELECT s.location, s.on_hand - coalesce((SELECT sum(on_hand) FROM lot_level l WHERE l.gtin = s.gtin AND l.location = s.location), 0) AS onHand
       FROM stock_level s WHERE s.gtin = ? AND s.on_hand > 0 AND s.location NOT IN ('supplier', 'customer', 'loss', 'count')
      ORDER BY s.location`,
    gtin,
  );
  return { gtin, lots, ...(next ? { next } : {}), unknown: unknown.filter((place) => place.onHand > 0) };
}

/** What somebody should look at: recalled, expired or nearly so, with something left in the shop. */
export function lotsToWatch(sql: Sql, today: string, limit: number): (LotView & { nameZh: string; nameEn: string })[] {
  const near = stockPolicy(sql).nearExpiryDays;
  return sql
    .all<LotRow & { nameZh: string; nameEn: string }>(
      `SELECT i.name_zh AS nameZh, i.name_en AS nameEn, lot.* FROM (${viewed}) AS lot JOIN item i USING (gtin)
        WHERE lot.note IS NOT NULL OR (lot.expiry IS NOT NULL AND json_array_length(lot.places) > 0) ${firstToExpire}`,
    )
    .map((row) => ({ ...lotView(row, today, near), nameZh: row.nameZh, nameEn: row.nameEn }))
    .filter((lot) => lot.state !== 'good')
    .slice(0, limit);
}

/** One lot with every move of it, newest first. */
export function lotTrace(sql: Sql, gtin: string, lot: string, today: string): Omit<LotTraceView, 'asOf'> | undefined {
  const row = sql.get<LotRow>(`${viewed} WHERE lot.gtin = ? AND lot.lot = ?`, gtin, lot);
  if (!row) return undefined;
  const moves = sql.all<
    Omit<LotTraceView['moves'][number], 'known' | 'reference'> & { known: number; reference: string | null }
  >(
    `SELECT position, at, from_location AS "from", to_location AS "to", quantity, reference, known FROM lot_move
      WHERE gtin = ? AND lot = ? ORDER BY position DESC, part LIMIT 500`,
    gtin,
    lot,
  );
  return {
    lot: lotView(row, today, stockPolicy(sql).nearExpiryDays),
    moves: moves.map(({ reference, known, ...move }) => ({
      ...move,
      known: known === 1,
      ...(reference === null ? {} : { reference }),
    })),
  };
}
