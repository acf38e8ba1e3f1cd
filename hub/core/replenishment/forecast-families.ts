import Type from 'typebox';
import { censoredRate } from './censored.ts';
import { chooseMethod, METHODS, smootherFor } from './choose.ts';
import { abcClasses, demandPattern, xyzClass } from './classify.ts';
import { type Family, family, fault } from './family.ts';
import { amount, amounts, fields, note, share, weight } from './fields.ts';
import { croston, tsb } from './intermittent.ts';
import { exponentialSmoothing, holt, holtWinters, movingAverage, type Smoother, trained } from './smoothing.ts';
import { FLAT_WEEK, weekly, weekProfile } from './weekday.ts';

const finite = Type.Number({ minimum: -1e12, maximum: 1e12 });
const values = Type.Array(finite, { minItems: 1, maxItems: 10_000 });
const horizon = Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 }));

/** Questions about what will sell, learned from what has sold. */
export const FORECAST_FAMILIES: Readonly<Record<string, Family>> = {
  ses: family(
    fields({ y: values, alpha: weight, l0: Type.Optional(Type.Union([finite, Type.Literal('y1')])) }),
    ({ y, alpha, l0 }) => {
      const start = typeof l0 === 'number' ? l0 : undefined;
      return { forecast: trained(exponentialSmoothing(alpha, start), y).forecast(1) };
    },
  ),

  'moving-average': family(
    fields({ y: values, window: Type.Integer({ minimum: 1, maximum: 10_000 }) }),
    ({ y, window }) => ({ forecast: trained(movingAverage(window), y).forecast(1) }),
  ),

  holt: family(
    fields({ y: values, alpha: weight, beta: weight, phi: Type.Optional(weight), horizon, init: note }),
    ({ y, alpha, beta, phi = 1, horizon: steps = 5 }) => {
      if (y.length < 2) return fault('y', 'must have at least 2 values');
      return { forecast: ahead(trained(holt(alpha, beta, phi), y), steps) };
    },
  ),

  'holt-winters-additive': family(
    fields({
      y: values,
      m: Type.Integer({ minimum: 2, maximum: 1000 }),
      alpha: weight,
      beta: weight,
      gamma: weight,
      horizon,
      init: note,
    }),
    ({ y, m, alpha, beta, gamma, horizon: steps = 2 * m }) => {
      if (y.length < 2 * m) return fault('y', `must have at least two seasons (${2 * m} values)`);
      return { forecast: ahead(trained(holtWinters(m, alpha, beta, gamma), y), steps) };
    },
  ),

  croston: family(fields({ series: amounts, alpha: weight, init: note }), ({ series, alpha }) => ({
    forecast: trained(croston(alpha), series).forecast(1),
    SBA: trained(croston(alpha, 'sba'), series).forecast(1),
    SBJ: trained(croston(alpha, 'sbj'), series).forecast(1),
  })),

  tsb: family(fields({ series: amounts, alpha: weight, beta: weight, init: note }), ({ series, alpha, beta }) => {
    const smoother = trained(tsb(alpha, beta), series);
    const { size, chance } = smoother.state();
    return { z: size, p: chance, forecast: smoother.forecast(1) };
  }),

  'censored-poisson-mle': family(
    fields({
      days: Type.Array(
        Type.Tuple([
          Type.Integer({ minimum: 0, maximum: 10_000 }),
          Type.Union([Type.Literal(0), Type.Literal(1), Type.Boolean()]),
        ]),
        {
          minItems: 1,
          maxItems: 10_000,
        },
      ),
      meaning: note,
    }),
    ({ days }) => {
      const read = days.map(([sold, out]) => ({ sold, stockedOut: out === 1 || out === true }));
      const free = read.filter((day) => !day.stockedOut);
      const lam = censoredRate(read);
      if (lam === undefined) return fault('days', 'must hold at least one day without a stock-out');
      return { lam, naive_mean: meanSold(read), drop_stockout_days: meanSold(free) };
    },
  ),

  abc: family(
    fields({
      values: Type.Record(Type.String(), amount),
      cuts: Type.Optional(Type.Tuple([share, share])),
      rule: note,
    }),
    (input) => {
      if (input.cuts !== undefined && input.cuts[0] >= input.cuts[1]) return fault('cuts', 'must rise');
      const classes = [...abcClasses(new Map(Object.entries(input.values)), input.cuts)];
      const members = (wanted: string) => classes.filter(([, found]) => found === wanted).map(([id]) => id);
      return { A: members('A'), B: members('B'), C: members('C') };
    },
  ),

  'demand-pattern': family(fields({ series: amounts }), ({ series }) => {
    const { adi, cv2, pattern } = demandPattern(series);
    return { adi: Number.isFinite(adi) ? adi : null, cv2, pattern, xyz: xyzClass(series) };
  }),

  forecast: family(
    fields({
      series: amounts,
      method: Type.Optional(Type.Enum(['auto', ...METHODS])),
      weekday: Type.Optional(Type.Boolean()),
      horizon,
    }),
    ({ series, method = 'auto', weekday = true, horizon: steps = 14 }) => {
      const profile = weekday ? weekProfile(series) : FLAT_WEEK;
      const choice = method === 'auto' ? chooseMethod(series, weekday ? undefined : FLAT_WEEK) : undefined;
      const chosen = choice?.method ?? (method === 'auto' ? 'pool' : method);
      const smoother = trained(weekly(smootherFor(chosen), profile), series);
      return {
        method: chosen,
        forecast: ahead(smoother, steps).map((value) => Math.max(0, value)),
        profile,
        ...(choice && {
          rmsse: Number.isNaN(choice.rmsse) ? null : choice.rmsse,
          scores: Object.fromEntries(choice.scores),
        }),
      };
    },
  ),
};

function ahead(smoother: Smoother, steps: number): number[] {
  return Array.from({ length: steps }, (_, step) => smoother.forecast(step + 1));
}

function meanSold(days: readonly { sold: number }[]): number {
  return days.reduce((sum, day) => sum + day.sold, 0) / days.length;
}
