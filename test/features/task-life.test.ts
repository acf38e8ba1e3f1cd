import { expect, test } from 'vitest';
import type { BodyOf } from '../../hub/contract/commands.ts';
import type { TaskKind } from '../../hub/contract/task-kinds.ts';
import { slipDocument } from '../../hub/core/slip-document.ts';
import { queuedSlips } from '../../hub/features/slips/tables.ts';
import { drafts, taskDetail, trailCsv } from '../../hub/features/tasks/detail-tables.ts';
import { openTasks, taskView } from '../../hub/features/tasks/tables.ts';
import { NOODLES, only, TestShop, WATER } from '../rigs/shop.ts';
import { textOf } from './papers.ts';
import { codeOf, expectSound } from './soundness.ts';

function shopWith(kind: TaskKind, more: Partial<BodyOf<'tasks.open'>> = {}): { shop: TestShop; task: string } {
  const shop = new TestShop().setUp();
  const [opened] = only(shop.must('tasks.open', { kind, subject: 'front', ...more }), 'tasks.opened');
  return { shop, task: opened?.data.task ?? '' };
}
const stepOf = (shop: TestShop, task: string) => taskView(shop.sql, task)?.step;
const told = (shop: TestShop, text: string, counter = 'c1') =>
  only(shop.scan(text, counter), 'spine.reaction-refused')[0]?.data;

test('TASK-01 TASK-17: a task lives from draft to closed, and each step says who, where and when', () => {
  const shop = new TestShop().setUp();
  const wanted = { kind: 'display', titleZh: '端架', titleEn: 'End cap', bay: 'A03-2', evidence: ['text'] } as const;
  const [draft] = only(
    shop.must('tasks.create', { ...wanted, evidence: ['text'], staff: 'lead', draft: true }),
    'tasks.drafted',
  );
  const task = draft?.data.task ?? '';
  expect(openTasks(shop.sql)).toEqual([]);
  expect(drafts(shop.sql)).toMatchObject([{ task, kind: 'display', nameZh: '端架', staff: 'lead' }]);
  const steps: [string, () => unknown][] = [
    ['dispatched', () => shop.must('tasks.dispatch', { task })],
    ['acknowledged', () => shop.must('tasks.acknowledge', { task, staff: 'w1', counter: 'c2' })],
    ['in-progress', () => shop.must('tasks.claim', { task, staff: 'w1' })],
    ['blocked', () => shop.must('tasks.block', { task, staff: 'w1', reason: '缺货架' })],
    ['in-progress', () => shop.must('tasks.unblock', { task, staff: 'lead' })],
    ['in-progress', () => shop.must('tasks.give-evidence', { task, staff: 'w1', kind: 'text', text: '已摆好' })],
    ['submitted', () => shop.must('tasks.finish', { task, staff: 'w1' })],
    ['rework', () => shop.must('tasks.send-back', { task, staff: 'lead', reason: '价签没换' })],
    ['submitted', () => shop.must('tasks.finish', { task, staff: 'w1' })],
    ['closed', () => shop.must('tasks.approve', { task, staff: 'lead' })],
  ];
  for (const [step, act] of steps) {
    shop.now += 60_000;
    act();
    expect(stepOf(shop, task)).toBe(step);
  }
  expect(drafts(shop.sql)).toEqual([]);
  const detail = taskDetail(shop.sql, task);
  expect(detail?.steps.map(({ type, staff, counter, reason }) => [type.slice(6), staff, counter ?? reason])).toEqual([
    ['drafted', 'lead', undefined],
    ['opened', 'w1', undefined],
    ['acknowledged', 'w1', 'c2'],
    ['claimed', 'w1', undefined],
    ['blocked', 'w1', '缺货架'],
    ['unblocked', 'lead', undefined],
    ['evidence-given', 'w1', undefined],
    ['submitted', 'w1', undefined],
    ['sent-back', 'lead', '价签没换'],
    ['submitted', 'w1', undefined],
    ['approved', 'lead', undefined],
    ['completed', 'w1', undefined],
  ]);
  const csv = trailCsv(detail?.steps ?? [], (at) => new Date(at).toISOString());
  expect(csv.split('\r\n')).toHaveLength(14);
  expect(csv).toContain('2026-11-21T02:04:00.000Z,tasks.blocked,test,w1,w1,,,,缺货架,');
  expectSound(shop);
});

test.each([
  ['display', ['photo'], 'photo-needed'],
  ['expiry', ['scan'], 'scan-needed'],
  ['patrol', ['checklist'], 'checklist-needed'],
  ['repair', ['text'], 'text-needed'],
  ['count', ['count'], 'count-needed'],
] as const)('TASK-02: a %s that asks for %s is not done without it', (kind, evidence, code) => {
  const { shop, task } = shopWith(kind, { evidence: [...evidence] });
  expect(taskView(shop.sql, task)?.evidenceShare).toBe(0);
  expect(taskDetail(shop.sql, task)?.missing).toEqual(evidence);
  expect(codeOf(shop.do('tasks.finish', { task, staff: 'w1' }))).toBe(code);
  shop.scan(shop.slipCode(1));
  expect(told(shop, shop.slipCode(1))?.code).toBe(code);
  expect(stepOf(shop, task)).toBe('in-progress');
});

