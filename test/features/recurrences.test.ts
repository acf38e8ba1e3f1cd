import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Routine } from '../../hub/contract/recurrences.ts';
import { readEntries } from '../../hub/core/spine.ts';
import { isoInZone, offsetsOf } from '../../hub/core/zone.ts';
import { routinesView } from '../../hub/features/recurrences/tables.ts';
import { timers } from '../../hub/features/timers/index.ts';
import { openMemory } from '../../hub/store/open.ts';
import { checkRebuild } from '../../hub/store/rebuild.ts';
import { only, TestShop } from '../rigs/shop.ts';
import { codeOf } from './soundness.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const opening: Routine = {
  routine: 'opening',
  ...{ titleZh: '开店检查', titleEn: 'Opening', kind: 'patrol', department: '前场' },
  ...{ start: '2026-11-01', times: ['06:45'], recurrenceRule: { frequency: 'daily' } },
  ...{ slaMinutes: 30, usefulMinutes: 180 },
};

let shop: TestShop;
beforeEach(() => {
  shop = new TestShop().setUp();
});

/** Lets the clock stand at an instant and everything due fire. */
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
const local = (text: string): number => Date.parse(`${text}+08:00`);
const journal = () => readEntries(shop.sql, 1, 1_000_000);
const occurred = () => only(journal(), 'recurrences.occurred').map(({ data }) => data);
const missed = () => only(journal(), 'recurrences.missed').map(({ data }) => data);
const openTasks = () =>
  shop.sql.all<{ task: string; subject: string; dueAt: number }>(
    `SELECT task, subject, due_at AS dueAt FROM task WHERE subject LIKE 'routine:%' AND state = 'needs-action' ORDER BY number`,
  );
const only1 = () => routinesView(shop.sql, shop.now).routines[0];

