import { expect, test } from 'vitest';
import { openTasks } from '../../hub/features/tasks/tables.ts';
import { NOODLES, only, TestShop, WATER } from '../rigs/shop.ts';
import { seeded } from '../store/trade.ts';
import { codeOf, expectSound } from './soundness.ts';

const opened = (shop: TestShop): number =>
  shop.sql.get<{ n: number }>(`SELECT count(*) AS n FROM journal WHERE type = 'tasks.opened'`)?.n ?? 0;
const open = (shop: TestShop) => openTasks(shop.sql);
const order = (shop: TestShop): string =>
  shop.sql.get<{ order: string }>(`SELECT order_id AS "order" FROM customer_order WHERE state = 'open'`)?.order ?? '';

test('L17: the task opens at the level, not below it, and not before', () => {
  const shop = new TestShop().setUp();
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER });
  expect(open(shop)).toEqual([]);
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER });
  expect(open(shop)).toMatchObject([{ onHand: 10, level: 10, quantity: 14, backRoom: 88 }]);
});

test('L09: looking again and again at a low shelf adds nothing', () => {
  const shop = new TestShop().setUp();
  shop.must('inventory.receive', { gtin: NOODLES, quantity: 200 });
  const rules = [{ gtin: NOODLES, location: 'shop-floor', level: 10, target: 50 }];
  shop.must('inventory.correct', { gtin: NOODLES, location: 'shop-floor', counted: 5 });
  shop.must('replenishment.set-levels', { rules });
  expect(open(shop)).toMatchObject([{ gtin: NOODLES, quantity: 45 }]);
  for (let i = 0; i < 3; i += 1)
    expect(shop.must('replenishment.review', { gtin: NOODLES, location: 'shop-floor' })).toEqual([]);
  shop.must('replenishment.set-levels', { rules });
  expect(opened(shop)).toBe(1);
});

test('TASK-01: a thousand sales and takings-back around the level give one task at a time, each with one slip', () => {
  const shop = new TestShop().setUp();
  const pick = seeded(11);
  let crossings = 0;
  for (let i = 0; i < 1000; i += 1) {
    const was = shop.level(WATER, 'shop-floor');
    if (order(shop) === '' || pick(2) === 0) shop.must('orders.add-line', { counter: 'c1', gtin: WATER });
    else shop.do('orders.undo', { order: order(shop) });
    const now = shop.level(WATER, 'shop-floor');
    if (was > 10 && now <= 10) crossings += 1;
    const tasks = open(shop).filter((t) => t.kind === 'restock');
    expect(tasks.length).toBe(now <= 10 ? 1 : 0);
    if (tasks[0]) expect(tasks[0]).toMatchObject({ onHand: now, quantity: Math.min(24 - now, 88) });
  }
  expect(crossings).toBeGreaterThan(3);
  expect(opened(shop)).toBe(
    crossings + (shop.sql.get<{ n: number }>(`SELECT count(*) AS n FROM task WHERE kind = 'check-shelf'`)?.n ?? 0),
  );
  expect(shop.sql.all(`SELECT task FROM slip GROUP BY task HAVING count(*) <> 1`)).toEqual([]);
  expectSound(shop);
});

test('the quantity follows shelf and back room until somebody takes the task, and stands still from then on', () => {
  const shop = new TestShop().setUp();
  const line = { counter: 'c1', gtin: WATER };
  shop.must('orders.add-line', { ...line, quantity: 4 });
  expect(open(shop)).toMatchObject([{ quantity: 16 }]);
  shop.must('inventory.correct', { gtin: WATER, location: 'back-room', counted: 5 });
  expect(open(shop)).toMatchObject([{ quantity: 5, backRoom: 5 }]);
  shop.must('inventory.receive', { gtin: WATER, quantity: 100 });
  expect(open(shop)).toMatchObject([{ quantity: 16, backRoom: 105 }]);
  const task = open(shop)[0]?.task ?? '';
  shop.must('tasks.claim', { task, staff: 'w1' });
  shop.must('orders.add-line', { ...line, quantity: 3 });
  expect(open(shop)).toMatchObject([{ quantity: 16, state: 'in-process' }]);
  shop.must('tasks.release', { task, reason: 'called away' });
  expect(open(shop)).toMatchObject([{ quantity: 19, state: 'needs-action' }]);
});

