import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countDistribution, poisson } from '../../../hub/core/replenishment/distribution.ts';
import {
  freshCosts,
  mismatchCost,
  newsvendorCounts,
  newsvendorNormal,
} from '../../../hub/core/replenishment/newsvendor.ts';
import { expectedShortage } from '../../../hub/core/replenishment/normal.ts';
import {
  approximateReorder,
  baseStockNormal,
  bestReorder,
  bestReorderPoisson,
  fillRate,
  reorderCost,
  safetyStock,
} from '../../../hub/core/replenishment/reorder.ts';
import { normalDraw, seeded } from './chance.ts';

function found<T>(answer: T | undefined): T {
  if (answer === undefined) throw new Error('an answer was expected');
  return answer;
}

const money = fc.double({ min: 0.2, max: 30, noNaN: true });
const overUnder = fc.record({ holding: money, shortage: money });

test('the newsvendor for pieces is the cheapest of all levels, under Poisson and negative binomial demand', () => {
  fc.assert(
    fc.property(
      overUnder,
      fc.double({ min: 0, max: 60, noNaN: true }),
      fc.double({ min: 1, max: 9, noNaN: true }),
      (costs, mean, factor) => {
        const demand = countDistribution(mean, mean * factor);
        const best = newsvendorCounts(costs, demand);
        const byHand = (level: number) => {
          let total = 0;
          for (let k = 0; k < mean + 60 * Math.sqrt(mean * factor) + 90; k++) {
            total += demand.pmf(k) * (k < level ? costs.holding * (level - k) : costs.shortage * (k - level));
          }
          return total;
        };
        expect(Math.abs(byHand(best.level) - best.cost)).toBeLessThan(1e-7 * (1 + best.cost));
        for (let level = 0; level < best.level * 2 + 10; level++) {
          expect(mismatchCost(costs, demand, level)).toBeGreaterThanOrEqual(best.cost - 1e-9);
        }
      },
    ),
    { numRuns: 80, seed: 11 },
  );
});

test('the normal newsvendor costs h E[left over] + p E[missed], and its neighbours cost more', () => {
  fc.assert(
    fc.property(
      overUnder,
      fc.double({ min: 5, max: 500, noNaN: true }),
      fc.double({ min: 0.5, max: 80, noNaN: true }),
      (costs, mean, sd) => {
        const best = newsvendorNormal(costs, { mean, sd });
        const at = (x: number) => {
          const short = expectedShortage({ mean, sd }, x);
          return costs.holding * (x - mean + short) + costs.shortage * short;
        };
        expect(at(best.level) / best.cost).toBeCloseTo(1, 9);
        expect(Math.min(at(best.level - 0.05 * sd), at(best.level + 0.05 * sd))).toBeGreaterThan(best.cost);
      },
    ),
    { numRuns: 80, seed: 12 },
  );
});

test('fresh goods turn price, cost and what is left into the two sides of the newsvendor', () => {
  expect(freshCosts(10, 6, 2, 1)).toEqual({ holding: 4, shortage: 5 });
});

test('a base stock protects lead time plus review period, not the lead time alone', () => {
  const costs = { holding: 1, shortage: 9 };
  const both = baseStockNormal(costs, { mean: 20, sd: 6 }, 3, 2);
  expect(both).toEqual(newsvendorNormal(costs, { mean: 100, sd: 6 * Math.sqrt(5) }));
  expect(baseStockNormal(costs, { mean: 20, sd: 6 }, 0, 1).level).toBeCloseTo(
    newsvendorNormal(costs, { mean: 20, sd: 6 }).level,
    12,
  );
});

test('safety stock is nothing at even odds, at zero lead time, and grows with either uncertainty', () => {
  expect(safetyStock(0.5, { mean: 4, sd: 3 }, { mean: 5, sd: 1 }).stock).toBe(0);
  expect(safetyStock(0.95, { mean: 4, sd: 3 }, { mean: 0, sd: 0 })).toMatchObject({ stock: 0, reorder: 0 });
  const plain = safetyStock(0.95, { mean: 4, sd: 3 }, { mean: 5, sd: 0 }).stock;
  expect(safetyStock(0.95, { mean: 4, sd: 3 }, { mean: 5, sd: 1 }).stock).toBeGreaterThan(plain);
});

const process = fc.record({
  rate: fc.double({ min: 50, max: 4000, noNaN: true }),
  sd: fc.double({ min: 5, max: 300, noNaN: true }),
  lead: fc.double({ min: 0.01, max: 0.5, noNaN: true }),
});
const orderCosts = fc.record({ setup: money, holding: money, shortage: fc.double({ min: 1, max: 60, noNaN: true }) });

