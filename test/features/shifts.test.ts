import { expect, test } from 'vitest';
import { nextShift } from '../../hub/features/shifts/rules.ts';
import { currentShift, followingShift } from '../../hub/features/shifts/tables.ts';
import { openTasks } from '../../hub/features/tasks/tables.ts';
import { NOODLES, only, TestShop, WATER } from '../rigs/shop.ts';
import { codeOf, expectSound } from './soundness.ts';

const plans = ['early', 'late', 'night'];
test.each([
  ['the next of the day', '2026-11-21/early', '2026-11-21', [], '2026-11-21/late'],
  ['the first of the next day after the last', '2026-11-21/night', '2026-11-22', [], '2026-11-22/early'],
  ['the next of the day after midnight', '2026-11-21/late', '2026-11-22', [], '2026-11-21/night'],
  ['the first of tomorrow when the last ends early', '2026-11-21/night', '2026-11-21', [], '2026-11-22/early'],
  ['over the end of a year', '2026-12-31/night', '2027-01-01', [], '2027-01-01/early'],
  ['over a leap day', '2028-02-28/night', '2028-02-29', [], '2028-02-29/early'],
  ['today, after closed days', '2026-11-21/early', '2026-11-25', [], '2026-11-25/early'],
  ['not one that has been', '2026-11-21/early', '2026-11-21', ['2026-11-21/late'], '2026-11-21/night'],
  [
    'not a day that has been',
    '2026-11-21/night',
    '2026-11-21',
    ['2026-11-22/early', '2026-11-22/late', '2026-11-22/night'],
    '2026-11-23/early',
  ],
  [
    'the first of tomorrow when its plan is gone',
    '2026-11-21/noon',
    '2026-11-21',
    ['2026-11-21/noon'],
    '2026-11-22/early',
  ],
])('the shift that follows is %s', (_name, current, today, been, next) => {
  expect(nextShift(current, plans, today, been)).toBe(next);
});
test('without a plan nothing follows', () => {
  expect(nextShift('2026-11-21/early', [], '2026-11-21', [])).toBeUndefined();
});

/** Six open restock tasks, all on the shoulders of w1. */
function burdened(): TestShop {
  const shop = new TestShop().setUp();
  const items = Array.from({ length: 6 }, (_, i) => ({
    gtin: `0690000000${1000 + i}`,
    ...{ nameZh: `货${i}`, nameEn: `Thing ${i}`, unit: 'each' as const, priceMinor: 100 },
  }));
  shop.must('catalog.set-items', { items });
  shop.must('replenishment.set-levels', {
    rules: items.map(({ gtin }) => ({ gtin, location: 'shop-floor', level: 1, target: 5 })),
  });
  expect(new Set(openTasks(shop.sql).map((t) => t.assignee))).toEqual(new Set(['w1']));
  return shop;
}

test('TASK-14: a hand-over carries every open task along; who stays keeps theirs, the rest is shared out evenly', () => {
  const shop = burdened();
  shop.must('staff.set', {
    staff: 'w3',
    badge: 14,
    badgeVersion: 1,
    nameZh: 'w3',
    nameEn: 'w3',
    role: 'clerk',
    active: true,
  });
  shop.must('staff.set', {
    staff: 'w4',
    badge: 15,
    badgeVersion: 1,
    nameZh: 'w4',
    nameEn: 'w4',
    role: 'clerk',
    active: false,
  });
  const late = { plan: 'late', turn: 2, nameZh: '晚班', nameEn: 'Late', starts: '15:00', ends: '23:00' };
  const early = { ...late, plan: 'early', turn: 1, starts: '07:00', ends: '15:00', staff: ['w1'] };
  shop.must('shifts.set-plan', { shifts: [early, { ...late, staff: ['w2', 'w3', 'w4', 'lead'] }] });
  const [, second, third] = openTasks(shop.sql);
  shop.must('tasks.assign', { task: second?.task ?? '', staff: 'w3' });
  shop.must('tasks.claim', { task: third?.task ?? '', staff: 'w1' });
  const handed = shop.must('shifts.hand-over', { leader: 'lead' });
  expect(only(handed, 'shifts.handed-over')[0]?.data).toEqual({
    ...{ from: '2026-11-21/early', to: '2026-11-21/late', leader: 'lead', reason: 'shift-change', open: 6 },
  });
  expect(only(handed, 'tasks.carried-over')).toHaveLength(6);
  const after = openTasks(shop.sql);
  expect(after.every((t) => t.shift === '2026-11-21/late' && t.carriedFrom === '2026-11-21/early')).toBe(true);
  expect(after.find((t) => t.task === second?.task)?.assignee).toBe('w3');
  expect(after.find((t) => t.task === third?.task)?.state).toBe('in-process');
  const load = (staff: string) => after.filter((t) => t.assignee === staff).length;
  expect([load('w1'), load('w2'), load('w3'), load('w4'), load('lead')]).toEqual([0, 3, 3, 0, 0]);
  expectSound(shop);
});

