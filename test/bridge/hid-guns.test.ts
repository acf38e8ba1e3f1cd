import { afterEach, describe, expect, test } from 'vitest';
import type { DevicePlan } from '../../firmware-bridge/contract/device-report.ts';
import { type HidGun, openHidBench } from '../rigs/hid-bench.ts';
import { KEYBOARD_DESCRIPTOR, typed, VENDOR_DESCRIPTOR } from '../rigs/hid-reports.ts';
import { needs } from '../rigs/require.ts';
import { bridgeProcess, until } from './bridge-process.ts';
import { FakeHub } from './fake-hub.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

const identity = (gun: HidGun): string =>
  `usb:${gun.vendor ?? '0c2e'}:${gun.product ?? '0b8f'}:${gun.serial}`.toLowerCase();
const plan = (gun: HidGun): DevicePlan => ({
  identity: identity(gun),
  kind: 'scanner',
  transport: 'hid',
  path: `/dev/hidraw${gun.node}`,
});

describe.skipIf(!needs('gi:UMockdev'))('HID guns through the real driver (BRF-01)', () => {
  test('found, opened, burst, long code, pulled out, put back at another node, beeps', async () => {
    const bench = await openHidBench();
    const hub = new FakeHub();
    const server = await hub.serve();
    const bridge = bridgeProcess(server.url, hub.token, bench.env);
    cleanups.push(
      () => bench.close(),
      () => server.stop(),
      () => bridge.close(),
    );
    const gun: HidGun = { node: 0, serial: 'SN0001' };
    await bench.plug(gun);
    await bridge.start();
    await until('found', () => hub.state(identity(gun)) === 'found');
    hub.set([plan(gun)]);
    await until('open', () => hub.state(identity(gun)) === 'open');

    bench.scan(gun, ']E0', '6901234567892');
    await until('one code', () => hub.readings.length === 1);
    expect(hub.readings[0]).toMatchObject({ text: '6901234567892', aim: ']E0', device: identity(gun) });
    await until('the good beep', () => bench.written.length === 1);
    expect(bench.written[0]?.startsWith('0440')).toBe(true);
    bench.scan(gun, ']Q1', '?unknown');
    await until('the bad beep', () => bench.written.length === 2);
    expect(bench.written[1]?.startsWith('0420')).toBe(true);

    bench.scan(gun, ']Q1', '!held');
    await until('two tones for what is held', () => bench.written.length === 4);
    expect(bench.written.slice(2).map((hex) => hex.slice(0, 4))).toEqual(['0420', '0440']);

    const long = `https://example.cn/01/06901234567892?99=${'农夫'.repeat(40)}`;
    bench.scan(gun, ']Q1', long);
    const burst = Array.from({ length: 50 }, (_, i) => `burst-${i}`);
    for (const code of burst) bench.scan(gun, ']C0', code);
    await until('all codes', () => hub.readings.length === 54);
    expect(hub.texts.slice(3)).toEqual([long, ...burst]);

    await bench.unplug(gun);
    await until('absent', () => hub.state(identity(gun)) === 'absent');
    const moved: HidGun = { ...gun, node: 1 };
    await bench.plug(moved);
    await until('open again', () => hub.state(identity(gun)) === 'open');
    bench.scan(moved, ']E0', '6909876543210');
    await until('the last code', () => hub.texts.at(-1) === '6909876543210');
    expect(hub.readings.at(-1)?.device).toBe(identity(gun));
    expect(hub.repeats).toEqual([]);
  });

  test('two guns of one kind are kept apart, and one that plays a keyboard is read too', async () => {
    const bench = await openHidBench();
    const hub = new FakeHub();
    const server = await hub.serve();
    const bridge = bridgeProcess(server.url, hub.token, bench.env);
    cleanups.push(
      () => bench.close(),
      () => server.stop(),
      () => bridge.close(),
    );
    const [left, right]: [HidGun, HidGun] = [
      { node: 0, serial: 'LEFT' },
      { node: 1, serial: 'RIGHT' },
    ];
    const keys: HidGun = { node: 2, serial: 'KEYS', vendor: '05e0', product: '1200', descriptor: KEYBOARD_DESCRIPTOR };
    const snapi: HidGun = { node: 3, serial: 'SNAPI', vendor: '05e0', product: '1900', descriptor: VENDOR_DESCRIPTOR };
    for (const gun of [left, right, keys, snapi]) await bench.plug(gun);
    await bridge.start();
    for (const gun of [keys, snapi])
      await until(`${gun.serial} is found in the wrong mode`, () => hub.state(identity(gun)) === 'wrong-mode');
    expect(hub.devices.find((device) => device.identity === identity(snapi))?.detail).toMatch(/SNAPI.*USB CDC Host/u);
    hub.set([left, right, keys, snapi].map(plan));
    for (const gun of [left, right, keys]) await until(`${gun.serial} open`, () => hub.state(identity(gun)) === 'open');
    await until('snapi cannot be read', () => hub.state(identity(snapi)) === 'wrong-mode');
    bench.scan(left, ']E0', '1');
    bench.scan(right, ']E0', '2');
    for (const report of typed('6901234567892\n')) bench.send(keys, report);
    await until('three codes', () => hub.readings.length === 3);
    const by = new Map(hub.readings.map((reading) => [reading.device, reading.text]));
    expect(by).toEqual(
      new Map([
        [identity(left), '1'],
        [identity(right), '2'],
        [identity(keys), '6901234567892'],
      ]),
    );
    await bench.unplug(left);
    await until('left is absent', () => hub.state(identity(left)) === 'absent');
    expect(hub.state(identity(right))).toBe('open');
  });
});
