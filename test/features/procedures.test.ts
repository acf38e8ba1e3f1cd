import { expect, test } from 'vitest';
import type { Procedure } from '../../hub/contract/procedures.ts';
import { proceduresView } from '../../hub/features/procedures/tables.ts';
import { taskDetail } from '../../hub/features/tasks/detail-tables.ts';
import { openTasks } from '../../hub/features/tasks/tables.ts';
import { only, TestShop } from '../rigs/shop.ts';
import { codeOf, expectSound } from './soundness.ts';

const OPENING: Procedure = {
  ...{ procedure: 'promotion', nameZh: '大促布置', nameEn: 'Promotion set-up' },
  steps: [
    { kind: 'promotion', titleZh: '备货', titleEn: 'Bring the goods', evidence: [], approval: false, dueMinutes: 60 },
    { kind: 'display', titleZh: '摆端架', titleEn: 'Build the end cap', evidence: [], approval: true },
    { kind: 'exception', titleZh: '验收', titleEn: 'Accept it', evidence: [], role: 'leader', guide: 'acceptance' },
  ],
};

test('TASK-10: a template of several steps passes from owner to owner, each begun when the one before is closed', () => {
  const shop = new TestShop().setUp();
  shop.must('procedures.set', OPENING);
  shop.must('procedures.start', { procedure: 'promotion', subject: '双十二' });
  expect(codeOf(shop.do('procedures.start', { procedure: 'promotion', subject: '双十二' }))).toBe('procedure-running');
  const at = () => openTasks(shop.sql).map(({ nameZh, assignee }) => [nameZh, assignee]);
  expect(openTasks(shop.sql)[0]).toMatchObject({
    dueAt: shop.now + 3_600_000,
    whyZh: '大促布置 双十二：第 1 步，共 3 步',
  });
  expect(at()).toEqual([['备货', 'w1']]);
  const finish = () => shop.must('tasks.finish', { task: openTasks(shop.sql)[0]?.task ?? '', staff: 'w1' });
  finish();
  expect(at()).toEqual([['摆端架', 'w1']]);
  // A template that is changed under way changes the next run, not this one.
  shop.must('procedures.set', { ...OPENING, steps: OPENING.steps.slice(0, 1) });
  finish();
  expect(proceduresView(shop.sql).running).toMatchObject([{ step: 1, of: 3 }]);
  shop.must('tasks.approve', { task: openTasks(shop.sql)[0]?.task ?? '', staff: 'lead' });
  expect(at()).toEqual([['验收', 'lead']]);
  expect(only(finish(), 'procedures.finished')).toHaveLength(1);
  expect(proceduresView(shop.sql).running).toEqual([]);
  shop.must('procedures.start', { procedure: 'promotion', subject: '双十二' });
  shop.must('tasks.cancel', { task: openTasks(shop.sql)[0]?.task ?? '', staff: 'lead', reason: '不做了' });
  expect(proceduresView(shop.sql).running).toEqual([]);
  shop.must('procedures.remove', { procedure: 'promotion' });
  expect(codeOf(shop.do('procedures.start', { procedure: 'promotion' }))).toBe('procedure-missing');
  expectSound(shop);
});

test('TASK-13: know-how opens from the task: the one it names, else the one for its kind', () => {
  const shop = new TestShop().setUp();
  const steps = [{ zh: '先断电', en: 'Switch it off first' }];
  shop.must('guides.set', { guide: 'clean-spill', titleZh: '处理积水', titleEn: 'Spills', kinds: ['cleaning'], steps });
  shop.must('guides.set', { guide: 'fridge', titleZh: '冷柜', titleEn: 'Fridges', steps });
  const open = (guide?: string) => {
    const [opened] = only(shop.must('tasks.open', { kind: 'cleaning', ...(guide ? { guide } : {}) }), 'tasks.opened');
    return taskDetail(shop.sql, opened?.data.task ?? '')?.guide?.guide;
  };
  expect([open(), open('fridge'), open('unknown')]).toEqual(['clean-spill', 'fridge', 'clean-spill']);
  shop.must('guides.remove', { guide: 'clean-spill' });
  expect(open()).toBeUndefined();
  expect(codeOf(shop.do('guides.remove', { guide: 'clean-spill' }))).toBe('guide-missing');
  expectSound(shop);
});
