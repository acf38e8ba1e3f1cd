import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterEach, expect, test, vi } from 'vitest';
import { startMosquitto } from '../rigs/mosquitto.ts';
import { needs } from '../rigs/require.ts';
import { HubDouble } from './hub-double.ts';
import { type RelayProcess, realUplink, startRelay, until } from './relay-process.ts';

vi.setConfig({ testTimeout: 90_000 });
const endings: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'relay-'));
  endings.push(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

async function relay(dataDir: string, env: Record<string, string> = {}): Promise<RelayProcess> {
  const started = await startRelay(dataDir, env);
  endings.push(() => started.kill('SIGKILL'));
  return started;
}

function hubStore(dir: string, count: number): HubDouble {
  const store = new HubDouble(new SQLite(join(dir, 'hub.db'))).boot('life-1');
  const data = (at: number) => ({
    move: `m${at}`,
    gtin: `0690${String(at % 400).padStart(10, '0')}`,
    after: [{ location: 'shop-floor', onHand: at, rev: at }],
  });
  store.write(Array.from({ length: count }, (_, at) => ({ type: 'inventory.moved', data: data(at + 1) })));
  endings.push(() => void store.raw.close());
  return store;
}

/** What HQ holds of a store, by its file: positions in order, and whether any name is there twice. */
function held(dataDir: string, store: string): number[] {
  const db = new SQLite(join(dataDir, 'hq.db'), { readonly: true });
  const rows = db
    .prepare('SELECT position FROM entry WHERE store = ? ORDER BY epoch, seq')
    .pluck()
    .all(store) as number[];
  db.close();
  return rows;
}
const oneTo = (last: number): number[] => Array.from({ length: last }, (_, at) => at + 1);

test('BRF-04 REL-02 5,000 entries drain over TCP while the relay is killed and started again: none missing, none doubled', async () => {
  const dir = folder();
  const store = hubStore(dir, 5000);
  let hq = await relay(dir);
  const port = hq.mqtt ?? 0;
  const uplink = realUplink(store, 'shop-1', port, { batchEntries: 50, rtoMin: 300 });
  uplink.start();
  endings.push(() => uplink.stop());
  for (const part of [4500, 2000]) {
    await until(() => uplink.view().pending < part);
    await hq.kill('SIGKILL');
    hq = await relay(dir, { TILLSIDE__RELAY__MQTT__PORT: String(port) });
  }
  await until(() => uplink.view().pending === 0);
  expect(held(dir, 'shop-1')).toEqual(oneTo(5000));
  await until(() => store.mark()?.marks.some(({ mark }) => mark === 5000) ?? false);
  const views = (await (await fetch(`http://127.0.0.1:${hq.http}/api/v1/stores`)).json()) as { stores: object[] };
  expect(views.stores).toMatchObject([
    { store: 'shop-1', online: true, mark: 5000, entries: 5000, backlog: 0, gap: false },
  ]);
}, 120_000);

test('a relay told to stop ends cleanly, and the store’s page says it is offline after its hub has gone', async () => {
  const dir = folder();
  const hq = await relay(dir);
  const uplink = realUplink(hubStore(dir, 10), 'shop-1', hq.mqtt ?? 0);
  uplink.start();
  await until(() => uplink.view().connected && uplink.view().pending === 0);
  const page = async (): Promise<{ online: boolean }> =>
    (await (await fetch(`http://127.0.0.1:${hq.http}/api/v1/stores/shop-1`)).json()) as { online: boolean };
  expect(await page()).toMatchObject({ online: true, entries: 10 });
  await uplink.stop();
  await until(async () => !(await page()).online);
  await hq.kill('SIGTERM');
  expect(hq.child.exitCode).toBe(0);
});

test('a hub with a wrong token says so, and a listed store is let in by its own token only', async () => {
  const dir = folder();
  const hq = await relay(dir);
  const uplink = realUplink(hubStore(dir, 3), 'shop-1', hq.mqtt ?? 0, {}, 'not-the-token-at-all');
  uplink.start();
  endings.push(() => uplink.stop());
  await until(() => uplink.view().trouble === 'refused');
  expect(held(dir, 'shop-1')).toEqual([]);
});

test('HQ’s order reaches the store through HTTP, is done there once, and its outcome is shown', async () => {
  const dir = folder();
  const hq = await relay(dir);
  const store = hubStore(dir, 3);
  const uplink = realUplink(store, 'shop-1', hq.mqtt ?? 0);
  uplink.start();
  endings.push(() => uplink.stop());
  await until(() => uplink.view().connected && uplink.view().pending === 0);
  const at = `http://127.0.0.1:${hq.http}/api/v1/stores/shop-1/instructions`;
  const item = { gtin: '06901234567892', nameZh: '牛奶', nameEn: 'Milk', unit: 'each', priceMinor: 550 };
  const order = { id: 'price-change-1', type: 'catalog.set-items', body: { items: [item] }, by: 'hq-desk' };
  const send = (body: object, headers = {}): Promise<Response> =>
    fetch(at, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  expect((await send({ ...order, expiresAt: Date.now() + 60_000 })).status).toBe(200);
  expect((await send({ ...order, expiresAt: Date.now() + 60_000 })).status).toBe(200);
  const answer = async (): Promise<{ instructions: { state: string }[] }> =>
    (await (await fetch(at)).json()) as { instructions: { state: string }[] };
  await until(async () => (await answer()).instructions[0]?.state === 'done');
  expect((await answer()).instructions).toHaveLength(1);
  expect(store.entries(4, 10).map(({ command }) => command)).toEqual(['price-change-1']);
  expect((await send({ ...order, id: 'bad-body-1', body: { items: [] }, expiresAt: Date.now() + 60_000 })).status).toBe(
    400,
  );
  expect((await send({ ...order, id: 'no-kind-1', type: 'orders.pay', expiresAt: Date.now() + 60_000 })).status).toBe(
    400,
  );
  const foreign = await send(
    { ...order, id: 'foreign-1', expiresAt: Date.now() + 60_000 },
    { origin: 'http://evil.example' },
  );
  expect(foreign.status).toBe(403);
  expect(foreign.headers.get('content-type')).toContain('application/problem+json');
});

test('wrong settings are named all at once, without their values, and a taken port gives way or is said', async () => {
  const dir = folder();
  const wrong = startRelay(dir, {
    TILLSIDE__RELAY__HTTP__PORT: 'http',
    TILLSIDE__RELAY__AUTO_ENROL_TOKEN: 'short-secret',
    TILLSIDE__RELAY__NONSENSE: '1',
  });
  const fault = await wrong.then(() => '', String);
  expect(fault).toContain('relay.http.port');
  expect(fault).toContain('relay.autoEnrolToken');
  expect(fault).toContain('TILLSIDE__RELAY__NONSENSE');
  expect(fault).not.toContain('short-secret');
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  endings.push(() => void taken.close());
  const { port } = taken.address() as { port: number };
  const next = await relay(dir, { TILLSIDE__RELAY__MQTT__PORT: String(port) });
  expect(next.mqtt).toBeGreaterThan(port);
  await next.kill('SIGTERM');
  const stubborn = { TILLSIDE__RELAY__MQTT__PORT: String(port), TILLSIDE__RELAY__FIND_FREE_PORT: 'false' };
  expect(await startRelay(dir, stubborn).then(() => '', String)).toContain('EADDRINUSE');
}, 120_000);

test.skipIf(!needs('mosquitto'))(
  'a broker of one’s own: killed together with the relay, it loses nothing',
  async () => {
    const dir = folder();
    const broker = await startMosquitto(dir);
    endings.push(broker.close);
    const env = { TILLSIDE__RELAY__BROKER__URL: `mqtt://127.0.0.1:${broker.port}` };
    let hq = await relay(dir, env);
    const store = hubStore(dir, 4000);
    const uplink = realUplink(store, 'shop-1', broker.port, { batchEntries: 40, rtoMin: 300, rtoMax: 1000 });
    uplink.start();
    endings.push(() => uplink.stop());
    await until(() => uplink.view().pending < 3600);
    await hq.kill('SIGKILL');
    hq = await relay(dir, env);
    await until(() => uplink.view().pending < 2000);
    await broker.restart();
    await until(() => uplink.view().pending === 0, 30_000);
    expect(held(dir, 'shop-1')).toEqual(oneTo(4000));
  },
  60_000,
);

test('a relay with a connected store ends in time; a second relay in the same folder is refused with a sentence', async () => {
  const dir = folder();
  const hq = await relay(dir);
  const uplink = realUplink(hubStore(dir, 3), 'shop-1', hq.mqtt ?? 0);
  uplink.start();
  endings.push(() => uplink.stop());
  const silent = connect(hq.mqtt ?? 0, '127.0.0.1');
  silent.on('error', () => {});
  endings.push(() => void silent.destroy());
  await until(() => uplink.view().connected);
  expect(await startRelay(dir).then(() => '', String)).toContain('another relay has');
  const begun = Date.now();
  await hq.kill('SIGTERM');
  expect(Date.now() - begun).toBeLessThan(5000);
  expect(hq.child.exitCode).toBe(0);
  await until(() => !uplink.view().connected);
});
