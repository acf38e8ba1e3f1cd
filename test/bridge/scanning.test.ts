import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DevicePlan } from '../../firmware-bridge/contract/device-report.ts';
import { openPty, type PtyCable } from '../rigs/pty.ts';
import { needs } from '../rigs/require.ts';
import { bridgeInside, bridgeProcess, childOf, type TestBridge, until } from './bridge-process.ts';
import { FakeHub } from './fake-hub.ts';

const identity = (cable: PtyCable): string => `serial:${cable.device}`;
const gunPlan = (cable: PtyCable): DevicePlan => ({
  identity: identity(cable),
  kind: 'scanner',
  transport: 'serial',
  path: cable.device,
});
const codes = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `69${String(from + i).padStart(11, '0')}`);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe.skipIf(!needs('socat')).each(['its own process over HTTP', 'the same process'])('bridge as %s', (kind) => {
  const isOwn = kind.startsWith('its own');
  const hub = new FakeHub();
  let server: Awaited<ReturnType<FakeHub['serve']>> | undefined;
  let bridge: TestBridge;
  let gun: PtyCable;
  let other: PtyCable;
  const toggle = async (isDown: boolean): Promise<void> => {
    hub.isDown = isDown;
    await (isDown ? server?.stop() : server?.start());
  };
  const isOpen = (cable: PtyCable) => (): boolean => hub.state(identity(cable)) === 'open';

  beforeAll(async () => {
    server = isOwn ? await hub.serve() : undefined;
    bridge = server ? bridgeProcess(server.url, hub.token) : bridgeInside(hub);
    [gun, other] = await Promise.all([openPty(), openPty()]);
    hub.set([gunPlan(gun), { ...gunPlan(other), suffix: '0304' }]);
    await bridge.start();
    await until('both guns are open', () => isOpen(gun)() && isOpen(other)());
  });
  afterAll(async () => {
    await bridge.close();
    await server?.stop();
    await Promise.all([gun.close(), other.close()]);
  });
  beforeEach(() => hub.clear());

  test('bytes of a gun become readings at the hub, in order, once, however they are split (BRF-01)', async () => {
    const sent = codes(0, 200);
    const stream = sent.map((code, i) => `${i % 3 === 0 ? ']E0' : ''}${code}${['\r', '\n', '\r\n'][i % 3]}`).join('');
    for (let at = 0; at < stream.length; at += 7) await gun.send(stream.slice(at, at + 7));
    await until('200 readings', () => hub.readings.length >= 200);
    expect(hub.texts).toEqual(sent);
    expect(hub.repeats).toEqual([]);
    expect(new Set(hub.readings.map((r) => r.id)).size).toBe(200);
    expect(hub.readings[0]).toMatchObject({ aim: ']E0', device: identity(gun) });
    expect(hub.readings.filter((reading) => reading.repeat)).toEqual([]);
  });

  test('a gun with an ending of its own, and a code that comes again at once: marked, none missing', async () => {
    const sent: string[] = [];
    const marked = () => hub.readings.filter((reading) => reading.repeat);
    // A machine too busy to hear them apart in time marks fewer: it is given more of them.
    for (let round = 0; round < 4 || (round < 30 && marked().length === 0); round++) {
      const code = codes(900 + round, 1)[0] ?? '';
      await other.send(`${code}\x03\x04`);
      await pause(45);
      await other.send(`${code}\x03\x04`);
      await pause(120);
      sent.push(code, code);
    }
    await until('all of them', () => hub.readings.length >= sent.length);
    expect(hub.texts).toEqual(sent);
    expect(marked().length).toBeGreaterThan(0);
    expect(marked().every((reading) => hub.readings.indexOf(reading) % 2 === 1)).toBe(true);
    expect(marked().every((reading) => (reading.repeat?.after ?? 0) < 210)).toBe(true);
  });

  test('a break of the link costs nothing: kept on disk, delivered in order, once', async () => {
    await gun.send(`${codes(0, 5).join('\r')}\r`);
    await until('the first five', () => hub.readings.length >= 5);
    await toggle(true);
    for (const code of codes(5, 50)) await gun.send(`${code}\r`);
    await pause(300);
    await toggle(false);
    await gun.send(`${codes(55, 1)[0]}\r`);
    await until('all 56', () => hub.readings.length >= 56);
    expect(hub.texts).toEqual(codes(0, 56));
  });

  test('readings that wait survive the end of the bridge and come first, in order', async () => {
    await toggle(true);
    for (const code of codes(0, 30)) await gun.send(`${code}\r`);
    await pause(400);
    await bridge.kill();
    await toggle(false);
    hub.devices = [];
    await bridge.start();
    await until('the gun is open again', isOpen(gun));
    await gun.send(`${codes(30, 1)[0]}\r`);
    await until('all 31', () => hub.readings.length >= 31);
    expect(hub.texts).toEqual(codes(0, 31));
  });

  test('the hub is killed and comes back ten times under a stream of scans: all taken, in order, once', async () => {
    const sent = codes(0, 200);
    const restarts = (async () => {
      for (let i = 0; i < 10; i++) {
        await pause(140);
        await toggle(true);
        await pause(120);
        await toggle(false);
      }
    })();
    for (const code of sent) {
      await gun.send(`${code}\r`);
      await pause(13);
    }
    await restarts;
    await until('all scans', () => hub.readings.length >= sent.length);
    expect(hub.texts).toEqual(sent);
  });

  const ownTest = isOwn ? test : () => undefined;
  ownTest('the process of the guns dies: it is started again and the gun works on', async () => {
    process.kill(childOf(bridge.pid(), 'scanner-host'), 'SIGKILL');
    // Whoever pulls the trigger does it again until the gun is heard; what is read while no process listens is gone.
    const trigger = setInterval(() => void gun.send('6901234567892\r'), 500);
    await until('the code', () => hub.texts.includes('6901234567892'));
    clearInterval(trigger);
  });
});

test('two bridges never share a data folder: the second one says so and ends', async () => {
  const hub = new FakeHub();
  const first = bridgeInside(hub);
  await first.start();
  const second = spawnSync(process.execPath, ['--import', 'tsx', 'firmware-bridge/main.ts'], {
    env: {
      ...process.env,
      TILLSIDE__BRIDGE__HUB_URL: 'http://127.0.0.1:9',
      TILLSIDE__BRIDGE__TOKEN: hub.token,
      TILLSIDE__BRIDGE__DATA: first.data,
    },
    encoding: 'utf8',
  });
  await first.close();
  expect(second.status).toBe(2);
  expect(second.stderr).toContain('another bridge is running');
});
