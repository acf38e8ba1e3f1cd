import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CountDistribution,
  countDistribution,
  negativeBinomial,
  poisson,
} from '../../../hub/core/replenishment/distribution.ts';
import {
  erfc,
  expectedShortage,
  normalCdf,
  normalInverse,
  normalLoss,
  normalPdf,
  normalSecondLoss,
  normalTail,
  secondShortage,
} from '../../../hub/core/replenishment/normal.ts';

function expectClose(actual: number, expected: number, relative = 1e-10): void {
  expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(
    relative * Math.max(Math.abs(expected), 1e-300),
  );
}

/** mean, k, then P(X = k), P(X <= k), P(X > k), E[(X - k)+], worked out with 50 digits. */
const POISSON = [
  [0.03, 0, 0.9704455335485082, 0.9704455335485082, 0.029554466451491825, 0.03],
  [3.2, 8, 0.011115703682537396, 0.9942858619335798, 0.005714138066420143, 0.008142389065302978],
  [50, 80, 2.2291974070294273e-5, 0.9999656416187839, 3.435838121618023e-5, 8.384726702930675e-5],
  [5000, 4800, 9.987733294132511e-5, 0.002269403878343364, 0.9977305961216566, 200.04550588903794],
  [5000, 5000, 0.005641801804664022, 0.5037611677708467, 0.4962388322291533, 28.209009023320114],
  [5000, 5300, 8.054228939913248e-7, 0.9999872602410652, 1.2739758934783583e-5, 0.0002051867895215487],
] as const;

test.each(POISSON)('Poisson %d at %d has ten right digits', (mean, k, pmf, cdf, tail, loss) => {
  const found = poisson(mean);
  expectClose(found.pmf(k), pmf);
  expectClose(found.cdf(k), cdf);
  expectClose(found.tail(k), tail);
  expectClose(found.loss(k), loss);
});

const NEGATIVE_BINOMIAL = [
  [0.4, 0.6, 2, 0.05783849446387726, 0.9736146568086005, 0.026385343191399468, 0.038757343143189016],
  [3.1, 7.44, 9, 0.016813292354318308, 0.9694290201068384, 0.030570979893161584, 0.08359990859314409],
  [40, 400, 100, 0.0007399580877527376, 0.9905152571509561, 0.009484742849043869, 0.1264760315449412],
  [5000, 20000, 5400, 5.765564969838392e-5, 0.9972534729975037, 0.0027465270024963867, 0.12368897260718457],
] as const;

test.each(NEGATIVE_BINOMIAL)(
  'negative binomial %d, %d at %d has ten right digits',
  (mean, variance, k, pmf, cdf, tail, loss) => {
    const found = negativeBinomial(mean, variance);
    expectClose(found.pmf(k), pmf);
    expectClose(found.cdf(k), cdf);
    expectClose(found.tail(k), tail);
    expectClose(found.loss(k), loss);
  },
);

test('a negative binomial with variance mean + mean^2 is geometric', () => {
  const found = negativeBinomial(4, 20);
  for (let k = 0; k < 200; k++) expectClose(found.pmf(k), 0.2 * 0.8 ** k, 1e-12);
});

const anyDemand = fc
  .record({
    mean: fc.double({ min: 0.01, max: 400, noNaN: true }),
    factor: fc.double({ min: 1, max: 25, noNaN: true }),
  })
  .map(({ mean, factor }) => countDistribution(mean, mean * factor));

/** Everything a distribution promises, by plain addition from zero. */
function byAddition(demand: CountDistribution, x: number) {
  let cdf = 0;
  let loss = 0;
  let total = 0;
  let mean = 0;
  const end = demand.mean + 60 * Math.sqrt(demand.variance) + 400;
  for (let k = 0; k <= end; k++) {
    const mass = demand.pmf(k);
    total += mass;
    mean += k * mass;
    if (k <= x) cdf += mass;
    else loss += (k - x) * mass;
  }
  return { cdf, loss, total, mean };
}

