import type { Events } from '../../contract/commands.ts';
import type { Entry } from '../../contract/journal.ts';
import type { Moment } from '../../core/feature.ts';
import type { Sql } from '../../core/sql.ts';
import { moneyOf } from '../returns/money-tables.ts';
import { parcelPaper, pickedAt } from './paper-tables.ts';
import type { PickFacts } from './pick-rules.ts';
import { freeFacts, nextParcelNumber, parcelFact, setState } from './tables.ts';

/** A pick left alone so long no longer keeps its counter from selling; its slip takes it up again. */
const PICK_MS = 15 * 60_000;

export function pickFacts(sql: Sql, body: { parcel?: string; counter?: string }, moment: Moment): PickFacts {
  const here = body.counter === undefined ? undefined : pickedAt(sql, body.counter, moment.now);
  const parcel = parcelFact(sql, body.parcel ?? here ?? '');
  const money = parcel && moneyOf(sql, parcel.order);
  const at = sql.get<{ counter: string }>(
    'SELECT counter FROM pick_place WHERE parcel = ? AND until > ?',
    parcel?.parcel ?? '',
    moment.now,
  );
  const order = sql.get<{ delivery: 'ship' | 'pick-up' }>(
    'SELECT delivery FROM channel_order WHERE order_id = ?',
    parcel?.order ?? '',
  );
  return {
    parcel,
    paper: parcel && parcelPaper(sql, parcel.parcel),
    here,
    at: at?.counter,
    missingMinor: money ? Math.max(0, money.valueMinor - (money.paidMinor - money.refundsMinor)) : 0,
    delivery: order?.delivery ?? 'ship',
    free: freeFacts(sql, parcel?.lines.map(({ gtin }) => gtin) ?? [], moment.now),
    nextNumber: nextParcelNumber(sql),
  };
}

export function leaveFacts(sql: Sql, body: { counter: string }, moment: Moment): { here: string | undefined } {
  return { here: pickedAt(sql, body.counter, moment.now) };
}

function open(sql: Sql, counter: string, parcel: string, entry: Entry): void {
  sql.run(
    `INSERT INTO pick_place (counter, parcel, until) VALUES (?, ?, ?)
     ON CONFLICT (counter) DO UPDATE SET parcel = excluded.parcel, until = excluded.until`,
    counter,
    parcel,
    entry.at + PICK_MS,
  );
}
export function applyPickBegun(sql: Sql, data: Events['parcels.pick-begun'], entry: Entry): void {
  const { parcel, counter } = data;
  sql.run(
    `UPDATE parcel SET state = 'picking', since = CASE state WHEN 'picking' THEN since ELSE ? END, picker = ? WHERE parcel = ?`,
    entry.at,
    entry.actor.by,
    parcel,
  );
  sql.run('DELETE FROM pick_place WHERE parcel = ?', parcel);
  if (counter) open(sql, counter, parcel, entry);
}
export function applyPickLeft(sql: Sql, data: { counter: string }): void {
  sql.run('DELETE FROM pick_place WHERE counter = ?', data.counter);
}
export function applyItemPicked(sql: Sql, data: Events['parcels.item-picked'], entry: Entry): void {
  sql.run(
    'UPDATE parcel_line SET picked = picked + ? WHERE parcel = ? AND line = ?',
    data.quantity,
    data.parcel,
    data.line,
  );
  if (data.counter) open(sql, data.counter, data.parcel, entry);
}
export function applyPacked(sql: Sql, data: Events['parcels.packed'], entry: Entry): void {
  setState(sql, data.parcel, data.state, entry);
  sql.run('DELETE FROM pick_place WHERE parcel = ?', data.parcel);
}
export function applyShipped(sql: Sql, data: Events['parcels.shipped'], entry: Entry): void {
  setState(sql, data.parcel, 'shipped', entry);
  sql.run('UPDATE parcel SET carrier = ?, tracking = ? WHERE parcel = ?', data.carrier, data.tracking, data.parcel);
}
export function applySigned(sql: Sql, data: Events['parcels.signed'], entry: Entry): void {
  setState(sql, data.parcel, 'signed', entry);
  sql.run('UPDATE parcel SET signed_by = ? WHERE parcel = ?', data.by, data.parcel);
}
