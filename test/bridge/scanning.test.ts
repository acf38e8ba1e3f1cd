import { afterEach, describe, expect, test } from 'vitest';
import type { DevicePlan } from '../../firmware-bridge/contract/device-report.ts';
import { openPty, type PtyCable } from '../rigs/pty.ts';
import { needs } from '../rigs/require.ts';
import { bridgeInside, bridgeProcess, type TestBridge, until } from './bridge-process.ts';
import { FakeHub } from './fake-hub.ts';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

const gunPlan = (cable: PtyCable): DevicePlan => ({
  identity: `serial:${cable.device}`,
  kind: 'scanner',
  transport: 'serial',
  path: cable.device,
});
const codes = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `69${String(from + i).padStart(11, '0')}`);

async function cable(): Promise<PtyCable> {
  const made = await openPty();
  cleanups.push(() => made.close());
  return made;
}
async function scanner(hub: FakeHub, bridge: TestBridge): Promise<PtyCable> {
  const gun = await cable();
  hub.set([gunPlan(gun)]);
  await bridge.start();
  await until('the gun is open', () => hub.state(`serial:${gun.device}`) === 'open');
  return gun;
}

describe.skipIf(!needs('socat')).each(['its own process over HTTP', 'the same process'])('bridge as %s', (kind) => {
  async function setUp(): Promise<{ hub: FakeHub; bridge: TestBridge; down(): Promise<void>; up(): Promise<void> }> {
    const hub = new FakeHub();
    const isOwn = kind.startsWith('its own');
    const server = isOwn ? await hub.serve() : undefined;
    const bridge = server ? bridgeProcess(server.url, hub.token) : bridgeInside(hub);
    if (server) cleanups.push(() => server.stop());
    cleanups.push(() => bridge.close());
    const toggle = async (isDown: boolean): Promise<void> => {
      hub.isDown = isDown;
      await (isDown ? server?.stop() : server?.start());
    };
    const down = (): Promise<void> => toggle(true);
    const up = (): Promise<void> => toggle(false);
    return { hub, bridge, down, up };
  }

  test('bytes of a gun become readings at the hub, in order, once, however they are split (BRF-01)', async () => {
    const { hub, bridge } = await setUp();
    const gun = await scanner(hub, bridge);
    const sent = codes(0, 200);
    const stream = sent.map((code, i) => `${i % 3 === 0 ? ']E0' : ''}${code}${['\r', '\n', '\r\n'][i % 3]}`).join('');
    for (let at = 0; at < stream.length; at += 7) await gun.send(stream.slice(at, at + 7));
    await until('200 readings', () => hub.readings.length >= 200);
    expect(hub.texts).toEqual(sent);
    expect(hub.repeats).toEqual([]);
    expect(new Set(hub.readings.map((r) => r.id)).size).toBe(200);
    expect(hub.readings[0]).toMatchObject({ aim: ']E0', device: `serial:${gun.device}` });
  });

  test('a break of the link costs nothing: kept on disk, delivered in order, once', async () => {
    const { hub, bridge, down, up } = await setUp();
    const gun = await scanner(hub, bridge);
    await gun.send(`${codes(0, 5).join('\r')}\r`);
    await until('the first five', () => hub.readings.length >= 5);
    await down();
    for (const code of codes(5, 50)) await gun.send(`${code}\r`);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await up();
    await gun.send(`${codes(55, 1)[0]}\r`);
    await until('all 56', () => hub.readings.length >= 56);
    expect(hub.texts).toEqual(codes(0, 56));
  });

  test('readings that wait survive the end of the bridge and come first, in order', async () => {
    const { hub, bridge, down, up } = await setUp();
    const gun = await scanner(hub, bridge);
    await down();
    for (const code of codes(0, 30)) await gun.send(`${code}\r`);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await bridge.kill();
    await up();
    const before = hub.hellos.length;
    hub.devices = [];
    await bridge.start();
    await until('a new hello', () => hub.hellos.length > before);
    await until('the gun is open again', () => hub.state(`serial:${gun.device}`) === 'open');
    await gun.send(`${codes(30, 1)[0]}\r`);
    await until('all 31', () => hub.readings.length >= 31);
    expect(hub.texts).toEqual(codes(0, 31));
  });

  test('pulled out and put back, again and again: the state is told and every code is taken once', async () => {
    const { hub, bridge } = await setUp();
    const gun = await scanner(hub, bridge);
    const other = await cable();
    hub.set([gunPlan(gun), gunPlan(other)]);
    await until('the other gun is open', () => hub.state(`serial:${other.device}`) === 'open');
    const sent: string[] = [];
    for (let round = 0; round < 5; round++) {
      await gun.unplug();
      await until('absent', () => hub.state(`serial:${gun.device}`) === 'absent');
      await other.send(`other-${round}\r`);
      await gun.plug();
      await until('open', () => hub.state(`serial:${gun.device}`) === 'open');
      sent.push(...codes(round, 1));
      await gun.send(`${codes(round, 1)[0]}\r`);
      await until('the code', () => hub.texts.includes(codes(round, 1)[0] ?? ''));
    }
    expect(hub.texts.filter((text) => text.startsWith('69'))).toEqual(sent);
    expect(hub.texts.filter((text) => text.startsWith('other'))).toHaveLength(5);
    expect(hub.repeats).toEqual([]);
  });
});