test('TASK-02: any of several kinds of evidence that is missing is asked for, and each one given counts', () => {
  const { shop, task } = shopWith('expiry', { gtin: WATER, evidence: ['scan', 'text'] });
  shop.must('tasks.claim', { task, staff: 'w1' });
  const give = (kind: 'scan' | 'text', text: string) =>
    shop.do('tasks.give-evidence', { task, staff: 'w1', kind, text });
  expect(codeOf(give('scan', NOODLES))).toBe('scan-elsewhere');
  expect(codeOf(give('scan', 'A01-1'))).toBe('scan-elsewhere');
  expect(codeOf(give('scan', 'nothing'))).toBe('scan-not-known');
  expect(codeOf(give('scan', 'A03-2'))).toBe('done');
  expect(codeOf(shop.do('tasks.finish', { task, staff: 'w1' }))).toBe('text-needed');
  expect(taskView(shop.sql, task)?.evidenceShare).toBe(0.5);
  expect(codeOf(give('text', '三瓶到期，已下架'))).toBe('done');
  expect(taskView(shop.sql, task)?.evidenceShare).toBe(1);
  shop.must('tasks.finish', { task, staff: 'w1' });
  expectSound(shop);
});

test('with the slip open, the scan of the item is the evidence', () => {
  const { shop } = shopWith('expiry', { gtin: WATER });
  shop.scan(shop.slipCode(1));
  expect(told(shop, shop.slipCode(1))?.code).toBe('scan-item-first');
  shop.scan(WATER.slice(1));
  expect(only(shop.scan(shop.slipCode(1)), 'tasks.completed')).toHaveLength(1);
});

test('two people claim one task at two counters: one wins, and the other is told who', () => {
  const { shop, task } = shopWith('cleaning');
  shop.must('staff.badge-on', { counter: 'c1', store: 1, badge: 11, version: 1 });
  shop.must('staff.badge-on', { counter: 'c2', store: 1, badge: 12, version: 1 });
  shop.scan(shop.slipCode(1), 'c1');
  expect(told(shop, shop.slipCode(1), 'c2')).toMatchObject({
    code: 'slip-in-hands-of',
    params: { counter: 'c1', who: 'w1' },
  });
  expect(shop.do('tasks.claim', { task, staff: 'w2' })).toMatchObject({
    refusal: { code: 'task-taken-by', params: { who: 'w1' } },
  });
  expect(taskView(shop.sql, task)).toMatchObject({ claimedBy: 'w1', assignee: 'w1' });
  expectSound(shop);
});

test('TASK-18 TASK-19: a correction supersedes the old version on board and paper, and who saw which is known', () => {
  const { shop, task } = shopWith('promotion', { titleZh: '海报', titleEn: 'Poster', content: '贴三张' });
  shop.must('tasks.see', { task, staff: 'w1' });
  expect(shop.must('tasks.see', { task, staff: 'w1' })).toEqual([]);
  shop.must('tasks.acknowledge', { task, staff: 'w1' });
  const fixed = shop.must('tasks.correct', { task, staff: 'lead', reason: '数目错了', content: '贴五张' });
  expect(only(fixed, 'slips.cancelled')[0]?.data.reason).toBe('task-corrected');
  const paper = queuedSlips(shop.sql).find(({ content }) => content.task?.version === 2)?.content;
  expect(paper && textOf(slipDocument(paper))).toEqual(expect.arrayContaining(['贴五张']));
  expect(paper && textOf(slipDocument(paper))[2]).toMatch(/第2版，旧单作废/);
  expect(taskView(shop.sql, task)).toMatchObject({ version: 2, content: '贴五张', step: 'dispatched', nameZh: '海报' });
  expect(told(shop, shop.slipCode(1, 1))).toMatchObject({
    code: 'slip-outdated',
    params: { old: 1, version: 2, number: 1 },
  });
  expect(only(shop.scan(shop.slipCode(1, 2)), 'tasks.claimed')).toHaveLength(1);
  shop.must('tasks.see', { task, staff: 'w2' });
  expect(taskDetail(shop.sql, task)?.seen.map(({ version, staff }) => [version, staff])).toEqual([
    [1, 'w1'],
    [2, 'w2'],
  ]);
  expectSound(shop);
});

