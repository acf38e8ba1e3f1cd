import fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderWindow, weekdayAfter } from '../../../hub/core/replenishment/calendar.ts';
import { censoredRate, expectedDemand, uncensored } from '../../../hub/core/replenishment/censored.ts';
import { abcClasses, demandPattern, xyzClass } from '../../../hub/core/replenishment/classify.ts';
import { grainOf, poisson } from '../../../hub/core/replenishment/distribution.ts';
import { stockoutPath, stockoutRisk } from '../../../hub/core/replenishment/risk.ts';
import { transferSuggestions } from '../../../hub/core/replenishment/transfer.ts';
import { poissonDraw, scatteredDraw, seeded } from './chance.ts';

test('the censored rate is the top of the likelihood', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ sold: fc.integer({ min: 0, max: 15 }), stockedOut: fc.boolean() }), {
        minLength: 1,
        maxLength: 30,
      }),
      (days) => {
        const rate = censoredRate(days);
        if (rate === undefined) {
          expect(days.every((day) => day.stockedOut)).toBe(true);
          return;
        }
        const likelihood = (at: number) => {
          const demand = poisson(at);
          return days.reduce(
            (sum, { sold, stockedOut }) => sum + Math.log(stockedOut ? demand.tail(sold - 1) : demand.pmf(sold)),
            0,
          );
        };
        const top = likelihood(rate);
        for (const factor of [0.7, 0.99, 1.01, 1.4]) expect(likelihood(rate * factor)).toBeLessThanOrEqual(top + 1e-9);
      },
    ),
    { seed: 41 },
  );
});

test('empty shelves hide demand, and the rate finds it again', () => {
  const next = seeded(42);
  const days = Array.from({ length: 4000 }, () => {
    const demand = poissonDraw(next, 5);
    const stock = Math.floor(next() * 9);
    return { sold: Math.min(stock, demand), stockedOut: demand >= stock };
  });
  const naive = days.reduce((sum, { sold }) => sum + sold, 0) / days.length;
  expect(naive).toBeLessThan(3.5);
  expect(Math.abs((censoredRate(days) ?? 0) - 5)).toBeLessThan(0.12);
  const lifted = uncensored(days);
  expect(Math.abs(lifted.reduce((sum, x) => sum + x, 0) / lifted.length - 5)).toBeLessThan(0.25);
});

test('a stocked-out day that sold absurdly much does not break the rate', () => {
  const rate = censoredRate([
    { sold: 1, stockedOut: false },
    { sold: 5000, stockedOut: true },
  ]);
  expect(rate).toBeGreaterThan(2000);
  expect(rate).toBeLessThan(5000);
  expect(expectedDemand(2, 5000)).toBe(5000);
  expect(expectedDemand(3, 0)).toBe(3);
  expect(censoredRate([])).toBeUndefined();
  expect(censoredRate([{ sold: 0, stockedOut: false }])).toBe(0);
});

test('INV-03: every item gets one class, the dearest first, and worthless ones are C', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.integer({ min: 0, max: 1000 })), (values) => {
      const classes = abcClasses(new Map(Object.entries(values)));
      expect(classes.size).toBe(Object.keys(values).length);
      for (const [id, value] of Object.entries(values)) {
        for (const [other, less] of Object.entries(values)) {
          if (less < value) expect((classes.get(id) ?? '') <= (classes.get(other) ?? '')).toBe(true);
        }
      }
      const dearest = Object.entries(values).toSorted(([, a], [, b]) => b - a)[0];
      if (dearest !== undefined && dearest[1] > 0) expect([...classes.values()]).toContain('A');
    }),
    { seed: 43 },
  );
});

test('the demand grid names its four corners and the empty history', () => {
  const every = (n: number, sizes: readonly number[]) =>
    Array.from({ length: 60 }, (_, t) => (t % n === 0 ? (sizes[(t / n) % sizes.length] ?? 0) : 0));
  expect(demandPattern(every(1, [4, 5, 6])).pattern).toBe('smooth');
  expect(demandPattern(every(1, [1, 1, 20])).pattern).toBe('erratic');
  expect(demandPattern(every(4, [2, 2, 3])).pattern).toBe('intermittent');
  expect(demandPattern(every(4, [1, 1, 30])).pattern).toBe('lumpy');
  expect(demandPattern([0, 0]).pattern).toBe('none');
  expect([xyzClass([5, 5, 6]), xyzClass([1, 5, 9, 2]), xyzClass([0, 0, 0, 9]), xyzClass([0])]).toEqual([
    'X',
    'Y',
    'Z',
    'Z',
  ]);
});

test('INV-17: the day-by-day risk is what a simulated shop with lost sales sees', () => {
  const next = seeded(44);
  const days = [
    { mean: 3, variance: 5, arriving: 0 },
    { mean: 4, variance: 4, arriving: 2 },
    { mean: 6, variance: 9, arriving: 6 },
  ];
  const found = stockoutPath(7, days);
  const runs = 60_000;
  let [out, lost] = [0, 0];
  for (let run = 0; run < runs; run++) {
    let stock = 7;
    let hurt = false;
    for (const day of days) {
      stock += day.arriving;
      const demand = scatteredDraw(next, day.mean, day.variance / day.mean);
      if (demand > stock) hurt = true;
      lost += Math.max(0, demand - stock);
      stock = Math.max(0, stock - demand);
    }
    if (hurt) out++;
  }
  expect(Math.abs(out / runs - found.chance)).toBeLessThan(0.01);
  expect(Math.abs(lost / runs - found.expectedLost)).toBeLessThan(0.04);
  expect(found.byDay).toEqual([...found.byDay].sort((a, b) => a - b));
});

