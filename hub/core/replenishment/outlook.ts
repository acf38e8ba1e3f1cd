import { type StockoutRisk, stockoutPath } from './risk.ts';

/** What an item is expected to sell, as it was learned: mean by weekday, Monday first, and variance over mean. */
export interface ExpectedDemand {
  readonly week: readonly number[];
  readonly dispersion: number;
}

/** Days that the stock lasts at the expected pace, tomorrow being the first; nothing sells: undefined. */
export function daysOfCover(demand: ExpectedDemand, onHand: number, today: number): number | undefined {
  const total = demand.week.reduce((sum, mean) => sum + mean, 0);
  if (total <= 0) return undefined;
  let left = Math.max(0, onHand);
  const weeks = Math.floor(left / total);
  left -= weeks * total;
  for (let day = 0; day < 7; day++) {
    const mean = demand.week[(today + day) % 7] ?? 0;
    if (left < mean) return weeks * 7 + day + left / mean;
    left -= mean;
  }
  return weeks * 7 + 7;
}

/** The risk of running out within the next three days of trade, tomorrow being the first, when nothing arrives. */
export function riskIn72Hours(demand: ExpectedDemand, onHand: number, today: number): StockoutRisk {
  const days = [0, 1, 2].map((day) => {
    const mean = demand.week[(today + day) % 7] ?? 0;
    return { mean, variance: mean * demand.dispersion, arriving: 0 };
  });
  return stockoutPath(onHand, days);
}

/** How many standard deviations the stock stands above the demand of three days: a quick measure to sort by. */
export function safetyOf(demand: ExpectedDemand, onHand: number, today: number): number {
  const mean = [0, 1, 2].reduce((sum, day) => sum + (demand.week[(today + day) % 7] ?? 0), 0);
  return mean > 0 ? (onHand - mean) / Math.sqrt(mean * demand.dispersion) : Number.POSITIVE_INFINITY;
}
