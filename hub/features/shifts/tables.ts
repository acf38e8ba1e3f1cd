import type { Events } from '../../contract/commands.ts';
import type { Entry } from '../../contract/journal.ts';
import type { ShiftPlan, ShiftView } from '../../contract/shifts.ts';
import type { Sql } from '../../core/sql.ts';
import { rostered } from './roster-tables.ts';
import { nextShift, type ShiftFacts } from './rules.ts';

export function currentShift(sql: Sql): string | undefined {
  return sql.get<{ shift: string }>('SELECT shift FROM shift WHERE ended_at IS NULL')?.shift;
}

function plans(sql: Sql): string[] {
  return sql.all<{ plan: string }>('SELECT plan FROM shift_plan ORDER BY turn').map((row) => row.plan);
}

function been(sql: Sql): string[] {
  return sql
    .all<{ shift: string }>(
      `SELECT shift FROM shift WHERE shift >= (SELECT substr(shift, 1, 10) FROM shift WHERE ended_at IS NULL) ORDER BY shift`,
    )
    .map((row) => row.shift);
}

export function shiftFacts(sql: Sql, body: { leader?: string; shift?: string }): ShiftFacts {
  return {
    current: currentShift(sql),
    plans: plans(sql),
    been: been(sql),
    leaderRole: body.leader
      ? sql.get<{ role: string }>('SELECT role FROM staff WHERE staff = ? AND active = 1', body.leader)?.role
      : undefined,
    open:
      sql.get<{ n: number }>(`SELECT count(*) AS n FROM task WHERE state IN ('needs-action', 'in-process')`)?.n ?? 0,
  };
}

export function applyPlan(sql: Sql, data: { shifts: ShiftPlan[] }): void {
  sql.run('DELETE FROM shift_staff');
  sql.run('DELETE FROM shift_plan');
  for (const { plan, turn, nameZh, nameEn, starts, ends, staff } of data.shifts) {
    sql.run(
      'INSERT INTO shift_plan (plan, turn, name_zh, name_en, starts, ends) VALUES (?, ?, ?, ?, ?, ?)',
      plan,
      turn,
      nameZh,
      nameEn,
      starts,
      ends,
    );
    for (const person of staff) sql.run('INSERT OR IGNORE INTO shift_staff (plan, staff) VALUES (?, ?)', plan, person);
  }
}

export function applyBegun(sql: Sql, data: { shift: string }, entry: Entry): void {
  sql.run('INSERT INTO shift (shift, begun_at) VALUES (?, ?)', data.shift, entry.at);
}

export function applyHandedOver(sql: Sql, data: Events['shifts.handed-over'], entry: Entry): void {
  sql.run('UPDATE shift SET ended_at = ?, leader = ? WHERE shift = ?', entry.at, data.leader, data.from);
  sql.run('INSERT INTO shift (shift, begun_at) VALUES (?, ?)', data.to, entry.at);
}

export function shiftView(sql: Sql, shift: string): ShiftView | undefined {
  const plan = shift.slice(shift.indexOf('/') + 1);
  const row = sql.get<Omit<ShiftView, 'shift' | 'staff'>>(
    'SELECT name_zh AS nameZh, name_en AS nameEn, starts, ends FROM shift_plan WHERE plan = ?',
    plan,
  );
  if (!row) return undefined;
  const staff = sql.all<ShiftView['staff'][number]>(
    `SELECT staff, name_zh AS nameZh, name_en AS nameEn, role FROM staff
      WHERE staff IN (SELECT value FROM json_each(?)) AND active = 1 ORDER BY staff`,
    JSON.stringify(rostered(sql, shift)),
  );
  return { shift, ...row, staff };
}

/** The shift after the current one, as the hand-over would begin it. */
export function followingShift(sql: Sql, today: string): ShiftView | undefined {
  const current = currentShift(sql);
  const next = current && nextShift(current, plans(sql), today, been(sql));
  return next ? shiftView(sql, next) : undefined;
}

export function planOfDay(sql: Sql): ShiftPlan[] {
  return sql
    .all<Omit<ShiftPlan, 'staff'>>(
      'SELECT plan, turn, name_zh AS nameZh, name_en AS nameEn, starts, ends FROM shift_plan ORDER BY turn',
    )
    .map((row) => ({
      ...row,
      staff: sql
        .all<{ staff: string }>('SELECT staff FROM shift_staff WHERE plan = ? ORDER BY staff', row.plan)
        .map((s) => s.staff),
    }));
}
