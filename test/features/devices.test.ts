import { expect, test } from 'vitest';
import type { Reading } from '../../firmware-bridge/contract/reading.ts';
import { encodeControlCode } from '../../hub/core/barcode/control-code.ts';
import { unknownCodes } from '../../hub/features/catalog/tables.ts';
import { devicePlan, heldReadings, knownDevices } from '../../hub/features/devices/tables.ts';
import { only, TestShop, WATER } from '../rigs/shop.ts';
import { codeOf, expectSound } from './soundness.ts';

const SCAN = WATER.slice(1);
const gun = (n: number) => ({
  identity: `usb-path:1-${n}`,
  kind: 'scanner' as const,
  transport: 'serial' as const,
  path: `/dev/ttyACM${n}`,
});
const accepted = (n: number) => ({ ...gun(n), name: `Gun ${n}` });
let readings = 0;
function read(shop: TestShop, device: string, text: string, extra: Partial<Reading> = {}) {
  readings += 1;
  const raw = Buffer.from(text).toString('base64');
  return shop.must('devices.take-reading', { id: `reading-${readings}`, device, at: shop.now, raw, text, ...extra });
}
const bindCode = (number: number, store = 1): string =>
  encodeControlCode({ kind: 'counter', store, serial: number, version: 1 });

test('a device is offered once however often it is seen, and opened only when a person said yes', () => {
  const shop = new TestShop().setUp();
  const offer = { ...gun(1), label: 'Honeywell 1900' };
  expect(shop.must('devices.offer', offer)).toHaveLength(1);
  expect(shop.must('devices.offer', { ...offer, path: '/dev/ttyACM7' })).toEqual([]);
  expect(devicePlan(shop.sql)).toEqual([]);
  expect(codeOf(shop.do('devices.bind', { identity: gun(1).identity, counter: 'c1' }))).toBe('device-missing');
  expect(codeOf(shop.do('devices.configure', { identity: gun(1).identity, settings: {} }))).toBe('device-missing');
  shop.must('devices.accept', { ...accepted(1), settings: { baudRate: 115_200 } });
  expect(devicePlan(shop.sql)).toMatchObject([{ ...gun(1), baudRate: 115_200 }]);
  shop.must('devices.configure', { identity: gun(1).identity, settings: { baudRate: 9600 } });
  expect(shop.must('devices.offer', offer)).toEqual([]);
  expect(devicePlan(shop.sql)).toMatchObject([{ baudRate: 9600 }]);
  shop.must('devices.forget', { identity: gun(1).identity });
  expect(knownDevices(shop.sql)).toEqual([]);
  expect(codeOf(shop.do('devices.forget', { identity: gun(1).identity }))).toBe('device-missing');
  expect(shop.must('devices.offer', offer)).toHaveLength(1);
  expectSound(shop);
});

test('a gun is bound on the page or by reading the counter’s own code, and what it reads happens there from then on', () => {
  const shop = new TestShop().setUp();
  shop.must('devices.accept', accepted(1));
  shop.must('devices.bind', { identity: gun(1).identity, counter: 'c1' });
  expect(shop.must('devices.bind', { identity: gun(1).identity, counter: 'c1' })).toEqual([]);
  expect(only(read(shop, gun(1).identity, SCAN), 'orders.opened')[0]?.data.counter).toBe('c1');
  const bound = read(shop, gun(1).identity, bindCode(2));
  expect(only(bound, 'devices.bound')[0]?.data).toEqual({ identity: gun(1).identity, counter: 'c2' });
  expect(only(read(shop, gun(1).identity, SCAN), 'orders.opened')[0]?.data.counter).toBe('c2');
  expectSound(shop);
});

test('two guns of the same make are two guns: each sells at its own counter', () => {
  const shop = new TestShop().setUp();
  for (const n of [1, 2]) {
    shop.must('devices.offer', { ...gun(n), label: 'Honeywell 1900' });
    shop.must('devices.accept', accepted(n));
    read(shop, gun(n).identity, bindCode(n));
  }
  expect(only(read(shop, gun(1).identity, SCAN), 'orders.opened')[0]?.data.counter).toBe('c1');
  expect(only(read(shop, gun(2).identity, SCAN), 'orders.opened')[0]?.data.counter).toBe('c2');
  expect(knownDevices(shop.sql).map((d) => d.counter)).toEqual(['c1', 'c2']);
});

