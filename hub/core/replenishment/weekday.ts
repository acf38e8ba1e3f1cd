import type { Smoother } from './smoothing.ts';

/** Seven factors around 1, for the weekday of the first day of the history and the six after it. */
export type WeekProfile = readonly number[];

const WEEK = 7;
export const FLAT_WEEK: WeekProfile = [1, 1, 1, 1, 1, 1, 1];

/**
 * The share of each weekday, shrunk towards 1 by as much as chance alone would scatter it (empirical Bayes; Efron & Morris
 * 1975): a steady category keeps its Saturday, an item that sells twice a month does not get one by accident. A weekday
 * that never sold while ten sales were to be expected is taken as closed and gets exactly 0.
 * @param history demand per day of one item or of a whole category (the sum), oldest first; whole weeks are used
 */
export function weekProfile(history: readonly number[]): WeekProfile {
  const weeks = Math.floor(history.length / WEEK);
  const offset = history.length - weeks * WEEK;
  if (weeks < 4) return FLAT_WEEK;
  const sums = new Float64Array(WEEK);
  let total = 0;
  for (let t = offset; t < history.length; t++) {
    sums[t % WEEK] = (sums[t % WEEK] ?? 0) + (history[t] ?? 0);
    total += history[t] ?? 0;
  }
  const average = total / WEEK;
  if (average === 0) return FLAT_WEEK;
  const raw = Array.from(sums, (sum) => sum / average);
  const closed = raw.map((share) => share === 0 && average > 10);
  const noise = scatterWithin(history, offset, weeks, sums) / (average / weeks) ** 2 / weeks;
  const open = raw.filter((_, day) => !closed[day]);
  const centre = open.reduce((sum, share) => sum + share, 0) / open.length;
  const spread = open.reduce((sum, share) => sum + (share - centre) ** 2, 0) / Math.max(1, open.length - 1);
  const trust = spread > 0 ? Math.max(0, 1 - noise / spread) : 0;
  return raw.map((share, day) => (closed[day] ? 0 : centre + trust * (share - centre)));
}

/** The variance of a day around its own weekday's mean. */
function scatterWithin(history: readonly number[], offset: number, weeks: number, sums: Float64Array): number {
  let squares = 0;
  for (let t = offset; t < history.length; t++) {
    squares += ((history[t] ?? 0) - (sums[t % WEEK] ?? 0) / weeks) ** 2;
  }
  return squares / Math.max(1, (weeks - 1) * WEEK);
}

/**
 * A smoother of the demand of an average day, which is told and asked in real days. Closed days teach it nothing, and nor
 * do days that sell under a hundredth of the average, because dividing by so little would shout.
 */
export function weekly(inner: Smoother, profile: WeekProfile): Smoother {
  let seen = 0;
  const factor = (day: number): number => profile[day % WEEK] ?? 1;
  return {
    update(value) {
      const share = factor(seen++);
      if (share > 0.01) inner.update(value / share);
    },
    forecast: (ahead) => inner.forecast(ahead) * factor(seen + ahead - 1),
  };
}
