import { expect, test } from 'vitest';
import type { Entry } from '../../hub/contract/journal.ts';
import { counterRow } from '../../hub/features/counters/tables.ts';
import { endedTasks, openTasks, taskView } from '../../hub/features/tasks/tables.ts';
import { NOODLES, only, TestShop, WATER } from '../rigs/shop.ts';
import { codeOf, expectSound } from './soundness.ts';

const SCAN = WATER.slice(1);
const told = (entries: readonly Entry[]): string | undefined => only(entries, 'spine.reaction-refused')[0]?.data.code;

/** A shop with one restock task of 14 waters, numbered 1, given to w1. */
function shopWithTask(): { shop: TestShop; task: string } {
  const shop = new TestShop().setUp();
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER, quantity: 2 });
  shop.must('orders.pay', {
    order: shop.sql.get<{ id: string }>('SELECT order_id AS id FROM customer_order')?.id ?? '',
    tenders: [{ kind: 'cash', amountMinor: 400 }],
  });
  return { shop, task: openTasks(shop.sql)[0]?.task ?? '' };
}
const badge = (shop: TestShop, number: number, counter = 'c1') =>
  shop.must('staff.badge-on', { counter, store: 1, badge: number, version: 1 });

test('TASK-04: a task taken on the screen, given back, taken by another and finished moves what was said to the shelf', () => {
  const { shop, task } = shopWithTask();
  shop.must('tasks.claim', { task, staff: 'w2' });
  expect(taskView(shop.sql, task)).toMatchObject({ state: 'in-process', assignee: 'w2' });
  expect(codeOf(shop.do('tasks.claim', { task, staff: 'w1' }))).toBe('task-taken-by');
  shop.must('tasks.set-moved', { task, quantity: 9 });
  shop.must('tasks.release', { task, reason: 'a customer asked for help' });
  expect(codeOf(shop.do('tasks.release', { task, reason: 'again' }))).toBe('task-not-taken');
  expect(codeOf(shop.do('tasks.set-moved', { task, quantity: 9 }))).toBe('task-not-taken');
  shop.must('tasks.assign', { task, staff: 'lead' });
  shop.must('tasks.claim', { task, staff: 'w1' });
  const done = shop.must('tasks.finish', { task, staff: 'w1', quantity: 12 });
  expect(only(done, 'tasks.completed')[0]?.data).toEqual({
    ...{ task, kind: 'restock', gtin: WATER, from: 'back-room', to: 'shop-floor', quantity: 12 },
    ...{ proof: 'screen', staff: 'w1' },
  });
  expect(only(done, 'inventory.moved')[0]?.data).toMatchObject({ reason: 'restock', reference: task, quantity: 12 });
  expect(shop.level(WATER, 'shop-floor')).toBe(22);
  expect(endedTasks(shop.sql, '2026-11-21/early', 5)).toMatchObject([{ task, state: 'completed' }]);
  expectSound(shop);
});

test('every wish about a task that is over, missing or for nobody is told apart', () => {
  const { shop, task } = shopWithTask();
  const open: [string, Parameters<TestShop['do']>[0], object][] = [
    ['staff-missing', 'tasks.claim', { task, staff: 'w9' }],
    ['staff-missing', 'tasks.assign', { task, staff: 'w9' }],
    ['staff-missing', 'tasks.finish', { task, staff: 'w9' }],
    ['invalid-body', 'tasks.finish', { task, staff: 'w1', quantity: -1 }],
    ['task-missing', 'tasks.claim', { task: 'task-of-nobody', staff: 'w1' }],
    ['task-missing', 'tasks.scan-item', { task: 'task-of-nobody', counter: 'c1', gtin: WATER }],
  ];
  for (const [code, type, body] of open) expect(codeOf(shop.do(type, body as never)), type).toBe(code);
  shop.must('tasks.finish', { task, staff: 'w1' });
  const over: [Parameters<TestShop['do']>[0], object][] = [
    ['tasks.claim', { task, staff: 'w1' }],
    ['tasks.assign', { task, staff: 'w1' }],
    ['tasks.release', { task, reason: 'x' }],
    ['tasks.set-moved', { task, quantity: 1 }],
    ['tasks.finish', { task, staff: 'w1' }],
    ['tasks.withdraw', { task, reason: 'x' }],
    ['tasks.scan-item', { task, counter: 'c1', gtin: WATER }],
    ['tasks.scan-slip', { counter: 'c1', store: 1, serial: 1, version: 1 }],
  ];
  for (const [type, body] of over) expect(codeOf(shop.do(type, body as never)), type).toBe('task-done');
  expect(shop.level(WATER, 'shop-floor')).toBe(24);
});

