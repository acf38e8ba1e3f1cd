import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { EscalationPolicy } from '../../hub/contract/escalations.ts';
import { readEntries } from '../../hub/core/spine.ts';
import { escalationsView } from '../../hub/features/escalations/tables.ts';
import { timers } from '../../hub/features/timers/index.ts';
import { openMemory } from '../../hub/store/open.ts';
import { checkRebuild } from '../../hub/store/rebuild.ts';
import { only, TestShop } from '../rigs/shop.ts';
import { codeOf } from './soundness.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const day = [{ open: '09:00', close: '21:00' }];
/** Nine to nine, closed on Sundays and on the 24th. */
const NINE_TO_NINE: EscalationPolicy = {
  hours: { week: [day, day, day, day, day, day, []], closed: ['2026-11-24'] },
  budgets: [],
};
const local = (text: string): number => Date.parse(`${text}+08:00`);

let shop: TestShop;
beforeEach(() => {
  shop = new TestShop().setUp();
});

function at(instant: number): void {
  shop.now = instant;
  for (let n = 0; n < 40; n += 1) {
    const due = timers.due?.(shop.sql, shop.now) ?? [];
    if (due.length === 0) return;
    shop.group(due.map((c) => ({ ...c, actor: { by: 'hub' }, at: shop.now, businessDate: shop.today })));
    shop.now += 50;
  }
  throw new Error('timers come without end');
}
/** Work of ten hours' budget unless said otherwise, opened now. */
function open(dueAt = shop.now + 10 * HOUR, kind: 'cleaning' | 'repair' = 'cleaning'): string {
  const opened = only(
    shop.must('tasks.open', { kind, subject: 'the floor', titleZh: '拖地', titleEn: 'Floor', dueAt }),
    'tasks.opened',
  );
  return opened[0]?.data.task ?? '';
}
const stepped = () =>
  only(readEntries(shop.sql, 1, 1_000_000), 'escalations.stepped').map(({ data, at: when }) => ({ ...data, when }));
const taken = () =>
  stepped().flatMap(({ steps, live }) => steps.map(({ percent, isLate }) => [percent, percent === live, isLate]));
const view = () => escalationsView(shop.sql, shop.now);

