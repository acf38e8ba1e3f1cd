import { expect, test } from 'vitest';
import { answer, familyNames, familySchema } from '../../../hub/core/replenishment/plan.ts';

/** The fields that a refusal names. */
function refused(family: string, input: unknown): string[] {
  const found = answer(family, input);
  if (found.ok) throw new Error(`a refusal was expected, got ${JSON.stringify(found.result)}`);
  expect(found.problem.title).not.toBe('');
  return found.problem.faults.map(({ field }) => field).sort();
}

function told(family: string, input: unknown): Readonly<Record<string, unknown>> {
  const found = answer(family, input);
  if (!found.ok) throw new Error(found.problem.title);
  return found.result;
}

test.each([
  ['eoq', { K: -1, h: 0, D: Number.NaN }, ['D', 'K', 'h']],
  ['eoq', { K: 1, h: 1 }, ['D']],
  ['eoq', { K: 1, h: 1, D: 1, Dd: 2 }, ['Dd']],
  ['eoq', null, ['']],
  ['eoq', 'K=1', ['']],
  ['eoq-all-units', { K: 8, i: 0.3, D: 10, breaks: [0, 5, 5], c: [1, 1, 1] }, ['breaks']],
  ['eoq-all-units', { K: 8, i: 0.3, D: 10, breaks: [1, 5], c: [1, 1] }, ['breaks']],
  ['eoq-all-units', { K: 8, i: 0.3, D: 10, breaks: [0, 5], c: [1] }, ['c']],
  ['eoq-all-units', { K: 8, i: 0.3, D: 10, breaks: [0, 5], c: [1, 2] }, ['c']],
  ['wagner-whitin', { K: 8, h: 1, d: [3, -4, Number.POSITIVE_INFINITY] }, ['d/1', 'd/2']],
  ['silver-meal', { K: 8, h: 1, d: [] }, ['d']],
  ['joint-replenishment-silver', { K: 4, k: [1, 2], h: [1], D: [1, 2] }, ['h']],
  ['joint-replenishment-silver', { K: 0, k: [0], h: [1], D: [1] }, ['K']],
  ['newsvendor-poisson', { h: 1, p: 4, mean: '6' }, ['mean']],
  ['newsvendor-negbin', { h: 1, p: 4, mean: 1, sd: 900 }, ['sd']],
  ['rQ-EIL-approx', { h: 9, p: 0.01, K: 500, lam: 100, sd: 5, L: 1 }, ['p']],
  ['rQ-poisson-opt', { h: 0.001, p: 1, K: 1e12, lam: 5, L: 1 }, ['K']],
  ['sS-poisson-opt', { h: 0.001, p: 1, K: 1e12, mean: 5 }, ['K']],
  ['safety-stock', { cycle_service: 1, d: 4, sd_d: 1, L: 2, sd_L: 0 }, ['cycle_service']],
  ['snQ-level', { mean: 3, sd: 2, L: 1, R: 1, pack: 6 }, ['fill']],
  ['ses', { y: [1, 2], alpha: 1.2 }, ['alpha']],
  ['holt', { y: [1], alpha: 0.1, beta: 0.1 }, ['y']],
  ['holt-winters-additive', { y: [1, 2, 3], m: 4, alpha: 0.1, beta: 0.1, gamma: 0.1 }, ['y']],
  ['croston', { series: 'PBS', alpha: 0.1 }, ['series']],
  ['tsb', { series: [1, -1], alpha: 0.1, beta: 0.1 }, ['series/1']],
  ['censored-poisson-mle', { days: [[3, 1]] }, ['days']],
  ['abc', { values: { A: 1 }, cuts: [0.9, 0.5] }, ['cuts']],
  ['stockout-probability-72h', { on_hand: 8, incoming_within_72h: 0, daily_mean: 3, model: 'NegBin' }, ['daily_sd']],
  ['item', { history: [1, 2], stocked_out: [true], today: 1, lead_days: 1, on_hand: 0 }, ['stocked_out']],
  ['item', { history: [1, 2], today: 8, lead_days: 0, on_hand: 0.5 }, ['lead_days', 'on_hand', 'today']],
  ['base-stock-normal', { h: 1e-9, p: 1e12, mean: 1, sd: 1, L: 1, R: 1 }, ['']],
  ['rQ-poisson-opt', { h: 1, p: 9, K: 1, lam: 1e6, L: 1000 }, ['lam']],
  ['eqo', {}, ['family']],
] as const)('%s refuses %j, naming %j', (family, input, fields) => {
  expect(refused(family, input)).toEqual([...fields].sort());
});

