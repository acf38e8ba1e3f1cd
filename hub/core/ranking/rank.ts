/** What decides where a task stands in the order of work. */
export interface Ranked {
  /** By when it must be done, in ms. */
  readonly dueAt: number;
  readonly workMinutes: number;
  /** What is lost when it is not done in time, in minor units. */
  readonly valueMinor: number;
}

/** So much nearer to its latest start, a task weighs as much as one of twice its value. */
const DOUBLING_MS = 30 * 60_000;
/** One yuan: what a task is worth at least, so that work of no known value has a place too. */
const UNIT_MINOR = 100;

/** The last moment at which somebody can begin and still be in time. */
export function startBy({ dueAt, workMinutes }: Pick<Ranked, 'dueAt' | 'workMinutes'>): number {
  return dueAt - workMinutes * 60_000;
}

/**
 * Where a task stands in the order of work; the smallest comes first, and equals by their number.
 *
 * Its weight at time t is `(1 + value / unit) * 2 ** ((t - startBy) / D)`: it doubles with twice the value at risk and with
 * every D = 30 minutes nearer to the latest start (an exponential urgency, as in the apparent tardiness cost rule of
 * Vepsalainen and Morton, 1987). Time makes all weights grow alike, so their order never changes by itself: it is the order of
 * `startBy - D * log2(1 + value / unit)`, which is worked out once when a task changes. Nothing has to be ranked anew.
 * @returns ms
 */
export function rankAt(task: Ranked): number {
  return Math.round(startBy(task) - DOUBLING_MS * Math.log2(1 + task.valueMinor / UNIT_MINOR));
}

/**
 * What is lost while a shelf is low: the pieces short of its level (a shelf at its level is one short), as far as the back room
 * can mend it, at their price. A shelf below nothing puts the pieces at stake that the book cannot explain.
 * @param priceMinor of a piece, or of a kilogram where goods are counted in grams
 */
export function stockAtRisk(about: {
  readonly kind: 'move' | 'count';
  readonly onHand: number;
  readonly level: number;
  readonly quantity: number;
  readonly priceMinor: number;
  readonly unit: 'each' | 'gram';
}): number {
  const short = Math.max(0, about.level + 1 - about.onHand);
  const pieces = about.kind === 'move' ? Math.min(about.quantity, short) : Math.max(0, -about.onHand);
  const each = about.unit === 'gram' ? about.priceMinor / 1000 : about.priceMinor;
  return Math.min(1_000_000_000, Math.round(pieces * each));
}
