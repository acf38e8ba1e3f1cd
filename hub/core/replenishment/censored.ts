import { poisson } from './distribution.ts';

/** One day of trade: what was sold, and whether the shelf was empty at some moment, so that demand was at least that. */
export interface SalesDay {
  readonly sold: number;
  readonly stockedOut: boolean;
}

/**
 * The Poisson rate per day that makes the observed days most likely when a stocked-out day only says "at least this
 * much" (right-censored likelihood; Conrad 1976, Nahmias 1994). The derivative of the log-likelihood,
 * sum of k/rate - 1 over free days + sum of pmf(k-1)/P(X >= k) over censored ones, falls with the rate, so it is halved.
 * @returns undefined when no day was free of a stock-out and something sold: then no rate is too high
 */
export function censoredRate(days: readonly SalesDay[]): number | undefined {
  const free = days.filter((day) => !day.stockedOut);
  const cut = days.filter((day) => day.stockedOut && day.sold >= 0.5);
  const sold = free.reduce((sum, day) => sum + day.sold, 0);
  if (cut.length === 0) return free.length === 0 ? undefined : sold / free.length;
  if (free.length === 0) return undefined;
  const slope = (rate: number): number =>
    cut.reduce((total, day) => total + hazard(rate, Math.round(day.sold)), sold / rate - free.length);
  let low = sold / free.length;
  let high = Math.max(1, low);
  while (slope(high) > 0) high *= 2;
  while (high - low > 1e-12 * high) {
    const middle = (low + high) / 2;
    if (slope(middle) > 0) low = middle;
    else high = middle;
  }
  return high;
}

/** pmf(k - 1) / P(X >= k); above the mean as a series of positive terms, because far out both would vanish. */
function hazard(rate: number, k: number): number {
  if (k <= rate) {
    const demand = poisson(rate);
    return demand.pmf(k - 1) / demand.tail(k - 1);
  }
  let term = 1;
  let sum = 0;
  for (let j = 1; term > sum * 1e-16; j++) {
    sum += term;
    term *= rate / (k + j);
  }
  return k / rate / sum;
}

/** The demand to expect of a day that sold `sold` and then was empty: E[D | D >= sold] under a Poisson rate. */
export function expectedDemand(rate: number, sold: number): number {
  if (sold <= 0) return rate;
  const demand = poisson(rate);
  const chance = demand.tail(sold - 1);
  return chance > 0 ? sold + demand.loss(sold) / chance : sold;
}

/**
 * A history with stocked-out days lifted to what would likely have been sold, so that forecasting an empty shelf does
 * not teach the shop to keep it empty. The rate is learned afresh in every stretch of `window` days, counted back from
 * the end; a stretch without any free day is left as it is, because nothing in it says how high demand was.
 */
export function uncensored(history: readonly SalesDay[], window = 56): number[] {
  const lifted = history.map((day) => day.sold);
  for (let end = history.length; end > 0; end -= window) {
    const start = Math.max(0, end - window);
    const stretch = history.slice(start, end);
    if (!stretch.some((day) => day.stockedOut)) continue;
    const rate = censoredRate(stretch);
    if (rate === undefined) continue;
    stretch.forEach((day, i) => {
      if (day.stockedOut) lifted[start + i] = expectedDemand(rate, day.sold);
    });
  }
  return lifted;
}
