import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineTotal } from '../../../hub/core/money.ts';
import { evaluate } from '../../../hub/core/pricing/evaluate.ts';
import type { Offer, PricedLine, Promotion, Scope } from '../../../hub/core/pricing/promotion.ts';
import { shareOut } from '../../../hub/core/pricing/share.ts';

const all: Scope = { all: true };
const goods = (line: number, quantity: number, priceMinor: number, more: Partial<PricedLine> = {}): PricedLine => ({
  line,
  gtin: `item-${line}`,
  category: 'drinks',
  quantity,
  unit: 'each',
  priceMinor,
  ...more,
});
const promotion = (name: string, offer: Offer, more: Partial<Promotion> = {}): Promotion => ({
  promotion: name,
  offer,
  priority: 0,
  stacks: false,
  ...more,
});
const total = (lines: PricedLine[], ...offers: Promotion[]): number => evaluate(lines, offers).totalMinor;

describe('ORD-28 offers on goods', () => {
  const cases: [string, PricedLine[], Promotion[], number][] = [
    [
      '20 % off, half a fen rounds up',
      [goods(1, 1, 998)],
      [promotion('p', { kind: 'percent-off', on: all, percent: 25 })],
      748,
    ],
    [
      'an amount off each piece',
      [goods(1, 3, 500)],
      [promotion('p', { kind: 'amount-off', on: all, minusMinor: 120 })],
      1140,
    ],
    ['never below nothing', [goods(1, 2, 100)], [promotion('p', { kind: 'amount-off', on: all, minusMinor: 500 })], 0],
    [
      'a special price is never dearer',
      [goods(1, 1, 500), goods(2, 1, 300)],
      [promotion('p', { kind: 'fixed-price', on: all, priceMinor: 400 })],
      700,
    ],
    [
      'weighed goods by the kilogram',
      [goods(1, 1500, 2000, { unit: 'gram' })],
      [promotion('p', { kind: 'fixed-price', on: all, priceMinor: 1500 })],
      2250,
    ],
    [
      'three for the price of two: the cheapest of three',
      [goods(1, 1, 900), goods(2, 1, 500), goods(3, 1, 700)],
      [promotion('p', { kind: 'buy-get', on: all, buy: 2, free: 1 })],
      1600,
    ],
    [
      'seven pieces are two full groups',
      [goods(1, 7, 100)],
      [promotion('p', { kind: 'buy-get', on: all, buy: 2, free: 1 })],
      500,
    ],
    [
      'at most once on an order',
      [goods(1, 9, 100)],
      [promotion('p', { kind: 'buy-get', on: all, buy: 2, free: 1 }, { atMost: 1 })],
      800,
    ],
    [
      'what is weighed is not counted',
      [goods(1, 3000, 100, { unit: 'gram' })],
      [promotion('p', { kind: 'buy-get', on: all, buy: 2, free: 1 })],
      300,
    ],
    [
      'a set of a drink and a snack, as often as both are there',
      [goods(1, 3, 600), goods(2, 2, 800, { category: 'snacks' })],
      [
        promotion('p', {
          kind: 'set-price',
          parts: [
            { on: { categories: ['drinks'] }, quantity: 1 },
            { on: { categories: ['snacks'] }, quantity: 1 },
          ],
          priceMinor: 1000,
        }),
      ],
      2600,
    ],
    [
      'two of anything for 10, the dearest first, across lines',
      [goods(1, 1, 700), goods(2, 1, 600), goods(3, 1, 900)],
      [promotion('p', { kind: 'set-price', parts: [{ on: all, quantity: 2 }], priceMinor: 1000 })],
      1600,
    ],
    [
      'a set dearer than its pieces is nobody’s offer',
      [goods(1, 2, 400)],
      [promotion('p', { kind: 'set-price', parts: [{ on: all, quantity: 2 }], priceMinor: 1000 })],
      800,
    ],
    [
      'a piece takes part in one offer: the better one',
      [goods(1, 1, 1000)],
      [
        promotion('a', { kind: 'percent-off', on: all, percent: 10 }),
        promotion('b', { kind: 'percent-off', on: all, percent: 30 }),
      ],
      700,
    ],
    [
      'unless another has priority',
      [goods(1, 1, 1000)],
      [
        promotion('a', { kind: 'percent-off', on: all, percent: 10 }, { priority: 5 }),
        promotion('b', { kind: 'percent-off', on: all, percent: 30 }),
      ],
      900,
    ],
    [
      'pieces left over by one offer are free for the next',
      [goods(1, 4, 100)],
      [
        promotion('a', { kind: 'buy-get', on: all, buy: 2, free: 1 }, { priority: 5 }),
        promotion('b', { kind: 'percent-off', on: all, percent: 50 }),
      ],
      250,
    ],
    [
      'an item taken out of the scope',
      [goods(1, 1, 1000)],
      [promotion('p', { kind: 'percent-off', on: { all: true, except: ['item-1'] }, percent: 50 })],
      1000,
    ],
  ];
  test.each(cases)('%s', (_name, lines, promotions, wanted) => {
    expect(total(lines, ...promotions)).toBe(wanted);
  });
});

