/**
 * A forecaster that is told one day (or period) after the other and can be asked at any time, so that a nightly run
 * costs one step per item and a rolling-origin test costs one pass over the history.
 */
export interface Smoother {
  /** Takes in the demand of the next period. */
  update(value: number): void;
  /** The expected demand `ahead` periods after the last one seen (1 is the next); 0 before anything was seen. */
  forecast(ahead: number): number;
}

/** Feeds a whole history, oldest first, and hands the smoother back. */
export function trained<S extends Smoother>(smoother: S, history: readonly number[]): S {
  for (const value of history) smoother.update(value);
  return smoother;
}

/** The mean of the last `window` periods, or of all while there are fewer. */
export function movingAverage(window: number): Smoother {
  const ring = new Float64Array(window);
  let seen = 0;
  let total = 0;
  return {
    update(value) {
      const at = seen % window;
      total += value - (ring[at] ?? 0);
      ring[at] = value;
      seen++;
      // Adding and taking away drifts for fractional values; once per turn the sum is taken anew.
      if (at === window - 1) total = ring.reduce((sum, x) => sum + x, 0);
    },
    forecast: () => (seen === 0 ? 0 : total / Math.min(seen, window)),
  };
}

/**
 * Simple exponential smoothing (Brown 1956; Hyndman & Athanasopoulos, Forecasting 3e, section 8.1).
 * @param start the level before the first period; left out, it is the first value
 */
export function exponentialSmoothing(alpha: number, start?: number): Smoother {
  let level = start;
  return {
    update(value) {
      level = level === undefined ? value : level + alpha * (value - level);
    },
    forecast: () => level ?? 0,
  };
}

/**
 * Holt's linear trend, damped by `phi` below 1 (Gardner & McKenzie 1985). The start is l0 = y1 and b0 = y2 - y1 with
 * updates from the FIRST period on, as in Hyndman & Athanasopoulos; starting a period later gives other numbers. After a
 * single period the trend is 0.
 */
export function holt(alpha: number, beta: number, phi = 1): Smoother {
  let first: number | undefined;
  let state: { level: number; trend: number } | undefined;
  const step = (before: { level: number; trend: number }, value: number) => {
    const level = alpha * value + (1 - alpha) * (before.level + phi * before.trend);
    return { level, trend: beta * (level - before.level) + (1 - beta) * phi * before.trend };
  };
  return {
    update(value) {
      if (first === undefined) first = value;
      else if (state === undefined) state = step(step({ level: first, trend: value - first }, first), value);
      else state = step(state, value);
    },
    forecast(ahead) {
      if (state === undefined) return first ?? 0;
      const reach = phi === 1 ? ahead : (phi * (1 - phi ** ahead)) / (1 - phi);
      return state.level + reach * state.trend;
    },
  };
}

/**
 * Additive Holt-Winters with season length `m` (Winters 1960; Hyndman & Athanasopoulos, section 8.3). The first two
 * seasons set the start (l0 the mean of the first, b0 the mean difference per period, s_i = y_i - l0), the updates run
 * from period m + 1, and gamma weighs y - l - b of the period before. Until two seasons are in, the mean is the forecast.
 */
export function holtWinters(m: number, alpha: number, beta: number, gamma: number): Smoother {
  const early: number[] = [];
  const season: number[] = [];
  let level = 0;
  let trend = 0;
  let at = 0;
  const step = (value: number): void => {
    const index = season[at % m] ?? 0;
    const expected = level + trend;
    const before = level;
    level = alpha * (value - index) + (1 - alpha) * expected;
    trend = beta * (level - before) + (1 - beta) * trend;
    season[at % m] = gamma * (value - expected) + (1 - gamma) * index;
    at++;
  };
  return {
    update(value) {
      if (early.length === 2 * m) return step(value);
      early.push(value);
      if (early.length < 2 * m) return;
      level = mean(early.slice(0, m));
      trend = (mean(early.slice(m)) - level) / m;
      for (const y of early.slice(0, m)) season.push(y - level);
      for (const y of early.slice(m)) step(y);
    },
    forecast(ahead) {
      if (early.length < 2 * m) return mean(early);
      return level + ahead * trend + (season[(at + ahead - 1) % m] ?? 0);
    },
  };
}

/** The plain mean of several smoothers, which is hard to beat when none is clearly right (Bates & Granger 1969). */
export function pooled(members: readonly Smoother[]): Smoother {
  return {
    update(value) {
      for (const member of members) member.update(value);
    },
    forecast: (ahead) => mean(members.map((member) => member.forecast(ahead))),
  };
}

function mean(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return values.length === 0 ? 0 : total / values.length;
}
