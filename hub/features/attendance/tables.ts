import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Entry } from '../../contract/journal.ts';
import { dateOf } from '../../core/calendar.ts';
import type { Moment } from '../../core/feature.ts';
import { shiftTimes } from '../../core/shift-times.ts';
import type { Sql } from '../../core/sql.ts';
import { offsetsOf, wallTimeOf } from '../../core/zone.ts';
import { rostered } from '../shifts/roster-tables.ts';
import { planOfDay } from '../shifts/tables.ts';
import { readShop, shopNumber } from '../shop/tables.ts';
import type { ClockFacts } from './rules.ts';

const person = 'SELECT staff, badge_version AS version, active FROM staff';
type PersonRow = { staff: string; version: number; active: number };

function facts(sql: Sql, row: PersonRow | undefined, now: number): ClockFacts {
  const staff = row?.staff ?? '';
  return {
    person: row && { ...row, active: row.active === 1 },
    here: sql.get(
      'SELECT stint, came_at AS cameAt FROM attendance WHERE staff = ? AND went_at IS NULL AND went_how IS NULL',
      staff,
    ),
    lastAt:
      sql.get<{ at: number | null }>(
        'SELECT max(coalesce(went_at, came_at)) AS at FROM attendance WHERE staff = ?',
        staff,
      )?.at ?? undefined,
    shift: shiftNear(sql, staff, now),
  };
}

export function scanFacts(sql: Sql, body: BodyOf<'attendance.scan'>, moment: Moment): ClockFacts & { store: number } {
  const row = sql.get<PersonRow>(`${person} WHERE badge = ?`, body.badge);
  return { store: shopNumber(sql), ...facts(sql, row, moment.now) };
}

export function clockFacts(sql: Sql, body: BodyOf<'attendance.clock'>, moment: Moment): ClockFacts {
  return facts(sql, sql.get<PersonRow>(`${person} WHERE staff = ?`, body.staff), moment.now);
}

export function correctFacts(sql: Sql, body: { stint: string }): { staff: string; open: boolean } | undefined {
  const row = sql.get<{ staff: string; open: number }>(
    'SELECT staff, went_at IS NULL AND went_how IS NULL AS open FROM attendance WHERE stint = ?',
    body.stint,
  );
  return row && { staff: row.staff, open: row.open === 1 };
}

/** So long before its beginning somebody may come for a shift. */
const EARLY_MS = 3 * 3_600_000;

/** The rostered shift somebody comes for at this time, yesterday's night shift too; or else the one that runs. */
function shiftNear(sql: Sql, staff: string, now: number): string {
  const offsetAt = offsetsOf(readShop(sql)?.timeZone ?? 'UTC');
  const today = wallTimeOf(now, offsetAt).day;
  for (const day of [today - 1, today, today + 1].map(dateOf))
    for (const { plan, starts, ends } of planOfDay(sql)) {
      const { from, to } = shiftTimes(day, starts, ends, offsetAt);
      if (now >= from - EARLY_MS && now < to && rostered(sql, `${day}/${plan}`).includes(staff))
        return `${day}/${plan}`;
    }
  return sql.get<{ shift: string }>('SELECT shift FROM shift WHERE ended_at IS NULL')?.shift ?? `${dateOf(today)}/`;
}

export function applyCame(sql: Sql, data: Events['attendance.came'], entry: Entry): void {
  sql.run(
    'INSERT INTO attendance (stint, position, staff, shift, came_at, came_how, counter) VALUES (?, ?, ?, ?, ?, ?, ?)',
    data.stint,
    entry.position,
    data.staff,
    data.shift,
    entry.at,
    data.how,
    data.counter ?? null,
  );
}

/** When somebody who forgot to say so went nobody knows: no time stands there until a leader mends it. */
export function applyWent(sql: Sql, data: Events['attendance.went'], entry: Entry): void {
  sql.run(
    'UPDATE attendance SET went_at = ?, went_how = ? WHERE stint = ?',
    data.how === 'forgotten' ? null : entry.at,
    data.how,
    data.stint,
  );
}

export function applyCorrected(sql: Sql, data: Events['attendance.corrected']): void {
  sql.run(
    `UPDATE attendance SET came_at = ?, went_at = ?, went_how = CASE WHEN ? IS NULL THEN went_how ELSE 'screen' END, reason = ? WHERE stint = ?`,
    data.cameAt,
    data.wentAt ?? null,
    data.wentAt ?? null,
    data.reason,
    data.stint,
  );
}

/** Who has not come half an hour into a shift that others have come to gets no work until they do. */
const ABSENT_MS = 30 * 60_000;

/** People of a shift who went home, or who have not come while others have: they are given no work. */
export function notAtWork(sql: Sql, shift: string, now: number): ReadonlySet<string> {
  const stints = sql.all<{ staff: string; here: number }>(
    'SELECT staff, max(went_at IS NULL AND went_how IS NULL) AS here FROM attendance WHERE shift = ? GROUP BY staff',
    shift,
  );
  const away = new Set(stints.filter(({ here }) => here === 0).map(({ staff }) => staff));
  if (!stints.some(({ here }) => here === 1)) return new Set();
  const begun = sql.get<{ at: number }>('SELECT begun_at AS at FROM shift WHERE shift = ?', shift)?.at;
  if (begun !== undefined && now - begun >= ABSENT_MS)
    for (const staff of rostered(sql, shift)) if (!stints.some((one) => one.staff === staff)) away.add(staff);
  return away;
}
