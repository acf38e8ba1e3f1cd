import { expect, test } from 'vitest';
import { CONTEXT_MS, MODE_MS } from '../../hub/features/counters/rules.ts';
import { counterRow, due } from '../../hub/features/counters/tables.ts';
import { NOODLES, only, TestShop, WATER } from '../rigs/shop.ts';
import { codeOf, expectSound } from './soundness.ts';

const SCAN = WATER.slice(1);
/** Does what is due, as the timer of the hub would. */
function tick(shop: TestShop): number {
  const commands = due(shop.sql, shop.now);
  shop.group(commands.map((c) => ({ ...shop.command('counters.close-context', {} as never, c.id), ...c })));
  return commands.length;
}
function shopWithOpenSlip(): TestShop {
  const shop = new TestShop().setUp();
  shop.must('orders.add-line', { counter: 'c2', gtin: WATER, quantity: 2 });
  shop.scan(shop.slipCode(1));
  return shop;
}

test('a slip left open keeps the counter from selling for a minute, then sets it free by itself, once', () => {
  const shop = shopWithOpenSlip();
  const opened = shop.now;
  shop.now = opened + CONTEXT_MS - 1;
  expect(tick(shop)).toBe(0);
  shop.now = opened + CONTEXT_MS;
  expect(only(shop.scan(SCAN), 'orders.line-added'), 'time is over before the timer ran').toHaveLength(1);
  const [command] = due(shop.sql, shop.now);
  expect(command).toMatchObject({ id: `hub:context:c1:${opened + CONTEXT_MS}`, type: 'counters.close-context' });
  expect(tick(shop)).toBe(1);
  expect(counterRow(shop.sql, 'c1')).toMatchObject({ contextTask: null, itemScanned: 0 });
  expect(tick(shop)).toBe(0);
  expectSound(shop);
});

test('the item scanned inside a slip gives it another minute; a timer that comes late leaves the newer slip alone', () => {
  const shop = shopWithOpenSlip();
  shop.now += CONTEXT_MS - 1;
  const [late] = due(shop.sql, shop.now + 1);
  shop.scan(SCAN);
  shop.now += CONTEXT_MS - 1;
  expect(counterRow(shop.sql, 'c1')).toMatchObject({ itemScanned: 1 });
  const body = late?.body as { counter: string; reason: 'timed-out'; opened: number };
  expect(shop.must('counters.close-context', body, late?.id)).toEqual([]);
  expect(only(shop.scan(shop.slipCode(1)), 'tasks.completed')).toHaveLength(1);
  expectSound(shop);
});

test('a mode left alone goes back to selling; every scan in it keeps it alive; ids name the very end that passed', () => {
  const shop = new TestShop().setUp();
  shop.must('counters.set-mode', { counter: 'c1', mode: 'receive' });
  shop.now += MODE_MS - 1;
  expect(only(shop.scan(SCAN), 'inventory.moved')[0]?.data.reason).toBe('receipt');
  shop.now += MODE_MS - 1;
  expect(tick(shop)).toBe(0);
  expect(counterRow(shop.sql, 'c1')?.mode).toBe('receive');
  shop.now += 1;
  const [command] = due(shop.sql, shop.now);
  expect(only(shop.scan(SCAN), 'orders.line-added'), 'time is over before the timer ran').toHaveLength(1);
  expect(command?.id).toBe(`hub:mode:c1:${shop.now}`);
});

test('a timer that fires twice, or for an end that was moved, changes nothing', () => {
  const shop = new TestShop().setUp();
  shop.must('counters.set-mode', { counter: 'c1', mode: 'correct' });
  const since = shop.now + MODE_MS;
  shop.now = since;
  expect(tick(shop)).toBe(1);
  expect(counterRow(shop.sql, 'c1')?.mode).toBe('sell');
  shop.must('counters.set-mode', { counter: 'c1', mode: 'correct' });
  expect(shop.must('counters.revert-mode', { counter: 'c1', since })).toEqual([]);
  expect(counterRow(shop.sql, 'c1')).toMatchObject({ mode: 'correct', modeUntil: shop.now + MODE_MS });
  expectSound(shop);
});

test('what a scan does depends on the mode: sold, received, or only shown; a slip comes before all of them', () => {
  const shop = shopWithOpenSlip();
  shop.must('counters.set-mode', { counter: 'c1', mode: 'receive' });
  expect(shop.scan(SCAN).map((e) => e.type)).toEqual(['devices.reading-taken', 'tasks.item-scanned']);
  shop.must('counters.close-context', { counter: 'c1', reason: 'left' });
  expect(only(shop.scan(SCAN), 'inventory.moved')[0]?.data).toMatchObject({ to: 'back-room', quantity: 1 });
  shop.must('counters.set-mode', { counter: 'c1', mode: 'correct' });
  expect(shop.scan(SCAN).map((e) => e.type)).toEqual(['devices.reading-taken']);
  shop.must('counters.set-mode', { counter: 'c1', mode: 'sell' });
  expect(only(shop.scan(SCAN), 'orders.line-added')).toHaveLength(1);
  expectSound(shop);
});

test('counters have numbers of their own, and wishes for one that is not there are refused', () => {
  const shop = new TestShop().setUp();
  const names = { nameZh: '台', nameEn: 'Counter' };
  expect(codeOf(shop.do('counters.set-up', { counter: 'c3', number: 2, ...names }))).toBe('counter-number-taken');
  shop.must('counters.set-up', { counter: 'c2', number: 2, ...names });
  expect(codeOf(shop.do('counters.set-mode', { counter: 'c9', mode: 'receive' }))).toBe('counter-missing');
  expect(shop.must('counters.close-context', { counter: 'c9', reason: 'left' })).toEqual([]);
  shop.must('orders.add-line', { counter: 'c1', gtin: NOODLES });
  const task = shop.sql.get<{ task: string }>('SELECT task FROM task')?.task ?? '';
  const claimed = shop.must('tasks.claim', { task, staff: 'w1', counter: 'c9' });
  expect(only(claimed, 'spine.reaction-refused')[0]?.data.code).toBe('counter-missing');
  expectSound(shop);
});
