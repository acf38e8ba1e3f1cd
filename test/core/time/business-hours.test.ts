import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BusinessHours, businessTimeBetween, dueAfter, spanOf } from '../../../hub/core/business-hours.ts';
import { dateOf, dayNumber, isDate, nextDay } from '../../../hub/core/calendar.ts';
import { answer } from '../../../hub/core/replenishment/plan.ts';
import { instantOf, instantOfIso, isoInZone, offsetsOf, wallTimeOf } from '../../../hub/core/zone.ts';

const HOUR = 3_600_000;
const berlin = offsetsOf('Europe/Berlin');

describe('days', () => {
  test('numbers and dates are one another, leap years included', () => {
    let date = '1999-12-28';
    for (let day = dayNumber(date); day < dayNumber('2004-03-03'); day += 1, date = nextDay(date))
      expect(dateOf(day)).toBe(date);
    expect(isDate('2026-02-29')).toBe(false);
    expect(isDate('2028-02-29')).toBe(true);
  });
});

describe('a zone', () => {
  test.each([
    ['Asia/Shanghai', '2026-03-06T12:00:00Z', '2026-03-06T20:00:00+08:00'],
    ['Europe/Berlin', '2026-03-29T00:59:59Z', '2026-03-29T01:59:59+01:00'],
    ['Europe/Berlin', '2026-03-29T01:00:00Z', '2026-03-29T03:00:00+02:00'],
    ['Europe/Berlin', '2026-10-25T00:30:00Z', '2026-10-25T02:30:00+02:00'],
    ['Europe/Berlin', '2026-10-25T01:30:00Z', '2026-10-25T02:30:00+01:00'],
    ['America/St_Johns', '2026-01-01T00:00:00Z', '2025-12-31T20:30:00-03:30'],
    ['Asia/Kathmandu', '2026-01-01T00:00:00Z', '2026-01-01T05:45:00+05:45'],
    ['UTC', '2026-01-01T00:00:00.250Z', '2026-01-01T00:00:00.250+00:00'],
  ])('%s shows %s as %s', (zone, instant, shown) => {
    const offsetAt = offsetsOf(zone);
    expect(isoInZone(instantOfIso(instant, offsetAt) ?? Number.NaN, offsetAt)).toBe(shown);
  });

  /** The wall's times that are not there, or there twice; the first valid instant after, and the first of two. */
  test.each([
    ['Europe/Berlin', '2026-03-29T02:00:00', '2026-03-29T03:00:00+02:00'],
    ['Europe/Berlin', '2026-03-29T02:30:00', '2026-03-29T03:00:00+02:00'],
    ['Europe/Berlin', '2026-03-29T03:00:00', '2026-03-29T03:00:00+02:00'],
    ['Europe/Berlin', '2026-10-25T02:00:00', '2026-10-25T02:00:00+02:00'],
    ['Europe/Berlin', '2026-10-25T02:59:59', '2026-10-25T02:59:59+02:00'],
    ['Europe/Berlin', '2026-10-25T03:00:00', '2026-10-25T03:00:00+01:00'],
    ['America/New_York', '2026-03-08T02:15:00', '2026-03-08T03:00:00-04:00'],
    ['America/New_York', '2026-11-01T01:15:00', '2026-11-01T01:15:00-04:00'],
    ['America/Santiago', '2026-09-06T00:00:00', '2026-09-06T01:00:00-03:00'],
    ['Australia/Lord_Howe', '2026-10-04T02:15:00', '2026-10-04T02:30:00+11:00'],
    ['Pacific/Apia', '2011-12-30T09:00:00', '2011-12-31T00:00:00+14:00'],
    ['Asia/Shanghai', '2026-03-29T02:30:00', '2026-03-29T02:30:00+08:00'],
  ])('%s: %s on the wall is %s', (zone, wall, instant) => {
    const offsetAt = offsetsOf(zone);
    expect(isoInZone(instantOfIso(wall, offsetAt) ?? Number.NaN, offsetAt)).toBe(instant);
  });

  test('what the wall shows at an instant is that instant or, where it is shown twice, an hour before', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) }), (at) => {
        const back = instantOf(wallTimeOf(at, berlin), berlin);
        expect([at, at - HOUR]).toContain(back);
      }),
      { numRuns: 300, seed: 3 },
    );
  });

  test('nonsense is no instant, and no zone is told by an error', () => {
    for (const text of ['2026-02-30T10:00:00Z', 'yesterday', '2026-03-06', '2026-03-06T25:00:00Z'])
      expect(instantOfIso(text, berlin)).toBeUndefined();
    expect(() => offsetsOf('Mars/Olympus')).toThrow(RangeError);
  });
});

const sla = (input: object): unknown => {
  const told = answer('sla-due-business-hours', { open: '09:00', close: '21:00', tz: 'Asia/Shanghai', ...input });
  return told.ok ? told.result['due'] : told.problem.faults.map(({ field }) => field);
};