describe('ORD-28 spend X, minus Y', () => {
  const steps = [
    { spendMinor: 10_000, minusMinor: 1_000 },
    { spendMinor: 20_000, minusMinor: 3_000 },
  ];
  const offer = promotion('p', { kind: 'spend-minus', on: all, steps });
  test.each([
    [9_999, 9_999],
    [10_000, 9_000],
    [19_999, 18_999],
    [20_000, 17_000],
    [45_000, 42_000],
  ])('%i becomes %i', (spent, wanted) => {
    expect(total([goods(1, 1, spent)], offer)).toBe(wanted);
  });
  test('for every full amount, when it says so', () => {
    expect(total([goods(1, 1, 45_000)], promotion('p', { kind: 'spend-minus', on: all, steps, repeats: true }))).toBe(
      39_000,
    );
  });
  test('what counts is what the goods cost after the offers on them', () => {
    const half = promotion('a', { kind: 'percent-off', on: all, percent: 50 });
    expect(total([goods(1, 1, 18_000)], offer, half)).toBe(9_000);
  });
  test('only what is in scope counts, and only it becomes cheaper', () => {
    const drinks = promotion('p', { kind: 'spend-minus', on: { categories: ['drinks'] }, steps });
    const priced = evaluate([goods(1, 1, 12_000), goods(2, 1, 9_000, { category: 'snacks' })], [drinks]);
    expect(priced.discounts).toEqual([{ promotion: 'p', line: 1, amountMinor: 1_000 }]);
    expect(priced.totalMinor).toBe(20_000);
  });
  test('one of several, and the stacking one on top of what is left', () => {
    const other = promotion('q', { kind: 'spend-percent', on: all, spendMinor: 5_000, percent: 20 });
    const member = promotion('m', { kind: 'spend-percent', on: all, spendMinor: 0, percent: 5 }, { stacks: true });
    expect(total([goods(1, 1, 10_000)], offer, other)).toBe(8_000);
    expect(total([goods(1, 1, 10_000)], offer, other, member)).toBe(7_600);
  });
  test('says how much is missing to the next step', () => {
    expect(evaluate([goods(1, 1, 18_800)], [offer]).near).toEqual([
      { promotion: 'p', missingMinor: 1_200, minusMinor: 3_000 },
    ]);
  });
  test('is shared out over the lines to the last fen', () => {
    const { discounts } = evaluate([goods(1, 1, 3_334), goods(2, 1, 3_333), goods(3, 1, 3_333)], [offer]);
    expect(discounts.map(({ amountMinor }) => amountMinor)).toEqual([334, 333, 333]);
  });
});

