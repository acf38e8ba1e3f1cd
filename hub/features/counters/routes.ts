import Type from 'typebox';
import type { Events } from '../../contract/commands.ts';
import { CounterView, type LastScan } from '../../contract/counters.ts';
import type { ReadingTaken } from '../../contract/devices.ts';
import type { Entry } from '../../contract/journal.ts';
import { Problem } from '../../contract/problem.ts';
import { encodeControlCode } from '../../core/barcode/control-code.ts';
import { readEntries } from '../../core/spine.ts';
import type { Sql } from '../../core/sql.ts';
import type { Http } from '../../edges/http/http.ts';
import { problem, sendProblem } from '../../edges/http/problem.ts';
import { itemByGtin, unknownCodes } from '../catalog/tables.ts';
import { countingAt } from '../counts/view-tables.ts';
import { heldReadings, knownDevices } from '../devices/tables.ts';
import { openOrderAt, ordersIn } from '../orders/view-tables.ts';
import { documentAt, documentCode } from '../purchasing/view-tables.ts';
import { shopNumber } from '../shop/tables.ts';
import { everyone } from '../staff/tables.ts';
import { taskView } from '../tasks/tables.ts';
import { type CounterRow, counterRow, counterRows } from './tables.ts';

export function counterRoutes({ app, sql, head, now }: Http): void {
  const Summary = Type.Object({
    counter: Type.String(),
    number: Type.Integer(),
    nameZh: Type.String(),
    nameEn: Type.String(),
  });
  app.get(
    '/api/v1/counters',
    { config: { permission: 'look' }, schema: { response: { 200: Type.Object({ counters: Type.Array(Summary) }) } } },
    async () => ({ counters: counterRows(sql) }),
  );
  app.get<{ Params: { counter: string } }>(
    '/api/v1/counters/:counter',
    { config: { permission: 'look' }, schema: { response: { 200: CounterView, 404: Problem } } },
    async ({ params }, reply) => {
      const row = counterRow(sql, params.counter);
      if (!row)
        return sendProblem(
          reply,
          problem(404, 'counter-missing', 'There is no such counter.', { counter: params.counter.slice(0, 40) }),
        );
      return counterView(sql, row, head(), now());
    },
  );
}

function counterView(sql: Sql, row: CounterRow, asOf: number, now: number): CounterView {
  const { counter, number, nameZh, nameEn, mode } = row;
  const person = everyone(sql).find((s) => s.counter === counter);
  const order = openOrderAt(sql, counter, now);
  const lastScan = row.lastReading === null ? undefined : lastScanAt(sql, row.lastReading);
  const context = contextOf(sql, row, now);
  const document = documentAt(sql, counter);
  const count = countingAt(sql, counter, now);
  return {
    asOf,
    counter,
    number,
    nameZh,
    nameEn,
    bindCode: encodeControlCode({ kind: 'counter', store: shopNumber(sql), serial: number, version: 1 }),
    mode: count ? 'count' : mode,
    ...(count ? { count, modeUntil: count.until } : {}),
    ...(row.modeUntil === null ? {} : { modeUntil: row.modeUntil }),
    ...(context ? { context } : {}),
    ...(document ? { document } : {}),
    ...(person
      ? { staff: { staff: person.staff, nameZh: person.nameZh, nameEn: person.nameEn, role: person.role } }
      : {}),
    ...(order ? { order } : {}),
    held: ordersIn(sql, 'held', now),
    ...(lastScan ? { lastScan } : {}),
    unknown: unknownCodes(sql, counter),
    heldReadings: heldReadings(sql, counter),
    guns: knownDevices(sql)
      .filter((device) => device.kind === 'scanner' && device.counter === counter)
      .map((device) => ({
        identity: device.identity,
        name: device.name,
        state: device.accepted ? 'accepted' : 'found',
      })),
  };
}

function contextOf(sql: Sql, row: CounterRow, now: number): CounterView['context'] {
  if (row.contextTask === null || row.contextUntil === null || row.contextUntil <= now) return undefined;
  const task = taskView(sql, row.contextTask);
  const moved = sql.get<{ moved: number | null }>('SELECT moved FROM task WHERE task = ?', row.contextTask)?.moved;
  return task && { task, until: row.contextUntil, itemScanned: row.itemScanned === 1, moved: moved ?? task.quantity };
}

/** The newest reading of a counter and what its command brought about, as it stands in the journal. */
function lastScanAt(sql: Sql, position: number): LastScan | undefined {
  const [entry, ...after] = readEntries(sql, position, position + 20);
  const isHeld = entry?.type === 'devices.reading-held';
  if (!entry || (!isHeld && entry.type !== 'devices.reading-taken')) return undefined;
  const taken = entry.data as ReadingTaken;
  const follow = after.filter((e) => e.command === entry.command);
  const refused = follow.find(
    (e): e is Entry<string, Events['spine.reaction-refused']> => e.type === 'spine.reaction-refused',
  );
  const { meaning, reading } = taken;
  const forDocument = taken.document && meaning.kind === 'item' ? documentCode(sql, taken.document) : undefined;
  const item = meaning.kind === 'item' ? itemByGtin(sql, meaning.gtin) : undefined;
  const isCounting = taken.mode === 'count';
  return {
    reading: reading.id,
    at: entry.at,
    position,
    kind: refused ? 'refused' : isHeld ? 'repeat' : meaning.kind,
    text: reading.text.slice(0, 200),
    mode: taken.mode as LastScan['mode'],
    inContext: taken.context !== null,
    ...(forDocument ? { forDocument } : {}),
    ...(meaning.kind === 'item' && meaning.quantity > 1 ? { quantity: meaning.quantity } : {}),
    ...(item
      ? {
          gtin: item.gtin,
          unit: item.unit,
          nameZh: item.nameZh,
          nameEn: item.nameEn,
          priceMinor: item.nowMinor ?? item.priceMinor,
          // Whoever counts is not told here what the book says.
          ...(isCounting ? {} : { shopFloor: item.shopFloor, backRoom: item.backRoom }),
        }
      : {}),
    ...(item?.shelf ? { shelf: item.shelf } : {}),
    ...(refused ? { code: refused.data.code, detail: refused.data.detail } : {}),
    ...(meaning.kind === 'unknown' ? { code: meaning.reason } : {}),
  };
}
