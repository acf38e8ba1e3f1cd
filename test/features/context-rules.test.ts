import { expect, test } from 'vitest';
import type { BodyOf } from '../../hub/contract/commands.ts';
import { contextRuleViews } from '../../hub/features/context-rules/tables.ts';
import { openTasks } from '../../hub/features/tasks/tables.ts';
import { only, TestShop, WATER } from '../rigs/shop.ts';
import { codeOf, expectSound } from './soundness.ts';

/** below its level AND from two hours before the weekend peak on. */
const BEFORE_PEAK: BodyOf<'context-rules.set'> = {
  rule: 'water-before-peak',
  ...{ nameZh: '周末高峰前补水', nameEn: 'Water before the weekend peak' },
  when: {
    all: [
      { stock: { gtin: WATER, is: 'below', than: 15 } },
      { window: { days: [6, 7], from: '14:00', to: '18:00', leadMinutes: 120 } },
      { onShift: { role: 'clerk', atLeast: 1 } },
    ],
  },
  task: { kind: 'display', gtin: WATER, dueMinutes: 90, valueMinor: 5000 },
};
/** What the hub's beat does. */
function beat(shop: TestShop) {
  const due = shop.book.features.flatMap((feature) => feature.due?.(shop.sql, shop.now) ?? []);
  return shop
    .group(due.map((c) => ({ ...c, actor: { by: 'hub' }, at: shop.now, businessDate: shop.today })))
    .flatMap((outcome) => (outcome.status === 'done' ? outcome.entries : []));
}

test('Q-05 DSP-05: stock under its level two hours before the weekend peak is work for somebody, once, with the reasons', () => {
  const shop = new TestShop().setUp();
  shop.must('context-rules.set', BEFORE_PEAK);
  // Saturday, 10:00 in Shanghai: too early.
  expect(beat(shop)).toEqual([]);
  shop.now += 2 * 3_600_000 - 1;
  expect(beat(shop)).toEqual([]);
  shop.now += 1;
  const entries = beat(shop);
  expect(only(entries, 'context-rules.judged')[0]?.data).toMatchObject({ truth: 'true' });
  expect(only(entries, 'tasks.opened')[0]?.data).toMatchObject({
    ...{ kind: 'display', gtin: WATER, assignee: 'w1', dueAt: shop.now + 90 * 60_000, titleZh: '周末高峰前补水' },
    why: { zh: '库存 12，低于 15；在时段 14:00–18:00前 120 分钟起；当班 1 人，要 1 人' },
  });
  shop.now += 60_000;
  expect(beat(shop)).toEqual([]);
  shop.must('inventory.move', { gtin: WATER, from: 'back-room', to: 'shop-floor', quantity: 5, reason: 'restock' });
  expect(only(beat(shop), 'context-rules.judged')[0]?.data).toMatchObject({ truth: 'false' });
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER, quantity: 5 });
  expect(only(beat(shop), 'tasks.opened')).toEqual([]);
  expect(openTasks(shop.sql).filter(({ kind }) => kind === 'display')).toHaveLength(1);
  expect(contextRuleViews(shop.sql)).toMatchObject([{ rule: 'water-before-peak', truth: 'true', times: 2 }]);
  expectSound(shop);
});

test('what is not known calls for nothing and is written down', () => {
  const shop = new TestShop();
  shop.must('context-rules.set', BEFORE_PEAK);
  const [judged] = only(beat(shop), 'context-rules.judged');
  expect(judged?.data).toMatchObject({ truth: 'unknown' });
  expect(judged?.data.because.map(({ en }) => en)).toContain('no shift is running');
  expect(beat(shop)).toEqual([]);
  shop.must('context-rules.remove', { rule: BEFORE_PEAK.rule });
  expect(codeOf(shop.do('context-rules.remove', { rule: BEFORE_PEAK.rule }))).toBe('context-rule-missing');
  expect(contextRuleViews(shop.sql)).toEqual([]);
});

test('nobody is given more open tasks than one can bear; what waits is given out as hands get free, most pressing first', () => {
  const shop = new TestShop().setUp();
  shop.must('tasks.set-policy', { mostOpen: 2 });
  for (const [n, minutes] of [90, 80, 70, 60].entries())
    shop.must('tasks.open', { kind: 'other', subject: `t${n}`, dueAt: shop.now + minutes * 60_000 });
  const owners = () => openTasks(shop.sql).map(({ subject, assignee }) => `${subject} ${assignee ?? '-'}`);
  expect(owners()).toEqual(['t3 -', 't2 -', 't1 w1', 't0 w1']);
  const [, , third] = openTasks(shop.sql);
  const done = shop.must('tasks.finish', { task: third?.task ?? '', staff: 'w1' });
  expect(only(done, 'tasks.assigned')).toHaveLength(1);
  expect(owners()).toEqual(['t3 w1', 't2 -', 't0 w1']);
  expectSound(shop);
});