test('a shelf that recovers by itself calls the task off; a task in somebody’s hands is left to them', () => {
  const shop = new TestShop().setUp();
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER, quantity: 2 });
  const first = open(shop)[0]?.task ?? '';
  shop.must('inventory.correct', { gtin: WATER, location: 'shop-floor', counted: 11 });
  expect(open(shop)).toEqual([]);
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER });
  const second = open(shop)[0]?.task ?? '';
  expect(second).not.toBe(first);
  shop.must('tasks.claim', { task: second, staff: 'w1' });
  shop.must('inventory.correct', { gtin: WATER, location: 'shop-floor', counted: 30 });
  expect(open(shop)).toMatchObject([{ task: second }]);
  shop.must('tasks.release', { task: second, reason: 'it is full' });
  expect(open(shop)).toEqual([]);
  expectSound(shop);
});

test('an empty back room is told once, not at every sale; again when the shelf had recovered or goods came', () => {
  const shop = new TestShop().setUp();
  shop.must('inventory.correct', { gtin: WATER, location: 'back-room', counted: 0 });
  const sell = (quantity = 1) => shop.must('orders.add-line', { counter: 'c1', gtin: WATER, quantity });
  sell(2);
  expect(open(shop)).toMatchObject([{ quantity: 0, backRoom: 0 }]);
  for (let i = 0; i < 5; i += 1) sell();
  expect(opened(shop)).toBe(1);
  shop.must('tasks.finish', { task: open(shop)[0]?.task ?? '', staff: 'w1', quantity: 0 });
  expect(open(shop)).toEqual([]);
  for (let i = 0; i < 3; i += 1) sell();
  expect(opened(shop)).toBe(1);

  shop.must('inventory.receive', { gtin: WATER, quantity: 6 });
  expect(open(shop)).toMatchObject([{ quantity: 6, backRoom: 6 }]);
  shop.must('tasks.finish', { task: open(shop)[0]?.task ?? '', staff: 'w1' });
  expect(shop.level(WATER, 'shop-floor')).toBe(8);
  expect(open(shop)).toEqual([]);
  sell();
  expect(opened(shop)).toBe(2);

  shop.must('inventory.correct', { gtin: WATER, location: 'shop-floor', counted: 20 });
  sell(15);
  expect(open(shop)).toMatchObject([{ quantity: 0 }]);
  expect(opened(shop)).toBe(3);
  expectSound(shop);
});

test('a task that ends without curing the shelf does not hide it', () => {
  const shop = new TestShop().setUp();
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER, quantity: 10 });
  const task = open(shop)[0]?.task ?? '';
  const done = shop.must('tasks.finish', { task, staff: 'w1', quantity: 3 });
  expect(only(done, 'tasks.opened')[0]?.data).toMatchObject({ quantity: 19, why: { onHand: 5 } });
  expect(open(shop)).toHaveLength(1);
  expectSound(shop);
});

test('levels can be raised, lowered and set for many; a level nobody could serve is refused whole', () => {
  const shop = new TestShop().setUp();
  const rule = { gtin: WATER, location: 'shop-floor', level: 12, target: 24 };
  expect(only(shop.must('replenishment.set-levels', { rules: [rule] }), 'tasks.opened')).toHaveLength(1);
  expect(
    only(shop.must('replenishment.set-levels', { rules: [{ ...rule, level: 5 }] }), 'tasks.withdrawn'),
  ).toHaveLength(1);
  const odd = shop.must('replenishment.set-levels', { rules: [{ ...rule, level: 30, target: 20 }] });
  expect(only(odd, 'replenishment.level-set')[0]?.data).toMatchObject({ level: 30, target: 31 });
  const strange = { ...rule, gtin: '06900000000014' };
  expect(codeOf(shop.do('replenishment.set-levels', { rules: [rule, strange] }))).toBe('item-missing');
  expect(codeOf(shop.do('replenishment.set-levels', { rules: [{ ...rule, location: 'back-room' }] }))).toBe(
    'level-place',
  );
  expectSound(shop);
});
