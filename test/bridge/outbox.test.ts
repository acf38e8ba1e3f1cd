import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Reading } from '../../firmware-bridge/contract/reading.ts';
import { LinkRefusal } from '../../firmware-bridge/link.ts';
import { openOutbox } from '../../firmware-bridge/outbox.ts';
import { openSpool, SpoolBusy } from '../../firmware-bridge/spool.ts';
import { until } from './bridge-process.ts';
import { FakeHub } from './fake-hub.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const reading = (n: number): Reading => ({ id: `reading-${n}`, device: 'gun', at: n, raw: '', text: String(n) });
const numbers = (count: number): string[] => Array.from({ length: count }, (_, i) => String(i));

function open(hub: FakeHub, take = hub.link.take) {
  const folder = mkdtempSync(join(tmpdir(), 'tillside-outbox-'));
  folders.push(folder);
  const spool = openSpool(folder);
  const told: string[] = [];
  const outbox = openOutbox({
    link: { ...hub.link, take },
    spool,
    random: () => 0.1,
    onVerdict: (each) => told.push(each.text),
    onTrouble: () => undefined,
  });
  return { outbox, spool, told, folder };
}

test('more than fits in memory while the hub is away: all on disk, delivered in order, once', async () => {
  const hub = new FakeHub();
  hub.isDown = true;
  const { outbox, spool, told } = open(hub);
  for (let i = 0; i < 2_600; i++) outbox.add(reading(i));
  await until('all on disk', () => spool.count() === 2_600);
  hub.isDown = false;
  await until('all delivered', () => hub.readings.length >= 2_600);
  expect(hub.texts).toEqual(numbers(2_600));
  await until('all forgotten', () => spool.count() === 0);
  expect(told).toEqual(numbers(2_600));
  outbox.close();
  spool.close();
});

test('a hub in good health never makes the disk work', async () => {
  const hub = new FakeHub();
  const { outbox, spool } = open(hub);
  for (let i = 0; i < 100; i++) {
    outbox.add(reading(i));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await until('all', () => hub.readings.length === 100);
  expect(spool.placeOf('reading-99')).toBe(0);
  spool.keep([reading(1_000)]);
  expect(spool.placeOf('reading-1000')).toBe(1);
  outbox.close();
  spool.close();
});

test('a reading the hub will never take is set aside, kept, and stops nobody', async () => {
  const hub = new FakeHub();
  const { outbox, spool } = open(hub, async (readings) => {
    if (readings.some((each) => each.text === '7')) throw new LinkRefusal(422, 'no');
    return hub.link.take(readings);
  });
  for (let i = 0; i < 20; i++) outbox.add(reading(i));
  await until('the others', () => hub.readings.length === 19);
  expect(hub.texts).toEqual(numbers(20).filter((text) => text !== '7'));
  expect(spool.asideCount()).toBe(1);
  outbox.close();
  spool.close();
});

test('no verdict, no forgetting: a hub that answers nothing is asked again', async () => {
  const hub = new FakeHub();
  let silent = 3;
  const { outbox, spool } = open(hub, async (readings) => (silent-- > 0 ? [] : hub.link.take(readings)));
  outbox.add(reading(0));
  await until('on disk meanwhile', () => spool.count() === 1);
  await until('delivered', () => hub.readings.length === 1);
  await until('forgotten', () => spool.count() === 0);
  outbox.close();
  spool.close();
});

test('one folder, one bridge', () => {
  const { outbox, spool, folder } = open(new FakeHub());
  expect(() => openSpool(folder)).toThrow(SpoolBusy);
  outbox.close();
  spool.close();
  openSpool(folder).close();
});
