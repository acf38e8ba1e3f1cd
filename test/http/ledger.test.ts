import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ItemView } from '../../hub/contract/catalog.ts';
import type { CounterView } from '../../hub/contract/counters.ts';
import type { ItemLotsView, LotTraceView } from '../../hub/contract/lots.ts';
import type { ReservationView } from '../../hub/contract/reservations.ts';
import type { ItemValuationView, ValuationView } from '../../hub/contract/valuation.ts';
import { machine } from '../../hub/edges/clock.ts';
import { WATER } from '../rigs/shop.ts';
import { RunningHub } from './running-hub.ts';
import { traded } from './traded-store.ts';

const hub = new RunningHub();
beforeAll(async () => {
  traded(join(hub.data, 'hub/tillside.db'), machine.now());
  await hub.start();
  await hub.must('inventory.receive', {
    ...{ gtin: WATER, location: 'shop-floor', quantity: 10, unitCostMinor: 120, lot: 'A1', expiry: '2099-01-01' },
  });
});
afterAll(() => hub.close());
const get = async <T>(path: string) => (await hub.get<T>(`/api/v1${path}`)).body;

test('ORD-10: what is promised stands on the item and in the list, until it ends by itself', async () => {
  const before = await get<ItemView>(`/items/${WATER}`);
  const reserve = (reservation: string, quantity: number, ms: number) =>
    hub.command('inventory.reserve', {
      ...{ reservation, purpose: { kind: 'order', id: `order of ${reservation}` } },
      ...{ lines: [{ gtin: WATER, quantity }], expiresAt: machine.now() + ms },
    });
  expect((await reserve('reservation-long', 4, 60_000)).status).toBe(200);
  expect((await reserve('reservation-short', 3, 3_000)).status).toBe(200);
  const refused = await reserve('reservation-much', 1_000, 60_000);
  expect(refused.body).toMatchObject({ code: 'stock-short', params: { item: WATER, wanted: 1_000 } });
  expect(await get<ItemView>(`/items/${WATER}`)).toMatchObject({
    ...{ shopFloor: before.shopFloor, reserved: 7, available: (before.available ?? 0) - 7 },
  });
  const listed = (query: string) => get<{ reservations: ReservationView[] }>(`/reservations${query}`);
  expect((await listed('?kind=order')).reservations).toHaveLength(2);
  const expired = async () =>
    (await listed(`?state=all&gtin=${WATER}`)).reservations.find((one) => one.endedAt !== undefined)?.state;
  await expect.poll(expired, { timeout: 12_000 }).toBe('expired');
  expect((await get<ItemView>(`/items/${WATER}`)).reserved).toBe(4);
  expect((await listed('?kind=order&id=nobody')).reservations).toEqual([]);
});

test('a recalled lot is held back at the counter with a word, and its way through the shop is told', async () => {
  await hub.must('inventory.recall', { gtin: WATER, lot: 'A1', note: 'glass found' });
  const code = `01${WATER}17990101` + '10A1';
  const { body } = await hub.readings([hub.reading(code, { aim: ']d2' })]);
  expect(body.verdicts).toMatchObject([{ verdict: 'refused' }]);
  const counter = await get<CounterView>('/counters/c1');
  expect(counter.lastScan).toMatchObject({ kind: 'refused', code: 'lot-recalled', gtin: WATER });
  expect(counter).not.toHaveProperty('order');
  expect(await get<ItemLotsView>(`/items/${WATER}/lots`)).toMatchObject({
    lots: [{ lot: 'A1', state: 'recalled', onHand: 10 }],
  });
  expect(await get<LotTraceView>(`/items/${WATER}/lots/A1`)).toMatchObject({
    moves: [{ from: 'supplier', to: 'shop-floor', quantity: 10, known: true }],
  });
  expect((await hub.get(`/api/v1/items/${WATER}/lots/Z9`)).status).toBe(404);
  expect(await get('/lots')).toMatchObject({ lots: [{ lot: 'A1' }], policy: { writeOffLimitMinor: 20_000 } });
});

test('INV-05: what goods are worth, in all and by item, at average cost and by age', async () => {
  for (const method of ['avco', 'fifo'])
    expect(await get<ValuationView>(`/valuation?method=${method}`)).toMatchObject({
      ...{ method, currency: 'CNY', scale: 1000 },
      items: [
        { gtin: WATER, costKnown: true },
        { costKnown: false, value: 0 },
      ],
    });
  const { item, flows } = await get<ItemValuationView>(`/items/${WATER}/valuation`);
  expect(flows.reduce((sum, flow) => sum + flow.value, 0)).toBe(item.value);
  expect((await hub.get('/api/v1/items/06900000000014/valuation')).status).toBe(404);
  expect(await get('/write-offs?state=all')).toMatchObject({ writeOffs: [] });
});