test.each([
  ['a gun nobody accepted', () => undefined, 'gun-not-accepted'],
  [
    'a gun that was only offered',
    (shop: TestShop) => shop.must('devices.offer', { ...gun(1), label: 'x' }),
    'gun-not-accepted',
  ],
  ['an accepted gun without a counter', (shop: TestShop) => shop.must('devices.accept', accepted(1)), 'gun-not-bound'],
])('what %s reads is not lost: it waits in the inbox with its bytes and sells nothing', (_name, prepare, reason) => {
  const shop = new TestShop().setUp();
  prepare(shop);
  for (const text of [SCAN, shop.slipCode(1), 'hello']) read(shop, gun(1).identity, text);
  const rows = unknownCodes(shop.sql);
  expect(rows.map((row) => [row.reason, row.text]).sort()).toEqual(
    [SCAN, shop.slipCode(1), 'hello'].map((text) => [reason, text]).sort(),
  );
  expect(rows.every((row) => Buffer.from(row.raw, 'base64').toString() === row.text)).toBe(true);
  expect(shop.level(WATER, 'shop-floor')).toBe(12);
  expectSound(shop);
});

test.each([
  ['of another shop', bindCode(1, 7), 'bind-code-of-another-shop'],
  ['of a counter that is gone', bindCode(9), 'counter-missing'],
])('a bind code %s binds nothing and says so', (_name, code, refusal) => {
  const shop = new TestShop().setUp();
  shop.must('devices.accept', accepted(1));
  const told = read(shop, gun(1).identity, code);
  expect(only(told, 'spine.reaction-refused')[0]?.data.code).toBe(refusal);
  expect(knownDevices(shop.sql)[0]?.counter).toBeNull();
  expect(only(read(shop, 'screen:c1', bindCode(1)), 'spine.reaction-refused')[0]?.data.code).toBe('device-missing');
});

test('only a scanner belongs to a counter, and a device does not change its kind', () => {
  const shop = new TestShop().setUp();
  const printer = { ...accepted(1), kind: 'printer' as const };
  shop.must('devices.accept', printer);
  expect(codeOf(shop.do('devices.bind', { identity: printer.identity, counter: 'c1' }))).toBe('device-kind');
  expect(codeOf(shop.do('devices.accept', accepted(1)))).toBe('device-kind');
  shop.must('devices.accept', accepted(2));
  expect(codeOf(shop.do('devices.bind', { identity: gun(2).identity, counter: 'c9' }))).toBe('counter-missing');
});

test.each([
  ['a frame that was cut off', { text: '69012', raw: 'NjkwMTI=', fault: 'too-long' as const }, 'too-long'],
  ['bytes that are no text', { text: '', raw: '/9gA', fault: 'unreadable' as const }, 'unreadable'],
  ['a wrong check digit', { text: '6901234567890', aim: ']E0' }, 'check-digit'],
  ['a damaged slip', { text: 'T0001000000010182' }, 'control-check-digit'],
  ['an item nobody knows', { text: '6900000000014' }, 'not-in-catalogue'],
  ['somebody’s own text', { text: 'hello' }, 'not-in-catalogue'],
  [
    'a count no carton holds',
    { text: `01${WATER}3000000000`.replace(/0{8}$/, '99999999'), aim: ']C1' },
    'count-too-large',
  ],
])('%s goes to the inbox with its bytes and sells nothing', (_name, frame, reason) => {
  const shop = new TestShop().setUp();
  const raw = frame.text === '' || 'fault' in frame ? {} : { raw: Buffer.from(frame.text).toString('base64') };
  read(shop, 'screen:c1', frame.text, { ...frame, ...raw });
  const [row] = unknownCodes(shop.sql, 'c1');
  expect(row).toMatchObject({ reason, text: frame.text, times: 1 });
  expect(row?.raw).toBe('raw' in frame ? frame.raw : Buffer.from(frame.text).toString('base64'));
  expect(shop.sql.get('SELECT 1 FROM customer_order')).toBeUndefined();
  expectSound(shop);
});

test('a carton of a GS1 label counts its pieces, and a count of nothing is one', () => {
  const shop = new TestShop().setUp();
  const lineOf = (text: string) =>
    only(read(shop, 'screen:c1', text, { aim: ']C1' }), 'inventory.moved')[0]?.data.quantity;
  expect(lineOf(`01${WATER}3012`)).toBe(12);
  expect(lineOf(`01${WATER}300`)).toBe(1);
  expect(lineOf(`01${WATER}`)).toBe(1);
});

