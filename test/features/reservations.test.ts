import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BodyOf } from '../../hub/contract/commands.ts';
import {
  dueReservations,
  promised,
  reservations,
  shopTotals,
} from '../../hub/features/inventory/reservation-tables.ts';
import { NOODLES, only, TestShop, WATER } from '../rigs/shop.ts';
import { codeOf, expectSound } from './soundness.ts';

const MINUTE = 60_000;
const totals = (shop: TestShop, gtin = WATER) => shopTotals(promised(shop.sql, gtin, shop.now));

/** A shop with 12 waters on the shelf and 88 in the back room, and short words for promises. */
function promising() {
  const shop = new TestShop().setUp();
  const body = (
    reservation: string,
    lines: BodyOf<'inventory.reserve'>['lines'],
    minutes = 10,
  ): BodyOf<'inventory.reserve'> => ({
    reservation: `reservation-${reservation}`,
    purpose: { kind: 'order', id: `order-${reservation}` },
    lines,
    expiresAt: shop.now + minutes * MINUTE,
  });
  return { shop, body };
}
const shelf = (quantity: number, gtin = WATER) => ({ gtin, location: 'shop-floor', quantity });
const anywhere = (quantity: number, gtin = WATER) => ({ gtin, quantity });
const sweep = (shop: TestShop) =>
  shop.group(
    dueReservations(shop.sql, shop.now).map((due) => ({
      ...{ ...due, actor: { by: 'hub' }, at: shop.now, businessDate: shop.today },
    })),
  );

test('INV-11: a promise takes from what is available, not from what is there; its release gives it back', () => {
  const { shop, body } = promising();
  const [made] = only(shop.must('inventory.reserve', body('a', [shelf(5), anywhere(20)])), 'inventory.reserved');
  expect(made?.data.lines).toEqual([
    { line: 1, gtin: WATER, location: 'shop-floor', quantity: 5 },
    { line: 2, gtin: WATER, location: '', quantity: 20 },
  ]);
  expect(shop.level(WATER, 'shop-floor')).toBe(12);
  expect(totals(shop)).toEqual({ onHand: 100, reserved: 25, available: 75 });
  const [back] = only(
    shop.must('inventory.release', { reservation: 'reservation-a', reason: 'the order was cancelled' }),
    'inventory.released',
  );
  expect(back?.data).toMatchObject({ purpose: { kind: 'order', id: 'order-a' }, lines: made?.data.lines });
  expect(totals(shop)).toEqual({ onHand: 100, reserved: 0, available: 100 });
  expect(shop.must('inventory.release', { reservation: 'reservation-a', reason: 'again' })).toEqual([]);
  expectSound(shop);
});

describe('a promise is refused whole', () => {
  test.each([
    ['what the place has', [shelf(13)], { item: WATER, available: 12, wanted: 13 }],
    ['lines of one batch, added up first', [shelf(7), shelf(6)], { item: WATER, available: 12, wanted: 13 }],
    ['what the shop has', [anywhere(60), anywhere(41)], { item: WATER, available: 100, wanted: 101 }],
    ['a place and anywhere together', [shelf(12), anywhere(89)], { item: WATER, available: 100, wanted: 101 }],
    ['the good line beside a bad one', [shelf(1), shelf(1, NOODLES)], { item: NOODLES, available: 0, wanted: 1 }],
  ])('beyond %s', (_why, lines, params) => {
    const { shop, body } = promising();
    const outcome = shop.do('inventory.reserve', body('a', lines));
    expect(outcome).toMatchObject({ status: 'refused', refusal: { code: 'stock-short', params } });
    expect(totals(shop).reserved).toBe(0);
    expect(reservations(shop.sql, shop.now, { live: false, limit: 10 })).toEqual([]);
  });

  test('when its item is unknown, its end is past, or its id stands for other goods', () => {
    const { shop, body } = promising();
    expect(codeOf(shop.do('inventory.reserve', body('a', [shelf(1, '06900000000014')])))).toBe('item-missing');
    expect(codeOf(shop.do('inventory.reserve', body('a', [shelf(1)], 0)))).toBe('reservation-past');
    shop.must('inventory.reserve', body('a', [shelf(1)]));
    expect(shop.must('inventory.reserve', body('a', [shelf(1)]))).toEqual([]);
    expect(codeOf(shop.do('inventory.reserve', body('a', [shelf(2)])))).toBe('reservation-exists');
    expect(totals(shop).reserved).toBe(1);
  });
});

test('a counter sale is never refused for a promise; what it eats into is not promised again', () => {
  const { shop, body } = promising();
  shop.must('inventory.reserve', body('a', [anywhere(95)]));
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER, quantity: 12 });
  expect(totals(shop)).toEqual({ onHand: 88, reserved: 95, available: -7 });
  expect(shop.do('inventory.reserve', body('b', [anywhere(1)]))).toMatchObject({
    refusal: { code: 'stock-short', params: { available: 0, wanted: 1 } },
  });
  expectSound(shop);
});

