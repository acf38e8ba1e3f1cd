import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Occurrence, occurrencesAfter, type Recurrence } from '../../../hub/core/recurrence.ts';
import { instantOfIso, isoInZone, offsetsOf } from '../../../hub/core/zone.ts';

const take = (plan: Recurrence, after: string, zone: string, count: number): Occurrence[] => {
  const offsetAt = offsetsOf(zone);
  const found: Occurrence[] = [];
  for (const one of occurrencesAfter(plan, instantOfIso(after, offsetAt) ?? 0, offsetAt)) {
    if (found.length === count) break;
    found.push(one);
  }
  return found;
};
const daily = (times: string[], more: Partial<Recurrence['rule']> = {}): Recurrence => ({
  start: '2026-01-01',
  times,
  rule: { frequency: 'daily', ...more },
});

describe('days', () => {
  const cases: readonly (readonly [what: string, plan: Recurrence, after: string, days: string[]])[] = [
    ['daily', daily(['07:00']), '2026-02-27T07:00', ['2026-02-28', '2026-03-01', '2026-03-02']],
    [
      'every third day',
      daily(['07:00'], { interval: 3 }),
      '2026-01-01T12:00',
      ['2026-01-04', '2026-01-07', '2026-01-10'],
    ],
    [
      'working days by daily and byDay',
      daily(['07:00'], { byDay: (['mo', 'tu', 'we', 'th', 'fr'] as const).map((day) => ({ day })) }),
      '2026-11-20T12:00',
      ['2026-11-23', '2026-11-24', '2026-11-25'],
    ],
    [
      'weekly without days comes on the weekday it began',
      { start: '2026-11-03', times: ['07:00'], rule: { frequency: 'weekly' } },
      '2026-11-03T12:00',
      ['2026-11-10', '2026-11-17', '2026-11-24'],
    ],
    [
      'every other week, Monday and Sunday of the same week',
      {
        start: '2026-11-02',
        times: ['07:00'],
        rule: { frequency: 'weekly', interval: 2, byDay: [{ day: 'su' }, { day: 'mo' }] },
      },
      '2026-11-01T12:00',
      ['2026-11-02', '2026-11-08', '2026-11-16'],
    ],
    [
      'the 31st comes in long months only',
      { start: '2026-01-31', times: ['07:00'], rule: { frequency: 'monthly' } },
      '2026-01-31T12:00',
      ['2026-03-31', '2026-05-31', '2026-07-31'],
    ],
    [
      'the last day of the month',
      { start: '2026-01-31', times: ['07:00'], rule: { frequency: 'monthly', byMonthDay: [-1] } },
      '2027-12-31T12:00',
      ['2028-01-31', '2028-02-29', '2028-03-31'],
    ],
    [
      'the first Monday and the last Friday',
      {
        start: '2026-01-01',
        times: ['07:00'],
        rule: {
          frequency: 'monthly',
          byDay: [
            { day: 'mo', nthOfPeriod: 1 },
            { day: 'fr', nthOfPeriod: -1 },
          ],
        },
      },
      '2026-11-01T00:00',
      ['2026-11-02', '2026-11-27', '2026-12-07'],
    ],
    [
      'the 29th of February',
      { start: '2024-02-29', times: ['07:00'], rule: { frequency: 'monthly', interval: 12 } },
      '2024-03-01T00:00',
      ['2028-02-29', '2032-02-29', '2036-02-29'],
    ],
    [
      'until, its day included',
      daily(['07:00'], { until: '2026-01-03' }),
      '2026-01-01T12:00',
      ['2026-01-02', '2026-01-03'],
    ],
    [
      'without what is excluded',
      { ...daily(['07:00', '21:00']), excluded: ['2026-10-01', '2026-10-02T07:00'] },
      '2026-09-30T12:00',
      ['2026-09-30', '2026-10-02', '2026-10-03'],
    ],
  ];
  test.each(cases)('%s', (_what, plan, after, days) => {
    expect(take(plan, after, 'Asia/Shanghai', 3).map(({ occurrence }) => occurrence.slice(0, 10))).toEqual(days);
  });
  test('a rule that brings nothing ends', () => {
    const never: Recurrence = {
      start: '2026-01-01',
      times: ['07:00'],
      rule: { frequency: 'monthly', byMonthDay: [30], interval: 12 },
    };
    expect(take({ ...never, start: '2026-02-01' }, '2026-02-01T00:00', 'UTC', 1)).toEqual([]);
  });
});

/** Nights on which clocks change: what comes, and the instant it comes at. */
test.each([
  ['Europe/Berlin', ['02:30'], '2026-03-28T12:00', ['2026-03-29T03:00:00+02:00', '2026-03-30T02:30:00+02:00']],
  [
    'Europe/Berlin',
    ['02:15', '02:45', '03:00'],
    '2026-03-28T12:00',
    [
      '2026-03-29T03:00:00+02:00',
      '2026-03-29T03:00:00+02:00',
      '2026-03-29T03:00:00+02:00',
      '2026-03-30T02:15:00+02:00',
    ],
  ],
  ['Europe/Berlin', ['02:30'], '2026-10-24T12:00', ['2026-10-25T02:30:00+02:00', '2026-10-26T02:30:00+01:00']],
  ['Europe/Berlin', ['07:00'], '2026-10-24T12:00', ['2026-10-25T07:00:00+01:00', '2026-10-26T07:00:00+01:00']],
  ['America/Santiago', ['00:00'], '2026-09-05T12:00', ['2026-09-06T01:00:00-03:00', '2026-09-07T00:00:00-03:00']],
  [
    'Pacific/Apia',
    ['09:00'],
    '2011-12-29T08:00',
    ['2011-12-29T09:00:00-10:00', '2011-12-31T00:00:00+14:00', '2011-12-31T09:00:00+14:00'],
  ],
  ['Asia/Shanghai', ['02:30'], '2026-03-28T12:00', ['2026-03-29T02:30:00+08:00', '2026-03-30T02:30:00+08:00']],
])('TASK-09: %s at %j after %s', (zone, times, after, instants) => {
  const plan = { ...daily(times), start: '2011-01-01' };
  expect(take(plan, after, zone, instants.length).map(({ at }) => isoInZone(at, offsetsOf(zone)))).toEqual(instants);
});

test('whatever the instant one asks from, each occurrence is found once, in order, and none is skipped', () => {
  const berlin = offsetsOf('Europe/Berlin');
  const plan = daily(['02:00', '02:30', '03:00', '23:30']);
  const from = Date.UTC(2026, 2, 27);
  const whole: Occurrence[] = [];
  for (const one of occurrencesAfter(plan, from, berlin)) {
    if (one.at > from + 5 * 86_400_000) break;
    whole.push(one);
  }
  expect(new Set(whole.map(({ occurrence }) => occurrence)).size).toBe(21);
  fc.assert(
    fc.property(fc.nat({ max: 5 * 86_400_000 }), (later) => {
      const [next] = occurrencesAfter(plan, from + later, berlin);
      expect(next).toEqual(whole.find(({ at }) => at > from + later) ?? next);
    }),
    { numRuns: 300, seed: 5 },
  );
});
