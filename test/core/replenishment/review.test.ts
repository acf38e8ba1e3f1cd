import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cheapestPackLevel,
  packCost,
  packLevel,
  packPerformance,
  packsToOrder,
} from '../../../hub/core/replenishment/case-pack.ts';
import { type CountDistribution, countDistribution, poisson } from '../../../hub/core/replenishment/distribution.ts';
import { mismatchCost } from '../../../hub/core/replenishment/newsvendor.ts';
import type { OrderCosts } from '../../../hub/core/replenishment/reorder.ts';
import { bestOrderUpTo, powerApproximation } from '../../../hub/core/replenishment/review.ts';
import { scatteredDraw, seeded } from './chance.ts';

/**
 * The cost of (s, S) by another road than the code's: the stationary distribution of the position after ordering, found
 * by eliminating the chain's balance equations.
 */
function chainCost(
  costs: OrderCosts,
  period: CountDistribution,
  protection: CountDistribution,
  s: number,
  top: number,
): number {
  const n = top - s;
  // State i is position s + 1 + i. Balance: pi = pi P, with one equation replaced by the sum being 1.
  const rows = Array.from({ length: n }, () => new Float64Array(n + 1));
  const put = (to: number, from: number, value: number) => {
    const row = rows[to];
    if (row !== undefined) row[from] = (row[from] ?? 0) + value;
  };
  const orders: number[] = [];
  for (let from = 0; from < n; from++) {
    for (let d = 0; d <= from; d++) put(from - d, from, period.pmf(d));
    const order = period.tail(from);
    orders.push(order);
    put(n - 1, from, order);
    put(from, from, -1);
  }
  rows[0]?.fill(1);
  const pi = solve(rows);
  return pi.reduce(
    (sum, share, i) => sum + share * (mismatchCost(costs, protection, s + 1 + i) + costs.setup * (orders[i] ?? 0)),
    0,
  );
}

function solve(rows: Float64Array[]): number[] {
  const n = rows.length;
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let i = column; i < n; i++) if (Math.abs(at(i, column)) > Math.abs(at(pivot, column))) pivot = i;
    const [a, b] = [rows[column], rows[pivot]];
    if (a === undefined || b === undefined) throw new Error('no pivot');
    rows[column] = b;
    rows[pivot] = a;
    for (let i = 0; i < n; i++) {
      const factor = i === column ? 0 : at(i, column) / at(column, column);
      if (factor !== 0) rows[i] = (rows[i] ?? new Float64Array()).map((value, j) => value - factor * at(column, j));
    }
  }
  return rows.map((_, i) => at(i, n) / at(i, i));
}

test('the chain used as a witness gives its balance a right-hand side', () => {
  // With an order every period only S is ever seen.
  const demand = poisson(3);
  const costs = { setup: 5, holding: 1, shortage: 4 };
  expect(chainCost(costs, demand, demand, 3, 4)).toBeCloseTo(mismatchCost(costs, demand, 4) + 5 * demand.tail(0), 9);
});

test('the exact (s, S) is the cheapest of all pairs, for Poisson and negative binomial demand and with a lead time', () => {
  fc.assert(
    fc.property(
      fc.record({
        setup: fc.double({ min: 0, max: 30, noNaN: true }),
        holding: fc.double({ min: 0.5, max: 3, noNaN: true }),
        shortage: fc.double({ min: 1, max: 20, noNaN: true }),
      }),
      fc.double({ min: 0.1, max: 5, noNaN: true }),
      fc.double({ min: 1, max: 4, noNaN: true }),
      fc.integer({ min: 0, max: 2 }),
      (costs, mean, factor, lead) => {
        const period = countDistribution(mean, mean * factor);
        const protection = countDistribution(mean * (lead + 1), mean * factor * (lead + 1));
        const best = bestOrderUpTo(costs, period, protection);
        if (best === undefined) throw new Error('an answer was expected');
        expect(chainCost(costs, period, protection, best.reorder, best.upTo)).toBeCloseTo(best.cost, 7);
        for (let s = best.reorder - 4; s <= best.reorder + 4; s++) {
          for (let top = Math.max(s + 1, best.upTo - 5); top <= best.upTo + 5; top++) {
            expect(chainCost(costs, period, protection, s, top)).toBeGreaterThanOrEqual(best.cost - 1e-8);
          }
        }
      },
    ),
    { numRuns: 25, seed: 21 },
  );
});

test('without demand nothing is ordered, without an order cost S follows s, and a huge order cost is refused', () => {
  const costs = { setup: 0, holding: 1, shortage: 4 };
  expect(bestOrderUpTo(costs, poisson(0))).toEqual({ reorder: -1, upTo: 0, cost: 0 });
  const base = bestOrderUpTo(costs, poisson(6));
  expect(base).toMatchObject({ reorder: 7, upTo: 8 });
  expect(bestOrderUpTo({ ...costs, setup: 1e12 }, poisson(6))).toBeUndefined();
});

test('a mean of 5,000 a day is no harder than one of five', () => {
  const best = bestOrderUpTo({ setup: 64, holding: 1, shortage: 9 }, poisson(5000));
  if (best === undefined) throw new Error('an answer was expected');
  // Ordering every day is right when a day of stock costs far more than an order.
  expect(best.upTo).toBe(poisson(5000).inverse(0.9));
  expect(best.cost).toBeCloseTo(64 + mismatchCost({ holding: 1, shortage: 9 }, poisson(5000), best.upTo), 6);
});

