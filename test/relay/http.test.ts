import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { features } from '../../cloud-relay/features/index.ts';
import { HqFeed } from '../../cloud-relay/http/feed.ts';
import { buildServer, type ServerParts } from '../../cloud-relay/http/server.ts';
import { World } from './world.ts';

/** HQ's pages over what a simulated shop has sent: from its set-up to a sale and a finished task. */
const milk = '06901234567892';
const dir = mkdtempSync(join(tmpdir(), 'pages-'));
let world: World;
let app: FastifyInstance;
let feed: HqFeed;

const shop = {
  number: 7,
  nameZh: '河边店',
  nameEn: 'Riverside',
  currency: 'CNY',
  store: 's1',
  extra: 'later fields pass',
};
const item = { gtin: milk, nameZh: '鲜牛奶', nameEn: 'Fresh milk', initials: 'xnn', unit: 'each', priceMinor: 550 };
const why = { onHand: 2, level: 5, backRoom: 40 };
const task = {
  task: 'task-1',
  number: 1,
  version: 1,
  kind: 'restock',
  gtin: milk,
  quantity: 8,
  shift: 'd/am',
  dueAt: 9,
  why,
};
const moved = (location: string, onHand: number, rev: number) => ({ gtin: milk, after: [{ location, onHand, rev }] });
const paid = (order: string, totalMinor: number) => ({ order, number: 1, counter: 'c1', totalMinor, lines: [] });

beforeAll(async () => {
  writeFileSync(join(dir, 'index.html'), '<!doctype html><title>HQ</title>');
  world = new World(1);
  await world.hq.boot();
  const hub = await world.hub('s1');
  hub.store.write([
    { type: 'shop.set-up', data: shop },
    { type: 'catalog.item-set', data: item },
    { type: 'inventory.moved', data: moved('back-room', 40, 1) },
    { type: 'inventory.moved', data: moved('shop-floor', 2, 1) },
    { type: 'inventory.moved', data: { gtin: milk, after: [{ location: 'supplier', onHand: -42, rev: 2 }] } },
    { type: 'tasks.opened', data: task },
    { type: 'tasks.revised', data: { task: 'task-1', quantity: 9, why } },
    { type: 'tasks.claimed', data: { task: 'task-1', staff: 'li' } },
    { type: 'tasks.opened', data: { ...task, task: 'task-2', number: 2 } },
    { type: 'tasks.completed', data: { task: 'task-2', gtin: milk, quantity: 8, staff: 'wang', proof: 'slip' } },
    { type: 'orders.paid', data: paid('o1', 1100) },
    { type: 'orders.paid', data: paid('o2', 550) },
  ]);
  await world.run(10_000);
  feed = new HqFeed(world.hq.db, () => world.now);
  app = await buildServer(parts());
});

const parts = (): ServerParts => ({
  db: world.hq.db,
  features,
  feed,
  version: '0',
  log: pino({ level: 'silent' }),
  now: () => world.now,
  instructed: () => {},
  incarnation: () => world.hq.ingest.incarnation,
  cut: () => {},
  changed: () => {},
  keepAgain: (tx, name, placed) => world.hq.ingest.keepAgain(tx, name, placed),
  dashboardDir: dir,
  access: { host: '127.0.0.1', names: ['hq.example'] },
});
afterAll(async () => {
  feed.close();
  await app.close();
  rmSync(dir, { recursive: true });
});

const get = async (path: string) => {
  const { statusCode, headers, body } = await app.inject({ url: `/api/v1${path}` });
  return { status: statusCode, type: String(headers['content-type']), body: JSON.parse(body) };
};

test('INV-11 HQ sees each store with what its figures are as of', async () => {
  const at = 1_700_000_000_012;
  expect((await get('/stores')).body.stores).toEqual([
    {
      store: 's1',
      number: 7,
      nameZh: '河边店',
      nameEn: 'Riverside',
      online: true,
      lastHeardAt: expect.any(Number),
      asOf: at,
      epoch: expect.any(String),
      mark: 12,
      entries: 12,
      backlog: 0,
      gap: false,
      quarantined: 0,
      openTasks: 1,
      lowItems: 1,
      salesTodayMinor: 1650,
      ordersToday: 2,
      businessDate: '2026-03-02',
      clockOffset: expect.any(Number),
      software: 'test',
    },
  ]);
  expect((await get('/health')).body).toMatchObject({ ok: true, stores: 1 });
  expect((await get('/stores/s1/sales')).body.days).toEqual([
    { businessDate: '2026-03-02', orders: 2, salesMinor: 1650 },
  ]);
});

test('a store HQ has not heard from for three beacons is not called online', async () => {
  const before = world.now;
  world.now += 100_000;
  expect((await get('/stores/s1')).body.online).toBe(false);
  world.now = before;
});