test('with everything on hand from the start the two ways to ask for the risk agree', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 }), fc.double({ min: 0, max: 12, noNaN: true }), (stock, mean) => {
      const whole = stockoutRisk(stock, 3 * mean);
      const path = stockoutPath(
        stock,
        Array.from({ length: 3 }, () => ({ mean, variance: mean, arriving: 0 })),
      );
      expect(path.chance).toBeCloseTo(whole.chance, 10);
      expect(path.expectedLost).toBeCloseTo(whole.expectedLost, 9);
    }),
    { numRuns: 60, seed: 45 },
  );
});

test('a book below zero is certain to disappoint, but cannot lose more than the demand', () => {
  expect(stockoutRisk(-4, 9.6)).toEqual({ chance: 1, expectedLost: 9.6 });
  expect(stockoutPath(-4, [{ mean: 2, variance: 2, arriving: 0 }]).expectedLost).toBeCloseTo(2, 12);
  expect(stockoutRisk(0, 0)).toEqual({ chance: 0, expectedLost: 0 });
});

test('a large stock of a fast seller is reckoned with as easily', () => {
  const days = Array.from({ length: 3 }, () => ({ mean: 5000, variance: 7000, arriving: 0 }));
  const path = stockoutPath(15_100, days);
  const whole = stockoutRisk(15_100, 15_000, 21_000);
  expect(path.chance).toBeCloseTo(whole.chance, 9);
  expect(path.expectedLost).toBeCloseTo(whole.expectedLost, 6);
});

test('INV-07: units move from plenty to want, never below the giver’s level, and only where they save sales', () => {
  const moves = transferSuggestions([
    { store: 'north', free: 40, level: 10, mean: 6, variance: 8 },
    { store: 'south', free: 0, level: 10, mean: 9, variance: 12 },
    { store: 'east', free: 12, level: 12, mean: 9, variance: 12 },
  ]);
  const given = moves.filter(({ from }) => from === 'north').reduce((sum, { quantity }) => sum + quantity, 0);
  expect(given).toBeLessThanOrEqual(30);
  expect(moves.find(({ to }) => to === 'south')?.quantity).toBeGreaterThanOrEqual(9);
  expect(moves.some(({ from }) => from === 'east' || from === 'south')).toBe(false);
  for (const move of moves) expect(move.saves).toBeGreaterThan(0.05 * move.quantity);
  expect(transferSuggestions([{ store: 'only', free: 9, level: 0, mean: 1, variance: 1 }])).toEqual([]);
});

test('promised units that are not there are fetched first, and small moves are left out', () => {
  const standings = [
    { store: 'a', free: 20, level: 2, mean: 1, variance: 1 },
    { store: 'b', free: -3, level: 2, mean: 0, variance: 0 },
  ];
  expect(transferSuggestions(standings)).toEqual([{ from: 'a', to: 'b', quantity: 3, saves: expect.closeTo(3, 6) }]);
  expect(transferSuggestions(standings, 4)).toEqual([]);
});

test('what is sold by weight is reckoned in steps of some grams, with the same risk', () => {
  expect([grainOf(5, 9), grainOf(5000, 7000), grainOf(0, 0)]).toEqual([1, 1, 1]);
  expect(grainOf(20_000, 20_000 * 400)).toBeGreaterThan(20);
  const days = Array.from({ length: 3 }, () => ({ mean: 40_000, variance: 60e6, arriving: 0 }));
  const path = stockoutPath(125_500, days);
  const exact = stockoutRisk(125_500, 120_000, 180e6);
  expect(Math.abs(path.chance - exact.chance)).toBeLessThan(0.005);
  expect(Math.abs(path.expectedLost / exact.expectedLost - 1)).toBeLessThan(0.01);
});

test('an order covers the days to the arrival after the next', () => {
  // Tuesday and Friday lorries, two days' notice, asked on a Monday evening: Friday's lorry, then Tuesday's.
  expect(orderWindow({ lead: 2, deliveryDays: [2, 5] }, 1)).toEqual({ order: 0, arrival: 4, following: 8 });
  expect(orderWindow({ lead: 1 }, 3)).toEqual({ order: 0, arrival: 1, following: 2 });
  // Orders on Thursdays only, asked on a Saturday.
  expect(orderWindow({ lead: 2, orderDays: [4] }, 6)).toEqual({ order: 5, arrival: 7, following: 14 });
  expect(orderWindow({ lead: 1, deliveryDays: [] }, 1)).toBeUndefined();
  expect([weekdayAfter(7, 1), weekdayAfter(1, 7), weekdayAfter(1, -1)]).toEqual([1, 1, 7]);
});
