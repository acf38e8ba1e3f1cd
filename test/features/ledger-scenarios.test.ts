import { expect, test } from 'vitest';
import { dueReservations, promised, shopTotals } from '../../hub/features/inventory/reservation-tables.ts';
import { itemValuation, valueTotals } from '../../hub/features/inventory/valuation-tables.ts';
import { openTasks } from '../../hub/features/tasks/tables.ts';
import { NOODLES, only, TestShop, WATER } from '../rigs/shop.ts';
import { codeOf, expectSound } from './soundness.ts';

/** Event sequences that other shops' software got wrong, with what must come out. Their names are theirs. */
const totals = (shop: TestShop, gtin = NOODLES) => shopTotals(promised(shop.sql, gtin, shop.now));
const MINUTE = 60_000;

function reserve(shop: TestShop, who: string, quantity: number, minutes = 60) {
  return shop.command('inventory.reserve', {
    reservation: `reservation-${who}`,
    purpose: { kind: 'order', id: `order-${who}` },
    lines: [{ gtin: NOODLES, location: 'shop-floor', quantity }],
    expiresAt: shop.now + minutes * MINUTE,
  });
}
const stocked = (quantity: number): TestShop => {
  const shop = new TestShop().setUp();
  shop.must('inventory.receive', { gtin: NOODLES, quantity, location: 'shop-floor' });
  return shop;
};

test('L01 AVCO/FIFO: receive 10 at 2.00 and 10 at 3.00, sell 5: 12.50 and 37.50 at average cost, 10.00 and 40.00 by age', () => {
  const shop = new TestShop().setUp();
  for (const unitCostMinor of [200, 300])
    shop.must('inventory.receive', { gtin: NOODLES, quantity: 10, location: 'shop-floor', unitCostMinor });
  const [fifoIn, YUAN] = [50, 100_000];
  shop.must('orders.add-line', { counter: 'c1', gtin: NOODLES, quantity: 5 });
  const view = itemValuation(shop.sql, NOODLES);
  expect(shop.level(NOODLES, 'shop-floor')).toBe(15);
  expect(view?.flows).toContainEqual({ reason: 'sale', quantity: -5, value: -12.5 * YUAN });
  expect(view?.item).toMatchObject({ quantity: 15, value: 37.5 * YUAN });
  expect([view?.fifoValue, fifoIn * YUAN - (view?.fifoValue ?? 0)]).toEqual([40 * YUAN, 10 * YUAN]);
  expectSound(shop);
});

test('L05 reservation lifecycle: what is left is promised, an end frees it, a shipment takes it along', () => {
  const shop = stocked(10);
  const codes = shop.group([reserve(shop, 'a', 4, 10), reserve(shop, 'b', 5), reserve(shop, 'c', 2)]);
  expect(codes.map(codeOf)).toEqual(['done', 'done', 'stock-short']);
  expect(totals(shop).available).toBe(1);
  shop.now += 10 * MINUTE;
  expect(totals(shop).available).toBe(5);
  shop.must('inventory.consume', { reservation: 'reservation-b' });
  expect(totals(shop)).toEqual({ onHand: 5, reserved: 0, available: 5 });
  for (const due of dueReservations(shop.sql, shop.now))
    shop.group([{ ...due, actor: { by: 'hub' }, at: shop.now, businessDate: shop.today }]);
  expect(totals(shop)).toEqual({ onHand: 5, reserved: 0, available: 5 });
  expectSound(shop);
});

test.each([
  ['in one group', true],
  ['in groups of their own', false],
])('L08 two racing reservers: exactly one gets the last piece (%s)', (_how, together) => {
  const shop = stocked(1);
  const both = [reserve(shop, 'a', 1), reserve(shop, 'b', 1)];
  const outcomes = together ? shop.group(both) : both.flatMap((one) => shop.group([one]));
  expect(outcomes.map(codeOf)).toEqual(['done', 'stock-short']);
  expect(shop.group(both).map(codeOf)).toEqual(['done', 'stock-short']);
  const rows = shop.sql.get<{ n: number }>('SELECT sum(remaining) AS n FROM reservation_line')?.n;
  expect([rows, totals(shop).reserved, totals(shop).available]).toEqual([1, 1, 0]);
  expectSound(shop);
});