const scope = fc.oneof(
  fc.constant<Scope>({ all: true }),
  fc.record({ categories: fc.subarray(['drinks', 'snacks', 'fresh'], { minLength: 1 }) }),
  fc.record({ items: fc.subarray(['item-1', 'item-2', 'item-3'], { minLength: 1 }) }),
);
const money = fc.integer({ min: 1, max: 50_000 });
const percent = fc.integer({ min: 1, max: 100 });
const small = fc.integer({ min: 1, max: 4 });
const anyOffer: fc.Arbitrary<Offer> = fc.oneof(
  fc.record({ kind: fc.constant('percent-off' as const), on: scope, percent }),
  fc.record({ kind: fc.constant('amount-off' as const), on: scope, minusMinor: money }),
  fc.record({ kind: fc.constant('fixed-price' as const), on: scope, priceMinor: money }),
  fc.record({ kind: fc.constant('buy-get' as const), on: scope, buy: small, free: small }),
  fc.record({
    kind: fc.constant('set-price' as const),
    parts: fc.array(fc.record({ on: scope, quantity: small }), { minLength: 1, maxLength: 3 }),
    priceMinor: money,
  }),
  fc.record({
    kind: fc.constant('spend-minus' as const),
    on: scope,
    steps: fc.array(fc.record({ spendMinor: money, minusMinor: money }), { minLength: 1, maxLength: 3 }),
    repeats: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('spend-percent' as const), on: scope, spendMinor: money, percent }),
);
const basket = fc.array(
  fc.record({
    gtin: fc.constantFrom('item-1', 'item-2', 'item-3', 'item-4'),
    category: fc.constantFrom('drinks', 'snacks', 'fresh', null),
    quantity: fc.integer({ min: 1, max: 5_000 }),
    unit: fc.constantFrom('each', 'each', 'gram'),
    priceMinor: fc.integer({ min: 0, max: 50_000 }),
  }),
  { maxLength: 8 },
);
const offers = fc.array(
  fc.record({
    offer: anyOffer,
    priority: fc.integer({ min: 0, max: 2 }),
    stacks: fc.boolean(),
    atMost: fc.option(small, { nil: undefined }),
  }),
  { maxLength: 6 },
);

test('ORD-28 any basket under any offers: what comes off adds up, no line goes below nothing, and the order of asking is nothing', () => {
  fc.assert(
    fc.property(basket, offers, (some, wanted) => {
      const lines = some.map((line, at) => ({ ...line, line: at + 1 }));
      const promotions = wanted.map(({ atMost, ...one }, at) => ({
        ...one,
        promotion: `p${at}`,
        ...(atMost === undefined ? {} : { atMost }),
      }));
      const priced = evaluate(lines, promotions);
      const off = new Map<number, number>();
      for (const { line, amountMinor } of priced.discounts) {
        expect(amountMinor).toBeGreaterThan(0);
        off.set(line, (off.get(line) ?? 0) + amountMinor);
      }
      for (const line of lines)
        expect(off.get(line.line) ?? 0).toBeLessThanOrEqual(lineTotal(line.priceMinor, line.quantity, line.unit));
      const sum = [...off.values()].reduce((one, other) => one + other, 0);
      expect(priced.totalMinor).toBe(priced.fullMinor - sum);
      const turned = evaluate(lines, [...promotions].reverse());
      expect(turned.totalMinor).toBe(priced.totalMinor);
      expect(new Set(turned.discounts.map((one) => JSON.stringify(one)))).toEqual(
        new Set(priced.discounts.map((one) => JSON.stringify(one))),
      );
    }),
    { numRuns: 400 },
  );
});

test('shares add up to the amount and none is greater than its weight', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 1e11 }), { maxLength: 40 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (weights, part) => {
        const sum = weights.reduce((one, other) => one + other, 0);
        const amount = Math.floor(sum * part);
        const shares = shareOut(amount, weights);
        expect(shares.reduce((one, other) => one + other, 0)).toBe(sum === 0 ? 0 : amount);
        for (const [at, share] of shares.entries()) expect(share).toBeLessThanOrEqual(weights[at] ?? 0);
      },
    ),
  );
});
