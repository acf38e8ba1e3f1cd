import { expect, test } from 'vitest';
import { checkRebuild } from '../../hub/store/rebuild.ts';
import { only, TestShop, WATER } from '../rigs/shop.ts';

const SCAN = WATER.slice(1);

test('TASK-14 BRF-02: the sale that brings a shelf to its level opens one task with one slip; paper ends it (L17)', () => {
  const shop = new TestShop().setUp();
  expect(only(shop.scan(SCAN), 'tasks.opened')).toHaveLength(0);
  const raised = shop.scan(SCAN);
  expect(only(raised, 'tasks.opened')[0]?.data).toMatchObject({
    number: 1,
    quantity: 14,
    shift: '2026-11-21/early',
    assignee: 'w1',
  });
  expect(only(raised, 'slips.queued')).toHaveLength(1);
  const third = shop.scan(SCAN);
  expect(only(third, 'tasks.opened')).toHaveLength(0);
  expect(only(third, 'tasks.revised')[0]?.data.quantity).toBe(15);

  const slip = shop.slipCode(1);
  expect(only(shop.scan(slip), 'tasks.claimed')).toHaveLength(1);
  expect(only(shop.scan(slip), 'spine.reaction-refused')[0]?.data.code).toBe('scan-item-first');
  const proof = shop.scan(SCAN);
  expect(only(proof, 'tasks.item-scanned')).toHaveLength(1);
  expect(only(proof, 'orders.line-changed')).toHaveLength(0);
  const done = shop.scan(slip);
  expect(only(done, 'tasks.completed')[0]?.data).toMatchObject({ quantity: 15, proof: 'slip' });
  expect(shop.level(WATER, 'shop-floor')).toBe(24);
  expect(shop.level(WATER, 'back-room')).toBe(73);
  expect(only(shop.scan(slip), 'spine.reaction-refused')[0]?.data.code).toBe('task-done');
  expect(checkRebuild(shop.sql, shop.book).drift).toEqual([]);
});

test('undoing the scan that raised a task takes the task and its waiting slip back', () => {
  const shop = new TestShop().setUp();
  shop.scan(SCAN);
  const raised = shop.scan(SCAN);
  const order = only(raised, 'orders.line-changed')[0]?.data.order ?? '';
  const undone = shop.must('orders.undo', { order });
  expect(only(undone, 'tasks.withdrawn')).toHaveLength(1);
  expect(only(undone, 'slips.cancelled')).toHaveLength(1);
  expect(shop.level(WATER, 'shop-floor')).toBe(11);
  expect(only(shop.scan(shop.slipCode(1)), 'spine.reaction-refused')[0]?.data.code).toBe('task-withdrawn');
  shop.must('orders.undo', { order });
  expect(shop.do('orders.undo', { order })).toMatchObject({ status: 'refused', refusal: { code: 'nothing-to-undo' } });
  expect(shop.level(WATER, 'shop-floor')).toBe(12);
  expect(checkRebuild(shop.sql, shop.book).drift).toEqual([]);
});

test('a slip of another shop, of an older version, unknown or damaged is told in one sentence and changes nothing', () => {
  const shop = new TestShop().setUp();
  shop.scan(SCAN);
  shop.scan(SCAN);
  const told = (text: string) => only(shop.scan(text), 'spine.reaction-refused')[0]?.data.code;
  expect(told(shop.slipCode(1, 1, 7))).toBe('slip-of-another-shop');
  expect(told(shop.slipCode(1, 2))).toBe('slip-outdated');
  expect(told(shop.slipCode(99))).toBe('task-missing');
  const damaged = shop.slipCode(1).replace(/.$/, (c) => String((Number(c) + 1) % 10));
  expect(only(shop.scan(damaged), 'catalog.unknown-noted')[0]?.data.reason).toBe('control-check-digit');
});