test('L09 scheduler idempotent: level 10, target 50, 5 there: one suggestion of 45, however often it is looked at', () => {
  const shop = new TestShop().setUp();
  shop.must('inventory.receive', { gtin: NOODLES, quantity: 200 });
  shop.must('inventory.receive', { gtin: NOODLES, quantity: 5, location: 'shop-floor' });
  shop.must('replenishment.set-levels', {
    rules: [{ gtin: NOODLES, location: 'shop-floor', level: 10, target: 50 }],
  });
  expect(openTasks(shop.sql)).toMatchObject([{ gtin: NOODLES, quantity: 45 }]);
  for (let run = 0; run < 3; run += 1)
    expect(shop.must('replenishment.review', { gtin: NOODLES, location: 'shop-floor' })).toEqual([]);
  expect(openTasks(shop.sql)).toHaveLength(1);
});

test('L13 transfer in transit: 20 leave, 18 arrive, 2 are on the way until somebody says they are lost', () => {
  const shop = new TestShop().setUp();
  shop.must('inventory.receive', { gtin: NOODLES, quantity: 50, unitCostMinor: 200 });
  const before = ['back-room', 'shop-floor', 'transit'].map((place) => shop.level(NOODLES, place));
  const move = (from: string, to: string, quantity: number, reason: 'transfer_out' | 'transfer_in' | 'transit_loss') =>
    shop.must('inventory.move', { gtin: NOODLES, from, to, quantity, reason });
  const change = () =>
    ['back-room', 'shop-floor', 'transit'].map((at, i) => shop.level(NOODLES, at) - (before[i] ?? 0));
  const [owned, whole] = [() => valueTotals(shop.sql), 50 * 200 * 1000];
  move('back-room', 'transit', 20, 'transfer_out');
  move('transit', 'shop-floor', 18, 'transfer_in');
  expect(change()).toEqual([-20, 18, 2]);
  expect(change().reduce((sum, n) => sum + n)).toBe(0);
  expect(owned()).toEqual({ value: (whole * 48) / 50, inTransitValue: (whole * 2) / 50 });
  expect(totals(shop).available).toBe(48);
  move('transit', 'loss', 2, 'transit_loss');
  expect(change().reduce((sum, n) => sum + n)).toBe(-2);
  expect(owned()).toEqual({ value: (whole * 48) / 50, inTransitValue: 0 });
  expectSound(shop);
});

test('L17 trigger boundary: at the level exactly, the rule fires; one above it does not', () => {
  const shop = new TestShop().setUp();
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER });
  expect([shop.level(WATER, 'shop-floor'), openTasks(shop.sql)]).toEqual([11, []]);
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER });
  expect(openTasks(shop.sql)).toMatchObject([{ gtin: WATER, onHand: 10, level: 10 }]);
});

test('L19 replayed movement: delivered three times, once behind a later one, it is applied once', () => {
  const shop = stocked(10);
  const move = (id: string, quantity: number) =>
    shop.command('inventory.move', { gtin: NOODLES, from: 'shop-floor', to: 'loss', quantity, reason: 'damage' }, id);
  const outcomes = [move('movement-1', 3), move('movement-1', 3), move('movement-2', 2), move('movement-1', 3)].flatMap(
    (one) => shop.group([one]),
  );
  expect(outcomes.map((o) => o.status === 'done' && o.repeated)).toEqual([false, true, false, true]);
  expect(shop.level(NOODLES, 'shop-floor')).toBe(5);
  expect(
    only(
      outcomes.flatMap((o) => (o.status === 'done' && !o.repeated ? [...o.entries] : [])),
      'inventory.moved',
    ),
  ).toHaveLength(2);
  expectSound(shop);
});
