import type { PaperedLine, ParcelPaper, ParcelView } from '../../contract/parcels.ts';
import { encodeControlCode } from '../../core/barcode/control-code.ts';
import type { Sql } from '../../core/sql.ts';
import { shopNumber } from '../shop/tables.ts';

interface LineRow extends Omit<PaperedLine, 'bay'> {
  bay: string | null;
  picked: number;
  missing: number;
}
function linesOf(sql: Sql, parcel: string): LineRow[] {
  return sql.all(
    `SELECT l.line, l.gtin, l.quantity, l.from_location AS "from", i.name_zh AS nameZh, i.name_en AS nameEn, i.unit, l.picked, l.missing,
       CASE l.from_location WHEN 'back-room' THEN i.back_bay WHEN 'shop-floor' THEN i.shelf END AS bay
       FROM parcel_line l JOIN item i USING (gtin) WHERE l.parcel = ? ORDER BY l.from_location, bay, l.line`,
    parcel,
  );
}

/** What stands on a parcel's papers: whose it is and what is in it, in the order of the walk. */
export function parcelPaper(sql: Sql, parcel: string): ParcelPaper | undefined {
  const row = sql.get<
    Pick<ParcelPaper, 'parcel' | 'number' | 'version' | 'orderNumber' | 'channel' | 'customer' | 'delivery'> &
      Record<'phone' | 'address' | 'note', string | null>
  >(
    `SELECT p.parcel, p.number, p.version, o.number AS orderNumber, o.channel, o.customer, o.delivery, o.phone, o.address, o.note
       FROM parcel p JOIN channel_order o USING (order_id) WHERE p.parcel = ?`,
    parcel,
  );
  if (!row) return undefined;
  const { phone, address, note, ...rest } = row;
  const lines = linesOf(sql, parcel).map(
    ({ bay, picked: _p, missing: _m, ...line }): PaperedLine => (bay === null ? line : { ...line, bay }),
  );
  return { ...rest, ...(phone ? { phone } : {}), ...(address ? { address } : {}), ...(note ? { note } : {}), lines };
}

interface ViewRow {
  parcel: string;
  number: number;
  order: string;
  state: ParcelView['state'];
  since: number;
  expiresAt: number;
  carrier: string | null;
  tracking: string | null;
  signedBy: string | null;
  counter: string | null;
}
const view = `SELECT p.parcel, p.number, p.order_id AS "order", p.state, p.since, p.expires_at AS expiresAt, p.carrier, p.tracking,
    p.signed_by AS signedBy, (SELECT counter FROM pick_place c WHERE c.parcel = p.parcel) AS counter FROM parcel p`;

function viewed(sql: Sql, { carrier, tracking, signedBy, counter, expiresAt, ...row }: ViewRow): ParcelView {
  return {
    ...row,
    code: encodeControlCode({ kind: 'order', store: shopNumber(sql), serial: row.number, version: 1 }),
    ...(counter ? { counter } : {}),
    ...(carrier ? { carrier } : {}),
    ...(tracking ? { tracking } : {}),
    ...(signedBy ? { signedBy } : {}),
    ...(row.state === 'promised' ? { expiresAt } : {}),
    lines: linesOf(sql, row.parcel).map(({ bay, ...line }) => (bay === null ? line : { ...line, bay })),
  };
}
export function parcelView(sql: Sql, parcel: string): ParcelView | undefined {
  const row = sql.get<ViewRow>(`${view} WHERE p.parcel = ?`, parcel);
  return row && viewed(sql, row);
}
/** Parcels of an order that are more than a memory, the oldest first. */
export function parcelsOf(sql: Sql, order: string): ParcelView[] {
  return sql
    .all<ViewRow>(`${view} WHERE p.order_id = ? AND p.state <> 'dropped' ORDER BY p.number`, order)
    .map((row) => viewed(sql, row));
}
/** What is to be done with parcels now, by state, the oldest first. */
export function parcelsIn(sql: Sql, states: readonly string[], limit: number): ParcelView[] {
  return sql
    .all<ViewRow>(
      `${view} WHERE p.state IN (SELECT value FROM json_each(?)) ORDER BY p.since, p.number LIMIT ?`,
      JSON.stringify(states),
      limit,
    )
    .map((row) => viewed(sql, row));
}
/** The parcel that is picked at a counter right now. */
export function pickedAt(sql: Sql, counter: string, now: number): string | undefined {
  return sql.get<{ parcel: string }>('SELECT parcel FROM pick_place WHERE counter = ? AND until > ?', counter, now)
    ?.parcel;
}
