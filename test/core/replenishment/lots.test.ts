import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jointReplenishment } from '../../../hub/core/replenishment/joint.ts';
import {
  backorderOrderQuantity,
  discountOrderQuantity,
  economicOrderQuantity,
  type LotCosts,
  silverMeal,
  wagnerWhitin,
} from '../../../hub/core/replenishment/lot-size.ts';

const cost = fc.double({ min: 0.1, max: 500, noNaN: true });

/** What a plan costs, by walking it day by day; Infinity if a customer would go without. */
function walk(costs: LotCosts, demands: readonly number[], orders: readonly number[]): number {
  let stock = 0;
  let total = 0;
  demands.forEach((demand, t) => {
    const order = orders[t] ?? 0;
    stock += order - demand;
    total += (order > 0 ? costs.setup : 0) + costs.holding * stock;
    if (stock < -1e-9) total = Number.POSITIVE_INFINITY;
  });
  return total;
}

/** The cheapest of all ways to choose the ordering periods. */
function cheapestByEnumeration(costs: LotCosts, demands: readonly number[]): number {
  let best = Number.POSITIVE_INFINITY;
  for (let mask = 0; mask < 2 ** demands.length; mask++) {
    const orders = demands.map(() => 0);
    let last = -1;
    demands.forEach((demand, t) => {
      if (mask & (1 << t)) last = t;
      if (last >= 0) orders[last] = (orders[last] ?? 0) + demand;
    });
    best = Math.min(best, walk(costs, demands, orders));
  }
  return best;
}

const demands = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 200 })), { minLength: 1, maxLength: 9 });

test('Wagner-Whitin finds the cheapest of all plans, and its cost is what the plan really costs', () => {
  fc.assert(
    fc.property(cost, fc.double({ min: 0.01, max: 5, noNaN: true }), demands, (setup, holding, d) => {
      const plan = wagnerWhitin({ setup, holding }, d);
      expect(plan.cost).toBeCloseTo(cheapestByEnumeration({ setup, holding }, d), 6);
      expect(walk({ setup, holding }, d, plan.orders)).toBeCloseTo(plan.cost, 6);
    }),
    { numRuns: 200, seed: 1 },
  );
});

test('Silver-Meal serves everyone, costs what it says and is never cheaper than the exact plan', () => {
  fc.assert(
    fc.property(cost, fc.double({ min: 0.01, max: 5, noNaN: true }), demands, (setup, holding, d) => {
      const plan = silverMeal({ setup, holding }, d);
      expect(walk({ setup, holding }, d, plan.orders)).toBeCloseTo(plan.cost, 6);
      expect(plan.cost).toBeGreaterThanOrEqual(wagnerWhitin({ setup, holding }, d).cost - 1e-6);
    }),
    { numRuns: 200, seed: 2 },
  );
});

test('nothing to sell costs nothing, and a free order is placed every day', () => {
  expect(wagnerWhitin({ setup: 9, holding: 1 }, [0, 0, 0])).toEqual({ orders: [0, 0, 0], cost: 0 });
  expect(silverMeal({ setup: 9, holding: 1 }, [0, 0])).toEqual({ orders: [0, 0], cost: 0 });
  expect(wagnerWhitin({ setup: 0, holding: 1 }, [4, 0, 6])).toEqual({ orders: [4, 0, 6], cost: 0 });
});

test('no other quantity is cheaper than the economic ones', () => {
  fc.assert(
    fc.property(cost, cost, cost, cost, (setup, holding, shortage, rate) => {
      const plain = economicOrderQuantity({ setup, holding }, rate);
      const rateAt = (q: number) => (setup * rate) / q + (holding * q) / 2;
      expect(rateAt(plain.quantity)).toBeCloseTo(plain.cost, 6);
      for (const factor of [0.8, 0.99, 1.01, 1.3]) expect(rateAt(plain.quantity * factor)).toBeGreaterThan(plain.cost);
      const waiting = backorderOrderQuantity({ setup, holding, shortage }, rate);
      const x = waiting.stockoutFraction;
      const q = waiting.quantity;
      const waitingCost = (setup * rate) / q + (q / 2) * (holding * (1 - x) ** 2 + shortage * x ** 2);
      expect(waitingCost / waiting.cost).toBeCloseTo(1, 9);
      expect(waiting.cost).toBeLessThan(plain.cost);
    }),
    { numRuns: 100, seed: 3 },
  );
});

test('all-units discounts agree with trying every quantity', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 20, max: 900 }),
      fc.uniqueArray(fc.integer({ min: 2, max: 600 }), { minLength: 0, maxLength: 4 }),
      fc.double({ min: 0.05, max: 0.3, noNaN: true }),
      (setup, rate, cuts, drop) => {
        const breaks = [0, ...cuts.toSorted((a, b) => a - b)];
        const prices = breaks.map((_, i) => 5 - i * drop);
        const found = discountOrderQuantity(setup, 0.25, rate, breaks, prices);
        const at = (q: number) => {
          const price = prices[breaks.findLastIndex((from) => from <= q)] ?? 0;
          return price * rate + (setup * rate) / q + (0.25 * price * q) / 2;
        };
        expect(at(found.quantity)).toBeCloseTo(found.cost, 8);
        expect(breaks.findLastIndex((from) => from <= found.quantity)).toBe(found.region);
        const all = Array.from({ length: 1500 }, (_, q) => at(q + 1));
        expect(Math.min(...all)).toBeGreaterThanOrEqual(found.cost - 1e-9);
      },
    ),
    { numRuns: 60, seed: 6 },
  );
});

test('joint replenishment costs what it says and stays within a few percent of trying all multiples', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1, max: 80, noNaN: true }),
      fc.array(
        fc.record({
          setup: fc.double({ min: 1, max: 40, noNaN: true }),
          holding: fc.double({ min: 0.1, max: 2, noNaN: true }),
          rate: fc.double({ min: 20, max: 9000, noNaN: true }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
      (shared, items) => {
        const plan = jointReplenishment(shared, items);
        if (plan === undefined) throw new Error('a plan was expected');
        const priceOf = (multiples: readonly number[]) => {
          const setups = items.reduce((sum, item, i) => sum + item.setup / (multiples[i] ?? 1), shared);
          const held = items.reduce((sum, item, i) => sum + item.holding * item.rate * (multiples[i] ?? 1), 0);
          return Math.sqrt(2 * setups * held);
        };
        expect(priceOf(plan.multiples) / plan.cost).toBeCloseTo(1, 9);
        let best = Number.POSITIVE_INFINITY;
        for (let code = 0; code < 12 ** items.length; code++) {
          best = Math.min(best, priceOf(items.map((_, i) => 1 + (Math.floor(code / 12 ** i) % 12))));
        }
        if (Math.max(...plan.multiples) <= 12) expect(plan.cost).toBeGreaterThanOrEqual(best - 1e-9);
        expect(plan.cost).toBeLessThan(best * 1.1);
      },
    ),
    { numRuns: 40, seed: 8 },
  );
  expect(jointReplenishment(0, [{ setup: 0, holding: 1, rate: 5 }])).toBeUndefined();
});
