import type { CountDistribution } from './distribution.ts';
import { type NormalDemand, normalInverse, normalPdf } from './normal.ts';

/** Money per unit left over (`holding`) and per unit missed (`shortage`), for one selling period. */
export interface OverUnder {
  readonly holding: number;
  readonly shortage: number;
}

/** The stock to start the period with, and the expected cost of what is left over or missed. */
export interface NewsvendorLevel {
  readonly level: number;
  readonly cost: number;
}

/** p / (p + h): the probability with which the best level covers the demand. */
export function criticalRatio(costs: OverUnder): number {
  return costs.shortage / (costs.shortage + costs.holding);
}

/**
 * The two costs of a fresh item from what the shop knows: a unit missed loses the margin and some goodwill, a unit left
 * over loses what was paid less what it still fetches.
 */
export function freshCosts(price: number, cost: number, salvage = 0, goodwill = 0): OverUnder {
  return { holding: cost - salvage, shortage: price - cost + goodwill };
}

/** Newsvendor under normal demand: S = mean + z sd at the critical ratio (Snyder & Shen 2e, theorem 4.1). */
export function newsvendorNormal(costs: OverUnder, demand: NormalDemand): NewsvendorLevel {
  const z = normalInverse(criticalRatio(costs));
  return {
    level: demand.mean + z * demand.sd,
    cost: (costs.holding + costs.shortage) * normalPdf(z) * demand.sd,
  };
}

/** Newsvendor for pieces: the smallest S with P(D <= S) at or above the critical ratio (Snyder & Shen 2e, section 4.3.2). */
export function newsvendorCounts(costs: OverUnder, demand: CountDistribution): NewsvendorLevel {
  const level = demand.inverse(criticalRatio(costs));
  return { level, cost: mismatchCost(costs, demand, level) };
}

/** h E[(S - D)+] + p E[(D - S)+], which is the period's cost of starting with S, also for a negative S. */
export function mismatchCost(costs: OverUnder, demand: CountDistribution, level: number): number {
  const short = demand.loss(level);
  return costs.holding * (level - demand.mean + short) + costs.shortage * short;
}
