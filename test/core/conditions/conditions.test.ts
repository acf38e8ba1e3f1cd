import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Condition, Truth } from '../../../hub/contract/context-rules.ts';
import { evaluate, type World } from '../../../hub/core/conditions/evaluate.ts';

const world = (more: Partial<World> = {}): World => ({
  stock: (gtin) => ({ '06901234567892': 4, '06909876543212': 0 })[gtin],
  level: (gtin) => ({ '06901234567892': 5 })[gtin],
  wall: { weekday: 6, minutes: 9 * 60, date: '2026-11-21' },
  onShift: ['clerk', 'clerk', 'leader'],
  ...more,
});
const WATER = '06901234567892';
const stock = (gtin: string, is: 'at-most' | 'below', than: number | 'level'): Condition => ({
  stock: { gtin, is, than },
});
const peak = (from: string, to: string, leadMinutes?: number): Condition => ({
  window: { days: [6, 7], from, to, ...(leadMinutes === undefined ? {} : { leadMinutes }) },
});
const T: Condition = { onShift: { atLeast: 1 } };
const F: Condition = { onShift: { atLeast: 99 } };
const U: Condition = stock('00000000000017', 'below', 1);

test.each<[string, Condition, Truth]>([
  ['stock below its level', stock(WATER, 'below', 'level'), 'true'],
  ['stock below what it is', stock(WATER, 'below', 4), 'false'],
  ['stock at most what it is', stock(WATER, 'at-most', 4), 'true'],
  ['stock nobody knows', U, 'unknown'],
  ['a level nobody set', stock('06909876543212', 'below', 'level'), 'unknown'],
  ['before the peak', peak('11:00', '14:00'), 'false'],
  ['two hours before the peak', peak('11:00', '14:00', 120), 'true'],
  ['a minute too early', peak('11:01', '14:00', 120), 'false'],
  ['the end is not in it', peak('07:00', '09:00'), 'false'],
  ['a window past midnight, on the next day', { window: { days: [5], from: '22:00', to: '10:00' } }, 'true'],
  [
    'a lead that begins the day before',
    { window: { days: [7], from: '01:00', to: '02:00', leadMinutes: 1440 } },
    'true',
  ],
  ['the wrong day', { window: { days: [1], from: '00:00', to: '23:59' } }, 'false'],
  ['enough clerks', { onShift: { role: 'clerk', atLeast: 2 } }, 'true'],
  ['too few leaders', { onShift: { role: 'leader', atLeast: 2 } }, 'false'],
  ['a holiday', { calendar: { dates: ['2026-11-21'] } }, 'true'],
  ['no holiday', { calendar: { dates: ['2026-12-24'] } }, 'false'],
  ['all, one false, one unknown', { all: [T, U, F] }, 'false'],
  ['all, one unknown', { all: [T, U] }, 'unknown'],
  ['all true', { all: [T, T] }, 'true'],
  ['any, one true, one unknown', { any: [F, U, T] }, 'true'],
  ['any, one unknown', { any: [F, U] }, 'unknown'],
  ['any, none', { any: [F, F] }, 'false'],
  ['not true', { not: T }, 'false'],
  ['not unknown', { not: U }, 'unknown'],
])('DSP-05: %s', (_name, condition, truth) => {
  const judged = evaluate(condition, world());
  expect(judged.truth).toBe(truth);
  expect(judged.because.length).toBeGreaterThan(0);
});

test('what is not known is said', () => {
  const nothing = world({ wall: undefined, onShift: undefined });
  const all: Condition = {
    all: [U, peak('11:00', '12:00'), { onShift: { atLeast: 1 } }, { calendar: { dates: ['2026-01-01'] } }],
  };
  expect(evaluate(all, nothing)).toEqual({
    truth: 'unknown',
    because: [
      { zh: '不知道 00000000000017 的库存', en: 'the stock of 00000000000017 is not known' },
      { zh: '不知道本地时间', en: 'the local time is not known' },
      { zh: '没有开班', en: 'no shift is running' },
      { zh: '不知道今天是哪天', en: 'the day is not known' },
    ],
  });
});

test('no truth is ever taken back by knowing more', () => {
  const leaf = fc.constantFrom(T, F, U);
  const tree: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
      tie('node').map((not) => ({ not })),
    ),
  })).node;
  fc.assert(
    fc.property(tree, fc.integer({ min: 0, max: 3 }), (condition, known) => {
      const before = evaluate(condition, world());
      const after = evaluate(condition, world({ stock: () => known }));
      if (before.truth !== 'unknown') expect(after.truth).toBe(before.truth);
      expect(after.truth).not.toBe('unknown');
      expect(evaluate(condition, world())).toEqual(before);
    }),
    { seed: 5 },
  );
});
