import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dueLots } from '../../hub/features/inventory/lot-tables.ts';
import { itemLots, lotsToWatch, lotTrace } from '../../hub/features/inventory/lot-view-tables.ts';
import { openTasks } from '../../hub/features/tasks/tables.ts';
import { NOODLES, only, TestShop } from '../rigs/shop.ts';
import { codeOf, expectSound } from './soundness.ts';

const TODAY = '2026-11-21';
/** GS1: item, lot and last day, as a DataMatrix on the packet says them. */
const packet = (lot: string, yymmdd: string) => ({
  aim: ']d2',
  text: `01${NOODLES}17${yymmdd}10${lot}`,
});
const lots = (shop: TestShop, today = TODAY) => itemLots(shop.sql, NOODLES, today);
const balance = (shop: TestShop) => Object.fromEntries(lots(shop).lots.map((l) => [l.lot, l.onHand]));
const receive = (shop: TestShop, quantity: number, of: object = {}, location = 'shop-floor') =>
  shop.must('inventory.receive', { gtin: NOODLES, quantity, location, ...of });
const A = { lot: 'A1', expiry: '2026-11-25' };
const B = { lot: 'B2', expiry: '2027-03-01' };
const sell = (shop: TestShop, quantity: number, of: object = {}) =>
  shop.must('orders.add-line', { counter: 'c1', gtin: NOODLES, quantity, ...of });
const orderOf = (shop: TestShop): string =>
  shop.sql.get<{ o: string }>(`SELECT order_id AS o FROM customer_order WHERE state = 'open'`)?.o ?? '';
const sweep = (shop: TestShop) =>
  shop.group(
    dueLots(shop.sql, shop.now).map((due) => ({
      ...{ ...due, actor: { by: 'hub' }, at: shop.now, businessDate: shop.today },
    })),
  );

test('lots are taken first to expire first; a scan that says its lot takes that one', () => {
  const shop = new TestShop().setUp();
  receive(shop, 10, B);
  receive(shop, 10, A);
  receive(shop, 5);
  expect(lots(shop)).toMatchObject({
    next: 'A1',
    lots: [
      { lot: 'A1', state: 'near', days: 4, onHand: 10 },
      { lot: 'B2', state: 'good', onHand: 10 },
    ],
    unknown: [{ location: 'shop-floor', onHand: 5 }],
  });
  sell(shop, 3);
  expect(balance(shop)).toEqual({ A1: 7, B2: 10 });
  shop.scan(packet('B2', '270301').text, 'c1', undefined, { aim: ']d2' });
  expect(balance(shop)).toEqual({ A1: 7, B2: 9 });
  sell(shop, 12);
  expect(balance(shop)).toEqual({ B2: 4 });
  sell(shop, 30);
  expect(balance(shop)).toEqual({});
  expect(shop.level(NOODLES, 'shop-floor')).toBe(-21);
  expectSound(shop);
});

test('what is taken off an order goes back to the lots it came from, the newest first', () => {
  const shop = new TestShop().setUp();
  receive(shop, 2, A);
  receive(shop, 10, B);
  sell(shop, 5);
  expect(balance(shop)).toEqual({ B2: 7 });
  shop.must('orders.change-quantity', { order: orderOf(shop), line: 1, quantity: 4 });
  shop.must('orders.drop', { order: orderOf(shop), reason: 'the customer left' });
  expect(balance(shop)).toEqual({ A1: 2, B2: 10 });
  expectSound(shop);
});

test('a delivery into less than nothing holds no more of its lot than the shelf holds at all', () => {
  const shop = new TestShop().setUp();
  sell(shop, 6);
  receive(shop, 10, A);
  expect(balance(shop)).toEqual({ A1: 4 });
  expect(lotTrace(shop.sql, NOODLES, 'A1', TODAY)?.moves).toMatchObject([
    { from: 'supplier', to: 'shop-floor', quantity: 10, known: true },
    { from: 'shop-floor', to: 'unknown', quantity: 6, known: false },
  ]);
  expectSound(shop);
});