describe('DSP-11: a task that uses up its time', () => {
  test('tells its person at half, the lead at four fifths, the area when it is late and half as much again', () => {
    const start = shop.now;
    open();
    for (let minutes = 0; minutes <= 16 * 60; minutes += 10) at(start + minutes * MINUTE);
    expect(stepped().map(({ live, to, when }) => [live, to, (when - start) / HOUR])).toEqual([
      [50, 'assignee', 5],
      [80, 'leader', 8],
      [100, 'area', 10],
      [150, 'area', 15],
    ]);
    expect(stepped()[0]).toMatchObject({ assignee: 'w1', titleZh: '拖地', number: 1 });
    expect(view().reached).toMatchObject([{ reached: 150, to: 'area', isLate: false }]);
    expect(shop.sql.all('SELECT * FROM timer WHERE purpose = ?', 'escalations.step')).toEqual([]);
  });

  test('is told nothing when it is finished, withdrawn or given no time', () => {
    const start = shop.now;
    const task = open();
    at(start + 6 * HOUR);
    shop.must('tasks.finish', { task, staff: 'w1' });
    shop.must('escalations.set-policy', { ...NINE_TO_NINE, budgets: [{ kind: 'repair', minutes: 0 }] });
    open(shop.now + HOUR, 'repair');
    at(start + 200 * HOUR);
    expect(stepped().map(({ live }) => live)).toEqual([50]);
    expect(view().reached).toEqual([]);
  });

  /** Opened Saturday 21 November at 18:00 with six hours by the clock of the shop: three today, three on Monday. */
  test('counts business hours only: nights, Sundays and holidays stand still', () => {
    shop.must('escalations.set-policy', { ...NINE_TO_NINE, budgets: [{ kind: 'cleaning', minutes: 360 }] });
    shop.now = local('2026-11-21T18:00');
    open();
    for (let hour = 0; hour < 24 * 5; hour += 1) at(local('2026-11-21T18:00') + hour * HOUR);
    expect(stepped().map(({ live, steps }) => [live, steps[0]?.due])).toEqual([
      [50, local('2026-11-21T21:00')],
      [80, local('2026-11-23T10:48')],
      [100, local('2026-11-23T12:00')],
      [150, local('2026-11-23T15:00')],
    ]);
  });

  test('stands still while it is blocked and goes on with what is left', () => {
    const start = shop.now;
    const task = open();
    at(start + 4 * HOUR);
    shop.must('escalations.pause', { task });
    expect(shop.must('escalations.pause', { task })).toEqual([]);
    at(start + 30 * HOUR);
    expect(stepped()).toEqual([]);
    shop.must('escalations.resume', { task });
    expect(shop.must('escalations.resume', { task })).toEqual([]);
    at(start + 31 * HOUR);
    at(start + 34 * HOUR);
    expect(stepped().map(({ live, steps }) => [live, ((steps[0]?.due ?? 0) - start) / HOUR])).toEqual([
      [50, 31],
      [80, 34],
    ]);
  });

  test('stands still from a block to its end, as people report them, and follows a corrected due time', () => {
    const start = shop.now;
    const task = open();
    at(start + 4 * HOUR);
    shop.must('tasks.claim', { task, staff: 'w1' });
    shop.must('tasks.block', { task, staff: 'w1', reason: '拖把坏了' });
    at(start + 20 * HOUR);
    expect(stepped()).toEqual([]);
    shop.must('tasks.unblock', { task, staff: 'w1' });
    at(start + 21 * HOUR);
    expect(stepped().map(({ live }) => live)).toEqual([50]);
    // Five hours are used up; five more until the new due time make ten again, fifteen more make twenty.
    shop.must('tasks.correct', { task, staff: 'lead', reason: '换人', dueAt: start + 36 * HOUR });
    at(start + 31 * HOUR);
    expect(stepped().map(({ live }) => live)).toEqual([50]);
    at(start + 32 * HOUR);
    expect(stepped().map(({ live }) => live)).toEqual([50, 80]);
  });

  test('after an outage marks its steps late, records all and acts upon the highest only', () => {
    const start = shop.now;
    open();
    at(start + 5 * HOUR);
    at(start + 11 * HOUR);
    expect(taken()).toEqual([
      [50, true, false],
      [80, false, true],
      [100, true, true],
    ]);
    expect(stepped()[1]?.steps.map(({ lateBy }) => lateBy / HOUR)).toEqual([3, 1]);
    at(start + 15 * HOUR);
    expect(taken().at(-1)).toEqual([150, true, false]);
    expect(view().reached[0]).toMatchObject({ reached: 150, isLate: false });
  });

  test('waits by new hours as soon as they are set', () => {
    shop.now = local('2026-11-21T18:00');
    open(local('2026-11-21T22:00'));
    shop.must('escalations.set-policy', NINE_TO_NINE);
    expect(view().policy.hours.closed).toEqual(['2026-11-24']);
    at(local('2026-11-21T20:00'));
    at(local('2026-11-22T20:00'));
    expect(stepped().map(({ live }) => live)).toEqual([50]);
    at(local('2026-11-23T10:00'));
    expect(stepped().map(({ live }) => live)).toEqual([50, 100]);
    expect(
      codeOf(
        shop.do('escalations.set-policy', {
          ...NINE_TO_NINE,
          hours: { week: [[], [], [], [], [], [], []], closed: [] },
        }),
      ),
    ).toBe('never-open');
  });
});

describe('Q-10: an anomaly', () => {
  const anomalies = () => view().anomalies;
  test('is detected when a task is late, once, and settled when the task ends', () => {
    const start = shop.now;
    const task = open();
    at(start + 10 * HOUR);
    at(start + 15 * HOUR);
    expect(anomalies()).toMatchObject([
      { kind: 'task-late', subject: task, isOverdue: true, detectedAt: start + 10 * HOUR },
    ]);
    expect(view().resolvedInTime).toBe(0);
    shop.must('tasks.finish', { task, staff: 'w1' });
    expect(anomalies()[0]).toMatchObject({ resolvedAt: shop.now, resolvedBy: 'test' });
  });

  test('is acknowledged and settled by a person within two hours, or the area hears of it', () => {
    const start = shop.now;
    const detect = (subject: string) =>
      shop.must('escalations.detect', { kind: 'device', subject, zh: '冰柜', en: 'Fridge' });
    const [first] = only(detect('fridge-1'), 'escalations.detected');
    expect(detect('fridge-1')).toEqual([]);
    detect('fridge-2');
    const anomaly = first?.data.anomaly ?? '';
    shop.now += 10 * MINUTE;
    shop.must('escalations.acknowledge', { anomaly });
    shop.now += 80 * MINUTE;
    shop.must('escalations.resolve', { anomaly, note: '修好了' });
    expect(codeOf(shop.do('escalations.resolve', { anomaly }))).toBe('anomaly-settled');
    expect(codeOf(shop.do('escalations.acknowledge', { anomaly: 'anomaly-of-nobody' }))).toBe('anomaly-missing');
    at(start + 2 * HOUR);
    const overdue = only(readEntries(shop.sql, 1, 1_000_000), 'escalations.anomaly-overdue');
    expect(overdue.map(({ data }) => [data.kind, data.acknowledged])).toEqual([['device', false]]);
    expect(
      anomalies().map(({ subject, acknowledgedAt, resolvedAt, isOverdue }) => [
        subject,
        acknowledgedAt,
        resolvedAt,
        isOverdue,
      ]),
    ).toEqual([
      ['fridge-2', undefined, undefined, true],
      ['fridge-1', start + 10 * MINUTE, start + 90 * MINUTE, false],
    ]);
    expect(view().resolvedInTime).toBe(0.5);
  });

  test('TASK-22: missed routines are told to the area manager at once', () => {
    shop.must('recurrences.set', {
      ...{
        routine: 'opening',
        titleZh: '开店',
        titleEn: 'Opening',
        kind: 'patrol',
        start: '2026-11-01',
        times: ['06:45'],
      },
      ...{ recurrenceRule: { frequency: 'daily' }, slaMinutes: 30, usefulMinutes: 60 },
    });
    at(local('2026-11-25T12:00'));
    expect(anomalies()).toMatchObject([{ kind: 'routine-missed', zh: '例行任务 开店 错过 4 次' }]);
  });
});

