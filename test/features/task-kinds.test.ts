import { expect, test } from 'vitest';
import type { BodyOf } from '../../hub/contract/commands.ts';
import { slipDocument } from '../../hub/core/slip-document.ts';
import { allKinds } from '../../hub/core/task-kinds.ts';
import { queuedSlips } from '../../hub/features/slips/tables.ts';
import { openTasks, taskView } from '../../hub/features/tasks/tables.ts';
import { only, TestShop, WATER } from '../rigs/shop.ts';
import { textOf } from './papers.ts';
import { codeOf, expectSound } from './soundness.ts';

const SPILL: BodyOf<'tasks.open'> = {
  ...{ kind: 'cleaning', subject: 'aisle:A03', titleZh: 'A03 通道有水', titleEn: 'Spill in aisle A03' },
  ...{ content: '先放警示牌，再拖干', bay: 'A03-2', why: { zh: '顾客报告', en: 'Told by a customer' } },
};

test('TASK-08: each kind of work opens with what its kind asks for, gets its slip, and can be read on it', () => {
  const shop = new TestShop().setUp();
  for (const { kind, zh, en, role } of allKinds()) {
    const opened = only(shop.must('tasks.open', { kind, subject: `thing-${kind}` }), 'tasks.opened')[0]?.data;
    expect(opened).toMatchObject({ kind, role, assignee: role === 'leader' ? 'lead' : 'w1' });
    const view = taskView(shop.sql, opened?.task ?? '');
    expect(view).toMatchObject({ nameZh: zh, nameEn: en, step: 'dispatched', state: 'needs-action' });
    const paper = queuedSlips(shop.sql).find(({ content }) => content.task?.number === opened?.number)?.content;
    expect(paper && slipDocument(paper).title).toBe(`${zh} ${en} No. ${opened?.number}`);
  }
  shop.must('slips.print-shift', { shift: '2026-11-21/early' });
  expectSound(shop);
});

test('one open task of a kind and subject; once it is over the next one may come', () => {
  const shop = new TestShop().setUp();
  const [opened] = only(shop.must('tasks.open', SPILL), 'tasks.opened');
  expect(shop.must('tasks.open', SPILL)).toEqual([]);
  shop.must('tasks.open', { ...SPILL, kind: 'repair' });
  shop.must('tasks.open', { ...SPILL, subject: 'aisle:A04' });
  const task = opened?.data.task ?? '';
  const done = shop.must('tasks.finish', { task, staff: 'w1' });
  expect(only(done, 'tasks.completed')[0]?.data).toMatchObject({ kind: 'cleaning', subject: 'aisle:A03', quantity: 0 });
  expect(only(done, 'inventory.moved')).toEqual([]);
  expect(only(shop.must('tasks.open', SPILL), 'tasks.opened')).toHaveLength(1);
  expectSound(shop);
});

test('work with no subject of its own may stand twice; about an item it is one for that item and place', () => {
  const shop = new TestShop().setUp();
  for (const _ of [1, 2]) shop.must('tasks.open', { kind: 'other', titleZh: '帮忙', titleEn: 'Help' });
  for (const _ of [1, 2]) shop.must('tasks.open', { kind: 'display', gtin: WATER });
  expect(openTasks(shop.sql).map(({ kind }) => kind)).toEqual(['display', 'other', 'other']);
  expectSound(shop);
});

test('a slip says what to do, where, until when and why; scanned twice it takes the work and ends it', () => {
  const shop = new TestShop().setUp();
  shop.must('tasks.open', SPILL);
  const paper = queuedSlips(shop.sql)[0]?.content;
  const lines = paper ? textOf(slipDocument(paper)) : [];
  for (const line of ['清洁 CLEANING', 'A03 通道有水', '地点 Where | A03-2', '先放警示牌，再拖干', '顾客报告'])
    expect(lines).toContain(line);
  expect(only(shop.scan(shop.slipCode(1)), 'tasks.claimed')).toHaveLength(1);
  expect(only(shop.scan(shop.slipCode(1)), 'tasks.completed')[0]?.data).toMatchObject({ proof: 'slip' });
  expectSound(shop);
});

test('work for a role goes to whoever of that role is on the shift, and to nobody where there is none', () => {
  const shop = new TestShop().setUp();
  shop.must('tasks.open', { kind: 'exception', subject: 'till-1' });
  shop.must('tasks.open', { kind: 'exception', subject: 'till-2', role: 'manager' });
  expect(openTasks(shop.sql).map(({ assignee }) => assignee)).toEqual(['lead', undefined]);
  shop.must('shifts.hand-over', { leader: 'lead' });
  expect(openTasks(shop.sql).map(({ assignee }) => assignee)).toEqual(['lead', undefined]);
  expect(codeOf(shop.do('tasks.open', { kind: 'gardening' as 'other' }))).toBe('invalid-body');
  expectSound(shop);
});
