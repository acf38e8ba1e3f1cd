import type { Reading } from '../../../firmware-bridge/contract/reading.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { DevicePlan, DeviceSettings, HeldReadingView, ReadingTaken } from '../../contract/devices.ts';
import type { Entry } from '../../contract/journal.ts';
import type { ParsedScan } from '../../core/barcode/parsed-scan.ts';
import { parseScan } from '../../core/barcode/scan.ts';
import type { Moment } from '../../core/feature.ts';
import type { Sql } from '../../core/sql.ts';
import { catalogueCode, findItem, itemByGtin } from '../catalog/tables.ts';
import { readShop, shopNumber } from '../shop/tables.ts';
import type { DeviceFact, DeviceFacts, HeldFacts, ReadingFacts } from './rules.ts';

interface DeviceRow {
  kind: string;
  accepted: number;
  counter: string | null;
  settings: string;
}

function deviceFact(sql: Sql, identity: string): DeviceFact | undefined {
  const row = sql.get<DeviceRow>('SELECT kind, accepted, counter, settings FROM device WHERE identity = ?', identity);
  return row && { ...row, accepted: row.accepted === 1, settings: JSON.parse(row.settings) as DeviceSettings };
}

export function deviceFacts(sql: Sql, body: { identity: string; counter?: string }): DeviceFacts {
  return {
    device: deviceFact(sql, body.identity),
    counterKnown:
      body.counter !== undefined && sql.get('SELECT 1 FROM counter WHERE counter = ?', body.counter) !== undefined,
  };
}

export function bindByScanFacts(sql: Sql, body: BodyOf<'devices.bind-by-scan'>) {
  return {
    store: shopNumber(sql),
    counter: sql.get<{ counter: string }>('SELECT counter FROM counter WHERE number = ?', body.number)?.counter,
    device: deviceFact(sql, body.identity),
  };
}

/** A page reads codes for its own counter without being bound: its identity says which, `screen:COUNTER`. */
const SCREEN = 'screen:';

interface PlaceRow {
  accepted: number;
  counter: string | null;
  mode: string;
  modeUntil: number | null;
  context: string | null;
  contextUntil: number | null;
  document: string | null;
  pickUntil: number | null;
  staff: string | null;
  sheet: string | null;
  bay: string | null;
  countUntil: number | null;
}

const place = `c.counter, c.mode, c.mode_until AS modeUntil, c.context_task AS context, c.context_until AS contextUntil,
  g.document, k.until AS pickUntil, h.sheet, h.bay, h.until AS countUntil, o.staff`;
const atPlace = `LEFT JOIN staff_on o ON o.counter = c.counter LEFT JOIN goods_at_counter g ON g.counter = c.counter
  LEFT JOIN pick_place k ON k.counter = c.counter LEFT JOIN count_here h ON h.counter = c.counter`;
const atScreen = `SELECT 1 AS accepted, ${place} FROM counter c ${atPlace} WHERE c.counter = ?`;
const atGun = `SELECT d.accepted, ${place}
  FROM device d LEFT JOIN counter c ON c.counter = d.counter AND d.accepted = 1 ${atPlace} WHERE d.identity = ?`;

/** Where a reading was made and what is going on there, in one look. */
function placeOf(
  sql: Sql,
  device: string,
  now: number,
): Pick<ReadingFacts, 'accepted' | 'counter' | 'mode' | 'context' | 'staff' | 'document' | 'count'> {
  const isScreen = device.startsWith(SCREEN);
  const row = isScreen ? sql.get<PlaceRow>(atScreen, device.slice(SCREEN.length)) : sql.get<PlaceRow>(atGun, device);
  const accepted = isScreen || row?.accepted === 1;
  if (!row || row.counter === null) return { accepted, counter: null, mode: 'sell', context: null, staff: null };
  const { sheet, bay } = row;
  // What is scanned while a pick is open is checked against its slip and never sold; a pick goes before a count.
  const isPicking = row.pickUntil !== null && row.pickUntil > now;
  const isCounting = !isPicking && sheet !== null && row.countUntil !== null && row.countUntil > now;
  const mode = isPicking ? 'pick' : row.modeUntil !== null && row.modeUntil <= now ? 'sell' : row.mode;
  return {
    accepted,
    counter: row.counter,
    mode: isCounting ? 'count' : mode,
    ...(isCounting ? { count: { sheet, ...(bay === null ? {} : { bay }) } } : {}),
    ...(mode === 'receive' && row.document !== null ? { document: row.document } : {}),
    context: row.contextUntil !== null && row.contextUntil > now ? row.context : null,
    staff: row.staff,
  };
}

export function readingFacts(sql: Sql, reading: Reading, moment: Moment): ReadingFacts {
  const shop = readShop(sql);
  const year = Number(moment.businessDate.slice(0, 4)) || undefined;
  const parsed = parseScan(
    { text: reading.text, ...(reading.aim ? { aim: reading.aim } : {}) },
    shop?.inStoreLayouts ?? [],
    year === undefined ? {} : { year },
  );
  const item = findItem(sql, catalogueCode(parsed, reading.text)) ?? findItem(sql, reading.text);
  return {
    ...placeOf(sql, reading.device, moment.now),
    store: shop?.number ?? 0,
    parsed,
    named: item || parsed.kind === 'control' ? undefined : namedOf(sql, parsed, reading.text),
    item,
  };
}

