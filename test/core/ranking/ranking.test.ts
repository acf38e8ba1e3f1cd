import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Ahead, lookAhead } from '../../../hub/core/ranking/outlook.ts';
import { rankAt, startBy, stockAtRisk } from '../../../hub/core/ranking/rank.ts';

const MINUTE = 60_000;
const AT = 1_800_000_000_000;
const due = (minutes: number) => AT + minutes * MINUTE;

test.each([
  ['of two alike the one due first', [60, 10, 0], [90, 10, 0]],
  ['of two due at once the one of more value', [60, 10, 5_000], [60, 10, 100]],
  ['of two due at once the longer work', [60, 30, 100], [60, 10, 100]],
  ['what is worth nothing, due a second earlier', [60 - 1 / 60, 10, 0], [60, 10, 0]],
  ['twice the value outweighs less than half an hour', [85, 10, 19_900], [60, 10, 9_900]],
  ['and no more than that', [60, 10, 9_900], [91, 10, 19_900]],
] as const)('DSP-07: first comes %s', (_name, first, second) => {
  const rank = ([minutes, workMinutes, valueMinor]: readonly [number, number, number]) =>
    rankAt({ dueAt: due(minutes), workMinutes, valueMinor });
  expect(rank(first)).toBeLessThan(rank(second));
});

test('known places in the order, by hand', () => {
  expect(startBy({ dueAt: due(60), workMinutes: 10 })).toBe(due(50));
  expect(rankAt({ dueAt: due(60), workMinutes: 10, valueMinor: 0 })).toBe(due(50));
  expect(rankAt({ dueAt: due(60), workMinutes: 10, valueMinor: 100 })).toBe(due(20));
  expect(rankAt({ dueAt: due(60), workMinutes: 10, valueMinor: 700 })).toBe(due(-40));
});

test('the order is that of the weights, whenever it is looked at', () => {
  const task = fc.record({
    dueAt: fc.integer({ min: due(-600), max: due(600) }),
    workMinutes: fc.nat(240),
    valueMinor: fc.nat(1_000_000),
  });
  const weight = (t: { dueAt: number; workMinutes: number; valueMinor: number }, now: number) =>
    Math.log2(1 + t.valueMinor / 100) + (now - startBy(t)) / (30 * MINUTE);
  fc.assert(
    fc.property(task, task, fc.integer({ min: due(-900), max: due(900) }), (a, b, now) => {
      const [heavier, lighter] = weight(a, now) > weight(b, now) ? [a, b] : [b, a];
      expect(rankAt(heavier)).toBeLessThanOrEqual(rankAt(lighter) + 1);
    }),
    { seed: 7 },
  );
});

test.each([
  [
    'at its level it is one short',
    { kind: 'move', onHand: 10, level: 10, quantity: 14, priceMinor: 200, unit: 'each' },
    200,
  ],
  ['empty', { kind: 'move', onHand: 0, level: 10, quantity: 24, priceMinor: 200, unit: 'each' }, 2200],
  [
    'as far as the back room can mend it',
    { kind: 'move', onHand: 0, level: 10, quantity: 3, priceMinor: 200, unit: 'each' },
    600,
  ],
  ['by the gram', { kind: 'move', onHand: 500, level: 999, quantity: 2000, priceMinor: 4000, unit: 'gram' }, 2000],
  ['below nothing', { kind: 'count', onHand: -3, level: 0, quantity: 0, priceMinor: 450, unit: 'each' }, 1350],
] as const)('what is at stake on a shelf: %s', (_name, about, minor) => {
  expect(stockAtRisk(about)).toBe(minor);
});

const ahead = (task: string, more: Partial<Ahead> = {}): Ahead => ({
  ...{ task, assignee: 'w1', step: 'dispatched', workMinutes: 20, dueAt: due(30), changedAt: AT },
  ...more,
});
const told = (tasks: readonly Ahead[], people = ['w1', 'w2'], now = AT) =>
  [...lookAhead(tasks, people, now)].map(([task, { endsAt, isLate }]) => [task, (endsAt - now) / MINUTE, isLate]);

test.each([
  [
    'one after another, the second is too late',
    [ahead('a'), ahead('b')],
    [
      ['a', 20, false],
      ['b', 40, true],
    ],
  ],
  [
    'shared, both are in time',
    [ahead('a'), ahead('b', { assignee: 'w2' })],
    [
      ['a', 20, false],
      ['b', 20, false],
    ],
  ],
  [
    'what is nobody’s goes to whoever is free first',
    [ahead('a'), ahead('b', { assignee: undefined })],
    [
      ['a', 20, false],
      ['b', 20, false],
    ],
  ],
  [
    'what is in hand comes first, and part of it is done',
    [ahead('a'), ahead('b', { step: 'in-progress', changedAt: AT - 15 * MINUTE })],
    [
      ['b', 5, false],
      ['a', 25, false],
    ],
  ],
  [
    'work in hand for long is never taken to be done',
    [ahead('a', { step: 'rework', changedAt: AT - 500 * MINUTE })],
    [['a', 4, false]],
  ],
  [
    'what waits for a leader is done',
    [ahead('a', { step: 'submitted' }), ahead('b')],
    [
      ['a', 0, false],
      ['b', 20, false],
    ],
  ],
  ['what is blocked with too little time left', [ahead('a', { step: 'blocked', dueAt: due(10) })], [['a', 20, true]]],
] as const)('TASK-06: looking ahead, %s', (_name, tasks, expected) => {
  expect(told(tasks)).toEqual(expected);
});
test('looking ahead with nobody on the shift, each task is judged alone', () => {
  const tasks = [ahead('a', { assignee: undefined }), ahead('b', { assignee: undefined, workMinutes: 45 })];
  expect(told(tasks, [])).toEqual([
    ['a', 20, false],
    ['b', 45, true],
  ]);
});
