import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  chooseMethod,
  METHODS,
  naiveScales,
  rollingErrors,
  smootherFor,
} from '../../../hub/core/replenishment/choose.ts';
import { demandPattern } from '../../../hub/core/replenishment/classify.ts';
import { croston, tsb } from '../../../hub/core/replenishment/intermittent.ts';
import {
  exponentialSmoothing,
  holt,
  holtWinters,
  movingAverage,
  pooled,
  type Smoother,
  trained,
} from '../../../hub/core/replenishment/smoothing.ts';
import { FLAT_WEEK, weekly, weekProfile } from '../../../hub/core/replenishment/weekday.ts';
import { salesSeries, seeded } from './chance.ts';

const sales = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 80 });
const rate = fc.double({ min: 0.01, max: 1, noNaN: true });

test('exponential smoothing is the weighted sum of its definition', () => {
  fc.assert(
    fc.property(sales, rate, (y, alpha) => {
      const n = y.length;
      const sum = y.reduce((total, value, t) => total + value * (t === 0 ? 1 : alpha) * (1 - alpha) ** (n - 1 - t), 0);
      expect(trained(exponentialSmoothing(alpha), y).forecast(1)).toBeCloseTo(sum, 9);
    }),
  );
  expect(trained(exponentialSmoothing(0.5, 10), [20]).forecast(9)).toBe(15);
});

test('a moving average forgets everything before its window', () => {
  fc.assert(
    fc.property(sales, fc.integer({ min: 1, max: 30 }), (y, window) => {
      const last = y.slice(-window);
      const mean = last.reduce((a, b) => a + b, 0) / last.length;
      expect(trained(movingAverage(window), y).forecast(1)).toBeCloseTo(mean, 10);
    }),
  );
});

test('a straight line is continued by Holt, flattened when damped, and repeated seasons by Holt-Winters', () => {
  const line = Array.from({ length: 30 }, (_, t) => 5 + 2 * t);
  // The first update already expects the second value for the first period; that error fades within the history.
  expect(Math.abs(trained(holt(0.3, 0.2), line).forecast(4) - (5 + 2 * 33))).toBeLessThan(0.05);
  expect(trained(holt(0.3, 0.2, 0.8), line).forecast(100)).toBeLessThan(5 + 2 * 60);
  const seasons = Array.from({ length: 28 }, (_, t) => 50 + t + [8, -3, -3, -2][t % 4]!);
  const found = trained(holtWinters(4, 0.4, 0.1, 0.3), seasons);
  // The start takes the first season's mean as its last level, so the first trend error fades within the history.
  for (const ahead of [1, 2, 3, 4]) {
    expect(Math.abs(found.forecast(ahead) - (50 + 27 + ahead + [8, -3, -3, -2][(27 + ahead) % 4]!))).toBeLessThan(1.5);
  }
});

test('Croston on a sale of k every n periods is k / n, and its corrections take their share off', () => {
  const y = Array.from({ length: 60 }, (_, t) => (t % 5 === 4 ? 3 : 0));
  expect(trained(croston(0.2), y).forecast(1)).toBeCloseTo(3 / 5, 12);
  expect(trained(croston(0.2, 'sba'), y).forecast(1)).toBeCloseTo((3 / 5) * 0.9, 12);
  expect(trained(croston(0.2, 'sbj'), y).forecast(1)).toBeCloseTo((3 / 5) * (1 - 0.2 / 1.8), 12);
});

test('an item that stopped selling fades under TSB and not under Croston', () => {
  const y = [...Array.from({ length: 40 }, () => 2), ...Array.from({ length: 60 }, () => 0)];
  expect(trained(croston(0.1), y).forecast(1)).toBe(2);
  expect(trained(tsb(0.1, 0.1), y).forecast(1)).toBeCloseTo(2 * 0.9 ** 60, 12);
  expect(trained(tsb(1, 1), [0, 3, 0, 0, 5]).forecast(1)).toBe(5);
});

test('nothing sold yet is forecast as nothing, by every method', () => {
  for (const method of METHODS) {
    expect(smootherFor(method).forecast(1)).toBe(0);
    expect(trained(smootherFor(method), [0, 0, 0, 0]).forecast(3)).toBe(0);
  }
  expect(trained(holtWinters(7, 0.1, 0.1, 0.1), [4, 6]).forecast(1)).toBe(5);
  expect(pooled([]).forecast(1)).toBe(0);
});

test('a week is learned as far as it is more than chance, and a closed day is closed', () => {
  const steady = Array.from({ length: 140 }, (_, t) => [10, 10, 10, 10, 12, 18, 0][t % 7]!);
  expect(weekProfile(steady)).toEqual([1, 1, 1, 1, 1.2, 1.8, 0].map((share) => expect.closeTo(share, 9)));
  expect(weekProfile([3, 1, 2])).toEqual(FLAT_WEEK);
  expect(weekProfile(Array.from({ length: 60 }, () => 0))).toEqual(FLAT_WEEK);
  const next = seeded(3);
  const chancy = salesSeries(next, 140, { mean: 0.3, factor: 1.5, week: FLAT_WEEK, drift: 0 });
  expect(Math.max(...weekProfile(chancy))).toBeLessThan(1.3);
  const smoother = trained(weekly(exponentialSmoothing(0.2), weekProfile(steady)), steady);
  expect([1, 2, 3, 4, 5, 6, 7].map((day) => Math.round(smoother.forecast(day)))).toEqual([10, 10, 10, 10, 12, 18, 0]);
});

