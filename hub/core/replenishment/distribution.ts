import { normalInverse } from './normal.ts';

/** A distribution on the whole numbers 0, 1, 2 ...: the demand of an item that is sold by the piece. */
export interface CountDistribution {
  readonly mean: number;
  readonly variance: number;
  /** P(X = k). */
  pmf(k: number): number;
  /** P(X <= k). */
  cdf(k: number): number;
  /** P(X > k), with full relative accuracy far out. */
  tail(k: number): number;
  /** The smallest k with P(X <= k) >= p. */
  inverse(p: number): number;
  /** E[(X - x)+] for any real x. */
  loss(x: number): number;
}

/** Poisson demand with the given mean (0 is allowed: nothing is ever sold). */
export function poisson(mean: number): CountDistribution {
  return lattice(
    mean,
    mean,
    (k) => (k === 0 ? Math.exp(-mean) : Math.exp(-stirlingError(k) - deviance(k, mean)) / Math.sqrt(2 * Math.PI * k)),
    (k) => mean / (k + 1),
  );
}

/**
 * Negative binomial demand given by its mean and a variance above the mean: Poisson customers with a shop's usual
 * extra scatter. The mass is Loader's saddle-point form (C. Loader, "Fast and accurate computation of binomial
 * probabilities", 2000), which keeps 13 digits at a mean of 5,000 where log-gamma differences lose five.
 */
export function negativeBinomial(mean: number, variance: number): CountDistribution {
  const p = mean / variance;
  const q = (variance - mean) / variance;
  const r = (mean * p) / q;
  const ofR = stirlingError(r);
  const pmf = (k: number): number => {
    if (k === 0) return Math.exp(r * Math.log1p(-q));
    const n = k + r;
    const exponent = stirlingError(n) - ofR - stirlingError(k) - deviance(r, n * p) - deviance(k, n * q);
    return ((r / n) * Math.exp(exponent)) / Math.sqrt((2 * Math.PI * r * k) / n);
  };
  return lattice(mean, variance, pmf, (k) => ((k + r) / (k + 1)) * q);
}

/** Poisson when the variance is not above the mean (or nearly nothing sells), negative binomial when it is. */
export function countDistribution(mean: number, variance: number): CountDistribution {
  return mean < 1e-100 || variance <= mean * (1 + 1e-9) ? poisson(mean) : negativeBinomial(mean, variance);
}

/**
 * How many units make one step, so that exact sums stay short whatever the unit is: 1 for what is sold by the piece,
 * some grams for what is sold by weight. A step is at most a hundredth of the standard deviation (beyond 100 units of it)
 * and a fiftieth of a typical sale's own size, both far below what a forecast can tell.
 */
export function grainOf(mean: number, variance: number): number {
  return Math.max(1, Math.floor(variance / Math.max(mean, 1e-9) / 50), Math.ceil(Math.sqrt(variance) / 100));
}

/** Fills in the sums from the mass and the ratio pmf(k + 1) / pmf(k), always adding the thin side's positive terms. */
function lattice(
  mean: number,
  variance: number,
  pmf: (k: number) => number,
  ratio: (k: number) => number,
): CountDistribution {
  const mass = (k: number): number => (k < 0 || !Number.isInteger(k) ? 0 : mean === 0 ? (k === 0 ? 1 : 0) : pmf(k));
  /** The sum of pmf(j) * weight for j = k, k+1 ...; the weight of the first is `first` and grows by `growth`. */
  const upward = (k: number, first: number, growth: number): number => {
    let term = mass(k);
    let weight = first;
    let sum = 0;
    for (let j = k; term > 0; j++) {
      sum += term * weight;
      const next = ratio(j);
      if (next < 1 && term * (weight + growth / (1 - next)) < sum * 1e-17 * (1 - next)) break;
      term *= next;
      weight += growth;
    }
    return sum;
  };
  const downward = (k: number, first: number, growth: number): number => {
    let term = mass(k);
    let weight = first;
    let sum = 0;
    for (let j = k; j >= 0 && term > 0; j--) {
      sum += term * weight;
      const down = j > 0 ? 1 / ratio(j - 1) : 0;
      if (down < 0.9 && term * (weight + growth * 10) < sum * 1e-18) break;
      term *= down;
      weight += growth;
    }
    return sum;
  };
  const cdf = (k: number): number => {
    const floor = Math.floor(k);
    if (floor < 0) return 0;
    return floor < mean ? downward(floor, 1, 0) : 1 - upward(floor + 1, 1, 0);
  };
  const tail = (k: number): number => {
    const floor = Math.floor(k);
    if (floor < 0) return 1;
    return floor < mean ? 1 - downward(floor, 1, 0) : upward(floor + 1, 1, 0);
  };
  const loss = (x: number): number => {
    const floor = Math.floor(x);
    const rest = x - floor;
    if (floor < 0) return mean - x;
    // Between whole numbers the loss is a straight line with slope -P(X > floor).
    const whole = floor < mean ? mean - floor + downward(floor, 0, 1) : upward(floor + 1, 1, 1);
    return rest === 0 ? whole : Math.max(0, whole - rest * tail(floor));
  };
  const inverse = (p: number): number => inverseOf(mean, variance, p, cdf, tail);
  return { mean, variance, pmf: mass, cdf, tail, inverse, loss };
}

/** Brackets from a normal guess and halves; in the upper half the tails are compared, because they keep their digits. */
function inverseOf(
  mean: number,
  variance: number,
  p: number,
  cdf: (k: number) => number,
  tail: (k: number) => number,
): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0 || mean === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const reached = (k: number): boolean => (p > 0.5 ? tail(k) <= 1 - p : cdf(k) >= p);
  const sd = Math.sqrt(variance);
  let step = Math.max(1, Math.ceil(sd / 8));
  let high = Math.max(0, Math.ceil(mean + sd * normalInverse(p)));
  while (!reached(high)) {
    high += step;
    step *= 2;
  }
  step = Math.max(1, Math.ceil(sd / 8));
  let low = high - step;
  while (low >= 0 && reached(low)) {
    high = low;
    step *= 2;
    low -= step;
  }
  low = Math.max(-1, low);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (reached(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** ln n! minus Stirling's formula, for any n > 0: the asymptotic series above 15, its recurrence below. */
function stirlingError(n: number): number {
  let rest = 0;
  let x = n;
  for (; x < 15; x++) rest += (x + 0.5) * Math.log1p(1 / x) - 1;
  const s = 1 / (x * x);
  return rest + (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s / 1188)))) / x;
}

/** x ln(x / m) + m - x without cancellation when x is near m (Loader's bd0). */
function deviance(x: number, m: number): number {
  const difference = x - m;
  if (Math.abs(difference) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x;
  const v = difference / (x + m);
  let sum = difference * v;
  let term = 2 * x * v;
  for (let j = 1; j < 1000; j++) {
    term *= v * v;
    const next = sum + term / (2 * j + 1);
    if (next === sum) break;
    sum = next;
  }
  return sum;
}