/** The first two are the published ones; the others follow from the calendar. */
test.each([
  [{ created: '2026-03-06T12:00:00Z', budget_h: 4, closed: [] }, '2026-03-07T12:00:00+08:00'],
  [{ created: '2026-03-06T13:30:00Z', budget_h: 4, closed: [] }, '2026-03-07T13:00:00+08:00'],
  [{ created: '2026-03-06T20:00:00+08:00', budget_h: 1 }, '2026-03-06T21:00:00+08:00'],
  [{ created: '2026-03-06T03:00:00+08:00', budget_h: 0 }, '2026-03-06T09:00:00+08:00'],
  [{ created: '2026-03-06T10:00:00', budget_h: 0.5 }, '2026-03-06T10:30:00+08:00'],
  [
    { created: '2026-03-06T20:00:00+08:00', budget_h: 2, closed: ['2026-03-07', 'sunday'] },
    '2026-03-09T10:00:00+08:00',
  ],
  [{ created: '2026-03-06T20:00:00+08:00', budget_h: 2, closed: [6, 7] }, '2026-03-09T10:00:00+08:00'],
  [{ created: '2026-03-06T20:00:00+08:00', budget_h: 30 }, '2026-03-09T14:00:00+08:00'],
  [{ created: '2026-03-06T23:00:00+08:00', budget_h: 4, open: '22:00', close: '02:00' }, '2026-03-07T23:00:00+08:00'],
  [{ created: '2026-03-28T20:00:00+01:00', budget_h: 4, tz: 'Europe/Berlin' }, '2026-03-29T12:00:00+02:00'],
  [
    { created: '2026-03-28T23:00:00+01:00', budget_h: 5, open: '00:00', close: '24:00', tz: 'Europe/Berlin' },
    '2026-03-29T05:00:00+02:00',
  ],
  [
    { created: '2026-10-24T23:00:00+02:00', budget_h: 5, open: '00:00', close: '24:00', tz: 'Europe/Berlin' },
    '2026-10-25T03:00:00+01:00',
  ],
  [
    { created: '2026-11-01T06:00:00Z', budget_h: 2, open: '00:00', close: '04:00', tz: 'America/New_York' },
    '2026-11-01T03:00:00-05:00',
  ],
  [{ created: 'soon', budget_h: 1, open: '9h', tz: 'Asia/Shanghai', closed: ['x'] }, ['created', 'open', 'closed/0']],
  [{ created: '2026-03-06T20:00:00Z', budget_h: 1, tz: 'Nowhere/Land' }, ['tz']],
  [{ created: '2026-03-06T20:00:00Z', budget_h: 1, closed: [1, 2, 3, 4, 5, 6, 7] }, ['budget_h']],
])('SLA: %j is due %s', (input, due) => {
  expect(sla(input)).toEqual(due);
});

test('due times agree with counting every minute, over weekends, holidays, nights and both changes of the clock', () => {
  const minute = 60_000;
  const spans = fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 0, maxLength: 4 }).map((hours) => {
    const sorted = hours.toSorted((a, b) => a - b);
    return sorted.flatMap((h, at) => (at % 2 === 0 ? [spanOf(h * 60, ((sorted[at + 1] ?? 24) as number) * 60)] : []));
  });
  const week = fc.array(spans, { minLength: 7, maxLength: 7 });
  const start = fc.constantFrom('2026-03-27T00:00:00Z', '2026-10-23T00:00:00Z', '2026-06-01T00:00:00Z');
  fc.assert(
    fc.property(week, start, fc.nat({ max: 2000 }), fc.nat({ max: 1500 }), (days, from, later, budget) => {
      const hours: BusinessHours = { week: days, closed: ['2026-03-28', '2026-06-02'] };
      const at = (instantOfIso(from, berlin) ?? 0) + later * minute;
      const isOpen = (instant: number): boolean => {
        const { day, ms } = wallTimeOf(instant, berlin);
        if (hours.closed?.includes(dateOf(day))) return false;
        // Monday was day 4 of 1970.
        const weekday = (((day - 4) % 7) + 7) % 7;
        return (days[weekday] ?? []).some(({ from: opens, to }) => ms >= opens * minute && ms < to * minute);
      };
      const due = dueAfter(hours, at, budget * minute, berlin);
      let left = budget;
      let instant = at;
      for (; left > 0 && instant < at + 6 * 24 * HOUR; instant += minute) if (isOpen(instant)) left -= 1;
      if (left > 0 || budget === 0) return;
      expect(due).toBe(instant);
      expect(businessTimeBetween(hours, at, instant, berlin)).toBe(budget * minute);
    }),
    { numRuns: 60, seed: 4 },
  );
});
