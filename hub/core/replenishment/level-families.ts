import Type from 'typebox';
import { cheapestPackLevel, packCost, packLevel, packsToOrder } from './case-pack.ts';
import { countDistribution, poisson } from './distribution.ts';
import { type Family, family, fault } from './family.ts';
import { amount, count, fields, meanCount, packSize, periods, positive, share } from './fields.ts';
import { newsvendorCounts, newsvendorNormal } from './newsvendor.ts';
import { normalLoss } from './normal.ts';
import {
  approximateReorder,
  baseStockNormal,
  bestReorder,
  bestReorderPoisson,
  fillRate,
  reorderCost,
  safetyStock,
} from './reorder.ts';
import { bestOrderUpTo, powerApproximation } from './review.ts';

const overUnder = { h: positive, p: positive };
const costs = { ...overUnder, K: amount };
const process = { ...overUnder, K: positive, lam: positive, sd: amount, L: amount };
const signed = Type.Number({ minimum: -1e12, maximum: 1e12 });

/** Pieces per period, where a search over whole levels is asked for. */
const pace = Type.Number({ minimum: 0, maximum: 20_000 });

/** Too wild a scatter is a slip of the pen, and would keep the sums busy for minutes. */
function wild(mean: number, sd: number, factor: number) {
  return sd ** 2 > factor * mean
    ? fault('sd', `is too large: the variance may be at most ${factor} times the mean`)
    : undefined;
}

