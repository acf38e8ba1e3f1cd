import type { Events } from '../../contract/commands.ts';
import type { Entry } from '../../contract/journal.ts';
import type { Occurred, Routine, RoutinesView } from '../../contract/recurrences.ts';
import type { TaskOpened } from '../../contract/tasks.ts';
import type { Sql } from '../../core/sql.ts';
import { businessHours } from '../escalations/tables.ts';
import { readShop, shopOffsets } from '../shop/tables.ts';
import type { OccurFacts, PlanFact, PlanFacts } from './rules.ts';

/** A clock that was wrong may have brought so many occurrences early, and no more. */
const REMEMBERED = 200;
const RUNS_SHOWN = 8;

interface PlanRow {
  routine: string;
  details: string;
  paused: number;
  turn: number;
}

export function planFacts(sql: Sql, body: { routine?: string }): PlanFacts {
  const rows = sql.all<PlanRow>(
    `SELECT routine, details, paused, turn FROM routine WHERE removed = 0 AND (? IS NULL OR routine = ?) ORDER BY routine`,
    body.routine ?? null,
    body.routine ?? null,
  );
  return { plans: rows.map((row) => planFact(sql, row)), offsetAt: shopOffsets(sql) };
}

function planFact(sql: Sql, row: PlanRow): PlanFact {
  const opened = sql.all<{ occurrence: string }>(
    `SELECT occurrence FROM routine_run WHERE routine = ? AND outcome <> 'missed' ORDER BY due DESC LIMIT ?`,
    row.routine,
    REMEMBERED,
  );
  return {
    routine: sql.settings<Routine>(row.details),
    isPaused: row.paused === 1,
    turn: row.turn,
    opened: opened.map(({ occurrence }) => occurrence),
  };
}

export function occurFacts(sql: Sql, body: { routine: string }): OccurFacts {
  const waiting = sql.all<{ task: string }>(
    `SELECT task FROM routine_run JOIN task USING (task) WHERE routine = ? AND state = 'needs-action' ORDER BY due`,
    body.routine,
  );
  return { ...planFacts(sql, body), hours: businessHours(sql), waiting: waiting.map(({ task }) => task) };
}

export function applySet(sql: Sql, data: Routine): void {
  sql.run(
    `INSERT INTO routine (routine, details, paused, removed, turn) VALUES (?, ?, 0, 0, 0)
     ON CONFLICT (routine) DO UPDATE SET details = excluded.details, paused = CASE removed WHEN 1 THEN 0 ELSE paused END,
       removed = 0`,
    data.routine,
    JSON.stringify(data),
  );
}
export function applyPaused(sql: Sql, data: { routine: string; isPaused: boolean }): void {
  sql.run('UPDATE routine SET paused = ? WHERE routine = ?', data.isPaused ? 1 : 0, data.routine);
}
/** The row stays: its turns are never counted anew, should the name come back. */
export function applyRemoved(sql: Sql, data: { routine: string }): void {
  sql.run('UPDATE routine SET removed = 1, next_occurrence = NULL, next_due = NULL WHERE routine = ?', data.routine);
}
export function applyScheduled(sql: Sql, data: Events['recurrences.scheduled']): void {
  sql.run(
    'UPDATE routine SET turn = ?, next_occurrence = ?, next_due = ? WHERE routine = ?',
    data.turn,
    data.occurrence ?? null,
    data.due ?? null,
    data.routine,
  );
}
/** One that counted as missed, while the clock was wrong, may come after all. */
export function applyOccurred(sql: Sql, data: Occurred, entry: Entry): void {
  sql.run(
    `INSERT INTO routine_run (routine, occurrence, due, at, late_by, is_late, outcome, position) VALUES (?, ?, ?, ?, ?, ?, 'opened', ?)
     ON CONFLICT (routine, occurrence) DO UPDATE SET at = excluded.at, late_by = excluded.late_by,
       is_late = excluded.is_late, outcome = 'opened', position = excluded.position`,
    data.routine.routine,
    data.occurrence,
    data.due,
    entry.at,
    data.lateBy,
    data.isLate ? 1 : 0,
    entry.position,
  );
}
export function applyMissed(sql: Sql, data: Events['recurrences.missed'], entry: Entry): void {
  for (const { occurrence, due } of data.occurrences)
    sql.run(
      `INSERT INTO routine_run (routine, occurrence, due, at, late_by, is_late, outcome, position)
       VALUES (?, ?, ?, ?, ?, 1, 'missed', ?) ON CONFLICT (routine, occurrence) DO NOTHING`,
      data.routine,
      occurrence,
      due,
      entry.at,
      entry.at - due,
      entry.position,
    );
}

export function applyTaskOpened(sql: Sql, { task, subject }: TaskOpened): void {
  const found = /^routine:([^@]+)@(.+)$/.exec(subject ?? '');
  if (!found) return;
  const [, routine = '', occurrence = ''] = found;
  sql.run('UPDATE routine_run SET task = ? WHERE routine = ? AND occurrence = ?', task, routine, occurrence);
}
export function applyTaskEnded(outcome: 'done' | 'withdrawn') {
  return (sql: Sql, { task }: { task: string }): void =>
    sql.run('UPDATE routine_run SET outcome = ? WHERE task = ?', outcome, task);
}

export function routinesView(sql: Sql, at: number): RoutinesView {
  const rows = sql.all<PlanRow & { nextOccurrence: string | null; nextDue: number | null }>(
    `SELECT routine, details, paused, turn, next_occurrence AS nextOccurrence, next_due AS nextDue FROM routine
      WHERE removed = 0 ORDER BY next_due IS NULL, next_due, routine`,
  );
  return {
    at,
    timeZone: readShop(sql)?.timeZone ?? 'UTC',
    routines: rows.map(({ routine, details, paused, nextOccurrence, nextDue }) => ({
      ...sql.settings<Routine>(details),
      isPaused: paused === 1,
      ...(nextOccurrence === null ? {} : { nextOccurrence }),
      ...(nextDue === null ? {} : { nextDue }),
      runs: runsOf(sql, routine),
    })),
  };
}

type Run = RoutinesView['routines'][number]['runs'][number];
function runsOf(sql: Sql, routine: string): Run[] {
  return sql
    .all<Omit<Run, 'isLate' | 'task'> & { isLate: number; task: string | null }>(
      `SELECT occurrence, due, at, late_by AS lateBy, is_late AS isLate, outcome, task FROM routine_run
        WHERE routine = ? ORDER BY due DESC LIMIT ?`,
      routine,
      RUNS_SHOWN,
    )
    .map(({ isLate, task, ...run }) => ({ ...run, isLate: isLate === 1, ...(task === null ? {} : { task }) }));
}