test('lots go along within the shop, and a delivery taken back takes its own lot back', () => {
  const shop = new TestShop().setUp();
  receive(shop, 10, B, 'back-room');
  const [moved] = only(receive(shop, 4, A, 'back-room'), 'inventory.moved');
  shop.must('inventory.move', { gtin: NOODLES, from: 'back-room', to: 'shop-floor', quantity: 5, reason: 'restock' });
  expect(lots(shop).lots).toMatchObject([
    { lot: 'A1', places: [{ location: 'shop-floor', onHand: 4 }] },
    {
      lot: 'B2',
      places: [
        { location: 'back-room', onHand: 9 },
        { location: 'shop-floor', onHand: 1 },
      ],
    },
  ]);
  shop.must('inventory.reverse', { position: moved?.position ?? 0 });
  expect(balance(shop)).toEqual({ A1: 4, B2: 6 });
  expectSound(shop);
});

test('goods known by their date alone are a lot of that date', () => {
  const shop = new TestShop().setUp();
  shop.must('counters.set-mode', { counter: 'c1', mode: 'receive' });
  shop.scan(`01${NOODLES}15261130`, 'c1', undefined, { aim: ']d2' });
  expect(lots(shop).lots).toMatchObject([{ lot: '@2026-11-30', expiry: '2026-11-30', onHand: 1 }]);
});

describe('what must not be sold is held back with a word, by what its packet says', () => {
  test('past its last day, but not on it', () => {
    const shop = new TestShop().setUp();
    shop.scan(packet('A1', '261121').text, 'c1', undefined, { aim: ']d2' });
    expect(shop.level(NOODLES, 'customer')).toBe(1);
    const held = only(
      shop.scan(packet('A0', '261120').text, 'c1', undefined, { aim: ']d2' }),
      'spine.reaction-refused',
    );
    expect(held[0]?.data).toMatchObject({ code: 'lot-expired', params: { expiry: '2026-11-20' } });
    expect(shop.level(NOODLES, 'customer')).toBe(1);
  });
  test('recalled, whether anybody saw the lot here before or not, until the recall ends', () => {
    const shop = new TestShop().setUp();
    const scan = () => shop.scan(packet('X9', '270101').text, 'c1', undefined, { aim: ']d2' });
    shop.must('inventory.recall', { gtin: NOODLES, lot: 'X9', note: 'glass found' });
    expect(only(scan(), 'spine.reaction-refused')[0]?.data).toMatchObject({ code: 'lot-recalled' });
    expect(shop.level(NOODLES, 'customer')).toBe(0);
    shop.must('inventory.end-recall', { gtin: NOODLES, lot: 'X9', note: 'the maker says it is fine' });
    scan();
    expect(shop.level(NOODLES, 'customer')).toBe(1);
    expect(codeOf(shop.do('inventory.end-recall', { gtin: NOODLES, lot: 'X9', note: 'again' }))).toBe(
      'lot-not-recalled',
    );
    expectSound(shop);
  });
});

test('a recall finds what is left and where the rest went, and opens one task', () => {
  const shop = new TestShop().setUp();
  receive(shop, 10, A);
  receive(shop, 6, A, 'back-room');
  sell(shop, 3);
  shop.must('inventory.move', { gtin: NOODLES, from: 'shop-floor', to: 'loss', quantity: 1, reason: 'sample' });
  const entries = shop.must('inventory.recall', { gtin: NOODLES, lot: 'A1', note: 'glass found' });
  expect(only(entries, 'inventory.lot-recalled')[0]?.data).toEqual({
    ...{ gtin: NOODLES, ...A, note: 'glass found' },
    left: [
      { location: 'back-room', quantity: 6 },
      { location: 'shop-floor', quantity: 6 },
    ],
    went: [
      { to: 'customer', quantity: 3 },
      { to: 'loss', quantity: 1 },
    ],
  });
  expect(openTasks(shop.sql)).toMatchObject([{ kind: 'recall', gtin: NOODLES, quantity: 12 }]);
  expect(codeOf(shop.do('inventory.recall', { gtin: NOODLES, lot: 'A1', note: 'again' }))).toBe('lot-recalled-already');
  expect(codeOf(shop.do('inventory.recall', { gtin: '06900000000014', lot: 'A1', note: 'x' }))).toBe('item-missing');
  expect(lots(shop)).toMatchObject({ lots: [{ state: 'recalled', note: 'glass found' }] });
  expect(lots(shop)).not.toHaveProperty('next');
  expectSound(shop);
});

