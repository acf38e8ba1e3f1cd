/**
 * A small seeded source of chance (mulberry32), so that every run of a test sees the same shop.
 * @returns numbers in [0, 1)
 */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A standard normal draw (Box and Muller). */
export function normalDraw(next: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

/** A Poisson draw, by multiplying chances (Knuth) below 400 and by halving the mean above. */
export function poissonDraw(next: () => number, mean: number): number {
  if (mean > 400) return poissonDraw(next, mean / 2) + poissonDraw(next, mean / 2);
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = 1 - next(); product > limit; product *= 1 - next()) count++;
  return count;
}

/** A negative binomial draw: a Poisson whose rate is itself gamma-distributed. `factor` is variance over mean. */
export function scatteredDraw(next: () => number, mean: number, factor: number): number {
  if (mean <= 0 || factor <= 1) return poissonDraw(next, Math.max(0, mean));
  return poissonDraw(next, gammaDraw(next, mean / (factor - 1)) * (factor - 1));
}

function gammaDraw(next: () => number, shape: number): number {
  if (shape < 1) return gammaDraw(next, shape + 1) * (1 - next()) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = normalDraw(next);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - next()) < x * x * 0.5 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** What an invented item is like. */
export interface ItemNature {
  readonly mean: number;
  readonly factor: number;
  readonly week: readonly number[];
  /** Standard deviation of the daily step of the log level. */
  readonly drift: number;
  /** The day on which sales collapse to a twentieth, if ever. */
  readonly dies?: number;
}

/** Days of sales of an invented item. */
export function salesSeries(next: () => number, days: number, nature: ItemNature): number[] {
  let level = Math.log(nature.mean);
  return Array.from({ length: days }, (_, day) => {
    level += nature.drift * normalDraw(next);
    const fading = day >= (nature.dies ?? Number.POSITIVE_INFINITY) ? 0.05 : 1;
    return scatteredDraw(next, Math.exp(level) * (nature.week[day % 7] ?? 1) * fading, nature.factor);
  });
}
