import { expect, test } from 'vitest';
import { encodeControlCode } from '../../hub/core/barcode/control-code.ts';
import { shiftTimes } from '../../hub/core/shift-times.ts';
import { offsetsOf } from '../../hub/core/zone.ts';
import { readRoster } from '../../hub/edges/import/roster.ts';
import { attendanceOf, historyOf } from '../../hub/features/attendance/view-tables.ts';
import { shiftView } from '../../hub/features/shifts/tables.ts';
import { openTasks } from '../../hub/features/tasks/tables.ts';
import { NOODLES, only, TestShop, WATER } from '../rigs/shop.ts';
import { codeOf, expectSound } from './soundness.ts';

const DAY = '2026-11-21';
const card = (badge: number, version = 1): string =>
  encodeControlCode({ kind: 'clock', store: 1, serial: badge, version });
/** A time of the day in the shop, whose clocks are eight hours ahead. */
const at = (clock: string, day = DAY): number => Date.parse(`${day}T${clock}:00+08:00`);
const rows = (shop: TestShop, staff?: string) => attendanceOf(shop.sql, DAY, DAY, shop.now, staff);

test.each([
  ['a day shift', '2026-11-21', '07:00', '15:00', 'Asia/Shanghai', '2026-11-20T23:00Z', '2026-11-21T07:00Z'],
  ['one over midnight', '2026-11-21', '22:00', '06:00', 'Asia/Shanghai', '2026-11-21T14:00Z', '2026-11-21T22:00Z'],
  [
    'the night clocks are set back',
    '2026-10-24',
    '22:00',
    '06:00',
    'Europe/Berlin',
    '2026-10-24T20:00Z',
    '2026-10-25T05:00Z',
  ],
  [
    'the night clocks are set forward',
    '2026-03-28',
    '22:00',
    '06:00',
    'Europe/Berlin',
    '2026-03-28T21:00Z',
    '2026-03-29T04:00Z',
  ],
])('the times of a shift: %s', (_name, day, starts, ends, zone, from, to) => {
  expect(shiftTimes(day, starts, ends, offsetsOf(zone))).toEqual({ from: Date.parse(from), to: Date.parse(to) });
});

test('EMP-02: a scan of the badge card says coming, the next one going; late and early are worked out from the roster', () => {
  const shop = new TestShop().setUp();
  shop.now = at('06:00');
  expect(rows(shop, 'w1')).toMatchObject([{ state: 'expected', rostered: true, from: at('07:00'), to: at('15:00') }]);
  shop.now = at('07:10');
  expect(rows(shop, 'w1')).toMatchObject([{ state: 'late' }]);
  const [came] = only(shop.scan(card(11)), 'attendance.came');
  expect(came?.data).toMatchObject({ staff: 'w1', shift: `${DAY}/early`, how: 'scan', counter: 'c1' });
  expect(only(shop.scan(card(11), 'c2'), 'spine.reaction-refused')[0]?.data.code).toBe('clocked-just-now');
  expect(rows(shop, 'w1')).toMatchObject([{ state: 'here', lateMinutes: 10, cameAt: at('07:10') }]);
  shop.now = at('14:30');
  expect(only(shop.scan(card(11), 'c2'), 'attendance.went')).toHaveLength(1);
  expect(rows(shop, 'w1')).toMatchObject([{ state: 'done', earlyMinutes: 30, workedMinutes: 440 }]);
  expect(rows(shop, 'lead')[0]).toMatchObject({ state: 'missed' });
  shop.now = at('15:04');
  shop.must('attendance.clock', { staff: 'w2', what: 'in' });
  expect(rows(shop, 'w2')[0]).toMatchObject({ shift: `${DAY}/late`, state: 'here' });
  expect(rows(shop, 'w2')[0]).not.toHaveProperty('lateMinutes');
  expectSound(shop);
});

test('a card is no badge: it never says who works at a counter, and a badge never says who came', () => {
  const shop = new TestShop().setUp();
  expect(only(shop.scan(card(11)), 'staff.badged-on')).toEqual([]);
  const badge = encodeControlCode({ kind: 'badge', store: 1, serial: 12, version: 1 });
  expect(only(shop.scan(badge), 'attendance.came')).toEqual([]);
  const told = (text: string) => only(shop.scan(text), 'spine.reaction-refused')[0]?.data.code;
  expect(told(card(99))).toBe('badge-unknown');
  expect(told(card(12, 2))).toBe('badge-replaced');
  expect(told(encodeControlCode({ kind: 'clock', store: 7, serial: 11, version: 1 }))).toBe('badge-of-another-shop');
});