test('INV-15: each lot is told of once when its date is near and once when it is past, with one task for both', () => {
  const shop = new TestShop().setUp();
  receive(shop, 10, B);
  expect(sweep(shop)).toEqual([]);
  receive(shop, 4, { lot: 'C3', expiry: '2026-11-29' });
  expect(sweep(shop).flatMap((o) => (o.status === 'done' ? o.entries : []))).toEqual([]);
  const tellings = (): string[] =>
    shop.sql
      .all<{ t: string }>(
        `SELECT type AS t FROM journal WHERE type IN ('inventory.lot-near-expiry', 'inventory.lot-expired')`,
      )
      .map(({ t }) => t);
  for (const day of ['2026-11-22', '2026-11-23', '2026-11-29', '2026-11-30', '2026-12-01']) {
    shop.today = day;
    shop.now = Date.parse(`${day}T00:00:00+08:00`);
    for (let hour = 0; hour < 3; hour += 1) {
      shop.now += 8 * 3_600_000;
      sweep(shop);
    }
    if (day === '2026-11-29') expect(tellings()).toEqual(['inventory.lot-near-expiry']);
  }
  expect(tellings()).toEqual(['inventory.lot-near-expiry', 'inventory.lot-expired']);
  expect(openTasks(shop.sql).filter((t) => t.kind === 'expiry')).toHaveLength(1);
  expect(lotsToWatch(shop.sql, shop.today, 10)).toMatchObject([{ lot: 'C3', state: 'expired', days: -2 }]);
  shop.must('inventory.set-stock-policy', { writeOffLimitMinor: 20_000, nearExpiryDays: 120 });
  shop.now += 3_600_000;
  sweep(shop);
  expect(tellings()).toHaveLength(3);
  expectSound(shop);
});

test('a lot that is gone takes its task along, unless somebody has begun it', () => {
  const shop = new TestShop().setUp();
  const open = () => openTasks(shop.sql).filter((t) => t.kind === 'expiry');
  const later = () => {
    shop.now += 3_600_000;
    sweep(shop);
  };
  receive(shop, 4, A);
  receive(shop, 4, { lot: 'C3', expiry: '2026-11-24' });
  sweep(shop);
  expect(open()).toHaveLength(2);
  const begun = open().find((t) => t.subject.endsWith(':A1'))?.task ?? '';
  shop.must('tasks.claim', { task: begun, staff: 'w1' });
  later();
  expect(open()).toHaveLength(2);
  sell(shop, 8);
  later();
  expect(open()).toMatchObject([{ task: begun }]);
  later();
  expect(shop.sql.all(`SELECT 1 FROM journal WHERE type = 'inventory.lot-gone'`)).toHaveLength(2);
  expectSound(shop);
});

test('whatever is moved about: no place holds more of its lots than of the item, and every lot is where its moves say', () => {
  const number = fc.nat({ max: 30 });
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number, number), { maxLength: 100, size: 'max' }), (steps) => {
      const shop = new TestShop().setUp();
      const place = (n: number) => ['shop-floor', 'back-room', 'transit', 'damaged'][n % 4] ?? '';
      const of = (n: number) => [{}, A, B, { expiry: '2026-12-05' }][n % 4] ?? {};
      for (const [act, who, much] of steps) {
        const order = orderOf(shop);
        const doing: readonly (() => unknown)[] = [
          () => sell(shop, 1 + (much % 7), who % 3 ? {} : of(much)),
          () => receive(shop, 1 + much, of(who), place(much % 2)),
          () => shop.do('inventory.correct', { gtin: NOODLES, location: place(who % 2), counted: much }),
          () =>
            shop.do('inventory.move', {
              ...{ gtin: NOODLES, from: place(who), to: place(much), quantity: 1 + (much % 9), reason: 'restock' },
              ...of(who + much),
            }),
          () => shop.do('orders.change-quantity', { order, line: 1, quantity: 1 + much }),
          () => shop.do('orders.undo', { order }),
          () => shop.do('orders.drop', { order, reason: 'left' }),
          () => shop.do('inventory.reverse', { position: 20 + who * 3 + much }),
        ];
        doing[act % doing.length]?.();
      }
      expectSound(shop);
    }),
    { seed: 20_261_122, numRuns: 25 },
  );
});
