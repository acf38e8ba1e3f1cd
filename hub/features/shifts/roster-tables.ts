import type { Events } from '../../contract/commands.ts';
import type { Sql } from '../../core/sql.ts';
import type { RosterFacts } from './roster-rules.ts';

export function rosterFacts(sql: Sql): RosterFacts {
  return {
    plans: sql.all<{ plan: string }>('SELECT plan FROM shift_plan').map(({ plan }) => plan),
    staff: new Set(sql.all<{ staff: string }>('SELECT staff FROM staff').map(({ staff }) => staff)),
  };
}

export function applyRoster(sql: Sql, data: Events['shifts.roster-set']): void {
  for (const { day, plan, staff } of data.shifts) {
    sql.run('DELETE FROM roster WHERE day = ? AND plan = ?', day, plan);
    for (const person of staff)
      sql.run('INSERT OR IGNORE INTO roster (day, plan, staff) VALUES (?, ?, ?)', day, plan, person);
  }
}

/** Who works a shift `YYYY-MM-DD/plan`: as the roster of that day says, or else the daily plan. In order of names. */
export function rostered(sql: Sql, shift: string): string[] {
  const [day = '', plan = ''] = shift.split('/');
  const rows = sql.all<{ staff: string }>(
    'SELECT staff FROM roster WHERE day = ? AND plan = ? ORDER BY staff',
    day,
    plan,
  );
  const found =
    rows.length > 0
      ? rows
      : sql.all<{ staff: string }>('SELECT staff FROM shift_staff WHERE plan = ? ORDER BY staff', plan);
  return found.map(({ staff }) => staff);
}

export interface RosterRow {
  day: string;
  plan: string;
  staff: string;
}
/** The rosters of some days as they were set, without the days that follow the plan. */
export function rosterOf(sql: Sql, from: string, to: string): RosterRow[] {
  return sql.all('SELECT day, plan, staff FROM roster WHERE day BETWEEN ? AND ? ORDER BY day, plan, staff', from, to);
}
