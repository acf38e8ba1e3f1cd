import { expect, test } from 'vitest';
import { movesOf } from '../../hub/features/inventory/tables.ts';
import { NOODLES, only, TestShop, WATER } from '../rigs/shop.ts';
import { seeded } from '../store/trade.ts';
import { codeOf, expectSound } from './soundness.ts';

test('INV-01: goods received, corrected up and down and taken back once stand in the ledger with the levels after each', () => {
  const shop = new TestShop().setUp();
  const [receipt] = only(
    shop.must('inventory.receive', { gtin: WATER, quantity: 30, reference: 'delivery note 17' }),
    'inventory.moved',
  );
  expect(receipt?.data).toMatchObject({
    from: 'supplier',
    to: 'back-room',
    reason: 'receipt',
    reference: 'delivery note 17',
  });
  expect(receipt?.data.after).toEqual([
    { location: 'supplier', onHand: -130, rev: 2 },
    { location: 'back-room', onHand: 118, rev: 3 },
  ]);
  const [gain] = only(
    shop.must('inventory.correct', { gtin: WATER, location: 'back-room', counted: 120 }),
    'inventory.moved',
  );
  expect(gain?.data).toMatchObject({ from: 'count', quantity: 2, reason: 'count_gain' });
  const [loss] = only(
    shop.must('inventory.correct', { gtin: WATER, location: 'shop-floor', counted: 11 }),
    'inventory.moved',
  );
  expect(loss?.data).toMatchObject({ to: 'count', quantity: 1, reason: 'count_loss' });
  expect(shop.must('inventory.correct', { gtin: WATER, location: 'shop-floor', counted: 11 })).toEqual([]);

  const position = receipt?.position ?? 0;
  const [back] = only(shop.must('inventory.reverse', { position }), 'inventory.moved');
  expect(back?.data).toMatchObject({
    from: 'back-room',
    to: 'supplier',
    quantity: 30,
    reason: 'receipt_void',
    reverses: position,
  });
  expect(codeOf(shop.do('inventory.reverse', { position }))).toBe('move-reversed');
  expect(codeOf(shop.do('inventory.reverse', { position: back?.position ?? 0 }))).toBe('move-not-by-hand');
  expect(
    only(shop.must('inventory.reverse', { position: gain?.position ?? 0 }), 'inventory.moved')[0]?.data.reason,
  ).toBe('correction');
  expect(shop.level(WATER, 'back-room')).toBe(88);
  expect(movesOf(shop.sql, WATER, 3).map((m) => m.reason)).toEqual(['correction', 'receipt_void', 'count_loss']);
  expectSound(shop);
});

const refusals: [string, Parameters<TestShop['do']>[0], object][] = [
  ['item-missing', 'inventory.receive', { gtin: '06900000000014', quantity: 1 }],
  ['item-missing', 'inventory.correct', { gtin: '06900000000014', location: 'shop-floor', counted: 0 }],
  ['item-missing', 'inventory.correct', { gtin: '06900000000014', location: 'shop-floor', counted: 4 }],
  ['place-not-real', 'inventory.receive', { gtin: WATER, quantity: 1, location: 'customer' }],
  ['place-not-real', 'inventory.receive', { gtin: WATER, quantity: 1, location: 'supplier' }],
  ['place-not-real', 'inventory.correct', { gtin: WATER, location: 'count', counted: 1 }],
  ['same-place', 'inventory.move', { gtin: WATER, from: 'back-room', to: 'back-room', quantity: 1, reason: 'restock' }],
  ['move-missing', 'inventory.reverse', { position: 1 }],
  ['move-missing', 'inventory.reverse', { position: 999_999 }],
  ['invalid-body', 'inventory.receive', { gtin: WATER, quantity: -3 }],
  ['invalid-body', 'inventory.correct', { gtin: WATER, location: 'shop-floor', counted: -1 }],
  ['invalid-body', 'inventory.reverse', { position: 0 }],
];
test.each(refusals)('%s: %s %j', (code, type, body) => {
  const shop = new TestShop().setUp();
  expect(codeOf(shop.do(type, body as never))).toBe(code);
  expectSound(shop);
});