test('the exact (r, Q) is not beaten by its neighbours, and its cost is the integral it stands for', () => {
  fc.assert(
    fc.property(orderCosts, process, (costs, at) => {
      const best = found(bestReorder(costs, at));
      const demand = { mean: at.rate * at.lead, sd: at.sd * Math.sqrt(at.lead) };
      const steps = 2000;
      let sum = 0;
      for (let i = 0; i < steps; i++) {
        const y = best.reorder + ((i + 0.5) * best.quantity) / steps;
        const short = expectedShortage(demand, y);
        sum += costs.holding * (y - demand.mean + short) + costs.shortage * short;
      }
      const byIntegral = (costs.setup * at.rate + (sum * best.quantity) / steps) / best.quantity;
      expect(byIntegral / best.cost).toBeCloseTo(1, 4);
      for (const [r, q] of [
        [0.02, 0],
        [-0.02, 0],
        [0, 0.02],
        [0, -0.02],
        [0.02, -0.02],
        [-0.02, 0.02],
      ] as const) {
        const other = reorderCost(costs, at, best.reorder + r * best.quantity, best.quantity * (1 + q));
        expect(other).toBeGreaterThanOrEqual(best.cost * (1 - 1e-12));
      }
    }),
    { numRuns: 60, seed: 13 },
  );
});

test('without scatter the exact (r, Q) is the EOQ with backorders', () => {
  const best = found(bestReorder({ setup: 8, holding: 0.225, shortage: 5 }, { rate: 1300, sd: 0, lead: 0.1 }));
  expect(best.quantity).toBeCloseTo(310.8125551589646, 6);
  expect(best.cost).toBeCloseTo(66.92136355097325, 8);
});

test('the approximation stands still where it says, and has no answer when a shortage is too cheap', () => {
  const at = { rate: 1300, sd: 150, lead: 1 / 12 };
  const costs = { setup: 8, holding: 0.225, shortage: 7.5 };
  const best = found(approximateReorder(costs, at));
  const demand = { mean: at.rate * at.lead, sd: at.sd * Math.sqrt(at.lead) };
  const short = expectedShortage(demand, best.reorder);
  expect(Math.sqrt((2 * at.rate * (costs.setup + costs.shortage * short)) / costs.holding)).toBeCloseTo(
    best.quantity,
    8,
  );
  expect(approximateReorder({ setup: 500, holding: 9, shortage: 0.01 }, at)).toBeUndefined();
});

test('the Poisson (r, Q) is the cheapest of all pairs nearby', () => {
  fc.assert(
    fc.property(
      orderCosts,
      fc.double({ min: 0.1, max: 12, noNaN: true }),
      fc.double({ min: 0, max: 3, noNaN: true }),
      (costs, rate, lead) => {
        const best = found(bestReorderPoisson(costs, rate, lead));
        const demand = poisson(rate * lead);
        const at = (r: number, q: number) => {
          let total = costs.setup * rate;
          for (let y = r + 1; y <= r + q; y++) total += mismatchCost(costs, demand, y);
          return total / q;
        };
        expect(at(best.reorder, best.quantity)).toBeCloseTo(best.cost, 8);
        for (let r = best.reorder - 6; r <= best.reorder + 6; r++) {
          for (let q = Math.max(1, best.quantity - 6); q <= best.quantity + 6; q++) {
            expect(at(r, q)).toBeGreaterThanOrEqual(best.cost - 1e-9);
          }
        }
      },
    ),
    { numRuns: 60, seed: 14 },
  );
  expect(bestReorderPoisson({ setup: 1e12, holding: 0.01, shortage: 1 }, 5, 1)).toBeUndefined();
});

test('INV-12: the fill rate is what a simulated shop with waiting customers sees', () => {
  const next = seeded(20);
  const [mean, sd, reorder, quantity] = [40, 8, 205, 100];
  const lead = 5;
  let position = reorder + quantity;
  let onHand = position;
  const orders: { due: number; quantity: number }[] = [];
  let asked = 0;
  let missed = 0;
  const steps = 40;
  for (let t = 0; t < 15_000 * steps; t++) {
    while (orders[0] !== undefined && orders[0].due <= t) onHand += orders.shift()?.quantity ?? 0;
    const demand = mean / steps + (sd / Math.sqrt(steps)) * normalDraw(next);
    asked += demand;
    missed += Math.max(0, Math.min(demand, demand - Math.max(0, onHand)));
    onHand -= demand;
    position -= demand;
    if (position > reorder) continue;
    position += quantity;
    orders.push({ due: t + lead * steps, quantity });
  }
  const formula = fillRate({ mean: mean * lead, sd: sd * Math.sqrt(lead) }, reorder, quantity);
  expect(formula).toBeLessThan(0.97);
  // The shop looks forty times a day instead of always, so it orders a little late: a small bias stays.
  expect(Math.abs(1 - missed / asked - formula)).toBeLessThan(0.01);
});
