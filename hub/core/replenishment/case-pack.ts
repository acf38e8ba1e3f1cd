import { type CountDistribution, countDistribution } from './distribution.ts';
import { criticalRatio } from './newsvendor.ts';
import type { OrderCosts } from './reorder.ts';

/** What a level does for the customers and for the shelf, on average over time. */
export interface PackPerformance {
  /** The share of demand served at once. */
  readonly fill: number;
  /** Mean stock on hand, between a delivery and the next. */
  readonly onHand: number;
  /** Units missed per review period. */
  readonly shortage: number;
  /** Orders per review period. */
  readonly orders: number;
}

/** The level to order at, what it does, and whether the shelf rather than the service set it. */
export interface PackLevel extends PackPerformance {
  readonly level: number;
  readonly limitedByShelf: boolean;
}

/** Demand during the lead time, and during lead time plus review period. */
export interface PackDemand {
  readonly lead: CountDistribution;
  readonly protection: CountDistribution;
}

/**
 * The exact performance of (s, nQ): at a review with position s or below, order as many case packs as bring it above s.
 * The position after ordering is then uniform on s+1 .. s+Q (Hadley & Whitin 1963; Zheng & Chen 1992), and what a review
 * period misses is the shortage at its end less the shortage at its start. Unmet demand waits in this model; at the fill
 * rates of a shop, where it is lost, the fill is not lower.
 */
export function packPerformance(demand: PackDemand, level: number, pack: number): PackPerformance {
  const cycle = demand.protection.mean - demand.lead.mean;
  const late = shortages(demand.protection, level + 1, level + pack);
  const early = shortages(demand.lead, level + 1, level + pack);
  let missed = 0;
  let held = 0;
  for (let i = 0; i < pack; i++) {
    const y = level + 1 + i;
    const end = late[i] ?? 0;
    const start = early[i] ?? 0;
    missed += (end - start) / pack;
    held += (y - demand.protection.mean + end + (y - demand.lead.mean + start)) / 2 / pack;
  }
  const review = countDistribution(cycle, Math.max(0, demand.protection.variance - demand.lead.variance));
  const orders = (cycle - review.loss(pack)) / pack;
  return { fill: cycle > 0 ? 1 - missed / cycle : 1, onHand: held, shortage: missed, orders };
}

/**
 * The smallest level whose fill rate reaches `target`, but not so high that a delivery would not fit: level + pack less
 * the demand of the lead time stays within `shelf`. A level below `least` is never given, even if the shelf overflows.
 */
export function packLevel(
  demand: PackDemand,
  pack: number,
  target: number,
  shelf = Number.POSITIVE_INFINITY,
  least = 0,
): PackLevel {
  const cycle = demand.protection.mean - demand.lead.mean;
  let high = Math.max(least, Math.ceil(demand.protection.mean));
  while (demand.protection.loss(high + 1) > (1 - target) * cycle) high += Math.max(1, Math.ceil(high / 4));
  const reached = (level: number): boolean => packPerformance(demand, level, pack).fill >= target;
  return limited(demand, pack, smallest(least - 1, high, reached), shelf, least);
}

/** The smallest whole number above `low` that fits, `high` being one that does. */
function smallest(low: number, high: number, fits: (level: number) => boolean): number {
  let bad = low;
  let good = high;
  while (good - bad > 1) {
    const middle = Math.floor((bad + good) / 2);
    if (fits(middle)) good = middle;
    else bad = middle;
  }
  return good;
}

function limited(demand: PackDemand, pack: number, wanted: number, shelf: number, least: number): PackLevel {
  const fits = Math.max(least, Math.floor(shelf + demand.lead.mean) - pack);
  const level = Math.min(wanted, fits);
  return { level, limitedByShelf: fits < wanted, ...packPerformance(demand, level, pack) };
}

/**
 * The cheapest level when a unit missed has a price: the smallest s at which the mean over the position's range of
 * P(D <= y) reaches the critical ratio p / (p + h) (Chen & Zheng 1994), under the same shelf and least level.
 */
export function cheapestPackLevel(
  demand: PackDemand,
  pack: number,
  costs: OrderCosts,
  shelf = Number.POSITIVE_INFINITY,
  least = 0,
): PackLevel {
  const ratio = Math.min(criticalRatio(costs), 1 - 1e-12);
  const covered = (level: number): boolean => {
    // The mean of P(D > y) over s+1 .. s+Q telescopes into a difference of two losses.
    const missed = demand.protection.loss(level + 1) - demand.protection.loss(level + 1 + pack);
    return 1 - missed / pack >= ratio;
  };
  const top = Math.max(least, demand.protection.inverse(ratio));
  return limited(demand, pack, smallest(least - 1, top, covered), shelf, least);
}

/** Money per review period: stock held, orders sent, units missed. */
export function packCost(costs: OrderCosts, performance: PackPerformance): number {
  return costs.holding * performance.onHand + costs.setup * performance.orders + costs.shortage * performance.shortage;
}

/** How many packs to order now: none above the level, else the fewest that bring the position above it. */
export function packsToOrder(position: number, level: number, pack: number): number {
  return position > level ? 0 : Math.floor((level - position) / pack) + 1;
}

/** E[(D - y)+] for y = from .. to, summed downwards from the exact end so that only positive terms are added. */
function shortages(demand: CountDistribution, from: number, to: number): Float64Array {
  const losses = new Float64Array(to - from + 1);
  let loss = demand.loss(to);
  let tail = demand.tail(to);
  for (let y = to; y >= from; y--) {
    losses[y - from] = loss;
    tail += demand.pmf(y);
    loss += tail;
  }
  return losses;
}
