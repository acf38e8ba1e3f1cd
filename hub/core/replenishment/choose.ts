import { croston, tsb } from './intermittent.ts';
import { exponentialSmoothing, holt, movingAverage, pooled, type Smoother } from './smoothing.ts';
import { type WeekProfile, weekly, weekProfile } from './weekday.ts';

/** The methods an item can be given. `pool` is the mean of several and the one to beat. */
export const METHODS = ['pool', 'ma28', 'ma56', 'ses05', 'ses', 'ses30', 'sba', 'tsb', 'holt-damped'] as const;
export type Method = (typeof METHODS)[number];

/** A fresh smoother for a method, knowing nothing yet. */
export function smootherFor(method: Method): Smoother {
  switch (method) {
    case 'ma28':
      return movingAverage(28);
    case 'ma56':
      return movingAverage(56);
    case 'ses05':
      return exponentialSmoothing(0.05);
    case 'ses':
      return exponentialSmoothing(0.1);
    case 'ses30':
      return exponentialSmoothing(0.3);
    case 'sba':
      return croston(0.1, 'sba');
    case 'tsb':
      return tsb(0.1, 0.05);
    case 'holt-damped':
      return holt(0.1, 0.05, 0.9);
    case 'pool':
      return pooled([smootherFor('ma28'), smootherFor('ses05'), smootherFor('tsb')]);
  }
}

/** What was chosen, and the error it was chosen for. */
export interface Choice {
  readonly method: Method;
  /** Mean RMSSE over the origins; below 1 is better than repeating yesterday. */
  readonly rmsse: number;
  readonly scores: ReadonlyMap<Method, number>;
}

/** How the test is run: `origins` starting days, `step` days apart, each asked `horizon` days ahead. */
export interface Trial {
  readonly origins: number;
  readonly step: number;
  readonly horizon: number;
}

export const USUAL_TRIAL: Trial = { origins: 26, step: 7, horizon: 7 };

const HALF_LIFE = 8;

/**
 * Chooses a method for one item by rolling-origin RMSSE (Hyndman & Koehler 2006; Makridakis et al. 2022): every
 * candidate walks the history once and is asked at each origin with nothing from after it.
 *
 * The best of many on a short test is often only lucky, so the pool is left only for a candidate that beats it by more
 * than one standard error of the paired differences (Breiman et al. 1984), the later ones weighing more.
 * @param profile the category's weekday profile; left out, the item's own before the first origin
 */
export function chooseMethod(history: readonly number[], profile?: WeekProfile, trial: Trial = USUAL_TRIAL): Choice {
  const origins = originsOf(history.length, trial);
  const first = origins[0];
  if (first === undefined) return { method: 'pool', rmsse: Number.NaN, scores: new Map() };
  const week = profile ?? weekProfile(history.slice(0, first));
  const scales = naiveScales(history, origins);
  const errors = new Map<Method, number[]>();
  for (const method of METHODS) {
    const smoother = weekly(smootherFor(method), week);
    errors.set(method, rollingErrors(history, smoother, origins, scales, trial.horizon));
  }
  const scores = new Map([...errors].map(([method, values]) => [method, mean(values)] as const));
  let best: Method = 'pool';
  let margin = 0;
  for (const [method, values] of errors) {
    const ahead = lead(errors.get('pool') ?? [], values);
    if (ahead > margin) {
      margin = ahead;
      best = method;
    }
  }
  return { method: best, rmsse: scores.get(best) ?? Number.NaN, scores };
}

/**
 * By how much a candidate beats the incumbent, less one standard error of the paired differences. An origin counts half
 * as much as one eight origins later, so that an item which changed its ways is judged by its new ones.
 */
function lead(incumbent: readonly number[], candidate: readonly number[]): number {
  const n = incumbent.length;
  if (n < 3) return 0;
  const weights = incumbent.map((_, i) => 2 ** ((i + 1 - n) / HALF_LIFE));
  const gains = incumbent.map((error, i) => error - (candidate[i] ?? error));
  const weight = weights.reduce((sum, w) => sum + w, 0);
  const gain = gains.reduce((sum, x, i) => sum + x * (weights[i] ?? 0), 0) / weight;
  const variance = gains.reduce((sum, x, i) => sum + (x - gain) ** 2 * (weights[i] ?? 0), 0) / weight;
  const effective = weight ** 2 / weights.reduce((sum, w) => sum + w * w, 0);
  return gain - Math.sqrt(variance / (effective - 1));
}

/** Days (counted as history seen) at which to ask, latest last; each leaves a whole horizon to compare with. */
function originsOf(length: number, trial: Trial): number[] {
  const origins: number[] = [];
  for (let i = trial.origins - 1; i >= 0; i--) {
    const origin = length - trial.horizon - i * trial.step;
    if (origin >= 28) origins.push(origin);
  }
  return origins;
}

/** RMSSE per origin of a smoother that is walked once through the history. */
export function rollingErrors(
  history: readonly number[],
  smoother: Smoother,
  origins: readonly number[],
  scales: readonly number[],
  horizon: number,
): number[] {
  const errors: number[] = [];
  let next = 0;
  for (let t = 0; t <= history.length && next < origins.length; t++) {
    if (t === origins[next]) {
      let squares = 0;
      for (let ahead = 1; ahead <= horizon; ahead++) {
        squares += ((history[t + ahead - 1] ?? 0) - smoother.forecast(ahead)) ** 2;
      }
      errors.push(Math.sqrt(squares / horizon / (scales[next] ?? 1)));
      next++;
    }
    smoother.update(history[t] ?? 0);
  }
  return errors;
}

/** The mean squared change from day to day before each origin, from the first sale on; 1 where nothing ever changed. */
export function naiveScales(history: readonly number[], origins: readonly number[]): number[] {
  const scales: number[] = [];
  let squares = 0;
  let count = 0;
  let started = false;
  let next = 0;
  for (let t = 0; t <= history.length && next < origins.length; t++) {
    if (t === origins[next]) {
      scales.push(squares > 0 ? squares / count : 1);
      next++;
    }
    if (started) {
      squares += ((history[t] ?? 0) - (history[t - 1] ?? 0)) ** 2;
      count++;
    }
    if ((history[t] ?? 0) > 0) started = true;
  }
  return scales;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, x) => sum + x, 0) / values.length;
}
