import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EMPTY, firstInFirstOut, type Pool, put, share, taken, worthIn, worthOut } from '../../hub/core/valuation.ts';

const out = (pool: Pool, quantity: number) => taken(pool, quantity, worthOut(pool, quantity));
const pool = (quantity: number, value: number, unitValue = 0, unitQuantity = 1): Pool => ({
  ...{ quantity, value, unitValue, unitQuantity },
});

describe('a share is exact, rounded half away from zero', () => {
  test.each([
    [10, 1, 4, 3],
    [10, 1, 3, 3],
    [-10, 1, 4, -3],
    [0, 5, 7, 0],
    [9_007_199_254_740_991, 999_999_999, 1_000_000_000, 9_007_199_245_733_792],
    [9_007_199_254_740_991, 1_000_000, 1_000_000, 9_007_199_254_740_991],
  ])('%i x %i / %i = %i', (a, b, c, expected) => expect(share(a, b, c)).toBe(expected));

  test('agrees with long arithmetic', () => {
    const big = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(big, fc.nat(1_000_000), fc.integer({ min: 1, max: 1_000_000 }), (a, b, c) => {
        fc.pre((BigInt(a) * BigInt(b)) / BigInt(c) < BigInt(Number.MAX_SAFE_INTEGER));
        const [doubled, twice] = [BigInt(a) * BigInt(b) * 2n, BigInt(c) * 2n];
        expect(BigInt(share(a, b, c))).toBe((doubled + BigInt(c)) / twice);
      }),
      { seed: 1 },
    );
  });
});

test('the average is kept as value and quantity: the last piece takes all that is left', () => {
  let goods = put(EMPTY, 3, 1000).pool;
  const gone: number[] = [];
  for (let i = 0; i < 3; i += 1) {
    gone.push(worthOut(goods, 1));
    goods = out(goods, 1).pool;
  }
  expect(gone).toEqual([333, 334, 333]);
  expect(goods).toEqual(pool(0, 0, 333, 1));
});

describe('less than nothing', () => {
  test('is a debt at the last unit cost, and selling into it changes nothing else', () => {
    const below = out(pool(2, 20), 5);
    expect(below).toEqual({ pool: pool(-3, -30, 20, 2), settled: 0 });
    expect(worthIn(below.pool, 1)).toBe(10);
    expect(out(below.pool, 1)).toEqual({ pool: pool(-4, -40, 20, 2), settled: 0 });
  });
  test.each([
    ['dearer goods settle the difference', pool(-10, -100, 10, 1), 11, 220, pool(1, 20, 10, 1), 100],
    ['cheaper goods give some back', pool(-10, -100, 10, 1), 20, 100, pool(10, 50, 10, 1), -50],
    ['exactly as many leave nothing', pool(-10, -100, 10, 1), 10, 150, pool(0, 0, 150, 10), 50],
    ['fewer go on owing at the new cost', pool(-10, -100, 10, 1), 4, 80, pool(-6, -120, 80, 4), 100],
    ['goods without a cost pay at the last one', pool(-10, -100, 10, 1), 4, 40, pool(-6, -60, 40, 4), 0],
  ])('%s', (_what, before, quantity, worth, after, settled) => {
    expect(put(before, quantity, worth)).toEqual({ pool: after, settled });
  });
});

test('a delivery taken back after it was half sold leaves no value without goods, and no goods below zero value', () => {
  const both = put(put(EMPTY, 10, 2000).pool, 10, 100_000).pool;
  const sold = out(both, 9).pool;
  const back = taken(sold, 10, 100_000);
  expect(back.pool).toMatchObject({ quantity: 1, value: 0 });
  expect(back.settled).toBe(sold.value - 100_000);
});

const moves = fc.array(
  fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 50 }), fc.option(fc.nat(1_000_000), { nil: undefined })),
  { maxLength: 120, size: 'max' },
);
test('whatever comes and goes: in - out - settled is what is left, exactly, and nothing is worth less than nothing', () => {
  fc.assert(
    fc.property(moves, (list) => {
      let [goods, left] = [EMPTY, 0];
      for (const [isIn, quantity, price] of list) {
        const worth = isIn ? (price ?? worthIn(goods, quantity)) : worthOut(goods, quantity);
        const after = isIn ? put(goods, quantity, worth) : taken(goods, quantity, worth);
        left += (isIn ? worth : -worth) - after.settled;
        goods = after.pool;
        expect(goods.value).toBe(left);
        expect(worth).toBeGreaterThanOrEqual(0);
        expect(Math.sign(goods.value) * Math.sign(goods.quantity)).toBeGreaterThanOrEqual(0);
        if (goods.quantity === 0) expect(goods.value).toBe(0);
      }
    }),
    { seed: 20_261_122, numRuns: 300 },
  );
});

describe('first in, first out', () => {
  const newestFirst = [
    { quantity: 10, worth: 3000 },
    { quantity: 10, worth: 2000 },
  ];
  test.each([
    [20, 5000],
    [15, 4000],
    [10, 3000],
    [1, 300],
    [0, 0],
    [-4, 0],
    [25, 5000],
  ])('%i left are worth %i', (quantity, value) => expect(firstInFirstOut(newestFirst, quantity)).toBe(value));
});