test('the same reading delivered again answers the same and sells once', () => {
  const shop = new TestShop().setUp();
  const reading = { id: 'reading-once', device: 'screen:c1', at: shop.now, raw: '', text: SCAN };
  const first = shop.do('devices.take-reading', reading, reading.id);
  shop.now += 60_000;
  const again = shop.do('devices.take-reading', reading, reading.id);
  expect(again).toEqual({ ...first, repeated: true });
  expect(shop.level(WATER, 'shop-floor')).toBe(11);
});

const repeat = { after: 60, usual: 900 };
const waiting = (shop: TestShop): number => shop.sql.all('SELECT 1 FROM held_reading').length;
const sold = (shop: TestShop): number =>
  shop.sql.get<{ n: number }>('SELECT coalesce(sum(quantity), 0) AS n FROM order_line')?.n ?? 0;
function shopWithGun(): TestShop {
  const shop = new TestShop().setUp();
  shop.must('devices.accept', accepted(1));
  shop.must('devices.bind', { identity: gun(1).identity, counter: 'c1' });
  read(shop, gun(1).identity, SCAN);
  return shop;
}

test('a reading its gun takes for a bounce is written down and sells nothing until a person says what it was', () => {
  const shop = shopWithGun();
  const held = read(shop, gun(1).identity, SCAN, { repeat });
  expect(held.map((e) => e.type)).toEqual(['devices.reading-held']);
  expect([sold(shop), waiting(shop)]).toEqual([1, 1]);
  const [view] = heldReadings(shop.sql, 'c1');
  expect(view).toMatchObject({ text: SCAN, after: 60, usual: 900, nameEn: 'Nongfu water 550 ml' });
  const readings = [view?.reading ?? ''];
  const counted = shop.must('devices.resolve-held', { readings, as: 'item' });
  expect(only(counted, 'devices.reading-taken')[0]?.data.reading.id).toBe(view?.reading);
  expect([sold(shop), waiting(shop)]).toEqual([2, 0]);
  expect(codeOf(shop.do('devices.resolve-held', { readings, as: 'item' }))).toBe('held-missing');
  expect(sold(shop)).toBe(2);
  expectSound(shop);
});

test('said to be bounces, several readings are put away with one wish, each with its entry', () => {
  const shop = shopWithGun();
  for (let i = 0; i < 3; i++) read(shop, gun(1).identity, SCAN, { repeat });
  const readings = heldReadings(shop.sql, 'c1').map((row) => row.reading);
  const entries = shop.must('devices.resolve-held', { readings: [...readings, 'nobody'], as: 'bounce' });
  expect(only(entries, 'devices.held-resolved').map((e) => e.data)).toEqual(
    readings.map((reading) => ({ reading, counter: 'c1', as: 'bounce' })),
  );
  expect([entries.length, sold(shop), waiting(shop)]).toEqual([3, 1, 0]);
  expectSound(shop);
});

test('counted later, a held reading is what it was when it was read: received stays received', () => {
  const shop = shopWithGun();
  shop.must('counters.set-mode', { counter: 'c1', mode: 'receive' });
  const before = shop.level(WATER, 'back-room');
  read(shop, gun(1).identity, SCAN, { repeat });
  shop.must('counters.set-mode', { counter: 'c1', mode: 'sell' });
  const readings = heldReadings(shop.sql, 'c1').map((row) => row.reading);
  shop.must('devices.resolve-held', { readings, as: 'item' });
  expect([shop.level(WATER, 'back-room') - before, sold(shop)]).toEqual([1, 1]);
  expectSound(shop);
});

test('only what would happen twice is held: an unknown code, a bind code or a look at an item is not', () => {
  const shop = shopWithGun();
  const types = (text: string) => read(shop, gun(1).identity, text, { repeat }).map((e) => e.type);
  expect(types('nobody knows')).toContain('catalog.unknown-noted');
  expect(types(bindCode(2))).toContain('devices.bound');
  expect(types(shop.slipCode(1))).toEqual(['devices.reading-held']);
  shop.must('counters.set-mode', { counter: 'c2', mode: 'correct' });
  expect(types(SCAN)).toEqual(['devices.reading-taken']);
});