test('inside an open slip the wrong item is told and not sold, the right one proves, and the slip ends it with who and where', () => {
  const { shop, task } = shopWithTask();
  badge(shop, 12);
  expect(only(shop.scan(shop.slipCode(1)), 'tasks.claimed')[0]?.data).toEqual({ task, staff: 'w2', counter: 'c1' });
  expect(told(shop.scan(NOODLES.slice(1)))).toBe('wrong-item');
  expect(shop.sql.get('SELECT 1 FROM customer_order WHERE state = ?', 'open')).toBeUndefined();
  expect(told(shop.scan(shop.slipCode(1)))).toBe('scan-item-first');
  shop.scan(SCAN);
  shop.must('tasks.set-moved', { task, quantity: 5 });
  const done = shop.scan(shop.slipCode(1));
  expect(only(done, 'tasks.completed')[0]?.data).toMatchObject({
    quantity: 5,
    proof: 'slip',
    staff: 'w2',
    counter: 'c1',
  });
  expect(only(done, 'counters.context-closed')[0]?.data).toEqual({ counter: 'c1', task, reason: 'finished' });
  expect(shop.level(WATER, 'shop-floor')).toBe(15);
  expect(only(shop.scan(SCAN), 'orders.line-added')).toHaveLength(1);
  expectSound(shop);
});

test('a slip open at one counter is not taken up at the other; when its time is over there, it goes on here', () => {
  const { shop, task } = shopWithTask();
  shop.scan(shop.slipCode(1), 'c1');
  expect(told(shop.scan(shop.slipCode(1), 'c2'))).toBe('slip-in-hands');
  expect(only(shop.scan(SCAN, 'c2'), 'orders.line-added')).toHaveLength(1);
  shop.now += 60_001;
  expect(only(shop.scan(shop.slipCode(1), 'c2'), 'tasks.resumed')[0]?.data).toMatchObject({ task, counter: 'c2' });
  expect(only(shop.scan(SCAN, 'c1'), 'orders.line-added')).toHaveLength(1);
  shop.scan(SCAN, 'c2');
  expect(only(shop.scan(shop.slipCode(1), 'c2'), 'tasks.completed')).toHaveLength(1);
  expect(counterRow(shop.sql, 'c1')?.contextTask).toBeNull();
  expectSound(shop);
});

test('a task finished, given back or called off elsewhere sets the counter free that waited for its item', () => {
  for (const end of ['finish', 'release', 'withdraw'] as const) {
    const { shop, task } = shopWithTask();
    shop.scan(shop.slipCode(1));
    if (end === 'finish') shop.must('tasks.finish', { task, staff: 'w1' });
    if (end === 'release') shop.must('tasks.release', { task, reason: 'called away' });
    if (end === 'withdraw') shop.must('tasks.withdraw', { task, reason: 'delisted' });
    expect(counterRow(shop.sql, 'c1')?.contextTask, end).toBeNull();
    expect(only(shop.scan(SCAN), 'orders.line-added'), end).toHaveLength(1);
  }
});

test('a task claimed on the board and then begun with its slip is resumed, and a second slip replaces the first context', () => {
  const { shop, task } = shopWithTask();
  shop.must('tasks.claim', { task, staff: 'w1', counter: 'c2' });
  expect(counterRow(shop.sql, 'c2')?.contextTask).toBe(task);
  shop.must('counters.close-context', { counter: 'c2', reason: 'left' });
  shop.must('inventory.receive', { gtin: NOODLES, quantity: 10 });
  shop.must('replenishment.set-levels', { rules: [{ gtin: NOODLES, location: 'shop-floor', level: 2, target: 8 }] });
  expect(only(shop.scan(shop.slipCode(1)), 'tasks.resumed')).toHaveLength(1);
  const other = shop.scan(shop.slipCode(2));
  expect(only(other, 'counters.context-closed')[0]?.data).toMatchObject({ task, reason: 'replaced' });
  expect(told(shop.scan(SCAN))).toBe('wrong-item');
  expect(only(shop.scan(shop.slipCode(1)), 'tasks.resumed')).toHaveLength(1);
  expectSound(shop);
});

/** A shop whose book says -1 for noodles on the shelf; the task to look is number 1. */
function shopBelowNothing(): { shop: TestShop; task: string } {
  const shop = new TestShop().setUp();
  shop.must('orders.add-line', { counter: 'c2', gtin: NOODLES });
  return { shop, task: openTasks(shop.sql)[0]?.task ?? '' };
}

