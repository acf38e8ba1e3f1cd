import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BodyOf } from '../../hub/contract/commands.ts';
import { pendingRequests } from '../../hub/features/purchasing/tables.ts';
import { reviewStock, type StockFacts, wholePacks } from '../../hub/features/replenishment/store-rules.ts';
import { openTasks } from '../../hub/features/tasks/tables.ts';
import { NOODLES, WATER } from '../rigs/shop.ts';
import { Stocked } from '../rigs/stocked.ts';
import { codeOf, expectSound } from './soundness.ts';

const DAY = 86_400_000;

describe('INV-13: the store as a whole orders by rule', () => {
  test('at the level one proposal appears, with where the item stands; its quantity is live, in whole cases', () => {
    const shop = new Stocked();
    shop.sell(29);
    expect(shop.proposals).toEqual([]);
    shop.sell(1);
    expect(shop.proposals).toEqual([{ gtin: NOODLES, quantity: 48, origin: 'proposal', supplier: 'mf' }]);
    expect(pendingRequests(shop.sql, 1)[0]?.why).toMatchObject({ position: 20, onHand: 20, level: 20, target: 60 });
    shop.sell(9);
    expect(shop.proposals).toMatchObject([{ quantity: 60 }]);
    expectSound(shop);
  });

  test('what is ordered counts: no second proposal, and a short delivery tells again', () => {
    const shop = new Stocked();
    shop.sell(30);
    const document = shop.approve();
    shop.sell(10);
    expect(shop.proposals).toEqual([]);
    shop.must('purchasing.set-count', { document, gtin: NOODLES, counted: 4 });
    shop.must('purchasing.close', { document, reasons: [{ gtin: NOODLES, reason: 'not-delivered' }] });
    expect(shop.proposals).toMatchObject([{ quantity: 48 }]);
    expectSound(shop);
  });

  test('a delivery cures it, and so does an order that is cancelled not', () => {
    const shop = new Stocked();
    shop.sell(30);
    shop.must('inventory.receive', { gtin: NOODLES, quantity: 1 });
    expect(shop.proposals).toEqual([]);
    shop.sell(1);
    shop.must('purchasing.cancel', { document: shop.approve(), reason: '停产' });
    expect(shop.proposals).toMatchObject([{ quantity: 48 }]);
    expectSound(shop);
  });

  test('what a person rejected is not proposed again before the stock has recovered', () => {
    const shop = new Stocked();
    shop.sell(30);
    const [one] = pendingRequests(shop.sql, 1);
    shop.must('purchasing.reject', { request: one?.request ?? '', reason: '换季' });
    shop.sell(5);
    expect(shop.proposals).toEqual([]);
    shop.must('inventory.receive', { gtin: NOODLES, quantity: 10 });
    shop.sell(5);
    expect(shop.proposals).toHaveLength(1);
    expectSound(shop);
  });

  test('1,000 sales and takings-back around the level raise one proposal', () => {
    const shop = new Stocked();
    shop.sell(29);
    const order = shop.sql.get<{ id: string }>('SELECT order_id AS id FROM customer_order')?.id ?? '';
    for (let i = 0; i < 1000; i += 1) {
      shop.sell(1);
      shop.must('orders.undo', { order });
    }
    shop.sell(1);
    expect(shop.told('replenishment.stock-low')).toBe(1);
    expect(shop.told('purchasing.requested')).toBe(1);
    expect(shop.proposals).toHaveLength(1);
    expectSound(shop);
  });

  const around = fc.array(fc.constantFrom('sell', 'back', 'approve', 'reject', 'arrive'), {
    minLength: 20,
    maxLength: 120,
  });
  test('whatever happens around the level: proposals never pile up, and each alarm is a crossing', () => {
    fc.assert(
      fc.property(around, (steps) => {
        const shop = new Stocked();
        shop.sell(28);
        let cures = 0;
        for (const step of steps) {
          if (step === 'sell') shop.sell(1);
          if (step === 'back') shop.must('inventory.receive', { gtin: NOODLES, quantity: 1 });
          if (step === 'approve' && shop.proposals.length > 0) shop.approve();
          const [one] = pendingRequests(shop.sql, 1);
          if (step === 'reject' && one) shop.must('purchasing.reject', { request: one.request, reason: 'x' });
          const [open] = shop.sql.all<{ document: string; n: number }>(
            `SELECT document, expected AS n FROM goods_line JOIN goods_document USING (document) WHERE state = 'expected'`,
          );
          if (step === 'arrive' && open) {
            shop.must('purchasing.set-count', { document: open.document, gtin: NOODLES, counted: open.n });
            shop.must('purchasing.close', { document: open.document });
          }
          cures += step === 'sell' ? 0 : 1;
          expect(shop.proposals.length).toBeLessThanOrEqual(1);
        }
        expect(shop.told('replenishment.stock-low')).toBeLessThanOrEqual(1 + cures);
        expectSound(shop);
      }),
      { seed: 20_261_122, numRuns: 20 },
    );
  });
});

