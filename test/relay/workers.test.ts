import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { storeViews } from '../../cloud-relay/features/stores/tables.ts';
import type { Uplink } from '../../hub/edges/relay/uplink.ts';
import { type MosquittoRig, startMosquitto } from '../rigs/mosquitto.ts';
import { type PostgresRig, startPostgres } from '../rigs/postgres.ts';
import { needs } from '../rigs/require.ts';
import { openPostgres } from './both-stores.ts';
import { chance } from './chance.ts';
import { HubDouble } from './hub-double.ts';
import { type RelayProcess, realUplink, startRelay, until } from './relay-process.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

interface Health {
  parts?: number;
  trouble?: string;
}
const healthOf = async (worker: RelayProcess): Promise<Health> =>
  (await (await fetch(`http://127.0.0.1:${worker.http}/api/v1/health`)).json()) as Health;

describe.skipIf(!needs('mosquitto') || !needs('psql'))('several workers behind mosquitto over one PostgreSQL', () => {
  const dir = mkdtempSync(join(tmpdir(), 'workers-'));
  let postgres: PostgresRig;
  let broker: MosquittoRig;
  let url: string;
  const workers: RelayProcess[] = [];
  const hubs: { store: HubDouble; uplink: Uplink; name: string }[] = [];

  const startWorker = async (): Promise<void> => {
    const env = {
      TILLSIDE__RELAY__DATABASE__URL: url,
      TILLSIDE__RELAY__BROKER__URL: `mqtt://127.0.0.1:${broker.port}`,
      TILLSIDE__RELAY__LEASE_MS: '1000',
    };
    workers.push(await startRelay(dir, env));
  };
  beforeAll(async () => {
    [postgres, broker] = await Promise.all([startPostgres(), startMosquitto(dir)]);
    url = await postgres.database('hq');
    await Promise.all([startWorker(), startWorker(), startWorker()]);
    for (let at = 0; at < 12; at += 1) {
      const name = `shop-${at}`;
      const store = new HubDouble(new SQLite(':memory:')).boot(`${name}-life`);
      const uplink = realUplink(store, name, broker.port, { batchEntries: 40, rtoMin: 300, rtoMax: 1000 });
      uplink.start();
      hubs.push({ store, uplink, name });
    }
  });
  afterAll(async () => {
    for (const { uplink, store } of hubs) {
      await uplink.stop();
      store.raw.close();
    }
    for (const worker of workers) await worker.kill('SIGKILL');
    await broker.close();
    await postgres.close();
    rmSync(dir, { recursive: true, force: true });
  });
  const drained = (): boolean => pending() === 0;
  const pending = (): number =>
    hubs.reduce((sum, { uplink }) => sum + (uplink.view().connected ? uplink.view().pending : 1), 0);

  test('REL-02 they share the stores out; killed and stopped at random they lose and double nothing', async () => {
    const random = chance(11);
    await until(async () => {
      const held = await Promise.all(workers.map(async (worker) => (await healthOf(worker)).parts));
      return held.sort().join() === '20,22,22';
    });
    let written = 0;
    const trade = setInterval(() => {
      for (const { store } of hubs) {
        store.move('06901234567892', 1);
        store.committed();
        written += 1;
      }
    }, 10);
    for (let fault = 0; fault < 5; fault += 1) {
      const [victim] = workers.splice(Math.floor(random() * workers.length), 1);
      if (fault % 2 === 0) {
        await victim?.kill('SIGKILL');
        await startWorker();
      } else if (victim !== undefined) {
        victim.child.kill('SIGSTOP');
        await new Promise((done) => setTimeout(done, 1800));
        victim.child.kill('SIGCONT');
        workers.push(victim);
      }
    }
    clearInterval(trade);
    await until(drained, 15_000);
    const db = await openPostgres(url);
    const held = await db.all<{ n: number; d: number; s: number }>(
      `SELECT count(*) AS n, count(DISTINCT (store, epoch, seq)) AS d,
         (SELECT sum(on_hand) FROM stock WHERE location = 'shop-floor') AS s FROM entry`,
    );
    expect(held).toEqual([{ n: written, d: written, s: written }]);
    for (const view of await storeViews(db, Date.now())) expect(view).toMatchObject({ gap: false, backlog: 0 });
    await db.close();
  });

  test('what one worker takes in, the page of every worker hears of', async () => {
    const heard = workers.map(async (worker) => {
      const answer = await fetch(`http://127.0.0.1:${worker.http}/api/v1/feed`);
      const reader = answer.body?.getReader();
      let text = '';
      while (!text.includes('"store":"shop-3"')) text += new TextDecoder().decode((await reader?.read())?.value);
      await reader?.cancel();
    });
    await new Promise((done) => setTimeout(done, 300));
    const hub = hubs[3];
    hub?.store.move('06901234567892', 1);
    hub?.store.committed();
    await Promise.all(heard);
  });

  test('an order given to any worker reaches the store, and is done once', async () => {
    const item = { gtin: '06901234567892', nameZh: '牛奶', nameEn: 'Milk', unit: 'each', priceMinor: 550 };
    const body = { id: 'price-1-shop', type: 'catalog.set-items', body: { items: [item] }, by: 'desk' };
    for (const [at, worker] of workers.entries()) {
      const answer = await fetch(`http://127.0.0.1:${worker.http}/api/v1/stores/shop-${at}/instructions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...body, id: `price-${at}-shop`, expiresAt: Date.now() + 60_000 }),
      });
      expect(answer.status).toBe(200);
      const store = hubs[at]?.store;
      await until(() => store?.outcome(`price-${at}-shop`) !== undefined);
    }
  });

  test('a row locked by a worker that stands still is free again before its lease is over', async () => {
    const frozen = new pg.Client({ connectionString: url, options: '-c idle_in_transaction_session_timeout=500' });
    frozen.on('error', () => {});
    await frozen.connect();
    await frozen.query('BEGIN; UPDATE lease SET holder = holder; UPDATE store SET online = online');
    for (const { store } of hubs) {
      store.move('06901234567892', 1);
      store.committed();
    }
    await until(drained, 15_000);
    await frozen.end().catch(() => undefined);
  });
});

test.skipIf(!needs('mosquitto'))(
  'a broker whose access list swallows what stores say is found out at the start, by a canary on every filter',
  async () => {
    const dir = mkdtempSync(join(tmpdir(), 'deaf-'));
    writeFileSync(
      join(dir, 'acl'),
      'topic readwrite rh/1/+/+/state\ntopic write rh/1/+/+/up\ntopic write rh/1/hq/state\n',
    );
    const broker = await startMosquitto(dir, [`acl_file ${join(dir, 'acl')}`]);
    const deaf = await startRelay(dir, { TILLSIDE__RELAY__BROKER__URL: `mqtt://127.0.0.1:${broker.port}` });
    await until(async () => (await healthOf(deaf)).trouble === 'broker-deaf', 15_000);
    expect(deaf.output()).toContain('rh/1/+/+/up');
    expect(deaf.output()).not.toContain('"rh/1/+/+/state"');
    await deaf.kill('SIGKILL');
    await broker.close();
    rmSync(dir, { recursive: true, force: true });
  },
);
