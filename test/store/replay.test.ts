import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Command } from '../../hub/contract/command.ts';
import { checkRebuild, digests } from '../../hub/store/rebuild.ts';
import { TestShop, WATER } from '../rigs/shop.ts';
import { Trade } from './trade.ts';

/** Everything the journal and the replies hold, as one text. */
function wholeJournal(shop: TestShop): string {
  return JSON.stringify([
    shop.sql.all('SELECT * FROM journal ORDER BY position'),
    shop.sql.all('SELECT * FROM reply ORDER BY command'),
  ]);
}

/** A day of commands, made once against a shop of their own so that they mean something. */
function recorded(seed: number, count: number): Command[] {
  const shop = new TestShop().setUp();
  const trade = new Trade(shop, seed);
  return Array.from({ length: count }, () => {
    const command = trade.next();
    shop.group([command]);
    return command;
  });
}

test('the journal is the same to the byte however commands are grouped (600 commands, 25 ways to cut)', () => {
  const commands = recorded(11, 600);
  const replayed = (sizes: readonly number[]): TestShop => {
    const shop = new TestShop().setUp();
    let at = 0;
    for (let turn = 0; at < commands.length; turn += 1) {
      const size = sizes[turn % sizes.length] ?? 1;
      shop.group(commands.slice(at, at + size));
      at += size;
    }
    return shop;
  };
  const alone = wholeJournal(replayed([1]));
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 1, maxLength: 20 }), (sizes) => {
      expect(wholeJournal(replayed(sizes)) === alone).toBe(true);
    }),
    { numRuns: 25, seed: 4 },
  );
});

test('every projection rebuilt from the journal has the digest of the living one (20,000 random commands)', () => {
  const shop = new TestShop().setUp();
  const trade = new Trade(shop, 20_261_122);
  const counts = { done: 0, refused: 0, fault: 0 };
  const tables = shop.book.features.flatMap((f) => f.tables);
  const touched = new Set<string>();
  for (let i = 0; i < 20_000; i += 20) {
    for (const outcome of shop.group(Array.from({ length: 20 }, () => trade.next()))) counts[outcome.status] += 1;
    // What comes and goes, such as a timer, need not be there at the end.
    for (const table of tables)
      if (!touched.has(table) && shop.sql.get(`SELECT 1 FROM ${table} LIMIT 1`)) touched.add(table);
  }
  expect(counts.fault).toBe(0);
  expect(counts.done).toBeGreaterThan(10_000);
  expect(counts.refused).toBeGreaterThan(500);
  const untouched = tables.filter((table) => !touched.has(table));
  expect(untouched, 'projections this trade never touched').toEqual([
    'item_code',
    'item_price',
    'staff_on',
    'device',
    'held_reading',
    'order_alarm',
  ]);
  const result = checkRebuild(shop.sql, shop.book);
  expect(result.drift).toEqual([]);
  expect(result.entries).toBeGreaterThan(20_000);
});

test('the check sees a single row that is not what the journal says', () => {
  const shop = new TestShop().setUp();
  expect(checkRebuild(shop.sql, shop.book).drift).toEqual([]);
  shop.sql.run('UPDATE stock_level SET on_hand = on_hand + 1 WHERE gtin = ? AND location = ?', WATER, 'shop-floor');
  expect(checkRebuild(shop.sql, shop.book).drift.map((d) => d.table)).toEqual(['stock_level']);
  shop.sql.run(`INSERT INTO device (identity, kind, transport, path, name, accepted, settings)
    VALUES ('ghost', 'scanner', 'hid', '/dev/hidraw9', 'ghost', 0, '{}')`);
  expect(
    checkRebuild(shop.sql, shop.book)
      .drift.map((d) => d.table)
      .sort(),
  ).toEqual(['device', 'stock_level']);
});

test('digests do not depend on the order in which rows were written', () => {
  const shops = [
    ['a', 'b'],
    ['b', 'a'],
  ].map((order) => {
    const shop = new TestShop();
    for (const identity of order)
      shop.sql.run(
        `INSERT INTO device (identity, kind, transport, path, name, accepted, settings) VALUES (?, 'scanner', 'hid', '', '', 0, '{}')`,
        identity,
      );
    return digests(shop.sql, shop.book);
  });
  expect(shops[0]).toEqual(shops[1]);
});