test('every family says what it takes, and takes nothing else', () => {
  for (const name of familyNames()) {
    expect(familySchema(name)).toMatchObject({ type: 'object', additionalProperties: false });
    expect(refused(name, { nonsense: 1 })).toContain('nonsense');
  }
  expect(familySchema('eqo')).toBeUndefined();
});

test('zero demand and zero lead time are answered where they mean something', () => {
  expect(told('newsvendor-poisson', { h: 1, p: 4, mean: 0 })).toEqual({ S: 0, cost: 0 });
  expect(told('sS-poisson-opt', { h: 1, p: 4, K: 5, mean: 0 })).toEqual({ s: -1, S: 0, cost: 0 });
  expect(told('croston', { series: [0, 0], alpha: 0.1 })).toEqual({ forecast: 0, SBA: 0, SBJ: 0 });
  expect(told('tsb', { series: [0, 0], alpha: 0.1, beta: 0.1 })).toEqual({ z: 0, p: 0, forecast: 0 });
  expect(told('wagner-whitin', { K: 8, h: 1, d: [0, 0] })).toEqual({ orders: [0, 0], cost: 0 });
  expect(told('rQ-poisson-opt', { h: 1, p: 9, K: 0, lam: 2, L: 0 })).toMatchObject({ r: -1, Q: 1, cost: 0 });
  expect(told('stockout-probability-72h', { on_hand: 0, incoming_within_72h: 0, daily_mean: 0 })).toEqual({
    p: 0,
    expected_lost: 0,
  });
  expect(told('demand-pattern', { series: [0, 0] })).toMatchObject({ adi: null, pattern: 'none' });
});

test('the families beyond the published examples answer too, as JSON that survives the wire', () => {
  const history = Array.from({ length: 126 }, (_, t) => [2, 3, 2, 3, 4, 6, 3][t % 7] ?? 0);
  const item = told('item', {
    history,
    today: 7,
    lead_days: 1,
    delivery_days: [2, 5],
    fill: 0.98,
    pack: 6,
    on_hand: 3,
    costs: { h: 0.1, p: 2, K: 1 },
  });
  expect(JSON.parse(JSON.stringify(item))).toEqual(item);
  expect(item).toMatchObject({ arrives_in_days: 2, because: { en: expect.stringContaining('Saturdays') } });
  const forecast = told('forecast', { series: history, horizon: 7 });
  expect(JSON.parse(JSON.stringify(forecast))).toEqual(forecast);
  expect(forecast.forecast).toHaveLength(7);
  expect(told('forecast', { series: [1, 0, 2], method: 'tsb' })).toMatchObject({ method: 'tsb' });
  expect(told('snQ-level', { mean: 3.1, sd: 2.3, L: 2, R: 1, pack: 6, fill: 0.98, position: 4 })).toMatchObject({
    order: expect.any(Number),
  });
  expect(told('snQ-level', { mean: 3.1, sd: 2.3, L: 2, R: 1, pack: 6, costs: { h: 1, p: 20, K: 3 } })).toHaveProperty(
    'cost',
  );
  expect(told('sS-negbin-opt', { h: 1, p: 4, K: 5, mean: 6, sd: Math.sqrt(6) })).toMatchObject({ s: 4, S: 10 });
  expect(told('stockout-path', { on_hand: 3, days: [{ mean: 2 }, { mean: 2, sd: 2, arriving: 4 }] })).toHaveProperty(
    'by_day',
  );
  const stores = [
    { store: 'a', free: 30, level: 5, mean: 3 },
    { store: 'b', free: 0, level: 5, mean: 3 },
  ];
  expect(told('transfers', { stores }).moves).toHaveLength(1);
});