/** Questions about levels: when to order, up to where, and how well it serves. */
export const LEVEL_FAMILIES: Readonly<Record<string, Family>> = {
  'normal-loss': family(fields({ z: signed }), ({ z }) => ({ loss: normalLoss(z) })),

  'newsvendor-normal': family(fields({ ...overUnder, mean: amount, sd: amount }), ({ h, p, mean, sd }) => {
    const { level, cost } = newsvendorNormal({ holding: h, shortage: p }, { mean, sd });
    return { S: level, cost };
  }),

  'newsvendor-poisson': family(fields({ ...overUnder, mean: meanCount }), ({ h, p, mean }) => {
    const { level, cost } = newsvendorCounts({ holding: h, shortage: p }, poisson(mean));
    return { S: level, cost };
  }),

  'newsvendor-negbin': family(fields({ ...overUnder, mean: meanCount, sd: amount }), ({ h, p, mean, sd }) => {
    const refusal = wild(mean, sd, 10_000);
    if (refusal !== undefined) return refusal;
    const { level, cost } = newsvendorCounts({ holding: h, shortage: p }, countDistribution(mean, sd ** 2));
    return { S: level, cost };
  }),

  'base-stock-normal': family(
    fields({ ...overUnder, mean: amount, sd: amount, L: amount, R: amount }),
    ({ h, p, mean, sd, L, R }) => {
      const { level, cost } = baseStockNormal({ holding: h, shortage: p }, { mean, sd }, L, R);
      return { S: level, cost };
    },
  ),

  'safety-stock': family(
    fields({ cycle_service: share, d: amount, sd_d: amount, L: amount, sd_L: amount }),
    ({ cycle_service, d, sd_d, L, sd_L }) => {
      const { z, stock, reorder } = safetyStock(cycle_service, { mean: d, sd: sd_d }, { mean: L, sd: sd_L });
      return { z, SS: stock, ROP: reorder };
    },
  ),

  'fill-rate-rQ': family(
    fields({ mean_LT: amount, sd_LT: amount, Q: positive, r: signed }),
    ({ mean_LT, sd_LT, Q, r }) => ({ fill: fillRate({ mean: mean_LT, sd: sd_LT }, r, Q) }),
  ),

  'rQ-normal-cost': family(fields({ ...process, r: signed, Q: positive }), ({ r, Q, K, h, p, lam, sd, L }) => ({
    cost: reorderCost({ setup: K, holding: h, shortage: p }, { rate: lam, sd, lead: L }, r, Q),
  })),

  'rQ-normal-opt': family(fields(process), ({ K, h, p, lam, sd, L }) => {
    const best = bestReorder({ setup: K, holding: h, shortage: p }, { rate: lam, sd, lead: L });
    if (best === undefined) return fault('', 'the numbers are too far apart to be answered');
    return { r: best.reorder, Q: best.quantity, cost: best.cost };
  }),

  'rQ-EIL-approx': family(fields(process), ({ K, h, p, lam, sd, L }) => {
    const best = approximateReorder({ setup: K, holding: h, shortage: p }, { rate: lam, sd, lead: L });
    if (best === undefined) return fault('p', 'is too small: no reorder point is worth holding stock for');
    return { r: best.reorder, Q: best.quantity, cost: best.cost };
  }),

  'rQ-poisson-opt': family(
    fields({
      ...costs,
      lam: Type.Number({ exclusiveMinimum: 0, maximum: 1e6 }),
      L: Type.Number({ minimum: 0, maximum: 1e4 }),
    }),
    ({ K, h, p, lam, L }) => {
      if (lam * L > 100_000) return fault('lam', 'times L must be at most 100,000');
      const best = bestReorderPoisson({ setup: K, holding: h, shortage: p }, lam, L);
      if (best === undefined) return fault('K', 'is too large against h: the order would pass 100,000 units');
      return { r: best.reorder, Q: best.quantity, cost: best.cost };
    },
  ),

  'sS-poisson-opt': family(fields({ ...costs, mean: pace, L: Type.Optional(periods) }), ({ K, h, p, mean, L = 0 }) =>
    orderUpTo({ K, h, p }, mean, mean, L),
  ),

  'sS-negbin-opt': family(
    fields({ ...costs, mean: pace, sd: amount, L: Type.Optional(periods) }),
    ({ K, h, p, mean, sd, L = 0 }) => wild(mean, sd, 100) ?? orderUpTo({ K, h, p }, mean, sd ** 2, L),
  ),

  'sS-power-approx': family(
    fields({ ...overUnder, K: positive, mean: positive, sd: positive, L: Type.Optional(amount) }),
    ({ K, h, p, mean, sd, L = 0 }) => {
      const best = powerApproximation({ setup: K, holding: h, shortage: p }, { mean, sd }, L);
      return { s: best.reorder, S: best.upTo, capped: { s: best.capped.reorder, S: best.capped.upTo } };
    },
  ),

  'snQ-level': family(
    fields({
      mean: pace,
      sd: amount,
      L: periods,
      R: Type.Integer({ minimum: 1, maximum: 365 }),
      pack: packSize,
      fill: Type.Optional(share),
      shelf: Type.Optional(count),
      least: Type.Optional(count),
      position: Type.Optional(Type.Integer({ minimum: -1_000_000, maximum: 1_000_000 })),
      costs: Type.Optional(fields(costs)),
    }),
    (input) => {
      const { mean, sd, L, R, pack, fill, shelf, least } = input;
      if (fill === undefined && input.costs === undefined) return fault('fill', 'is missing (or give costs)');
      const refusal = wild(mean, sd, 1000);
      if (refusal !== undefined) return refusal;
      const over = (days: number) => countDistribution(mean * days, sd ** 2 * days);
      const demand = { lead: over(L), protection: over(L + R) };
      const money = input.costs && { setup: input.costs.K, holding: input.costs.h, shortage: input.costs.p };
      const found =
        fill === undefined && money !== undefined
          ? cheapestPackLevel(demand, pack, money, shelf, least)
          : packLevel(demand, pack, fill ?? 0, shelf, least);
      return {
        s: found.level,
        fill: found.fill,
        on_hand: found.onHand,
        limited_by_shelf: found.limitedByShelf,
        ...(money && { cost: packCost(money, found) }),
        ...(input.position !== undefined && { order: pack * packsToOrder(input.position, found.level, pack) }),
      };
    },
  ),
};

function orderUpTo(money: { K: number; h: number; p: number }, mean: number, variance: number, lead: number) {
  const best = bestOrderUpTo(
    { setup: money.K, holding: money.h, shortage: money.p },
    countDistribution(mean, variance),
    countDistribution(mean * (lead + 1), variance * (lead + 1)),
  );
  if (best === undefined) return fault('K', 'is too large against h for the exact search: ask sS-power-approx');
  return { s: best.reorder, S: best.upTo, cost: best.cost };
}