describe('the rule of the store, as a table', () => {
  const base: StockFacts = {
    ...{
      rule: { level: 10, target: 30, velocity: 2 },
      armed: true,
      warned: true,
      isSnoozed: false,
      pack: 6,
      leadDays: 2,
    },
    ...{ onHand: 11, onOrder: 0, inTransit: 0, reserved: 0, proposal: undefined },
  };
  type By = BodyOf<'replenishment.review-stock'>['by'];
  const cases: readonly (readonly [string, Partial<StockFacts>, By, readonly string[]])[] = [
    ['above the level', {}, 'sale', []],
    ['at the level', { onHand: 10 }, 'sale', ['stock-low']],
    ['below, but goods just came', { onHand: 9 }, 'supply', []],
    ['below, told before', { onHand: 9, armed: false }, 'sale', []],
    ['below, snoozed', { onHand: 9, isSnoozed: true }, 'sale', []],
    ['what is promised is not there', { onHand: 12, reserved: 2 }, 'sale', ['stock-low']],
    ['on order counts', { onHand: 2, onOrder: 9 }, 'sale', []],
    ['in transit counts', { onHand: 2, inTransit: 9 }, 'sale', []],
    ['the same proposal stands', { onHand: 10, proposal: { quantity: 24 } }, 'sale', []],
    ['the proposal is too small', { onHand: 3, proposal: { quantity: 24 } }, 'sale', ['order-need-changed']],
    [
      'recovered with a proposal',
      { onHand: 20, armed: false, proposal: { quantity: 24 } },
      'supply',
      ['stock-recovered'],
    ],
    ['a piece taken back is no recovery', { onHand: 11, armed: false }, 'return', []],
    ['taken back, well above', { onHand: 30, armed: false }, 'return', ['stock-recovered']],
    ['a lower level is a recovery', { onHand: 11, armed: false }, 'review', ['stock-recovered']],
    ['recovered without', { onHand: 20, armed: false }, 'supply', ['stock-recovered']],
    [
      'INV-17: two days left before the threshold',
      { onHand: 4, warned: false, rule: { level: 1, target: 9, velocity: 2 } },
      'sale',
      ['cover-short'],
    ],
    ['told that it will not last', { onHand: 4, rule: { level: 1, target: 9, velocity: 2 } }, 'sale', []],
    ['a little more is not yet well', { onHand: 6, rule: { level: 1, target: 9, velocity: 2 } }, 'sale', []],
    ['lasts again', { onHand: 7, rule: { level: 1, target: 9, velocity: 2 } }, 'sale', ['cover-recovered']],
    ['nothing sells: it lasts', { onHand: 0, warned: false, rule: { level: -1, target: 9, velocity: 0 } }, 'sale', []],
  ];
  test.each(cases)('%s', (_name, over, by, wanted) => {
    const facts = { ...base, warned: over.warned ?? !!over.rule, ...over };
    const events = reviewStock(
      { ...facts, ...(over.rule ? {} : { rule: { level: 10, target: 30, velocity: 0 } }) },
      { gtin: WATER, by },
    );
    const types = 'code' in events ? [events.code] : events.map(({ type }) => type.replace('replenishment.', ''));
    expect(types).toEqual(wanted);
  });

  test.each([
    [20, 60, 12, 48],
    [19, 60, 12, 48],
    [12, 60, 12, 48],
    [11, 60, 12, 60],
    [60, 60, 12, 0],
    [-3, 10, 1, 13],
  ])('from %i up to %i in packs of %i: %i', (position, target, pack, wanted) => {
    expect(wholePacks(position, target, pack)).toBe(wanted);
  });
});

describe('a snooze', () => {
  const snooze = (shop: Stocked, gtin: string, location: 'shop-floor' | 'store', until: number) =>
    shop.do('replenishment.snooze', { gtin, location, until, reason: '供应商放假' });

  test('takes the open proposal away, keeps quiet, and wakes by itself', () => {
    const shop = new Stocked();
    shop.sell(30);
    expect(codeOf(snooze(shop, NOODLES, 'store', shop.now + DAY))).toBe('done');
    shop.sell(5);
    expect(shop.proposals).toEqual([]);
    expectSound(shop);
    shop.now += DAY;
    shop.due();
    expect(shop.proposals).toHaveLength(1);
    expectSound(shop);
  });

  test('takes the task of a shelf away and gives it back', () => {
    const shop = new Stocked();
    shop.must('orders.add-line', { counter: 'c1', gtin: WATER, quantity: 3 });
    expect(openTasks(shop.sql)).toHaveLength(1);
    snooze(shop, WATER, 'shop-floor', shop.now + DAY);
    shop.must('orders.add-line', { counter: 'c1', gtin: WATER, quantity: 3 });
    expect(openTasks(shop.sql)).toEqual([]);
    expectSound(shop);
    shop.must('replenishment.wake', { gtin: WATER });
    expect(openTasks(shop.sql)).toHaveLength(1);
    expectSound(shop);
  });

  test('is in the future, a month at most, and of something that has a level', () => {
    const shop = new Stocked();
    expect(codeOf(snooze(shop, NOODLES, 'store', shop.now))).toBe('snooze-past');
    expect(codeOf(snooze(shop, NOODLES, 'store', shop.now + 40 * DAY))).toBe('snooze-too-long');
    expect(codeOf(snooze(shop, NOODLES, 'shop-floor', shop.now + DAY))).toBe('level-missing');
  });
});

test('a person pins the level of the store against what is learned', () => {
  const shop = new Stocked();
  const learned = (orderLevel: number) =>
    shop.must('replenishment.take-learned', {
      ...{ date: '2026-11-20', after: NOODLES, done: true },
      plans: [
        {
          ...{ gtin: NOODLES, method: 'ses', chosen: '2026-11-20', level: 3, target: 9, orderLevel, dispersion: 1 },
          ...{ week: [2, 2, 2, 2, 2, 4, 4], why: { zh: '每天卖 2.6', en: 'sells 2.6 a day' } },
        },
      ],
    });
  const level = () => shop.sql.get<{ level: number }>('SELECT level FROM store_rule WHERE gtin = ?', NOODLES)?.level;
  learned(8);
  expect(level()).toBe(8);
  shop.must('replenishment.pin', { gtin: NOODLES, location: 'store', level: 25, target: 40 });
  learned(9);
  expect(level()).toBe(25);
  shop.must('replenishment.unpin', { gtin: NOODLES, location: 'store' });
  expect(level()).toBe(9);
  expectSound(shop);
});