test('who forgot to say that they went comes again the next day, and a leader mends the times with a reason', () => {
  const shop = new TestShop().setUp();
  shop.now = at('07:00');
  shop.scan(card(11));
  shop.now = at('07:00', '2026-11-22');
  const again = shop.scan(card(11));
  expect(only(again, 'attendance.went')[0]?.data.how).toBe('forgotten');
  expect(only(again, 'attendance.came')[0]?.data.shift).toBe('2026-11-22/early');
  const [row] = rows(shop, 'w1');
  expect(row).toMatchObject({ state: 'forgotten' });
  const stint = row?.stint ?? '';
  const mend = (cameAt: number, wentAt?: number) =>
    shop.do('attendance.correct', { stint, cameAt, ...(wentAt ? { wentAt } : {}), reason: 'went at three' });
  expect(codeOf(mend(at('15:00'), at('07:00')))).toBe('times-wrong');
  expect(codeOf(mend(at('07:00')))).toBe('times-wrong');
  expect(codeOf(mend(at('07:00'), at('15:00')))).toBe('done');
  expect(rows(shop, 'w1')).toMatchObject([{ state: 'done', workedMinutes: 480, reason: 'went at three' }]);
  expect(codeOf(shop.do('attendance.correct', { stint: 'not-there-1', cameAt: 1, reason: 'x' }))).toBe('stint-missing');
  expect(codeOf(shop.do('attendance.clock', { staff: 'w1', what: 'in' }))).toBe('clocked-in-already');
  expect(codeOf(shop.do('attendance.clock', { staff: 'w2', what: 'out' }))).toBe('not-clocked-in');
  expectSound(shop);
});

test('EMP-03: the roster of the day says who is on shift and gets work; who went home or never came gets none', () => {
  const shop = new TestShop().setUp();
  shop.must('shifts.set-roster', { shifts: [{ day: DAY, plan: 'early', staff: ['w1', 'w2'] }] });
  expect(shiftView(shop.sql, `${DAY}/early`)?.staff.map((s) => s.staff)).toEqual(['w1', 'w2']);
  expect(shiftView(shop.sql, '2026-11-22/early')?.staff.map((s) => s.staff)).toEqual(['lead', 'w1']);
  shop.now = at('10:00');
  shop.must('attendance.clock', { staff: 'w2', what: 'in' });
  shop.now = at('10:40');
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER, quantity: 2 });
  expect(openTasks(shop.sql)[0]?.assignee).toBe('w2');
  shop.must('attendance.clock', { staff: 'w1', what: 'in' });
  shop.now = at('10:45');
  shop.must('attendance.clock', { staff: 'w2', what: 'out' });
  shop.must('orders.add-line', { counter: 'c1', gtin: NOODLES });
  expect(openTasks(shop.sql).find((t) => t.gtin === NOODLES)?.assignee).toBe('w1');
  shop.must('shifts.set-roster', { shifts: [{ day: DAY, plan: 'early', staff: [] }] });
  expect(shiftView(shop.sql, `${DAY}/early`)?.staff.map((s) => s.staff)).toEqual(['lead', 'w1']);
  const set = (plan: string, staff: string[], times = 1) =>
    codeOf(shop.do('shifts.set-roster', { shifts: Array(times).fill({ day: DAY, plan, staff }) }));
  expect([set('noon', []), set('early', ['w9']), set('early', ['w1'], 2)]).toEqual([
    'plan-missing',
    'staff-missing',
    'roster-twice',
  ]);
  expectSound(shop);
});

test('a roster from a spreadsheet is taken whole or told line by line what is wrong', () => {
  const shop = new TestShop().setUp();
  const good = '日期,班次,姓名\n2026/11/23,早班,w1\n2026年11月23日,Early,12\n2026-11-23,late,lead\n';
  expect(readRoster(shop.sql, good)).toEqual({
    lines: 3,
    faults: [],
    shifts: [
      { day: '2026-11-23', plan: 'early', staff: ['w1', 'w2'] },
      { day: '2026-11-23', plan: 'late', staff: ['lead'] },
    ],
  });
  shop.must('staff.set', {
    staff: 'w8',
    badge: 18,
    badgeVersion: 1,
    nameZh: 'w8',
    nameEn: 'W1',
    role: 'clerk',
    active: true,
  });
  const bad =
    'day;shift;staff\n2026-02-30;early;w2\n2026-11-23;noon;w2\n\n2026-11-23;early;nobody\n2026-11-23;early;w2\n';
  const { faults, lines } = readRoster(shop.sql, bad);
  expect(lines).toBe(1);
  expect(faults.map(({ line, en }) => `${line} ${en}`)).toEqual([
    '2 not a day: 2026-02-30',
    '3 no such shift: noon',
    '5 no such person: nobody',
  ]);
  expect(readRoster(shop.sql, 'day,who\n').faults).toEqual([
    { line: 1, zh: '缺少列：shift、staff', en: 'columns missing: shift, staff' },
  ]);
});

test('TASK-21: everybody can look back on what they did themselves', () => {
  const shop = new TestShop().setUp();
  shop.must('attendance.clock', { staff: 'w1', what: 'in' });
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER, quantity: 2 });
  const task = openTasks(shop.sql)[0]?.task ?? '';
  shop.must('tasks.claim', { task, staff: 'w1' });
  shop.must('tasks.finish', { task, staff: 'w1', quantity: 14 });
  expect(historyOf(shop.sql, 'w1', DAY, 14, shop.now)).toMatchObject({
    nameZh: 'w1',
    attendance: [{ day: DAY, state: 'here' }],
    tasks: [{ number: 1, kind: 'restock', nameEn: 'Nongfu water 550 ml', inTime: true }],
  });
  expect(historyOf(shop.sql, 'w2', DAY, 14, shop.now)?.tasks).toEqual([]);
  expect(historyOf(shop.sql, 'w9', DAY, 14, shop.now)).toBeUndefined();
});