/**
 * A delivery's paper or pallet, a customer's card or a coupon, as it is known here. Asked for only when no item has the
 * code: a scan of goods pays nothing for it.
 */
function namedOf(sql: Sql, parsed: ParsedScan, text: string): ReadingFacts['named'] {
  if (parsed.kind === 'sscc')
    return sql.get(`SELECT 'document' AS kind, code FROM goods_label WHERE code = ?`, parsed.sscc);
  const code = text.trim();
  return sql.get(
    `SELECT 'document' AS kind, code FROM goods_label WHERE code = ?
     UNION ALL SELECT 'member', card FROM member WHERE card = ?
     UNION ALL SELECT 'coupon', coupon FROM coupon WHERE coupon = ?
     UNION ALL SELECT 'basket', basket FROM basket WHERE code = ? LIMIT 1`,
    code,
    code,
    code,
    code,
  );
}

export function applyOffered(sql: Sql, data: Events['devices.offered']): void {
  sql.run(
    `INSERT INTO device (identity, kind, transport, path, name, accepted, settings) VALUES (?, ?, ?, ?, ?, 0, '{}')`,
    data.identity,
    data.kind,
    data.transport,
    data.path,
    data.label,
  );
}
export function applyAccepted(sql: Sql, data: Events['devices.accepted']): void {
  sql.run(
    `INSERT INTO device (identity, kind, transport, path, name, accepted, settings) VALUES (?, ?, ?, ?, ?, 1, ?)
     ON CONFLICT (identity) DO UPDATE SET transport = excluded.transport, path = excluded.path, name = excluded.name, accepted = 1,
       settings = excluded.settings`,
    data.identity,
    data.kind,
    data.transport,
    data.path,
    data.name,
    JSON.stringify(data.settings),
  );
}
export function applyConfigured(sql: Sql, data: Events['devices.configured']): void {
  sql.run('UPDATE device SET settings = ? WHERE identity = ?', JSON.stringify(data.settings), data.identity);
}
export function applyBound(sql: Sql, data: Events['devices.bound']): void {
  sql.run('UPDATE device SET counter = ? WHERE identity = ?', data.counter, data.identity);
}
export function applyForgotten(sql: Sql, data: Events['devices.forgotten']): void {
  sql.run('DELETE FROM device WHERE identity = ?', data.identity);
}

export interface KnownDevice extends DevicePlan {
  readonly name: string;
  readonly accepted: boolean;
  readonly counter: string | null;
  readonly settings: DeviceSettings;
}
type KnownRow = Pick<KnownDevice, 'identity' | 'kind' | 'transport' | 'path' | 'name' | 'counter'> & {
  accepted: number;
  settings: string;
};

/** All devices the shop has been offered, accepted ones first. */
export function knownDevices(sql: Sql): KnownDevice[] {
  return sql
    .all<KnownRow>(
      'SELECT identity, kind, transport, path, name, accepted, counter, settings FROM device ORDER BY accepted DESC, identity',
    )
    .map((row) => {
      const settings = JSON.parse(row.settings) as DeviceSettings;
      return { ...row, ...settings, settings, accepted: row.accepted === 1 };
    });
}

/** The devices a bridge may open, and how to speak to them. A pretend gun is fired by the page and needs no bridge. */
export function devicePlan(sql: Sql): DevicePlan[] {
  return knownDevices(sql)
    .filter((device) => device.accepted && !(device.kind === 'scanner' && device.transport === 'pretend'))
    .map(({ name: _name, accepted: _accepted, counter: _counter, settings: _settings, ...plan }) => plan);
}

const takenOf = (row: { taken: string }): ReadingTaken => JSON.parse(row.taken) as ReadingTaken;

export function heldFacts(sql: Sql, body: BodyOf<'devices.resolve-held'>): HeldFacts {
  return sql
    .all<{ taken: string }>(
      `SELECT taken FROM held_reading WHERE reading IN (SELECT value FROM json_each(?)) ORDER BY position`,
      JSON.stringify(body.readings),
    )
    .map(takenOf);
}

export function applyHeld(sql: Sql, taken: ReadingTaken, entry: Entry): void {
  sql.run(
    'INSERT INTO held_reading (reading, position, at, counter, taken) VALUES (?, ?, ?, ?, ?)',
    taken.reading.id,
    entry.position,
    entry.at,
    taken.counter,
    JSON.stringify(taken),
  );
}

export function applyResolved(sql: Sql, data: Events['devices.held-resolved']): void {
  sql.run('DELETE FROM held_reading WHERE reading = ?', data.reading);
}

/** What waits for a person's word at a counter, oldest first; more than fifty come when those are decided. */
export function heldReadings(sql: Sql, counter: string): HeldReadingView[] {
  return sql
    .all<{ at: number; taken: string }>(
      'SELECT at, taken FROM held_reading WHERE counter = ? ORDER BY position LIMIT 50',
      counter,
    )
    .map((row) => {
      const { reading, meaning } = takenOf(row);
      const item = meaning.kind === 'item' ? itemByGtin(sql, meaning.gtin) : undefined;
      return {
        reading: reading.id,
        at: row.at,
        text: reading.text.slice(0, 200),
        after: reading.repeat?.after ?? 0,
        ...(reading.repeat?.usual === undefined ? {} : { usual: reading.repeat.usual }),
        ...(item ? { nameZh: item.nameZh, nameEn: item.nameEn } : {}),
      };
    });
}