test.skipIf(!needs('socat'))(
  'the hub is killed and comes back ten times under a stream of scans: all taken, in order, once',
  async () => {
    const hub = new FakeHub();
    const server = await hub.serve();
    const bridge = bridgeProcess(server.url, hub.token);
    cleanups.push(
      () => server.stop(),
      () => bridge.close(),
    );
    const gun = await scanner(hub, bridge);
    const sent = codes(0, 300);
    const restarts = (async () => {
      for (let i = 0; i < 10; i++) {
        await new Promise((resolve) => setTimeout(resolve, 250));
        await server.stop();
        await new Promise((resolve) => setTimeout(resolve, 150));
        await server.start();
      }
    })();
    for (const code of sent) {
      await gun.send(`${code}\r`);
      await new Promise((resolve) => setTimeout(resolve, 13));
    }
    await restarts;
    await until('all scans', () => hub.readings.length >= sent.length);
    expect(hub.texts).toEqual(sent);
  },
);

test.skipIf(!needs('socat'))('the process of the guns dies: it is started again and the gun works on', async () => {
  const { readFileSync, readdirSync } = await import('node:fs');
  const hub = new FakeHub();
  const server = await hub.serve();
  const bridge = bridgeProcess(server.url, hub.token);
  cleanups.push(
    () => server.stop(),
    () => bridge.close(),
  );
  const gun = await scanner(hub, bridge);
  const child = readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .find((pid) => {
      try {
        const parent = /\nPPid:\t(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
        return Number(parent) === bridge.pid() && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('scanner-host');
      } catch {
        return false;
      }
    });
  process.kill(Number(child), 'SIGKILL');
  await new Promise((resolve) => setTimeout(resolve, 500));
  hub.devices = [];
  await until('open again', () => hub.state(`serial:${gun.device}`) === 'open');
  await gun.send('6901234567892\r');
  await until('the code', () => hub.texts.includes('6901234567892'));
});

test('two bridges never share a data folder: the second one says so and ends', async () => {
  const hub = new FakeHub();
  const server = await hub.serve();
  const bridge = bridgeProcess(server.url, hub.token);
  cleanups.push(
    () => server.stop(),
    () => bridge.close(),
  );
  await bridge.start();
  await until('hello', () => hub.hellos.length === 1);
  const { spawnSync } = await import('node:child_process');
  const second = spawnSync(process.execPath, ['--import', 'tsx', 'firmware-bridge/main.ts'], {
    env: {
      ...process.env,
      TILLSIDE__BRIDGE__HUB_URL: server.url,
      TILLSIDE__BRIDGE__TOKEN: hub.token,
      TILLSIDE__BRIDGE__DATA: bridge.data,
    },
    encoding: 'utf8',
  });
  expect(second.status).toBe(2);
  expect(second.stderr).toContain('another bridge is running');
});
