import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ItemView } from '../../hub/contract/catalog.ts';
import type { ReplenishmentView } from '../../hub/contract/replenishment.ts';
import { machine } from '../../hub/edges/clock.ts';
import { openReader } from '../../hub/store/open.ts';
import { Desk } from '../cli/desk.ts';
import { NOODLES, WATER } from '../rigs/shop.ts';
import { RunningHub } from './running-hub.ts';
import { traded } from './traded-store.ts';

let hub: RunningHub;
beforeEach(() => {
  hub = new RunningHub();
});
afterEach(() => hub.close());

test('INV-17: the hub learns by itself, tells why and what is at risk first, and keeps what a person pins', async () => {
  const now = machine.now();
  const file = join(hub.data, 'hub/tillside.db');
  traded(file, now);
  await hub.start();
  await expect.poll(() => learnedThrough(), { timeout: 20_000, interval: 300 }).toBeDefined();
  const { items, policy } = (await hub.get<ReplenishmentView>('/api/v1/replenishment')).body;
  expect(policy).toEqual({ leadDays: 2, fill: 0.98 });
  expect(items.map(({ gtin }) => gtin)).toEqual([NOODLES, WATER]);
  expect(items[0]).toMatchObject({ shopFloor: 0, daysOfCover: 0, pinned: false });
  expect(items[0]?.stockout72h).toBeGreaterThan(0.99);
  expect(items[0]?.order).toBeGreaterThan(12);
  expect(items[1]).toMatchObject({ shopFloor: 12, backRoom: 88, order: 0 });
  expect(items[1]?.stockout72h).toBeLessThan(0.001);
  expect(items[1]?.daysOfCover).toBeCloseTo(25, 0);
  expect((await hub.get('/api/v1/replenishment?limit=1')).body).toMatchObject({ items: [{ gtin: NOODLES }] });
  const water = async () => (await hub.get<ItemView>(`/api/v1/items/${WATER}`)).body;
  const item = await water();
  expect(item.why?.en).toMatch(new RegExp(`^sells 4\\.0 a day.*: shelf level ${item.restockLevel}, order level`));
  expect(item.why?.zh).toMatch(/^每天卖 4\.0 件/);
  expect(item).toMatchObject({ learnedLevel: item.restockLevel, nameEn: 'Nongfu water 550 ml' });
  const pinned = await hub.post('/api/v1/commands/replenishment.pin', {
    id: 'pin-water-1',
    body: { gtin: WATER, level: 15 },
  });
  expect(pinned.status).toBe(200);
  expect(await water()).toMatchObject({ restockLevel: 15, pinned: true, learnedLevel: item.restockLevel });
});

async function learnedThrough(): Promise<string | undefined> {
  return (await hub.get<ReplenishmentView>('/api/v1/replenishment')).body.learnedThrough;
}

test('tillside learn does the same where no hub runs', async () => {
  const desk = new Desk();
  try {
    const now = Date.UTC(2026, 10, 21, 3, 0, 0);
    traded(desk.path('data/hub/tillside.db'), now);
    const said = await desk.here('learn', '--json');
    expect(said).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(said.out)).toEqual({ until: '2026-11-20', changed: 2 });
    const sql = openReader(desk.path('data/hub/tillside.db'));
    expect(sql.all('SELECT gtin FROM learned_plan ORDER BY gtin')).toEqual([{ gtin: WATER }, { gtin: NOODLES }]);
    sql.close();
    expect(JSON.parse((await desk.here('learn', '--json')).out)).toEqual({ until: '2026-11-20', changed: 0 });
    expect(JSON.parse((await desk.here('rebuild', '--check', '--json')).out)).toMatchObject({ drift: [] });
  } finally {
    desk.clear();
  }
});