test('a promise is over at its end for every reader, and the sweeper writes that down exactly once', () => {
  const { shop, body } = promising();
  shop.must('inventory.reserve', body('a', [shelf(4)], 1));
  const end = shop.now + MINUTE;
  shop.now = end - 1;
  expect(totals(shop).reserved).toBe(4);
  expect(sweep(shop)).toEqual([]);
  shop.now = end;
  expect(totals(shop).reserved).toBe(0);
  expect(reservations(shop.sql, shop.now, { limit: 10 })).toEqual([]);
  expect(reservations(shop.sql, shop.now, { live: false, limit: 10 })).toMatchObject([
    { state: 'expired', lines: [{ remaining: 0, quantity: 4 }] },
  ]);
  expect(codeOf(shop.do('inventory.consume', { reservation: 'reservation-a' }))).toBe('reservation-over');
  const due = dueReservations(shop.sql, shop.now);
  expect(sweep(shop)).toHaveLength(1);
  expect(sweep(shop)).toEqual([]);
  shop.group(due.map((one) => ({ ...one, actor: { by: 'hub' }, at: shop.now, businessDate: shop.today })));
  const told = shop.sql.all(`SELECT 1 FROM journal WHERE type = 'inventory.reservation-expired'`);
  expect(told).toHaveLength(1);
  expectSound(shop);
});

test('a prolonged promise outlives its first end, whoever was woken for it', () => {
  const { shop, body } = promising();
  shop.must('inventory.reserve', body('a', [shelf(4)], 1));
  const first = shop.now + MINUTE;
  shop.must('inventory.prolong', { reservation: 'reservation-a', expiresAt: first + 10 * MINUTE });
  shop.now = first;
  expect(shop.must('inventory.expire-reservation', { reservation: 'reservation-a', expiresAt: first })).toEqual([]);
  expect(sweep(shop)).toEqual([]);
  expect(totals(shop).reserved).toBe(4);
  shop.now = first + 10 * MINUTE;
  expect(codeOf(shop.do('inventory.prolong', { reservation: 'reservation-a', expiresAt: shop.now + 1 }))).toBe(
    'reservation-over',
  );
  sweep(shop);
  expectSound(shop);
});

test('promised goods leave in parts: the rest stays promised until it leaves, is released or expires', () => {
  const { shop, body } = promising();
  shop.must('inventory.reserve', body('a', [shelf(5), anywhere(10)], 60));
  const take = (extra: object) => shop.do('inventory.consume', { reservation: 'reservation-a', ...extra });
  const first = take({ lines: [{ gtin: WATER, quantity: 7, from: 'back-room' }], reference: 'parcel 1' });
  expect(first.status === 'done' && only(first.entries, 'inventory.moved').map((e) => e.data)).toMatchObject([
    { from: 'back-room', to: 'customer', quantity: 5, reason: 'sale', reference: 'parcel 1' },
    { from: 'back-room', to: 'customer', quantity: 2, reason: 'sale', reference: 'parcel 1' },
  ]);
  expect(totals(shop)).toEqual({ onHand: 93, reserved: 8, available: 85 });
  expect(take({ lines: [{ gtin: WATER, quantity: 9 }] })).toMatchObject({
    refusal: { code: 'more-than-reserved', params: { missing: 1 } },
  });
  expect(codeOf(take({ lines: [{ gtin: NOODLES, quantity: 1 }] }))).toBe('more-than-reserved');
  expect(codeOf(take({ to: 'shop-floor' }))).toBe('same-place');
  expect(codeOf(take({ lines: [{ gtin: WATER, quantity: 3 }], rest: 'release' }))).toBe('done');
  expect(totals(shop)).toEqual({ onHand: 90, reserved: 0, available: 90 });
  expect(codeOf(take({}))).toBe('reservation-over');
  expect(codeOf(shop.do('inventory.consume', { reservation: 'reservation-b' }))).toBe('reservation-missing');
  expect(reservations(shop.sql, shop.now, { live: false, limit: 10 })).toMatchObject([
    { state: 'released', reason: 'not-needed', lines: [{ taken: 5 }, { taken: 5, remaining: 0 }] },
  ]);
  expectSound(shop);
});

type Step = readonly [act: number, who: number, much: number, minutes: number];

test('whoever reserves, takes, releases, sells and waits: no promise was made beyond what was available then', () => {
  const number = fc.nat({ max: 30 });
  const acts = (shop: TestShop, body: ReturnType<typeof promising>['body'], [act, who, much, minutes]: Step): void => {
    const reservation = `reservation-${who % 12}`;
    const line = much % 2 ? shelf(1 + much) : anywhere(1 + much);
    const doing: readonly (() => unknown)[] = [
      () => {
        const before = totals(shop).available;
        const outcome = shop.do('inventory.reserve', body(String(who % 12), [line, anywhere(1)], 1 + minutes));
        const made = outcome.status === 'done' && outcome.entries.length > 0;
        if (made) expect(2 + much).toBeLessThanOrEqual(before);
        if (made) expect(totals(shop).available).toBe(before - 2 - much);
        if (codeOf(outcome) === 'stock-short') expect(totals(shop).available).toBe(before);
      },
      () => shop.do('inventory.release', { reservation, reason: 'cancelled' }),
      () => shop.do('inventory.consume', { reservation, lines: [{ gtin: WATER, quantity: 1 + (much % 5) }] }),
      () => shop.do('inventory.consume', { reservation }),
      () => shop.do('inventory.prolong', { reservation, expiresAt: shop.now + minutes * MINUTE }),
      () => shop.do('orders.add-line', { counter: 'c1', gtin: WATER, quantity: 1 + (much % 9) }),
      () => shop.do('inventory.receive', { gtin: WATER, quantity: 1 + much }),
      () => sweep(shop),
    ];
    doing[act % doing.length]?.();
    shop.now += (minutes * MINUTE) / 4;
  };
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number, number, number), { maxLength: 80, size: 'max' }), (steps) => {
      const { shop, body } = promising();
      for (const step of steps) acts(shop, body, step);
      expectSound(shop);
    }),
    { seed: 20_261_122, numRuns: 25 },
  );
});