test('the power approximation costs little more than the exact pair over the range it was fitted to', () => {
  let worst = 1;
  for (const mean of [2, 4, 8, 16]) {
    for (const shortage of [4, 9, 24]) {
      for (const setup of [32, 64]) {
        const costs = { setup, holding: 1, shortage };
        const demand = countDistribution(mean, mean * 3);
        const exact = bestOrderUpTo(costs, demand);
        const rough = powerApproximation(costs, { mean, sd: Math.sqrt(mean * 3) }, 0).capped;
        if (exact === undefined) throw new Error('an answer was expected');
        const cost = chainCost(costs, demand, demand, Math.round(rough.reorder), Math.round(rough.upTo));
        worst = Math.max(worst, cost / exact.cost);
      }
    }
  }
  expect(worst).toBeLessThan(1.05);
});

test('INV-12: packs, level and lead time give the fill and the stock that a simulated shop sees', () => {
  const next = seeded(31);
  for (const [mean, factor, lead, review, pack, level] of [
    [3.1, 1.8, 2, 1, 6, 9],
    [0.4, 1, 1, 2, 12, 1],
    [8, 3, 0, 3, 10, 25],
  ] as const) {
    const over = (days: number) => countDistribution(mean * days, mean * factor * days);
    const formula = packPerformance({ lead: over(lead), protection: over(lead + review) }, level, pack);
    let onHand = level + pack;
    let position = onHand;
    const pipe = Array.from({ length: lead + 1 }, () => 0);
    let [asked, missed, orders] = [0, 0, 0];
    const days = 120_000;
    for (let t = 0; t < days; t++) {
      if (t % review === 0) {
        const order = pack * packsToOrder(position, level, pack);
        if (order > 0) orders++;
        position += order;
        pipe[lead] = order;
      }
      onHand += pipe.shift() ?? 0;
      pipe.push(0);
      const demand = scatteredDraw(next, mean, factor);
      asked += demand;
      missed += Math.max(0, Math.min(demand, demand - Math.max(0, onHand)));
      onHand -= demand;
      position -= demand;
    }
    expect(Math.abs(1 - missed / asked - formula.fill)).toBeLessThan(0.006);
    expect(Math.abs((orders * review) / days - formula.orders)).toBeLessThan(0.006);
  }
});

const anyPolicy = fc.record({
  mean: fc.double({ min: 0.05, max: 20, noNaN: true }),
  factor: fc.double({ min: 1, max: 5, noNaN: true }),
  lead: fc.integer({ min: 0, max: 4 }),
  review: fc.integer({ min: 1, max: 4 }),
  pack: fc.integer({ min: 1, max: 24 }),
});

test('the level is the smallest that reaches the wanted fill', () => {
  fc.assert(
    fc.property(anyPolicy, fc.double({ min: 0.5, max: 0.999, noNaN: true }), (policy, target) => {
      const { mean, factor, lead, review, pack } = policy;
      const over = (days: number) => countDistribution(mean * days, mean * factor * days);
      const demand = { lead: over(lead), protection: over(lead + review) };
      const found = packLevel(demand, pack, target);
      expect(found.fill).toBeGreaterThanOrEqual(target);
      expect(found.limitedByShelf).toBe(false);
      if (found.level > 0) expect(packPerformance(demand, found.level - 1, pack).fill).toBeLessThan(target);
    }),
    { numRuns: 120, seed: 32 },
  );
});

test('the priced level is the cheapest for stock and shortage at the end of the period', () => {
  fc.assert(
    fc.property(anyPolicy, fc.double({ min: 1, max: 50, noNaN: true }), (policy, shortage) => {
      const { mean, factor, lead, review, pack } = policy;
      const over = (days: number) => countDistribution(mean * days, mean * factor * days);
      const demand = { lead: over(lead), protection: over(lead + review) };
      const costs = { setup: 0, holding: 1, shortage };
      const found = cheapestPackLevel(demand, pack, costs);
      const at = (level: number) => {
        let sum = 0;
        for (let y = level + 1; y <= level + pack; y++) sum += mismatchCost(costs, demand.protection, y) / pack;
        return sum;
      };
      for (let level = 0; level < found.level + 8; level++) {
        expect(at(level)).toBeGreaterThanOrEqual(at(found.level) - 1e-9);
      }
      expect(packCost({ ...costs, setup: 3 }, found)).toBeCloseTo(
        found.onHand + 3 * found.orders + shortage * found.shortage,
        9,
      );
    }),
    { numRuns: 60, seed: 33 },
  );
});

test('a small shelf lowers the level and says so, but never below the least wanted', () => {
  const demand = { lead: poisson(6), protection: poisson(9) };
  const free = packLevel(demand, 6, 0.98);
  const tight = packLevel(demand, 6, 0.98, 10);
  expect(tight).toMatchObject({ level: 10, limitedByShelf: true });
  expect(free.level).toBeGreaterThan(10);
  expect(tight.fill).toBeLessThan(free.fill);
  expect(packLevel(demand, 40, 0.98, 10, 3)).toMatchObject({ level: 3, limitedByShelf: true });
  expect(packLevel({ lead: poisson(0), protection: poisson(0) }, 6, 0.98, 10, -1)).toMatchObject({
    level: -1,
    fill: 1,
  });
});

test('orders are the fewest packs that bring the position above the level', () => {
  expect([12, 11, 10, 5, -7].map((position) => packsToOrder(position, 11, 6))).toEqual([0, 1, 1, 2, 4]);
});
