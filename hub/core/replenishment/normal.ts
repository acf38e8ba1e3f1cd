const SQRT_PI = Math.sqrt(Math.PI);
const SQRT_2PI = Math.sqrt(2 * Math.PI);

/**
 * The complementary error function with full relative accuracy in the right tail (about 1e-14).
 * Small arguments use the all-positive series (Abramowitz & Stegun 7.1.6), larger ones Laplace's continued fraction
 * (7.1.14) from the inside out; at 1.75 both are exact to the last digits, so there is no table of magic constants.
 */
export function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  if (x < 1.75) {
    let term = x;
    let sum = x;
    for (let n = 1; term > sum * 1e-18; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - (2 / SQRT_PI) * Math.exp(-x * x) * sum;
  }
  let fraction = x;
  for (let n = 16 + Math.ceil(250 / (x * x)); n > 0; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (SQRT_PI * fraction);
}

/** The density of the standard normal distribution. */
export function normalPdf(z: number): number {
  return Math.exp((-z * z) / 2) / SQRT_2PI;
}

/** P(Z <= z) for a standard normal Z. */
export function normalCdf(z: number): number {
  return erfc(-z / Math.SQRT2) / 2;
}

/** P(Z > z), without the loss of digits that `1 - normalCdf(z)` has in the tail. */
export function normalTail(z: number): number {
  return erfc(z / Math.SQRT2) / 2;
}

/**
 * The z with P(Z <= z) = p; -Infinity and Infinity at 0 and 1, NaN outside.
 * A rational first guess (Abramowitz & Stegun 26.2.23, good to 4.5e-4) is polished by Halley's iteration, which triples
 * the number of right digits each time.
 */
export function normalInverse(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0.5) return 0;
  const q = Math.min(p, 1 - p);
  if (q === 0) return p === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const t = Math.sqrt(-2 * Math.log(q));
  let z = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (let round = 0; round < 3; round++) {
    const step = (normalTail(z) - q) / normalPdf(z);
    z += step / (1 - (step * z) / 2);
  }
  return p < 0.5 ? -z : z;
}

/** The standard normal loss E[(Z - z)+] = phi(z) - z P(Z > z) (Snyder & Shen 2e, appendix C.3). */
export function normalLoss(z: number): number {
  return Math.max(0, normalPdf(z) - z * normalTail(z));
}

/** The second-order loss E[((Z - z)+)^2] / 2, which is the integral of `normalLoss` from z to infinity. */
export function normalSecondLoss(z: number): number {
  return Math.max(0, ((z * z + 1) * normalTail(z) - z * normalPdf(z)) / 2);
}

/** A normal demand over some stretch of time, in units. A standard deviation of 0 means a certain demand. */
export interface NormalDemand {
  readonly mean: number;
  readonly sd: number;
}

/** E[(D - x)+]: the units that a stock of x leaves unserved. */
export function expectedShortage(demand: NormalDemand, x: number): number {
  if (demand.sd === 0) return Math.max(0, demand.mean - x);
  return demand.sd * normalLoss((x - demand.mean) / demand.sd);
}

/** The integral of `expectedShortage` from x to infinity, in units squared. */
export function secondShortage(demand: NormalDemand, x: number): number {
  if (demand.sd === 0) return Math.max(0, demand.mean - x) ** 2 / 2;
  return demand.sd ** 2 * normalSecondLoss((x - demand.mean) / demand.sd);
}
