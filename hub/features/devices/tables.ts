import type { Reading } from '../../../firmware-bridge/contract/reading.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { DevicePlan, DeviceSettings } from '../../contract/devices.ts';
import type { ParsedScan } from '../../core/barcode/parsed-scan.ts';
import { parseScan } from '../../core/barcode/scan.ts';
import type { Moment } from '../../core/feature.ts';
import type { Sql } from '../../core/sql.ts';
import { findItem } from '../catalog/tables.ts';
import { readShop, shopNumber } from '../shop/tables.ts';
import type { DeviceFact, DeviceFacts, ReadingFacts } from './rules.ts';

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
  counter: string;
  mode: string;
  modeUntil: number | null;
  context: string | null;
  contextUntil: number | null;
  staff: string | null;
}

function placeOf(
  sql: Sql,
  counter: string | null,
  now: number,
): Pick<ReadingFacts, 'counter' | 'mode' | 'context' | 'staff'> {
  const row =
    counter === null
      ? undefined
      : sql.get<PlaceRow>(
          `SELECT c.counter, c.mode, c.mode_until AS modeUntil, c.context_task AS context, c.context_until AS contextUntil, o.staff
             FROM counter c LEFT JOIN staff_on o ON o.counter = c.counter WHERE c.counter = ?`,
          counter,
        );
  if (!row) return { counter: null, mode: 'sell', context: null, staff: null };
  return {
    counter: row.counter,
    mode: row.modeUntil !== null && row.modeUntil <= now ? 'sell' : row.mode,
    context: row.contextUntil !== null && row.contextUntil > now ? row.context : null,
    staff: row.staff,
  };
}

/** What the code may be called in the catalogue: a GTIN, an in-store item number, or just its text. */
function catalogueCode(parsed: ParsedScan, text: string): string {
  if (parsed.kind === 'item') return parsed.gtin;
  if (parsed.kind === 'in-store') return `I${parsed.itemCode}`;
  return text;
}

export function readingFacts(sql: Sql, reading: Reading, moment: Moment): ReadingFacts {
  const bySelf = reading.device.startsWith(SCREEN) ? reading.device.slice(SCREEN.length) : undefined;
  const device = bySelf === undefined ? deviceFact(sql, reading.device) : undefined;
  const counter = bySelf ?? (device?.accepted ? device.counter : null);
  const shop = readShop(sql);
  const year = Number(moment.businessDate.slice(0, 4)) || undefined;
  const parsed = parseScan(
    { text: reading.text, ...(reading.aim ? { aim: reading.aim } : {}) },
    shop?.inStoreLayouts ?? [],
    year === undefined ? {} : { year },
  );
  const found = findItem(sql, catalogueCode(parsed, reading.text)) ?? findItem(sql, reading.text);
  const unit = found && sql.get<{ unit: string }>('SELECT unit FROM item WHERE gtin = ?', found.gtin)?.unit;
  return {
    ...placeOf(sql, counter, moment.now),
    accepted: bySelf !== undefined || device?.accepted === true,
    store: shop?.number ?? 0,
    parsed,
    item: found && { ...found, unit: unit ?? 'each' },
  };
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
