import { pino } from 'pino';
import { afterAll, describe, expect, test } from 'vitest';
import type { DayView } from '../../cloud-relay/contract/days.ts';
import { features } from '../../cloud-relay/features/index.ts';
import { HqFeed } from '../../cloud-relay/http/feed.ts';
import { buildServer } from '../../cloud-relay/http/server.ts';
import type { Database } from '../../cloud-relay/store/database.ts';
import { emptyDisk, Stores, type StraightLine, storeKinds, straightLine } from './both-stores.ts';
import { HubDouble } from './hub-double.ts';

const stores = new Stores();
afterAll(() => stores.close());
const endings: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const end of endings.reverse()) await end();
});

async function desk(db: Database, line: StraightLine) {
  const now = () => Date.now();
  const feed = new HqFeed(db, now);
  const app = await buildServer({
    db,
    features,
    feed,
    version: '0',
    log: pino({ level: 'silent' }),
    now,
    instructed: () => {},
    cut: () => {},
    changed: () => {},
    keepAgain: (tx, name, placed) => line.ingest.keepAgain(tx, name, placed),
    incarnation: () => line.ingest.incarnation,
    access: { host: '127.0.0.1', names: [] },
  });
  endings.push(async () => {
    feed.close();
    await app.close();
  });
  return async (url: string, payload?: object) => {
    const method = payload === undefined ? 'GET' : 'POST';
    const answer = await app.inject({ method, url: `/api/v1${url}`, ...(payload === undefined ? {} : { payload }) });
    return { status: answer.statusCode, body: answer.json() };
  };
}
const paid = (order: string, totalMinor: unknown) => ({ type: 'orders.paid', data: { order, totalMinor } });
const until = async (so: () => Promise<boolean> | boolean): Promise<void> => {
  for (const end = Date.now() + 10_000; !(await so()); await new Promise((done) => setTimeout(done, 10))) {
    if (Date.now() > end) throw new Error('it did not happen in time');
  }
};

describe.each(storeKinds)('HQ over %s', (kind) => {
  test('a poisoned entry waits in the tray: edited it takes its own place, or it is skipped with a reason, once; both ends agree', async () => {
    const db = await stores.migrated(kind);
    const store = new HubDouble(emptyDisk()).boot('life-1');
    store.write([paid('o1', 100), paid('o2', 'poison'), paid('o3', 'poison too'), paid('o4', 400)]);
    const line = await straightLine(db, store, 's1', { tipEvery: 30 });
    endings.push(() => line.stop());
    const ask = await desk(db, line);
    await line.drained();
    await until(() => line.uplink.view().trouble === 'quarantined');
    const tray = (await ask('/stores/s1/quarantine')).body.rows;
    expect(tray).toMatchObject([
      { seq: 3, state: 'waiting' },
      { seq: 2, state: 'waiting' },
    ]);
    const at = '/stores/s1/quarantine/life-1';
    const raw = JSON.parse(tray[1].raw);
    const edited = { ...raw, data: { order: 'o2', totalMinor: 200 } };
    const who = { by: 'desk', reason: 'the till wrote a word' };
    expect((await ask(`${at}/2/resend`, { ...who, entry: raw })).body).toMatchObject({ code: 'entry-poisoned' });
    expect((await ask(`${at}/2/resend`, { ...who, entry: { half: 1 } })).status).toBe(422);
    expect((await ask(`${at}/2/resend`, { entry: edited })).status).toBe(400);
    expect((await ask(`${at}/2/resend`, { ...who, entry: edited })).body).toMatchObject({
      state: 'resent',
      settledBy: 'desk',
    });
    expect((await ask(`${at}/2/resend`, { ...who, entry: edited })).body).toMatchObject({ code: 'entry-settled' });
    expect((await ask(`${at}/3/skip`, { by: 'desk', reason: 'a test sale' })).body).toMatchObject({
      state: 'skipped',
      settledWhy: 'a test sale',
    });
    expect((await ask(`${at}/9/skip`, who)).status).toBe(404);
    const held = await db.all('SELECT seq, position FROM entry ORDER BY seq');
    expect(held).toEqual([1, 2, 4].map((seq) => ({ seq, position: seq })));
    expect((await ask('/stores/s1/sales')).body.days).toMatchObject([{ orders: 3, salesMinor: 700 }]);
    expect((await ask('/stores/s1')).body).toMatchObject({ quarantined: 0, entries: 3 });
    await until(() => line.uplink.view().trouble === undefined);
  });

  test('Q-12 a business day is closed only for stores HQ holds whole; what is missing is listed', async () => {
    const db = await stores.migrated(kind);
    let day = '2026-03-02';
    const surroundings = () => ({ day, freeBytes: 2 ** 40, usedBytes: 0 });
    const [one, two] = [new HubDouble(emptyDisk()).boot('a-1'), new HubDouble(emptyDisk()).boot('b-1')];
    one.write([paid('o1', 100), paid('o2', 250)]);
    two.write([paid('o1', 1000), paid('o2', 'poison')]);
    const first = await straightLine(db, one, 's1', { tipEvery: 30 }, surroundings);
    const second = await straightLine(db, two, 's2', { tipEvery: 30 }, surroundings);
    endings.push(
      () => first.stop(),
      () => second.stop(),
    );
    const ask = await desk(db, first);
    await Promise.all([first.drained(), second.drained()]);
    const states = async (): Promise<unknown[]> =>
      ((await ask('/days/2026-03-02')).body as DayView).stores.map(({ state, missing }) => [state, ...missing]);
    const early = '[["missing","not-over"],["missing","not-over","put-aside"]]';
    await until(async () => JSON.stringify(await states()) === early);
    expect((await ask('/days/2026-03-02/close', { by: 'desk' })).body.stores).toMatchObject([
      { store: 's1', state: 'missing', missing: ['not-over'] },
      { store: 's2', state: 'missing', missing: ['not-over', 'put-aside'] },
    ]);
    day = '2026-03-03';
    await until(async () => JSON.stringify(await states()) === '[["complete"],["missing","put-aside"]]');
    const closed = (await ask('/days/2026-03-02/close', { by: 'desk' })).body.stores;
    expect(closed).toMatchObject([
      { store: 's1', state: 'closed', orders: 2, salesMinor: 350, closedBy: 'desk', changedSince: false },
      { store: 's2', state: 'missing', missing: ['put-aside'] },
    ]);
    await ask('/stores/s2/quarantine/b-1/2/skip', { by: 'desk', reason: 'a test sale' });
    await ask('/days/2026-03-02/close', { by: 'night desk' });
    expect((await ask('/days/2026-03-02')).body.stores).toMatchObject([
      { state: 'closed', closedBy: 'desk' },
      { state: 'closed', closedBy: 'night desk', salesMinor: 1000 },
    ]);
    // What comes late for a closed day is not hidden in it.
    one.write([paid('o3', 50)]);
    one.committed();
    await first.drained();
    expect((await ask('/days/2026-03-02')).body.stores).toMatchObject([
      { salesMinor: 350, changedSince: true },
      { changedSince: false },
    ]);
    expect((await ask('/days/yesterday')).status).toBe(400);
  });
});
