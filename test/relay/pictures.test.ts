import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { type Arrived, rankOf } from '../../cloud-relay/feature.ts';
import { features } from '../../cloud-relay/features/index.ts';
import type { Database } from '../../cloud-relay/store/database.ts';
import type { LinkEntry } from '../../hub/contract/uplink.ts';
import { Stores, storeKinds } from './both-stores.ts';

const stores = new Stores();
afterAll(() => stores.close());

const entry = (type: string, data: object, at: number): LinkEntry => ({
  type,
  data,
  at,
  businessDate: '2026-03-02',
  actor: { by: 'hub' },
  command: `c${at}`,
});

const history: LinkEntry[] = [
  entry('shop.set-up', { number: 1, nameZh: '旧', nameEn: 'Old', currency: 'CNY' }, 1),
  entry('catalog.item-set', { gtin: '1', nameZh: '甲', nameEn: 'A' }, 2),
  entry('tasks.opened', { task: 't', number: 4, gtin: '1', quantity: 5 }, 3),
  entry('inventory.moved', { gtin: '1', after: [{ location: 'shop-floor', onHand: 3, rev: 1 }] }, 4),
  entry('tasks.claimed', { task: 't', staff: 'li' }, 5),
  entry('tasks.released', { task: 't', reason: 'break' }, 6),
  entry('tasks.revised', { task: 't', quantity: 8, why: {} }, 7),
  entry('inventory.moved', { gtin: '1', after: [{ location: 'shop-floor', onHand: 2, rev: 2 }] }, 8),
  entry('tasks.claimed', { task: 't', staff: 'wang' }, 9),
  entry('shop.set-up', { number: 1, nameZh: '新', nameEn: 'New', currency: 'CNY' }, 10),
  entry('tasks.completed', { task: 't', gtin: '1', quantity: 7, staff: 'wang' }, 11),
  entry('catalog.item-set', { gtin: '1', nameZh: '乙', nameEn: 'B' }, 12),
  entry('orders.paid', { order: 'o1', totalMinor: 100 }, 13),
  entry('orders.paid', { order: 'o2', totalMinor: 250 }, 14),
];

const takes = new Map(features.flatMap((feature) => Object.entries(feature.takes)));
let count = 0;

/** @param size how many entries come at once; those of one type are taken together */
async function pictures(db: Database, order: readonly number[], size: number): Promise<unknown> {
  count += 1;
  const store = `s${count}`;
  await db.transaction(async (tx) => {
    for (let start = 0; start < order.length; start += size) {
      const byType = new Map<string, Arrived[]>();
      for (const at of order.slice(start, start + size)) {
        const one = history[at];
        if (one === undefined) continue;
        const arrived = { store, line: 1, rank: rankOf(1, at + 1), entry: one };
        byType.set(one.type, [...(byType.get(one.type) ?? []), arrived]);
      }
      for (const [type, arrived] of byType) await takes.get(type)?.(tx, arrived);
    }
  });
  const tables = ['shop', 'item', 'stock', 'task', 'sales_day'];
  const rows = (table: string) => db.all<object>(`SELECT * FROM ${table} WHERE store = $1`, store);
  return Promise.all(tables.map(async (table) => (await rows(table)).map((row) => ({ ...row, store: 's' }))));
}

test.each(storeKinds)(
  'live entries may overtake a backlog: in whatever order and batches they arrive, the pictures in %s are the same',
  async (kind) => {
    const db = await stores.migrated(kind);
    const all = history.map((_, at) => at);
    const straight = await pictures(db, all, 1);
    expect(straight).toMatchObject([
      [{ name_en: 'New' }],
      [{ name_en: 'B' }],
      [{ on_hand: 2 }],
      [{ quantity: 7 }],
      [{}],
    ]);
    const orders = fc.shuffledSubarray(all, { minLength: history.length });
    await fc.assert(
      fc.asyncProperty(orders, fc.integer({ min: 1, max: history.length }), async (order, size) => {
        expect(await pictures(db, order, size)).toEqual(straight);
      }),
      { numRuns: 40 },
    );
  },
);
