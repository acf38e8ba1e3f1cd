import { chooseMethod, type Method, naiveScales, smootherFor } from '../../hub/core/replenishment/choose.ts';
import { demandPattern } from '../../hub/core/replenishment/classify.ts';
import { type Smoother, trained } from '../../hub/core/replenishment/smoothing.ts';
import { weekly, weekProfile } from '../../hub/core/replenishment/weekday.ts';
import { salesSeries, seeded } from '../core/replenishment/chance.ts';
import { naturesOf, type World } from './nature.ts';

/** Single methods as a shop might have settled for one; `auto` is what the product chooses at each origin. */
const SINGLES = ['ma28', 'ses', 'sba', 'tsb'] as const satisfies readonly Method[];
export type Rival = 'auto' | (typeof SINGLES)[number];
export const RIVALS: readonly Rival[] = ['auto', ...SINGLES];

const ORIGINS = 12;
const STEP = 14;
const HORIZON = 14;
const DAYS = 400;

/** Mean RMSSE of each rival, for each class of demand and for all items. */
export type Comparison = ReadonlyMap<string, { readonly items: number; readonly errors: ReadonlyMap<Rival, number> }>;

/**
 * Lets the automatic choice and single methods forecast the simulator's items from 12 rolling origins, each knowing only
 * what came before. Levels drift, and one item in ten dies on the way, as goods do.
 */
export function compareForecasts(world: World): Comparison {
  const next = seeded(world.seed * 31 + 5);
  const sums = new Map<string, { items: number; errors: Map<Rival, number> }>();
  for (const { daily, scatter, week } of naturesOf(world)) {
    const dies = next() < 0.1 ? { dies: Math.floor(DAYS * (0.5 + 0.4 * next())) } : {};
    const mean = daily * (next() < 0.5 ? 0.15 : 1);
    const series = salesSeries(next, DAYS, { mean, factor: scatter * (1 + next()), week, drift: 0.01, ...dies });
    const errors = errorsOf(series);
    for (const group of [demandPattern(series).pattern, 'all']) {
      const sum = sums.get(group) ?? { items: 0, errors: new Map<Rival, number>() };
      sum.items += 1;
      for (const [rival, error] of errors) sum.errors.set(rival, (sum.errors.get(rival) ?? 0) + error);
      sums.set(group, sum);
    }
  }
  for (const { items, errors } of sums.values()) for (const [rival, sum] of errors) errors.set(rival, sum / items);
  return sums;
}

function errorsOf(series: readonly number[]): Map<Rival, number> {
  const origins = Array.from({ length: ORIGINS }, (_, i) => DAYS - HORIZON - (ORIGINS - 1 - i) * STEP);
  const scales = naiveScales(series, origins);
  const errors = new Map<Rival, number>();
  origins.forEach((origin, at) => {
    const past = series.slice(0, origin);
    const future = series.slice(origin, origin + HORIZON);
    for (const rival of RIVALS) {
      const error = rmsse(forecaster(rival, past), future, scales[at] ?? 1);
      errors.set(rival, (errors.get(rival) ?? 0) + error / ORIGINS);
    }
  });
  return errors;
}

/** The product forecasts with the item's week; a single method is given it too, so that only the method differs. */
function forecaster(rival: Rival, past: readonly number[]): Smoother {
  const method = rival === 'auto' ? chooseMethod(past).method : rival;
  return trained(weekly(smootherFor(method), weekProfile(past)), past);
}

function rmsse(smoother: Smoother, future: readonly number[], scale: number): number {
  const squares = future.reduce((sum, sold, i) => sum + (sold - Math.max(0, smoother.forecast(i + 1))) ** 2, 0);
  return Math.sqrt(squares / future.length / scale);
}

/** The comparison as lines of a table; the best single method of each line stands behind it. */
export function forecastTable(comparison: Comparison): string[] {
  const head = ['demand', 'items', ...RIVALS, 'auto / best'];
  const rows = [...comparison]
    .sort()
    .map(([group, { items, errors }]) => [
      group,
      String(items),
      ...RIVALS.map((rival) => (errors.get(rival) ?? Number.NaN).toFixed(4)),
      ratioToBest(errors).toFixed(4),
    ]);
  return [head, ...rows].map((cells) => cells.map((cell) => cell.padStart(13)).join(''));
}

/** The automatic choice's error over that of the best single method; 1 or less is as good as knowing it beforehand. */
export function ratioToBest(errors: ReadonlyMap<Rival, number>): number {
  const best = Math.min(...SINGLES.map((single) => errors.get(single) ?? Number.POSITIVE_INFINITY));
  return (errors.get('auto') ?? Number.NaN) / best;
}