describe('TASK-09: a routine', () => {
  test('opens its task at its time, once, with its title, its due time and its reason', () => {
    shop.must('recurrences.set', opening);
    expect(only1()).toMatchObject({ nextOccurrence: '2026-11-22T06:45', nextDue: local('2026-11-22T06:45') });
    at(local('2026-11-22T06:44:59'));
    expect(occurred()).toEqual([]);
    at(local('2026-11-22T06:45'));
    at(local('2026-11-22T06:46'));
    expect(occurred()).toHaveLength(1);
    expect(openTasks()).toEqual([
      {
        task: expect.any(String),
        subject: 'routine:opening@2026-11-22T06:45',
        dueAt: local('2026-11-22T07:15'),
      },
    ]);
    expect(only1()).toMatchObject({
      nextOccurrence: '2026-11-23T06:45',
      runs: [{ occurrence: '2026-11-22T06:45', outcome: 'opened', lateBy: 0, isLate: false }],
    });
  });

  test('after days off only the latest is opened, if it is still of use; the rest is listed as missed', () => {
    shop.must('recurrences.set', { ...opening, times: ['06:45', '14:00'] });
    at(local('2026-11-25T07:30'));
    expect(occurred().map((o) => [o.occurrence, o.isLate, o.lateBy])).toEqual([
      ['2026-11-25T06:45', true, 45 * MINUTE],
    ]);
    expect(missed().map((m) => [m.count, m.occurrences[0]?.occurrence, m.occurrences.at(-1)?.occurrence])).toEqual([
      [7, '2026-11-21T14:00', '2026-11-24T14:00'],
    ]);
    expect(openTasks()).toHaveLength(1);
    at(local('2026-11-26T20:00'));
    expect(occurred()).toHaveLength(1);
    expect(
      missed()
        .at(-1)
        ?.occurrences.map(({ occurrence }) => occurrence),
    ).toEqual([...['2026-11-25T14:00', '2026-11-26T06:45', '2026-11-26T14:00']]);
    expect(only1()).toMatchObject({ nextOccurrence: '2026-11-27T06:45' });
    expect(only1()?.runs.map(({ outcome }) => outcome)).toContain('missed');
  });

  test('one that nobody began gives way to the next; one in hand stays', () => {
    shop.must('recurrences.set', opening);
    at(local('2026-11-22T06:45'));
    at(local('2026-11-23T06:45'));
    expect(openTasks().map(({ subject }) => subject)).toEqual(['routine:opening@2026-11-23T06:45']);
    shop.must('tasks.claim', { task: openTasks()[0]?.task ?? '', staff: 'w1' });
    at(local('2026-11-24T06:45'));
    expect(openTasks().map(({ subject }) => subject)).toEqual(['routine:opening@2026-11-24T06:45']);
    expect(only1()?.runs.map(({ outcome }) => outcome)).toEqual(['opened', 'opened', 'withdrawn']);
  });

  test('paused it waits for nothing, goes on where the calendar is, and removed it is gone', () => {
    shop.must('recurrences.set', opening);
    shop.must('recurrences.pause', { routine: 'opening', isPaused: true });
    expect(only1()).toMatchObject({ isPaused: true });
    expect(only1()?.nextDue).toBeUndefined();
    at(local('2026-11-24T12:00'));
    expect(occurred()).toEqual([]);
    shop.must('recurrences.pause', { routine: 'opening', isPaused: false });
    expect(missed()).toEqual([]);
    expect(only1()?.nextOccurrence).toBe('2026-11-25T06:45');
    shop.must('recurrences.remove', { routine: 'opening' });
    at(local('2026-11-27T12:00'));
    expect([occurred(), routinesView(shop.sql, shop.now).routines]).toEqual([[], []]);
    shop.must('recurrences.set', opening);
    at(local('2026-11-28T06:45'));
    expect(occurred()).toHaveLength(1);
  });

  test('changed it waits by the new plan only, and another zone moves it', () => {
    shop.must('recurrences.set', opening);
    shop.must('recurrences.set', { ...opening, times: ['09:00'] });
    at(local('2026-11-22T06:50'));
    expect(occurred()).toEqual([]);
    const { store, nameZh, nameEn } = { store: 'store-1', nameZh: '店', nameEn: 'Shop' };
    shop.must('shop.set-up', {
      number: 1,
      store,
      nameZh,
      nameEn,
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      inStoreLayouts: [],
    });
    expect(only1()?.nextDue).toBe(Date.parse('2026-11-22T09:00+01:00'));
    at(Date.parse('2026-11-22T09:00+01:00'));
    expect(occurred().map(({ occurrence }) => occurrence)).toEqual(['2026-11-22T09:00']);
  });

  test.each([
    [{ recurrenceRule: { frequency: 'daily', until: '2026-11-20' } }, 'routine-never'],
    [{ start: '2026-02-30' }, 'routine-date'],
    [{ excluded: ['2026-13-01'] }, 'routine-date'],
    [{ times: ['25:00'] }, 'invalid-body'],
  ] as const)('%j is refused as %s', (changes, code) => {
    expect(codeOf(shop.do('recurrences.set', { ...opening, ...changes } as Routine))).toBe(code);
  });
});

test('TASK-08: kinds of work have their own frequency, SLA and department', () => {
  const own: Partial<Routine>[] = [
    { routine: 'cleaning', kind: 'cleaning', times: ['10:00', '16:00'], slaMinutes: 20, department: '前场' },
    {
      routine: 'stocktake',
      kind: 'stocktake',
      recurrenceRule: { frequency: 'monthly', byMonthDay: [-1] },
      slaMinutes: 240,
    },
    { routine: 'promotion', kind: 'promotion', recurrenceRule: { frequency: 'weekly', byDay: [{ day: 'fr' }] } },
  ];
  for (const changes of own) shop.must('recurrences.set', { ...opening, ...changes });
  at(local('2026-11-22T10:00'));
  expect(routinesView(shop.sql, shop.now).routines.map((r) => [r.routine, r.department, r.nextOccurrence])).toEqual([
    ['cleaning', '前场', '2026-11-22T16:00'],
    ['promotion', '前场', '2026-11-27T06:45'],
    ['stocktake', '前场', '2026-11-30T06:45'],
  ]);
  expect(openTasks()[0]?.dueAt).toBe(local('2026-11-22T10:20'));
});

