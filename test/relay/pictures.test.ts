import SQLite from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rankOf } from '../../cloud-relay/feature.ts';
import { features } from '../../cloud-relay/features/index.ts';
import { migrate } from '../../cloud-relay/store/migrate.ts';
import { sqliteOver } from '../../cloud-relay/store/sqlite.ts';
import type { LinkEntry } from '../../hub/contract/uplink.ts';

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

async function pictures(order: readonly number[]): Promise<unknown> {
  const raw = new SQLite(':memory:');
  const db = sqliteOver(raw);
  await migrate(db);
  const takes = new Map(features.flatMap((feature) => Object.entries(feature.takes)));
  await db.transaction(async (tx) => {
    for (const at of order) {
      const one = history[at];
      if (one === undefined) continue;
      await takes.get(one.type)?.(tx, { store: 's', line: 1, rank: rankOf(1, at + 1), entry: one });
    }
  });
  const tables = ['shop', 'item', 'stock', 'task', 'sales_day'];
  return tables.map((table) => raw.prepare(`SELECT * FROM ${table}`).all());
}

test('live entries may overtake a backlog: in whatever order entries arrive, HQ’s pictures end up the same', async () => {
  const straight = await pictures(history.map((_, at) => at));
  const orders = fc.shuffledSubarray(
    history.map((_, at) => at),
    { minLength: history.length },
  );
  await fc.assert(
    fc.asyncProperty(orders, async (order) => {
      expect(await pictures(order)).toEqual(straight);
    }),
    { numRuns: 60 },
  );
});
