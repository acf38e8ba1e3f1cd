import type { Oracle } from './oracles.ts';

/** Monthly scripts of one Australian drug group (PBS J06), 204 months, which ends in three years of almost nothing. */
export const PBS = [
  1, 1, 1, 0, 0, 1, 3, 1, 1, 1, 1, 1, 2, 1, 1, 0, 0, 2, 0, 0, 1, 2, 0, 1, 0, 0, 1, 1, 1, 1, 0, 0, 2, 1, 0, 0, 0, 1, 0,
  3, 3, 2, 4, 1, 1, 3, 3, 1, 0, 4, 1, 3, 0, 1, 2, 5, 14, 2, 0, 0, 3, 6, 2, 2, 2, 5, 1, 6, 3, 3, 2, 0, 1, 1, 0, 0, 0, 1,
  4, 12, 4, 0, 7, 0, 2, 1, 4, 1, 3, 1, 0, 6, 9, 3, 1, 3, 1, 7, 1, 3, 3, 3, 5, 6, 10, 5, 1, 3, 1, 1, 1, 2, 1, 3, 7, 11,
  10, 5, 5, 2, 2, 1, 0, 3, 6, 5, 8, 9, 1, 1, 0, 0, 0, 1, 2, 2, 0, 0, 0, 0, 1, 0, 0, 0, 2, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
];

/**
 * Published or independently computed answers about series and histories. `published` is a figure as printed, `full` the
 * same with all its digits.
 */
export const SERIES_ORACLES: readonly Oracle[] = [
  {
    id: 'croston-0.1',
    family: 'croston',
    input: {
      series: PBS,
      alpha: 0.1,
      init: 'SES initial=first value on sizes and on intervals; first interval = index of first demand',
    },
    expected: { forecast: 0.8688921, full: 0.8688921082506834, SBA: 0.8254475028381492, SBJ: 0.8231609446585421 },
    tolerance: 5e-7,
    source: 'R forecast::croston on PBS J06',
  },
  {
    id: 'croston-0.5',
    family: 'croston',
    input: {
      series: PBS,
      alpha: 0.5,
      init: 'SES initial=first value on sizes and on intervals; first interval = index of first demand',
    },
    expected: { forecast: 0.6754646, full: 0.6754646269605121, SBA: 0.5065984702203841, SBJ: 0.4503097513070081 },
    tolerance: 5e-7,
    source: 'R forecast::croston on PBS J06',
  },
  {
    id: 'tsb-pbs',
    family: 'tsb',
    input: {
      series: PBS,
      alpha: 0.1,
      beta: 0.1,
      init: 'z=first non-zero demand, p=1/index of first demand; update from next period',
    },
    expected: { z: 2.3374874924293967, p: 0.006499967014669192, forecast: 0.01519359159799288 },
    tolerance: 1e-9,
    source: 'PBS J06, convention pinned',
  },
  {
    id: 'ses-oil',
    family: 'ses',
    input: {
      y: [
        446.6565229, 454.4733065, 455.662974, 423.6322388, 456.2713279, 440.5880501, 425.3325201, 485.1494479,
        506.0481621, 526.7919833, 514.268889, 494.2110193,
      ],
      alpha: 0.2,
      l0: 'y1',
    },
    expected: { forecast: 484.8024679689743 },
    tolerance: 1e-9,
    source: 'Hyndman & Athanasopoulos, oil',
  },
  {
    id: 'holt-air',
    family: 'holt',
    input: {
      y: [
        17.5534, 21.8601, 23.8866, 26.9293, 26.8885, 28.8314, 30.0751, 30.9535, 30.1857, 31.5797, 32.577569, 33.477398,
        39.021581, 41.386432, 41.596552,
      ],
      alpha: 0.8,
      beta: 0.2,
      init: 'l0=y1,b0=y2-y1, updates start at t=1 (FPP convention)',
    },
    expected: {
      forecast: [43.75696849068103, 45.59352330900741, 47.43007812733379, 49.26663294566017, 51.103187763986554],
      published: [43.76, 45.59, 47.43, 49.27, 51.1],
    },
    tolerance: 1e-9,
    source: 'Hyndman & Athanasopoulos 1e, table 7.2',
  },
  {
    id: 'hw-add',
    family: 'holt-winters-additive',
    input: {
      y: [
        41.727458, 24.04185, 32.328103, 37.328708, 46.213153, 29.346326, 36.48291, 42.977719, 48.901525, 31.180221,
        37.717881, 40.420211, 51.206863, 31.887228, 40.978263, 43.772491, 55.558567, 33.850915, 42.076383, 45.642292,
        59.76678, 35.191877, 44.319737, 47.913736,
      ],
      m: 4,
      alpha: 0.3,
      beta: 0.1,
      gamma: 0.2,
      init: 'l0=mean(season1); b0=(mean(season2)-mean(season1))/m; s_i=y_i-l0; updates start at t=m+1; gamma applies to y-l_{t-1}-b_{t-1}',
    },
    expected: {
      forecast: [
        58.71251070235552, 38.37844086075641, 47.012209781139596, 51.45839127206317, 61.27852513681429,
        40.94445529521518, 49.57822421559836, 54.02440570652193,
      ],
    },
    tolerance: 1e-9,
    source: 'austourists, convention pinned',
  },
  {
    id: 'cens-1',
    family: 'censored-poisson-mle',
    input: {
      days: [
        [3, 0],
        [5, 0],
        [2, 0],
        [4, 1],
        [6, 0],
        [1, 1],
        [0, 0],
        [4, 0],
      ],
      meaning: '[sold, stocked_out]',
    },
    expected: { lam: 3.6119741201948403, naive_mean: 3.125, drop_stockout_days: 3.3333333333333335 },
    tolerance: 1e-5,
    source: 'numeric maximum of the likelihood',
  },
  {
    id: 'p72-1',
    family: 'stockout-probability-72h',
    input: { on_hand: 8, incoming_within_72h: 0, daily_mean: 3.2, model: 'Poisson' },
    expected: { p: 0.6203940369495256, expected_lost: 2.1559353329821946 },
    tolerance: 1e-9,
    source: 'Poisson sums',
  },
  {
    id: 'p72-2',
    family: 'stockout-probability-72h',
    input: { on_hand: 8, incoming_within_72h: 6, daily_mean: 3.2, model: 'Poisson' },
    expected: { p: 0.06427883636269863, expected_lost: 0.13831954386154088 },
    tolerance: 1e-9,
    source: 'Poisson sums',
  },
  {
    id: 'abc-small',
    family: 'abc',
    input: {
      values: { P: 400, Q: 300, R: 100, S: 100, T: 60, U: 40 },
      cuts: [0.8, 0.95],
      rule: 'cumulative share BEFORE the item; ties by id',
    },
    expected: { A: ['P', 'Q', 'R'], B: ['S', 'T'], C: ['U'] },
    tolerance: 0,
    source: 'by hand',
  },
];