/** Nights on which the clocks of Berlin change, and what a shop sees that opens or cleans in them. */
test.each([
  [
    'forward: 02:30 is not there',
    '02:30',
    '2026-03-28T12:00:00Z',
    ['2026-03-29T03:00:00+02:00', '2026-03-30T02:30:00+02:00'],
  ],
  [
    'back: 02:30 is there twice',
    '02:30',
    '2026-10-24T12:00:00Z',
    ['2026-10-25T02:30:00+02:00', '2026-10-26T02:30:00+01:00'],
  ],
  [
    'back: 07:00 stays 07:00',
    '07:00',
    '2026-10-24T12:00:00Z',
    ['2026-10-25T07:00:00+01:00', '2026-10-26T07:00:00+01:00'],
  ],
])('TASK-09: clocks set %s', (_what, time, from, instants) => {
  shop.must('shop.set-up', {
    ...{ number: 1, store: 'store-1', nameZh: '店', nameEn: 'Shop', currency: 'EUR' },
    ...{ timeZone: 'Europe/Berlin', inStoreLayouts: [] },
  });
  shop.now = Date.parse(from);
  shop.must('recurrences.set', { ...opening, start: '2026-01-01', times: [time] });
  for (let minute = 0; minute < 45 * 60; minute += 15) at(Date.parse(from) + minute * MINUTE);
  expect(occurred().map(({ due }) => isoInZone(due, offsetsOf('Europe/Berlin')))).toEqual(instants);
  expect(missed()).toEqual([]);
});

test('whatever is paused, changed, restarted or put wrong: each occurrence is opened once at most, and the plan goes on', () => {
  const acts = ['wait', 'wait', 'off', 'jump', 'pause', 'set', 'remove', 'restart'] as const;
  const steps = fc.array(fc.tuple(fc.constantFrom(...acts), fc.nat({ max: 50 })), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(steps, (list) => {
      shop = new TestShop().setUp();
      const start = shop.now;
      shop.must('recurrences.set', { ...opening, times: ['06:45', '14:00', '21:30'] });
      for (const [act, much] of list) {
        if (act === 'wait') at(shop.now + much * 20 * MINUTE);
        else if (act === 'off') at(shop.now + much * 4 * HOUR);
        else if (act === 'jump') at(start + (much - 25) * 6 * HOUR);
        else if (act === 'pause') shop.do('recurrences.pause', { routine: 'opening', isPaused: much % 2 === 0 });
        else if (act === 'set')
          shop.must('recurrences.set', { ...opening, times: much % 2 ? ['06:45'] : ['06:45', '14:00', '21:30'] });
        else if (act === 'remove') shop.do('recurrences.remove', { routine: 'opening' });
        else Object.assign(shop, { sql: openMemory(shop.sql.raw.serialize()) });
      }
      const names = occurred().map(({ occurrence }) => occurrence);
      expect(new Set(names).size).toBe(names.length);
      for (const { due, lateBy } of occurred()) expect([lateBy >= 0, due % MINUTE]).toEqual([true, 0]);
      expect(only(journal(), 'spine.reaction-refused')).toEqual([]);
      shop.must('recurrences.set', opening);
      shop.do('recurrences.pause', { routine: 'opening', isPaused: false });
      const late = Math.max(shop.now, start + 30 * DAY);
      at(late);
      at(late + DAY);
      expect(only1()?.nextDue).toBeGreaterThan(shop.now);
      expect(only1()?.runs[0]?.due).toBeGreaterThan(late - DAY);
      expect(checkRebuild(shop.sql, shop.book).drift).toEqual([]);
    }),
    { numRuns: 20, seed: 20_261_122 },
  );
});