test('stock is found by number, by both names and by pinyin initials; virtual places are not shown', async () => {
  for (const q of ['690123', '牛奶', 'FRESH', 'xnn', '']) {
    const { body } = await get(`/stores/s1/stock?q=${encodeURIComponent(q)}`);
    expect(body.items).toMatchObject([{ gtin: milk, nameZh: '鲜牛奶', levels: { 'back-room': 40, 'shop-floor': 2 } }]);
    expect(body.total).toBe(1);
  }
  for (const q of ['%', '_', 'bread'])
    expect((await get(`/stores/s1/stock?q=${encodeURIComponent(q)}`)).body.items).toEqual([]);
});

test('tasks carry their last word, whoever had it', async () => {
  expect((await get('/stores/s1/tasks')).body.tasks).toMatchObject([
    { task: 'task-2', state: 'completed', staff: 'wang', nameEn: 'Fresh milk' },
    { task: 'task-1', state: 'in-process', staff: 'li', quantity: 9 },
  ]);
  expect((await get('/stores/s1/tasks?state=open')).body.tasks).toHaveLength(1);
});

test('what cannot be answered is a problem with a code, never a guess', async () => {
  for (const [path, status, code] of [
    ['/stores/nowhere', 404, 'store-unknown'],
    ['/stores/no%20name', 400, 'invalid'],
    ['/stores/s1/stock?limit=many', 400, 'invalid'],
    ['/stores/s1/tasks?state=lost', 400, 'invalid'],
    ['/nothing', 404, 'route-unknown'],
  ] as const) {
    const answer = await get(path);
    expect(answer).toMatchObject({ status, body: { status, code, type: 'about:blank' } });
    expect(answer.type).toContain('application/problem+json');
  }
  const post = (payload: string) =>
    app.inject({
      method: 'POST',
      url: '/api/v1/stores/s1/instructions',
      payload,
      headers: { 'content-type': 'application/json' },
    });
  expect((await post('{"id":')).statusCode).toBe(400);
  expect((await post('{}')).json()).toMatchObject({ code: 'invalid' });
  expect((await post(JSON.stringify({ pad: 'x'.repeat(2_000_000) }))).statusCode).toBe(413);
});

test('SEC-06 only HQ’s own names are answered, no foreign page may order, and off this machine orders need the token', async () => {
  const ask = (headers: Record<string, string>) => app.inject({ url: '/api/v1/stores', headers });
  for (const host of ['localhost:8421', '127.0.0.1:8421', '[::1]:8421', 'HQ.example']) {
    expect((await ask({ host })).statusCode).toBe(200);
  }
  for (const host of ['evil.example:8421', '127.0.0.1.evil.example'])
    expect((await ask({ host })).statusCode).toBe(403);
  const order = { method: 'POST', url: '/api/v1/stores/s1/instructions', payload: {} } as const;
  const foreign = await app.inject({ ...order, headers: { origin: 'http://evil.example' } });
  expect(foreign.json()).toMatchObject({ status: 403, code: 'foreign-origin' });
  const open = await buildServer({ ...parts(), access: { host: '0.0.0.0', names: [] } });
  expect((await open.inject(order)).json()).toMatchObject({ status: 403, code: 'token-needed' });
  const kept = await buildServer({ ...parts(), access: { host: '0.0.0.0', names: [], token: 'a-token-of-the-desk' } });
  const bearing = (token: string) => kept.inject({ ...order, headers: { authorization: `Bearer ${token}` } });
  expect((await bearing('wrong')).statusCode).toBe(403);
  expect((await bearing('a-token-of-the-desk')).statusCode).toBe(400);
  await open.close();
  await kept.close();
});

test('the dashboard is served at /hq and below, and a missing file is missing', async () => {
  expect((await app.inject({ url: '/' })).headers.location).toBe('/hq');
  for (const url of ['/hq', '/hq/stores/s1']) expect((await app.inject({ url })).body).toContain('<title>HQ');
  expect((await app.inject({ url: '/assets/gone.js' })).statusCode).toBe(404);
  expect((await app.inject({ url: '/../package.json' })).statusCode).toBe(404);
  expect((await app.inject({ url: '/openapi.json' })).json().paths['/api/v1/stores']).toBeDefined();
});

test('the live feed tells which store changed, once for many changes', async () => {
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const answer = await fetch(`${url}/api/v1/feed`);
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  const reader = answer.body?.getReader();
  const decoder = new TextDecoder();
  let heard = '';
  const hears = async (what: string): Promise<void> => {
    while (!heard.includes(what)) heard += decoder.decode((await reader?.read())?.value);
  };
  await hears('event: status');
  for (let at = 0; at < 20; at += 1) feed.changed('s1');
  await hears('event: store\ndata: {"store":"s1","asOf":1700000000012}\n\n');
  await new Promise((done) => setTimeout(done, 400));
  expect(heard.split('event: store').length).toBe(2);
  await reader?.cancel();
});