test('a shelf to be checked ends by its slip only after a count, and the count is what the book says then', () => {
  const { shop, task } = shopBelowNothing();
  shop.scan(shop.slipCode(1));
  shop.scan(NOODLES.slice(1));
  expect(told(shop.scan(shop.slipCode(1)))).toBe('count-needed');
  shop.must('tasks.set-moved', { task, quantity: 6 });
  const done = shop.scan(shop.slipCode(1));
  expect(only(done, 'tasks.completed')[0]?.data).toMatchObject({ kind: 'check-shelf', quantity: 6, proof: 'slip' });
  expect(only(done, 'inventory.moved').map((e) => e.data)).toMatchObject([{ reason: 'count_gain', quantity: 7 }]);
  expect(shop.level(NOODLES, 'shop-floor')).toBe(6);
  expectSound(shop);
});

test('a shelf to be checked is finished on the screen with the count, also when nothing is there', () => {
  const { shop, task } = shopBelowNothing();
  expect(codeOf(shop.do('tasks.finish', { task, staff: 'w1' }))).toBe('count-needed');
  shop.must('tasks.finish', { task, staff: 'w1', quantity: 0 });
  expect(shop.level(NOODLES, 'shop-floor')).toBe(0);
  expect(openTasks(shop.sql)).toEqual([]);
  shop.must('orders.add-line', { counter: 'c2', gtin: NOODLES });
  expect(openTasks(shop.sql)).toMatchObject([{ number: 2, kind: 'check-shelf' }]);
  expectSound(shop);
});

test.each([
  [
    'a correction of that place',
    (shop: TestShop) => shop.must('inventory.correct', { gtin: NOODLES, location: 'shop-floor', counted: 0 }),
    'completed',
  ],
  [
    'goods received onto the shelf',
    (shop: TestShop) => shop.must('inventory.receive', { gtin: NOODLES, quantity: 9, location: 'shop-floor' }),
    'cancelled',
  ],
  [
    'a restock',
    (shop: TestShop) =>
      shop.must('inventory.move', {
        gtin: NOODLES,
        from: 'back-room',
        to: 'shop-floor',
        quantity: 5,
        reason: 'restock',
      }),
    'cancelled',
  ],
  [
    'the sale being taken back',
    (shop: TestShop) =>
      shop.must('orders.remove-line', {
        order: shop.sql.get<{ id: string }>('SELECT order_id AS id FROM customer_order')?.id ?? '',
        line: 1,
      }),
    'cancelled',
  ],
  [
    'a count of another place',
    (shop: TestShop) => shop.must('inventory.correct', { gtin: NOODLES, location: 'back-room', counted: 4 }),
    'needs-action',
  ],
  [
    'a count of another item',
    (shop: TestShop) => shop.must('inventory.correct', { gtin: WATER, location: 'shop-floor', counted: 4 }),
    'needs-action',
  ],
] as const)('a shelf below nothing after %s', (_name, act, state) => {
  const { shop, task } = shopBelowNothing();
  act(shop);
  expect(taskView(shop.sql, task)?.state).toBe(state);
  expectSound(shop);
});

test('somebody who went to look keeps the task when the figure becomes possible; a count ends it', () => {
  const { shop, task } = shopBelowNothing();
  shop.must('tasks.claim', { task, staff: 'w1' });
  shop.must('inventory.receive', { gtin: NOODLES, quantity: 9, location: 'shop-floor' });
  expect(taskView(shop.sql, task)?.state).toBe('in-process');
  const counted = shop.must('inventory.correct', { gtin: NOODLES, location: 'shop-floor', counted: 3 });
  expect(only(counted, 'tasks.completed')[0]?.data).toMatchObject({ quantity: 3, proof: 'count' });
  expectSound(shop);
});

test('one item may need goods and a look at once: two tasks, two slips, each its own', () => {
  const shop = new TestShop().setUp();
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER, quantity: 13 });
  expect(openTasks(shop.sql).map((t) => [t.kind, t.quantity])).toEqual([
    ['restock', 25],
    ['check-shelf', 0],
  ]);
  expect(shop.sql.all('SELECT slip FROM slip')).toHaveLength(2);
  shop.must('tasks.finish', { task: openTasks(shop.sql)[0]?.task ?? '', staff: 'w1' });
  expect(openTasks(shop.sql)).toEqual([]);
  expectSound(shop);
});

test('who wanted it stands with every entry, as it was told', () => {
  const { shop, task } = shopWithTask();
  const command = {
    ...shop.command('tasks.assign', { task, staff: 'w2' }),
    actor: { by: 'staff:lead', counter: 'c2' },
  };
  const [outcome] = shop.group([command]);
  expect(outcome?.status === 'done' && outcome.entries[0]?.actor).toEqual({ by: 'staff:lead', counter: 'c2' });
});