test('TASK-15: a failed check opens one repair for the machine, however often it fails', () => {
  const checks = [
    { check: 'temp', zh: '冷柜温度', en: 'Fridge temperature', subject: 'device:fridge-1' },
    { check: 'door', zh: '门封', en: 'Door seal' },
  ];
  const { shop, task } = shopWith('patrol', { checks });
  const answer = (check: string, ok: boolean, note?: string) =>
    shop.must('tasks.answer-check', { task, staff: 'w1', check, ok, ...(note ? { note } : {}) });
  const failed = answer('temp', false, '9 度');
  expect(only(failed, 'tasks.opened')[0]?.data).toMatchObject({
    ...{ kind: 'repair', subject: 'device:fridge-1', titleZh: '修：冷柜温度', content: '9 度', role: 'leader' },
  });
  expect(only(answer('temp', false), 'tasks.opened')).toEqual([]);
  expect(codeOf(shop.do('tasks.finish', { task, staff: 'w1' }))).toBe('checklist-needed');
  answer('door', true);
  expect(codeOf(shop.do('tasks.answer-check', { task, staff: 'w1', check: 'lamp', ok: true }))).toBe('check-missing');
  expect(taskDetail(shop.sql, task)?.checks).toMatchObject([
    { check: 'temp', ok: false },
    { check: 'door', ok: true },
  ]);
  shop.must('tasks.finish', { task, staff: 'w1' });
  expect(openTasks(shop.sql)).toMatchObject([{ kind: 'repair', assignee: 'lead' }]);
  expectSound(shop);
});

test('TASK-23: a scan and a kind are a task: an item, a shelf, or nothing at all', () => {
  const shop = new TestShop().setUp();
  const make = (body: Partial<BodyOf<'tasks.create'>>) =>
    shop.do('tasks.create', { kind: 'cleaning', staff: 'lead', ...body });
  expect(codeOf(make({ code: 'A03-2', note: '打翻了' }))).toBe('done');
  expect(codeOf(make({ code: 'A03-2' }))).toBe('task-open-already');
  expect(codeOf(make({ code: WATER.slice(1), kind: 'display', assignee: 'w2' }))).toBe('done');
  expect(codeOf(make({}))).toBe('done');
  const wrong: [string, Partial<BodyOf<'tasks.create'>>][] = [
    ['scan-not-known', { code: 'Z99' }],
    ['staff-missing', { staff: 'w9' }],
    ['staff-missing', { assignee: 'w9' }],
    ['kind-not-by-hand', { kind: 'restock' }],
    ['item-missing', { gtin: '00000000000017' }],
  ];
  for (const [code, body] of wrong) expect(codeOf(make(body)), code).toBe(code);
  expect(openTasks(shop.sql)).toMatchObject([
    { kind: 'cleaning', toBay: 'A03-2', whyZh: '打翻了' },
    { kind: 'cleaning', nameZh: '清洁' },
    { kind: 'display', gtin: WATER, assignee: 'w2' },
  ]);
  expectSound(shop);
});

test('every wrong step is told apart, and changes nothing', () => {
  const { shop, task } = shopWith('display', { evidence: [] });
  const no = (code: string, type: Parameters<TestShop['do']>[0], body: object) =>
    expect(codeOf(shop.do(type, JSON.parse(JSON.stringify({ task, staff: 'w1', ...body })) as never)), type).toBe(code);
  no('task-not-taken', 'tasks.block', { reason: 'x' });
  no('task-not-submitted', 'tasks.approve', { staff: 'lead' });
  no('draft-missing', 'tasks.dispatch', { staff: undefined });
  shop.must('tasks.claim', { task, staff: 'w1' });
  shop.must('tasks.block', { task, staff: 'w1', reason: '等人' });
  no('task-blocked', 'tasks.finish', {});
  expect(only(shop.scan(shop.slipCode(1)), 'tasks.resumed')).toHaveLength(1);
  shop.must('tasks.finish', { task, staff: 'w1' });
  for (const type of ['tasks.finish', 'tasks.release', 'tasks.correct', 'tasks.block'] as const)
    no(
      'task-submitted',
      type,
      type === 'tasks.finish' ? {} : { reason: 'x', ...(type === 'tasks.release' ? { staff: undefined } : {}) },
    );
  expect(told(shop, shop.slipCode(1))?.code).toBe('task-submitted');
  no('leader-needed', 'tasks.approve', {});
  no('staff-missing', 'tasks.approve', { staff: 'w9' });
  shop.must('tasks.approve', { task, staff: 'lead' });
  const other = only(shop.must('tasks.open', { kind: 'other' }), 'tasks.opened')[0]?.data.task ?? '';
  shop.must('tasks.cancel', { task: other, staff: 'lead', reason: 'not needed' });
  expect(stepOf(shop, other)).toBe('cancelled');
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER, quantity: 2 });
  no('task-of-the-shop', 'tasks.cancel', { task: openTasks(shop.sql)[0]?.task, reason: 'x' });
  for (const type of ['tasks.acknowledge', 'tasks.unblock', 'tasks.approve'] as const) no('task-done', type, {});
  expectSound(shop);
});