test('whatever is paused, moved, restarted or put wrong: each step of a task is taken once, in order, and none after its end', () => {
  const acts = ['wait', 'wait', 'off', 'jump', 'open', 'pause', 'resume', 'finish', 'hours', 'restart'] as const;
  const steps = fc.array(fc.tuple(fc.constantFrom(...acts), fc.nat({ max: 50 })), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(steps, (list) => {
      shop = new TestShop().setUp();
      const start = shop.now;
      for (const [act, much] of list) {
        shop.now += 1000;
        const tasks = shop.sql.all<{ task: string }>('SELECT task FROM task ORDER BY number DESC LIMIT 3');
        const task = tasks[much % Math.max(1, tasks.length)]?.task ?? 'no-task-yet';
        if (act === 'wait') at(shop.now + much * 10 * MINUTE);
        else if (act === 'off') at(shop.now + much * 4 * HOUR);
        else if (act === 'jump') at(start + (much - 10) * 6 * HOUR);
        else if (act === 'open')
          shop.do('tasks.open', { kind: 'cleaning', subject: `s${much % 4}`, dueAt: shop.now + much * HOUR });
        else if (act === 'pause') shop.must('escalations.pause', { task });
        else if (act === 'resume') shop.must('escalations.resume', { task });
        else if (act === 'finish') shop.do('tasks.finish', { task, staff: 'w1' });
        else if (act === 'hours')
          shop.must(
            'escalations.set-policy',
            much % 2
              ? NINE_TO_NINE
              : {
                  ...NINE_TO_NINE,
                  hours: { week: NINE_TO_NINE.hours.week.map(() => [{ open: '00:00', close: '24:00' }]), closed: [] },
                },
          );
        else Object.assign(shop, { sql: openMemory(shop.sql.raw.serialize()) });
      }
      const reached = new Map<string, number>();
      const over = new Set<string>();
      for (const entry of readEntries(shop.sql, 1, 1_000_000)) {
        for (const { data } of only([entry], 'tasks.completed')) over.add(data.task);
        for (const { data } of only([entry], 'escalations.stepped')) {
          expect(over.has(data.task)).toBe(false);
          const order = [reached.get(data.task) ?? 0, ...data.steps.map(({ percent }) => percent)];
          expect(order).toEqual([...new Set(order)].sort((a, b) => a - b));
          expect(data.live).toBe(order.at(-1));
          reached.set(data.task, data.live);
        }
      }
      at(shop.now + 60 * 24 * HOUR);
      // In the end every open task whose clock runs has gone all the way, and nothing waits for one that is over.
      expect(
        shop.sql.all('SELECT task FROM escalation WHERE ended = 0 AND since IS NOT NULL AND reached < 150'),
      ).toEqual([]);
      expect(shop.sql.all(`SELECT key FROM timer WHERE purpose = 'escalations.step'`)).toEqual([]);
      expect(only(readEntries(shop.sql, 1, 1_000_000), 'spine.reaction-refused')).toEqual([]);
      expect(checkRebuild(shop.sql, shop.book).drift).toEqual([]);
    }),
    { numRuns: 30, seed: 20_261_122 },
  );
});
