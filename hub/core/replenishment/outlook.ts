import { type StockoutRisk, stockoutPath } from './risk.ts';

/**
 * What an item is expected to sell, as it was learned: mean by weekday, Monday first, and variance over mean. The first day
 * ahead is today; of it only the rest is left.
 */
export interface ExpectedDemand {
  readonly week: readonly number[];
  readonly dispersion: number;
  /** Sold today so far. */
  readonly soldToday: number;
}

/** Expected demand `day` days from `today`, a weekday from 1 to 7; of today what is left of it. */
export function expectedOn(demand: ExpectedDemand, today: number, day: number): number {
  const mean = demand.week[(today - 1 + day) % 7] ?? 0;
  return day === 0 ? Math.max(0, mean - demand.soldToday) : mean;
}

/** Days that the stock lasts at the expected pace; nothing sells: undefined. */
export function daysOfCover(demand: ExpectedDemand, onHand: number, today: number): number | undefined {
  const total = demand.week.reduce((sum, mean) => sum + mean, 0);
  if (total <= 0) return undefined;
  let left = Math.max(0, onHand);
  const rest = expectedOn(demand, today, 0);
  const whole = demand.week[today - 1] ?? 0;
  if (left < rest) return left / whole;
  left -= rest;
  const begun = whole > 0 ? rest / whole : 0;
  const weeks = Math.floor(left / total);
  left -= weeks * total;
  for (let day = 1; day <= 7; day++) {
    const mean = demand.week[(today - 1 + day) % 7] ?? 0;
    if (left < mean) return begun + weeks * 7 + day - 1 + left / mean;
    left -= mean;
  }
  return begun + weeks * 7 + 7;
}

/** The risk of running out today or on the next two days of trade, when nothing arrives. */
export function riskIn72Hours(demand: ExpectedDemand, onHand: number, today: number): StockoutRisk {
  const days = [0, 1, 2].map((day) => {
    const mean = expectedOn(demand, today, day);
    return { mean, variance: mean * demand.dispersion, arriving: 0 };
  });
  return stockoutPath(onHand, days);
}

/** How many standard deviations the stock stands above the demand of three days: a quick measure to sort by. */
export function safetyOf(demand: ExpectedDemand, onHand: number, today: number): number {
  const mean = [0, 1, 2].reduce((sum, day) => sum + expectedOn(demand, today, day), 0);
  return mean > 0 ? (onHand - mean) / Math.sqrt(mean * demand.dispersion) : Number.POSITIVE_INFINITY;
}
