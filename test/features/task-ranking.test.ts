import { expect, test } from 'vitest';
import { boardTasks, openTasks } from '../../hub/features/tasks/view-tables.ts';
import { only, TestShop, WATER } from '../rigs/shop.ts';
import { expectSound } from './soundness.ts';

const numbers = (shop: TestShop) => openTasks(shop.sql).map(({ number }) => number);

test('DSP-07: the board is in the order of value at risk and time left, ties by number, anew after each change', () => {
  const shop = new TestShop().setUp();
  const open = (subject: string, minutes: number, valueMinor: number) =>
    only(
      shop.must('tasks.open', {
        kind: 'other',
        subject,
        dueAt: shop.now + minutes * 60_000,
        workMinutes: 10,
        valueMinor,
      }),
      'tasks.opened',
    )[0]?.data.task ?? '';
  open('a', 120, 100);
  open('b', 60, 100);
  const third = open('c', 120, 100);
  expect(numbers(shop)).toEqual([2, 1, 3]);
  open('d', 150, 20_000);
  expect(numbers(shop)).toEqual([4, 2, 1, 3]);
  shop.must('tasks.correct', { task: third, staff: 'lead', reason: '提前', dueAt: shop.now + 20 * 60_000 });
  expect(numbers(shop)).toEqual([4, 3, 2, 1]);
  shop.must('tasks.correct', { task: third, staff: 'lead', reason: '更要紧', valueMinor: 50_000 });
  expect(numbers(shop)[0]).toBe(3);
  shop.now += 24 * 3_600_000;
  expect(numbers(shop)).toEqual([3, 4, 2, 1]);
  expectSound(shop);
});

test('an emptier shelf has more at stake, and its task goes up', () => {
  const shop = new TestShop().setUp();
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER, quantity: 2 });
  expect(openTasks(shop.sql)[0]).toMatchObject({ kind: 'restock', valueMinor: 200 });
  shop.must('tasks.open', {
    kind: 'other',
    subject: 'x',
    dueAt: shop.now + 3_600_000,
    workMinutes: 10,
    valueMinor: 900,
  });
  expect(numbers(shop)).toEqual([2, 1]);
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER, quantity: 9 });
  expect(openTasks(shop.sql)[0]).toMatchObject({ number: 1, valueMinor: 2000 });
  expectSound(shop);
});

test('TASK-06: the board says what will be late while there is time', () => {
  const shop = new TestShop().setUp();
  for (const n of [1, 2, 3, 4])
    shop.must('tasks.open', { kind: 'other', subject: `t${n}`, workMinutes: 20, dueAt: shop.now + 45 * 60_000 });
  const view = boardTasks(shop.sql, ['w1', 'w2', 'lead'], shop.now);
  expect(view.map(({ willBeLate }) => willBeLate)).toEqual([false, false, true, true]);
  shop.must('tasks.assign', { task: view[2]?.task ?? '', staff: 'w2' });
  shop.must('tasks.assign', { task: view[3]?.task ?? '', staff: 'w2' });
  expect(boardTasks(shop.sql, ['w1', 'w2', 'lead'], shop.now).some(({ willBeLate }) => willBeLate)).toBe(false);
});
