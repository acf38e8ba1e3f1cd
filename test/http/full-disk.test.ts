import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { Problem } from '../../hub/contract/problem.ts';
import { commandRoutes } from '../../hub/edges/http/commands.ts';
import type { Http } from '../../hub/edges/http/http.ts';
import { openServer } from '../../hub/edges/http/server.ts';
import { startHub } from '../../hub/hub.ts';
import { TestShop, WATER } from '../rigs/shop.ts';

/** Commands over HTTP on a store that may not grow: SQLite itself says that it is full. */
function shopWithoutRoom() {
  const shop = new TestShop().setUp();
  const pages = Number(shop.sql.raw.pragma('page_count', { simple: true }));
  const app = openServer(pino({ level: 'silent' }));
  const submit: Http['submit'] = async (asked) => {
    const [outcome] = shop.group([{ ...asked, at: shop.now, businessDate: '2026-11-21' }]);
    if (!outcome) throw new Error('no outcome');
    return outcome;
  };
  commandRoutes({ app, submit } as Http);
  const receive = (id: string) =>
    app.inject({
      ...{ method: 'POST', url: '/api/v1/commands/inventory.receive' },
      payload: { id, body: { gtin: WATER, quantity: 1, reference: 'x'.repeat(200) } },
    });
  shop.sql.raw.pragma(`max_page_count = ${pages + 8}`);
  return { shop, receive, free: () => shop.sql.raw.pragma('max_page_count = 1000000') };
}

test('BAD INPUT: a full disk answers 507 and nothing was done; what was answered before stands, and room mends it', async () => {
  const { shop, receive, free } = shopWithoutRoom();
  let taken = 0;
  let answer = await receive('delivery-0');
  while (answer.statusCode === 200 && taken < 5000) {
    taken += 1;
    answer = await receive(`delivery-${taken}`);
  }
  expect(taken).toBeGreaterThan(0);
  expect(answer.statusCode).toBe(507);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  expect(answer.json<Problem>()).toMatchObject({ code: 'disk-full', status: 507 });
  expect(answer.json<Problem>().detail).toMatch(/nothing was done.*Free some space/i);
  expect(shop.level(WATER, 'back-room')).toBe(88 + taken);
  free();
  const mended = await receive(`delivery-${taken}`);
  expect(mended.json()).toMatchObject({ repeated: false });
  expect((await receive('delivery-0')).json()).toMatchObject({ repeated: true });
  expect(shop.level(WATER, 'back-room')).toBe(88 + taken + 1);
});

/** A disk of eight megabytes of our own, where this machine lets one be made. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'tillside-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tillside-test', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
}

test('REL-01: a whole hub on a disk that runs full refuses, loses nothing it answered, and goes on when there is room', async ({
  skip,
}) => {
  const disk = smallDisk();
  if (!disk) return skip('no disk can be mounted here: the test above tells the same without one');
  const token = { host: '127.0.0.1', port: 0, findFreePort: false, demo: false, timeZone: 'Asia/Shanghai' };
  const start = () =>
    startHub(disk, { ...token, logLevel: 'fatal' }, 'test', pino({ level: 'silent' }), (error) => {
      throw error;
    });
  let hub = await start();
  const send = async (type: string, id: string, body: unknown) => {
    const text = JSON.stringify({ id, body });
    const headers = { 'content-type': 'application/json' };
    return fetch(`${hub.url}/api/v1/commands/${type}`, { method: 'POST', headers, body: text });
  };
  try {
    const item = { gtin: WATER, nameZh: '水', nameEn: 'Water', unit: 'each', priceMinor: 1 };
    await send('catalog.set-items', 'items-0001', { items: [item] });
    const ballast = join(disk, 'ballast');
    mkdirSync(ballast);
    const { bavail, bsize } = statfsSync(disk);
    writeFileSync(join(ballast, 'film'), Buffer.alloc(bavail * bsize - 40 * 4096));
    let taken = 0;
    let status = 200;
    while (status === 200 && taken < 2000) {
      status = (await send('inventory.receive', `delivery-${taken}`, { gtin: WATER, quantity: 1 })).status;
      if (status === 200) taken += 1;
    }
    expect(status).toBe(507);
    const stock = async () =>
      ((await (await fetch(`${hub.url}/api/v1/items/${WATER}`)).json()) as { backRoom: number }).backRoom;
    expect(await stock()).toBe(taken);
    const health = (await (await fetch(`${hub.url}/api/v1/health`)).json()) as {
      ok: boolean;
      disk: { trouble?: string };
    };
    expect(health).toMatchObject({ ok: false, disk: { trouble: 'disk-low' } });
    rmSync(ballast, { recursive: true });
    expect((await send('inventory.receive', `delivery-${taken}`, { gtin: WATER, quantity: 1 })).status).toBe(200);
    await hub.close();
    hub = await start();
    expect(await stock()).toBe(taken + 1);
  } finally {
    await hub.close();
    execFileSync('umount', [disk]);
    rmSync(disk, { recursive: true });
  }
});