test('hand-overs go round the day and into the next, and nothing open is ever left behind', () => {
  const shop = burdened();
  const shifts: (string | undefined)[] = [];
  for (let i = 0; i < 5; i += 1) {
    expect(followingShift(shop.sql, '2026-11-21')?.shift).not.toBe(currentShift(shop.sql));
    shop.must('shifts.hand-over', { leader: 'lead' });
    shifts.push(currentShift(shop.sql));
    expect(openTasks(shop.sql, currentShift(shop.sql))).toHaveLength(6);
  }
  expect(shifts).toEqual([
    '2026-11-21/late',
    '2026-11-22/early',
    '2026-11-22/late',
    '2026-11-23/early',
    '2026-11-23/late',
  ]);
  expectSound(shop);
});

test('a plan turned round in between never begins a shift twice', () => {
  const shop = new TestShop().setUp();
  shop.must('shifts.hand-over', { leader: 'lead' });
  const shift = { nameZh: '班', nameEn: 'Shift', starts: '07:00', ends: '15:00', staff: ['w1'] };
  shop.must('shifts.set-plan', {
    shifts: [
      { ...shift, plan: 'late', turn: 1 },
      { ...shift, plan: 'early', turn: 2 },
    ],
  });
  shop.must('shifts.hand-over', { leader: 'lead' });
  expect(currentShift(shop.sql)).toBe('2026-11-22/late');
});

test('each wrong wish about shifts is told apart', () => {
  const shop = new TestShop().setUp();
  const shift = { plan: 'early', turn: 1, nameZh: '早', nameEn: 'Early', starts: '07:00', ends: '15:00', staff: [] };
  expect(codeOf(shop.do('shifts.begin', { shift: '2026-11-21/late' }))).toBe('shift-running');
  expect(codeOf(shop.do('shifts.hand-over', { leader: 'w1' }))).toBe('leader-needed');
  expect(codeOf(shop.do('shifts.hand-over', { leader: 'w9' }))).toBe('staff-missing');
  expect(codeOf(shop.do('shifts.set-plan', { shifts: [shift, { ...shift, turn: 2 }] }))).toBe('plan-ambiguous');
  expect(codeOf(shop.do('shifts.set-plan', { shifts: [shift, { ...shift, plan: 'late' }] }))).toBe('plan-ambiguous');
  expect(codeOf(shop.do('shifts.set-plan', { shifts: [{ ...shift, ends: '25:00' }] }))).toBe('invalid-body');
  const fresh = new TestShop();
  fresh.must('staff.set', {
    staff: 'lead',
    badge: 1,
    badgeVersion: 1,
    nameZh: '李',
    nameEn: 'Li',
    role: 'leader',
    active: true,
  });
  expect(codeOf(fresh.do('shifts.hand-over', { leader: 'lead' }))).toBe('no-shift');
  expect(codeOf(fresh.do('shifts.begin', { shift: '2026-11-21/early' }))).toBe('plan-missing');
});

test('work raised before the first shift begins belongs to it from then on', () => {
  const shop = new TestShop();
  const shift = {
    plan: 'early',
    turn: 1,
    nameZh: '早',
    nameEn: 'Early',
    starts: '07:00',
    ends: '15:00',
    staff: ['w1'],
  };
  shop.must('staff.set', {
    staff: 'w1',
    badge: 1,
    badgeVersion: 1,
    nameZh: '王',
    nameEn: 'Wang',
    role: 'clerk',
    active: true,
  });
  shop.must('shifts.set-plan', { shifts: [shift] });
  shop.must('catalog.set-items', {
    items: [
      { gtin: WATER, nameZh: '水', nameEn: 'Water', unit: 'each', priceMinor: 1 },
      { gtin: NOODLES, nameZh: '面', nameEn: 'Noodles', unit: 'each', priceMinor: 1 },
    ],
  });
  shop.must('replenishment.set-levels', { rules: [{ gtin: WATER, location: 'shop-floor', level: 1, target: 5 }] });
  expect(openTasks(shop.sql)).toMatchObject([{ shift: '' }]);
  shop.must('shifts.begin', { shift: '2026-11-21/early' });
  expect(openTasks(shop.sql)).toMatchObject([{ shift: '2026-11-21/early', assignee: 'w1' }]);
});