test('RMSSE is the error over the mean squared daily change since the first sale', () => {
  const y = [0, 0, 4, 2, 2, 6, 3, 5];
  expect(naiveScales(y, [4, 6])).toEqual([4, (4 + 0 + 16) / 3]);
  const [error] = rollingErrors(y, movingAverage(2), [6], [(4 + 0 + 16) / 3], 2);
  // The last two days seen are 2 and 6, so 4 is forecast for days that sold 3 and 5.
  expect(error).toBeCloseTo(Math.sqrt(1 / ((4 + 0 + 16) / 3)), 12);
});

test('a forecast at an origin knows nothing from after it', () => {
  const next = seeded(8);
  const y = salesSeries(next, 300, { mean: 4, factor: 2, week: [0.8, 0.8, 0.9, 0.9, 1.1, 1.4, 1.1], drift: 0.02 });
  const trial = { origins: 5, step: 7, horizon: 7 };
  const asked: number[] = [];
  const spy = (inner: Smoother): Smoother => ({
    update: (value) => inner.update(value),
    forecast: (ahead) => {
      const value = inner.forecast(ahead);
      asked.push(value);
      return value;
    },
  });
  const origins = [200, 250];
  rollingErrors(y, spy(movingAverage(7)), origins, [1, 1], 1);
  const mean = (from: number, to: number) => y.slice(from, to).reduce((a, b) => a + b, 0) / (to - from);
  expect(asked).toEqual([expect.closeTo(mean(193, 200), 9), expect.closeTo(mean(243, 250), 9)]);
  // The scores of a choice are those of the same walk, asked at the last origins that leave a whole horizon.
  const last = Array.from({ length: 5 }, (_, i) => 300 - 7 - (4 - i) * 7);
  const errors = rollingErrors(y, smootherFor('ses'), last, naiveScales(y, last), 7);
  const found = chooseMethod(y, FLAT_WEEK, trial);
  expect(found.scores.get('ses')).toBeCloseTo(errors.reduce((a, b) => a + b, 0) / 5, 12);
  expect(found.rmsse).toBe(found.scores.get(found.method));
  expect(chooseMethod([1, 2, 3])).toMatchObject({ method: 'pool', rmsse: Number.NaN });
});

test('a level that jumps about is given a quick method, a quiet one a slow method', () => {
  const jumps = Array.from({ length: 400 }, (_, t) => [2, 40, 15, 60][Math.floor(t / 25) % 4] ?? 0);
  expect(chooseMethod(jumps, FLAT_WEEK).method).toBe('ses30');
  const next = seeded(12);
  const quiet = salesSeries(next, 400, { mean: 8, factor: 3, week: FLAT_WEEK, drift: 0 });
  expect(['pool', 'ses05', 'ma56', 'sba', 'tsb']).toContain(chooseMethod(quiet, FLAT_WEEK).method);
});

/** Invented items of every kind: slow and fast, steady and scattered, drifting, dying. */
function inventedItems(seed: number, count: number): number[][] {
  const next = seeded(seed);
  return Array.from({ length: count }, () => {
    const swing = next();
    return salesSeries(next, 400, {
      mean: Math.exp(Math.log(0.05) + next() * Math.log(400)),
      factor: 1 + 2 * next(),
      week: [0.8, 0.8, 0.85, 0.9, 1.1, 1.4, 1.15].map((share) => 1 + (share - 1) * swing),
      drift: [0, 0.01, 0.03][Math.floor(next() * 3)] ?? 0,
      ...(next() < 0.12 && { dies: Math.floor(200 + 180 * next()) }),
    });
  });
}

test('INV-12: choosing per item is not worse than any single method over all items, nor by 2 % in a class', () => {
  const horizon = 14;
  const origins = Array.from({ length: 12 }, (_, i) => 400 - horizon - (11 - i) * 14);
  const singles: Record<string, () => Smoother> = {
    ma28: () => movingAverage(28),
    ses: () => exponentialSmoothing(0.1),
    sba: () => croston(0.1, 'sba'),
    tsb: () => tsb(0.1, 0.1),
  };
  const totals = new Map<string, Map<string, number>>();
  const counts = new Map<string, number>();
  const items = inventedItems(77, 240);
  for (const history of items) {
    const scales = naiveScales(history, origins);
    const { pattern } = demandPattern(history);
    const errorsOf = (smoother: Smoother, at: readonly number[], by: readonly number[]) =>
      rollingErrors(history, smoother, at, by, horizon).reduce((a, b) => a + b, 0) / origins.length;
    const automatic = origins.reduce((sum, origin, i) => {
      const known = history.slice(0, origin);
      const smoother = weekly(smootherFor(chooseMethod(known).method), weekProfile(known));
      return sum + errorsOf(smoother, [origin], [scales[i] ?? 1]);
    }, 0);
    const found = new Map([['auto', automatic]]);
    for (const [name, fresh] of Object.entries(singles)) found.set(name, errorsOf(fresh(), origins, scales));
    for (const group of ['all', pattern]) {
      counts.set(group, (counts.get(group) ?? 0) + 1);
      const sums = totals.get(group) ?? new Map<string, number>();
      for (const [name, error] of found) sums.set(name, (sums.get(name) ?? 0) + error);
      totals.set(group, sums);
    }
  }
  for (const [group, sums] of totals) {
    const auto = sums.get('auto') ?? Number.NaN;
    const best = Math.min(...Object.keys(singles).map((name) => sums.get(name) ?? Number.NaN));
    // A handful of items says nothing about a class.
    if (group !== 'all' && (counts.get(group) ?? 0) < 20) continue;
    expect(auto / best, `${group}: ${auto / best}`).toBeLessThanOrEqual(group === 'all' ? 1 : 1.02);
  }
});