test('sums, tails, losses and inverses agree with plain addition on unseen parameters', () => {
  fc.assert(
    fc.property(anyDemand, fc.double({ min: -2, max: 4, noNaN: true }), (demand, at) => {
      const x = Math.max(0, demand.mean + at * Math.sqrt(demand.variance));
      const plain = byAddition(demand, x);
      expect(plain.total).toBeCloseTo(1, 8);
      expect(Math.abs(plain.mean - demand.mean)).toBeLessThan(1e-6 * demand.mean + 1e-9);
      expect(Math.abs(demand.cdf(x) - plain.cdf)).toBeLessThan(1e-10);
      expect(Math.abs(demand.tail(x) - (1 - plain.cdf))).toBeLessThan(1e-8);
      expect(Math.abs(demand.loss(x) - plain.loss)).toBeLessThan(1e-7 * (1 + demand.mean));
    }),
    { numRuns: 150, seed: 4 },
  );
});

test('the inverse is the smallest whole number that reaches the probability', () => {
  fc.assert(
    fc.property(anyDemand, fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (demand, p) => {
      const k = demand.inverse(p);
      expect(1 - demand.tail(k)).toBeGreaterThanOrEqual(p - 1e-15);
      if (k > 0) expect(demand.cdf(k - 1)).toBeLessThan(p + 1e-15);
    }),
    { numRuns: 200, seed: 5 },
  );
});

test('nothing sold, nothing known and nothing possible are answered, not guessed', () => {
  const never = poisson(0);
  expect([never.pmf(0), never.cdf(0), never.tail(0), never.loss(0), never.loss(-3), never.inverse(0.999)]).toEqual([
    1, 1, 0, 0, 3, 0,
  ]);
  expect(countDistribution(0, 5).tail(0)).toBe(0);
  const some = poisson(2.5);
  expect([some.pmf(-1), some.pmf(1.5), some.cdf(-1), some.tail(-1)]).toEqual([0, 0, 0, 1]);
  expect(some.loss(-4)).toBe(6.5);
  expect(some.inverse(0)).toBe(0);
  expect(some.inverse(1)).toBe(Number.POSITIVE_INFINITY);
  expect(some.inverse(1.1)).toBeNaN();
  expect(some.inverse(Number.NaN)).toBeNaN();
});

test('the loss between whole numbers is a straight line', () => {
  const demand = negativeBinomial(3.1, 7.44);
  expectClose(demand.loss(4.25), 0.75 * demand.loss(4) + 0.25 * demand.loss(5), 1e-13);
});

test('erfc and the normal tail keep their digits far out', () => {
  expectClose(erfc(0.3), 0.6713732405408726, 1e-14);
  expectClose(erfc(2), 0.004677734981047266, 1e-13);
  expectClose(erfc(10), 2.088487583762545e-45, 1e-13);
  expectClose(normalTail(8), 6.220960574271786e-16, 1e-13);
  expectClose(normalCdf(-8), 6.220960574271786e-16, 1e-13);
  expect(normalCdf(0)).toBe(0.5);
  expect(erfc(-1) + erfc(1)).toBe(2);
});

test('the normal inverse undoes the distribution function', () => {
  expectClose(normalInverse(0.975), 1.959963984540054, 1e-13);
  expectClose(normalInverse(1e-12), -7.034483825301131, 1e-13);
  for (const p of [1e-300, 1e-9, 0.02, 0.3, 0.77, 0.9999]) expectClose(normalCdf(normalInverse(p)), p, 1e-11);
  expect(normalInverse(0.5)).toBe(0);
  expect([normalInverse(0), normalInverse(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
  expect(normalInverse(-0.1)).toBeNaN();
});

/** Simpson's rule from z to 12, beyond which nothing is left. */
function integral(from: number, f: (z: number) => number): number {
  const steps = 4000;
  const width = (12 - from) / steps;
  let sum = f(from) + f(12);
  for (let i = 1; i < steps; i++) sum += f(from + i * width) * (i % 2 === 0 ? 2 : 4);
  return (sum * width) / 3;
}

test.each([-3, -1.4, 0, 0.37, 1.5, 4])('the losses at %d are the integrals they stand for', (z) => {
  expectClose(
    normalLoss(z),
    integral(z, (x) => (x - z) * normalPdf(x)),
    1e-9,
  );
  expectClose(normalSecondLoss(z), integral(z, normalLoss), 1e-9);
});

test('a certain demand has no shortage above itself', () => {
  const sure = { mean: 7, sd: 0 };
  expect([expectedShortage(sure, 5), expectedShortage(sure, 9), secondShortage(sure, 3)]).toEqual([2, 0, 8]);
});
