import type { CountDistribution } from './distribution.ts';
import { mismatchCost, newsvendorCounts, newsvendorNormal } from './newsvendor.ts';
import type { NormalDemand } from './normal.ts';
import type { OrderCosts } from './reorder.ts';

/** A periodic-review policy: at position s or below, order up to S. `cost` is per period. */
export interface OrderUpToPolicy {
  readonly reorder: number;
  readonly upTo: number;
  readonly cost: number;
}

const WIDEST_SEARCH = 10_000;

/**
 * The exact best (s, S) for whole-unit demand with a fixed order cost (Zheng & Federgruen 1991, Operations Research
 * 39(4) 654-665). The average cost of a pair comes from the renewal function of one period's demand; the search keeps
 * the best s for the best S so far and ends where one period at S alone costs more than the whole policy.
 * @param period the demand of one period (Poisson, negative binomial, ...)
 * @param protection the demand of lead time plus one period; the same as `period` when orders arrive at once
 * @returns undefined when order costs are so large that the search would pass 10,000 levels (use `powerApproximation`)
 */
export function bestOrderUpTo(
  costs: OrderCosts,
  period: CountDistribution,
  protection: CountDistribution = period,
): OrderUpToPolicy | undefined {
  if (period.mean === 0) return { reorder: -1, upTo: 0, cost: 0 };
  const heights = new Map<number, number>();
  const g = (y: number): number => {
    let height = heights.get(y);
    if (height === undefined) {
      height = mismatchCost(costs, protection, y);
      heights.set(y, height);
    }
    return height;
  };
  const visits = renewals(period);
  const cost = (s: number, top: number): number => {
    let total = costs.setup;
    let length = 0;
    for (let j = 0; j < top - s; j++) {
      const weight = visits(j);
      total += weight * g(top - j);
      length += weight;
    }
    return total / length;
  };
  let upTo = newsvendorCounts(costs, protection).level;
  let s = upTo - 1;
  let length = visits(0);
  let total = costs.setup + length * g(upTo);
  for (; total / length > g(s); s--) {
    if (upTo - s > WIDEST_SEARCH) return undefined;
    const weight = visits(upTo - s);
    total += weight * g(s);
    length += weight;
  }
  let best = total / length;
  for (let top = upTo + 1; g(top) <= best; top++) {
    if (top - s > WIDEST_SEARCH) return undefined;
    const candidate = cost(s, top);
    if (candidate >= best) continue;
    upTo = top;
    best = candidate;
    while (best <= g(s + 1)) {
      s++;
      best = cost(s, upTo);
    }
  }
  return { reorder: s, upTo, cost: best };
}

/** How often, on average, the position passes S - j between two orders: m(j) = sum of p(i) m(j - i), m(0) = 1/(1-p(0)). */
function renewals(period: CountDistribution): (j: number) => number {
  const masses: number[] = [];
  let reach = 0;
  const known: number[] = [];
  // Demand outside these bounds has a chance below 1e-15 and is left out of the sums.
  const end = period.inverse(1 - 1e-15);
  const begin = Math.max(1, period.inverse(1e-16));
  const mass = (i: number): number => {
    for (; reach <= i; reach++) masses.push(period.pmf(reach));
    return masses[i] ?? 0;
  };
  const stay = 1 - mass(0);
  return (j) => {
    for (let n = known.length; n <= j; n++) {
      let total = n === 0 ? 1 : 0;
      for (let i = begin; i <= Math.min(n, end); i++) total += mass(i) * (known[n - i] ?? 0);
      known.push(total / stay);
    }
    return known[j] ?? 0;
  };
}

/**
 * The power approximation of (s, S) (Ehrhardt & Mosier 1984; Snyder & Shen 2e, section 4.4.4): a regression, within a
 * few percent of the exact cost and instant at any size. As in the textbook's example S is not capped at the newsvendor
 * level when Q is small against the mean; `capped` gives the pair with that cap.
 * @param lead periods until an order arrives
 */
export function powerApproximation(
  costs: OrderCosts,
  period: NormalDemand,
  lead: number,
): { reorder: number; upTo: number; capped: { reorder: number; upTo: number } } {
  const periods = lead + 1;
  const protection = { mean: period.mean * periods, sd: period.sd * Math.sqrt(periods) };
  const spread = (1 + (protection.sd / period.mean) ** 2) ** 0.116;
  const quantity = 1.3 * period.mean ** 0.494 * (costs.setup / costs.holding) ** 0.506 * spread;
  const z = Math.sqrt((quantity / protection.sd) * (costs.holding / costs.shortage));
  const reorder = 0.973 * protection.mean + protection.sd * (0.183 / z + 1.063 - 2.192 * z);
  const upTo = reorder + quantity;
  const cap = quantity / period.mean > 1.5 ? upTo : newsvendorNormal(costs, protection).level;
  return { reorder, upTo, capped: { reorder: Math.min(reorder, cap), upTo: Math.min(upTo, cap) } };
}