test('INV-02: a sale is never refused for want of stock; below nothing one person is sent to look, once, with the evidence', () => {
  const shop = new TestShop().setUp();
  const sold = shop.scan(NOODLES.slice(1));
  expect(shop.level(NOODLES, 'shop-floor')).toBe(-1);
  const [opened] = only(sold, 'tasks.opened');
  expect(opened?.data).toMatchObject({ kind: 'check-shelf', gtin: NOODLES, to: 'shop-floor', why: { onHand: -1 } });
  expect(opened?.data.why.moves).toMatchObject([{ reason: 'sale', quantity: -1 }]);
  expect(only(sold, 'slips.queued')).toHaveLength(1);
  for (let more = 0; more < 20; more += 1) {
    const next = shop.scan(NOODLES.slice(1));
    expect(only(next, 'tasks.opened')).toEqual([]);
    expect(only(next, 'tasks.revised')[0]?.data.why).toMatchObject({ onHand: -2 - more });
  }
  expect(shop.sql.all(`SELECT task FROM task WHERE kind = 'check-shelf'`)).toHaveLength(1);
  expectSound(shop);
});

test('one command told three times, apart and within one group, is done once (L19)', () => {
  const shop = new TestShop().setUp();
  const body = { gtin: WATER, quantity: 5 };
  const once = shop.command('inventory.receive', body, 'delivery-1');
  const later = shop.command('inventory.receive', { gtin: WATER, quantity: 7 }, 'delivery-2');
  const answers = [...shop.group([once, once, later]), ...shop.group([once])];
  expect(answers.map((a) => a.status === 'done' && a.repeated)).toEqual([false, true, false, true]);
  const positions = answers.map((a) => (a.status === 'done' ? a.entries.map((e) => e.position) : []));
  expect(positions[1]).toEqual(positions[0]);
  expect(positions[3]).toEqual(positions[0]);
  expect(shop.level(WATER, 'back-room')).toBe(88 + 12);
  const other = shop.do('inventory.receive', { gtin: WATER, quantity: 6 }, 'delivery-1');
  expect(codeOf(other)).toBe('command-id-reused');
  expectSound(shop);
});

test('commands that race for the same item in one group are decided one after another, and a refused one stops nobody', () => {
  const shop = new TestShop().setUp();
  const outcomes = shop.group([
    shop.command('orders.add-line', { counter: 'c1', gtin: WATER }),
    shop.command('inventory.correct', { gtin: WATER, location: 'shop-floor', counted: 20 }),
    shop.command('inventory.receive', { gtin: '06900000000014', quantity: 1 }),
    shop.command('orders.add-line', { counter: 'c2', gtin: WATER }),
    shop.command('inventory.correct', { gtin: WATER, location: 'shop-floor', counted: 20 }),
  ]);
  expect(outcomes.map(codeOf)).toEqual(['done', 'done', 'item-missing', 'done', 'done']);
  expect(shop.level(WATER, 'shop-floor')).toBe(20);
  expect(shop.level(WATER, 'count')).toBe(-10);
  expectSound(shop);
});

test('counted while selling: the difference is against the book at that instant, not at an earlier one (L03)', () => {
  const shop = new TestShop().setUp();
  shop.must('inventory.correct', { gtin: WATER, location: 'shop-floor', counted: 100 });
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER, quantity: 3 });
  const [moved] = only(
    shop.must('inventory.correct', { gtin: WATER, location: 'shop-floor', counted: 96 }),
    'inventory.moved',
  );
  expect(moved?.data).toMatchObject({ quantity: 1, reason: 'count_loss' });
  expect(shop.level(WATER, 'shop-floor')).toBe(96);
});

test('whatever is moved about, the ledger adds up to the levels, all places add up to nothing, revisions are dense', () => {
  const shop = new TestShop().setUp();
  const pick = seeded(7);
  for (let i = 0; i < 300; i += 1) {
    const gtin = pick(2) === 0 ? WATER : NOODLES;
    const dice = pick(4);
    if (dice === 0) shop.must('inventory.receive', { gtin, quantity: 1 + pick(50) });
    else if (dice === 1)
      shop.must('inventory.correct', { gtin, location: pick(2) ? 'shop-floor' : 'back-room', counted: pick(60) });
    else if (dice === 2) shop.must('orders.add-line', { counter: 'c1', gtin, quantity: 1 + pick(30) });
    else
      shop.do('inventory.reverse', {
        position: 1 + pick(shop.sql.get<{ n: number }>('SELECT max(position) AS n FROM journal')?.n ?? 1),
      });
  }
  const revisions = shop.sql.all(
    `SELECT gtin, location FROM stock_level l WHERE rev <> (SELECT count(*) FROM stock_move m
      WHERE m.gtin = l.gtin AND l.location IN (m.from_location, m.to_location))`,
  );
  expect(revisions).toEqual([]);
  expectSound(shop);
});
