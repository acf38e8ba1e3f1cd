import type { AttendanceRow, StaffHistory } from '../../contract/attendance.ts';
import { dateOf, dayNumber } from '../../core/calendar.ts';
import { shiftTimes } from '../../core/shift-times.ts';
import type { Sql } from '../../core/sql.ts';
import { MINUTE_MS, type OffsetAt, offsetsOf, wallTimeOf } from '../../core/zone.ts';
import { rostered } from '../shifts/roster-tables.ts';
import { planOfDay } from '../shifts/tables.ts';
import { readShop } from '../shop/tables.ts';

/** A few minutes are nobody's business. */
const GRACE_MS = 5 * MINUTE_MS;
/** After so long without a word somebody is not late but missing. */
const MISSED_MS = 30 * MINUTE_MS;

interface Stint {
  stint: string;
  staff: string;
  shift: string;
  cameAt: number;
  wentAt: number | null;
  wentHow: string | null;
  counter: string | null;
  reason: string | null;
}
type Plan = ReturnType<typeof planOfDay>[number];
interface Shift {
  readonly day: string;
  readonly shift: string;
  readonly plan: Plan | undefined;
  readonly from: number | undefined;
  readonly to: number | undefined;
}

/**
 * Coming and going of some days against the roster: one row for everybody who was to work or did, and each further
 * stint. Worked out when somebody looks: a roster that is mended mends it.
 * @param from first day `YYYY-MM-DD` @param to last day, both included
 */
export function attendanceOf(sql: Sql, from: string, to: string, now: number, staff?: string): AttendanceRow[] {
  const offsetAt = offsetsOf(readShop(sql)?.timeZone ?? 'UTC');
  const names = new Map(
    sql
      .all<{ staff: string; zh: string; en: string }>('SELECT staff, name_zh AS zh, name_en AS en FROM staff')
      .map((row) => [row.staff, row]),
  );
  const stints = sql.all<Stint>(
    `SELECT stint, staff, shift, came_at AS cameAt, went_at AS wentAt, went_how AS wentHow, counter, reason FROM attendance
      WHERE substr(shift, 1, 10) BETWEEN ? AND ? AND (? IS NULL OR staff = ?) ORDER BY came_at`,
    from,
    to,
    staff ?? null,
    staff ?? null,
  );
  return shiftsOf(sql, from, to, now, offsetAt, stints).flatMap((shift) => {
    const due = rostered(sql, shift.shift).filter((one) => staff === undefined || one === staff);
    const theirs = stints.filter((one) => one.shift === shift.shift);
    const people = [...new Set([...due, ...theirs.map((one) => one.staff)])];
    return people.flatMap((one) => {
      const own = theirs.filter((stint) => stint.staff === one);
      const rows = own.length > 0 ? own : [undefined];
      return rows.map((stint, i) => {
        const isLast = i === rows.length - 1;
        const { zh = one, en = one } = names.get(one) ?? {};
        return rowOf(
          shift,
          { staff: one, nameZh: zh, nameEn: en, rostered: due.includes(one) },
          stint,
          now,
          i === 0,
          isLast,
        );
      });
    });
  });
}

/** Shifts that ran, are rostered, or are today's; and those somebody worked that no plan knows any more. */
function shiftsOf(
  sql: Sql,
  from: string,
  to: string,
  now: number,
  offsetAt: OffsetAt,
  stints: readonly Stint[],
): Shift[] {
  const today = dateOf(wallTimeOf(now, offsetAt).day);
  const plans = planOfDay(sql);
  const found = new Set(stints.map(({ shift }) => shift));
  const ran = sql.all<{ shift: string }>(
    'SELECT shift FROM shift WHERE substr(shift, 1, 10) BETWEEN ? AND ?',
    from,
    to,
  );
  const set = sql.all<{ shift: string }>(
    `SELECT DISTINCT day || '/' || plan AS shift FROM roster WHERE day BETWEEN ? AND ?`,
    from,
    to,
  );
  for (const { shift } of [...ran, ...set]) found.add(shift);
  if (today >= from && today <= to) for (const { plan } of plans) found.add(`${today}/${plan}`);
  return [...found]
    .map((shift): Shift => {
      const day = shift.slice(0, 10);
      const plan = plans.find((one) => one.plan === shift.slice(11));
      const times = plan && shiftTimes(day, plan.starts, plan.ends, offsetAt);
      return { day, shift, plan, from: times?.from, to: times?.to };
    })
    .sort((a, b) => a.day.localeCompare(b.day) || (a.plan?.turn ?? 99) - (b.plan?.turn ?? 99));
}

