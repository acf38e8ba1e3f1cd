import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Command, Outcome } from '../../hub/contract/command.ts';
import { apply, type Feature } from '../../hub/core/feature.ts';
import { type RuleBook, ruleBook } from '../../hub/core/rule-book.ts';
import { commitGroup } from '../../hub/core/spine.ts';
import { features } from '../../hub/features/index.ts';
import { type Connection, openWriter } from '../../hub/store/open.ts';
import { checkRebuild } from '../../hub/store/rebuild.ts';
import { NOODLES, TestShop, WATER } from '../rigs/shop.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillside-commit-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const head = (sql: Connection): number =>
  sql.get<{ n: number }>('SELECT coalesce(max(position), 0) AS n FROM journal')?.n ?? 0;
const receive = (shop: TestShop, quantity: number, id: string): Command =>
  shop.command('inventory.receive', { gtin: WATER, quantity }, id);

/** The shop's own features and one that fails like a bug would when it applies a receipt of 666 pieces. */
function bookWithBug(): RuleBook {
  const faulty: Feature = {
    name: 'faulty',
    tables: [],
    commands: [],
    applies: [
      apply('inventory.moved', (_sql, moved) => {
        if (moved.quantity === 666) throw new TypeError('a bug of ours');
      }),
    ],
    reactions: [],
  };
  return ruleBook([...features, faulty]);
}

test('REL-02: a bug in one command harms none of its neighbours in the group, and leaves nothing of itself', () => {
  const shop = new TestShop(openWriter(join(folder, 'shop.sqlite'))).setUp();
  const before = shop.level(WATER, 'back-room');
  const group = [1, 2, 666, 4, 5].map((n) => receive(shop, n, `delivery-${n}`));
  const outcomes = commitGroup(shop.sql, bookWithBug(), group);
  expect(outcomes.map((o) => o.status)).toEqual(['done', 'done', 'fault', 'done', 'done']);
  expect(outcomes[2]).toMatchObject({ code: 'bug', detail: 'a bug of ours' });
  expect(shop.level(WATER, 'back-room')).toBe(before + 12);
  expect(shop.sql.get('SELECT 1 FROM reply WHERE command = ?', 'delivery-666')).toBeUndefined();
  expect(shop.do('inventory.receive', { gtin: WATER, quantity: 666 }, 'delivery-666').status).toBe('done');
  expect(checkRebuild(shop.sql, shop.book).drift).toEqual([]);
  shop.sql.close();
});

test('a refused command in a group is answered alone; its neighbours are done, its answer is kept', () => {
  const shop = new TestShop().setUp();
  const outcomes = shop.group([
    receive(shop, 1, 'delivery-1'),
    shop.command('inventory.receive', { gtin: '06900000000014', quantity: 1 }, 'delivery-2'),
    receive(shop, 3, 'delivery-3'),
  ]);
  expect(outcomes.map((o) => o.status)).toEqual(['done', 'refused', 'done']);
  expect(shop.do('inventory.receive', { gtin: '06900000000014', quantity: 1 }, 'delivery-2')).toMatchObject({
    status: 'refused',
    repeated: true,
    refusal: { code: 'item-missing' },
  });
});

test('REL-02: a repeated id answers the same after a restart and changes nothing; under another body it is refused', () => {
  const file = join(folder, 'shop.sqlite');
  const first = new TestShop(openWriter(file)).setUp();
  const done = first.do('inventory.receive', { gtin: WATER, quantity: 7 }, 'delivery-7') as Extract<
    Outcome,
    { status: 'done' }
  >;
  const no = first.do('inventory.receive', { gtin: '06900000000014', quantity: 1 }, 'delivery-8');
  const stood = head(first.sql);
  first.sql.close();

  const sql = openWriter(file);
  const again = (body: { gtin: string; quantity: number }, id: string): Outcome =>
    commitGroup(sql, ruleBook(features), [
      { id, type: 'inventory.receive', body, actor: { by: 'test' }, at: 9e12, businessDate: '2027-01-01' },
    ])[0] as Outcome;
  expect(again({ gtin: WATER, quantity: 7 }, 'delivery-7')).toEqual({ ...done, repeated: true });
  expect(again({ gtin: '06900000000014', quantity: 1 }, 'delivery-8')).toEqual({ ...no, repeated: true });
  expect(again({ gtin: WATER, quantity: 8 }, 'delivery-7')).toMatchObject({
    status: 'refused',
    refusal: { code: 'command-id-reused' },
  });
  expect(again({ gtin: NOODLES, quantity: 7 }, 'delivery-7')).toMatchObject({ status: 'refused' });
  expect(head(sql)).toBe(stood);
  sql.close();
});

test('the same id twice in one group is done once', () => {
  const shop = new TestShop().setUp();
  const before = shop.level(WATER, 'back-room');
  const twice = [receive(shop, 5, 'delivery-5'), receive(shop, 5, 'delivery-5')];
  const outcomes = shop.group(twice);
  expect(outcomes.map((o) => o.status === 'done' && o.repeated)).toEqual([false, true]);
  expect(shop.level(WATER, 'back-room')).toBe(before + 5);
});

test('REL-04: a full disk is told as such, leaves nothing half done, and the shop goes on when there is room', () => {
  const shop = new TestShop(openWriter(join(folder, 'shop.sqlite'))).setUp();
  const pages = (): number => Number(shop.sql.raw.pragma('page_count', { simple: true }));
  const big = (n: number): Command =>
    shop.command(
      'catalog.set-items',
      {
        items: Array.from({ length: 400 }, (_, i) => ({
          gtin: String(10_000_000_000_000 + n * 400 + i),
          nameZh: '很长的名字'.repeat(20),
          nameEn: 'a long name '.repeat(9),
          unit: 'each' as const,
          priceMinor: 100,
        })),
      },
      `catalogue-${n}`,
    );
  shop.sql.raw.pragma(`max_page_count = ${pages() + 12}`);
  const before = { head: head(shop.sql), items: shop.sql.get('SELECT count(*) AS n FROM item') };
  const outcomes = shop.group([receive(shop, 1, 'delivery-1'), big(1), receive(shop, 2, 'delivery-2')]);
  expect(outcomes[1]).toMatchObject({ status: 'fault', code: 'disk-full' });
  expect([outcomes[0]?.status, outcomes[2]?.status]).toEqual(['done', 'done']);
  expect(shop.sql.get('SELECT count(*) AS n FROM item')).toEqual(before.items);
  expect(shop.sql.raw.inTransaction).toBe(false);
  expect(head(shop.sql)).toBe(before.head + 2);

  shop.sql.raw.pragma('max_page_count = 1000000');
  expect(shop.group([big(1)])[0]?.status).toBe('done');
  expect(shop.do('inventory.receive', { gtin: WATER, quantity: 1 }, 'delivery-1')).toMatchObject({ repeated: true });
  expect(checkRebuild(shop.sql, shop.book).drift).toEqual([]);
  expect(shop.sql.raw.pragma('quick_check', { simple: true })).toBe('ok');
  shop.sql.close();
});