type Who = Pick<AttendanceRow, 'staff' | 'nameZh' | 'nameEn' | 'rostered'>;

function rowOf(
  shift: Shift,
  who: Who,
  stint: Stint | undefined,
  now: number,
  isFirst: boolean,
  isLast: boolean,
): AttendanceRow {
  const { from, to, plan } = shift;
  const isDue = who.rostered && from !== undefined && to !== undefined;
  const cameAt = stint?.cameAt;
  const wentAt = stint?.wentAt ?? undefined;
  const late = isDue && isFirst && cameAt !== undefined ? cameAt - from : 0;
  const early = isDue && isLast && wentAt !== undefined ? to - wentAt : 0;
  return {
    ...who,
    ...{ day: shift.day, shift: shift.shift, shiftZh: plan?.nameZh ?? '', shiftEn: plan?.nameEn ?? '' },
    ...(from === undefined || to === undefined ? {} : { from, to }),
    state: stateOf(shift, stint, now),
    ...(stint === undefined ? {} : { stint: stint.stint, cameAt: stint.cameAt }),
    ...(wentAt === undefined || cameAt === undefined
      ? {}
      : { wentAt, workedMinutes: Math.round((wentAt - cameAt) / MINUTE_MS) }),
    ...(late > GRACE_MS ? { lateMinutes: Math.floor(late / MINUTE_MS) } : {}),
    ...(early > GRACE_MS ? { earlyMinutes: Math.floor(early / MINUTE_MS) } : {}),
    ...(stint?.counter ? { counter: stint.counter } : {}),
    ...(stint?.reason ? { reason: stint.reason } : {}),
  };
}

function stateOf({ from, to }: Shift, stint: Stint | undefined, now: number): AttendanceRow['state'] {
  if (stint) return stint.wentAt !== null ? 'done' : stint.wentHow === null ? 'here' : 'forgotten';
  if (from === undefined || to === undefined || now < from + GRACE_MS) return 'expected';
  return now < from + MISSED_MS ? 'late' : 'missed';
}

/** As many finished tasks as somebody may want to look back upon. */
const TASKS_MAX = 100;

/** What one person has done here in the last days. */
export function historyOf(sql: Sql, staff: string, today: string, days: number, now: number): StaffHistory | undefined {
  const person = sql.get<{ staff: string; nameZh: string; nameEn: string }>(
    'SELECT staff, name_zh AS nameZh, name_en AS nameEn FROM staff WHERE staff = ?',
    staff,
  );
  if (!person) return undefined;
  const tasks = sql.all<Omit<StaffHistory['tasks'][number], 'inTime'> & { dueAt: number }>(
    `SELECT t.number, t.kind, coalesce(t.title_zh, i.name_zh, t.kind) AS nameZh, coalesce(t.title_en, i.name_en, t.kind) AS nameEn,
        t.changed_at AS at, t.due_at AS dueAt
       FROM task t LEFT JOIN item i USING (gtin)
      WHERE t.claimed_by = ? AND t.state = 'completed' AND t.changed_at >= ? ORDER BY t.changed_at DESC LIMIT ?`,
    staff,
    now - days * 86_400_000,
    TASKS_MAX,
  );
  const first = dateOf(dayNumber(today) - days + 1);
  return {
    ...person,
    attendance: attendanceOf(sql, first, today, now, staff).reverse(),
    tasks: tasks.map(({ dueAt, ...task }) => ({ ...task, inTime: task.at <= dueAt })),
  };
}
