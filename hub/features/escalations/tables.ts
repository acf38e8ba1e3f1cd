import type { Events } from '../../contract/commands.ts';
import type { EscalationPolicy, EscalationsView, EscalationView, NextStep } from '../../contract/escalations.ts';
import type { Entry } from '../../contract/journal.ts';
import { type BusinessHours, minuteOfDay, spanOf } from '../../core/business-hours.ts';
import type { Sql } from '../../core/sql.ts';
import { kindOf } from '../../core/task-kinds.ts';
import { shopOffsets } from '../shop/tables.ts';
import { anomaliesView, shareInTime } from './anomaly-tables.ts';
import { type Clock, type ClockFacts, LADDER, type RunningFacts, type TaskAtHand } from './rules.ts';

/** Before anybody sets hours, every hour counts. */
const ALWAYS: EscalationPolicy = {
  hours: { week: Array.from({ length: 7 }, () => [{ open: '00:00', close: '24:00' }]), closed: [] },
  budgets: [],
};

export function escalationPolicy(sql: Sql): Readonly<EscalationPolicy> {
  const row = sql.get<{ details: string }>('SELECT details FROM escalation_policy WHERE one = 1');
  return row ? sql.settings<EscalationPolicy>(row.details) : ALWAYS;
}

/** When the shop works, for all who count business time. */
export function businessHours(sql: Sql): BusinessHours {
  const { week, closed } = escalationPolicy(sql).hours;
  const minute = (text: string): number => minuteOfDay(text) ?? 0;
  return { week: week.map((day) => day.map(({ open, close }) => spanOf(minute(open), minute(close)))), closed };
}

const clock = 'SELECT task, kind, budget, used, since, reached, next_due AS nextDue FROM escalation';

export function clockFacts(sql: Sql, body: { task: string }): ClockFacts {
  const row = sql.get<TaskRow>(
    `SELECT t.number, t.kind, coalesce(t.title_zh, i.name_zh) AS titleZh, coalesce(t.title_en, i.name_en) AS titleEn, t.assignee
       FROM task t LEFT JOIN item i USING (gtin) WHERE t.task = ?`,
    body.task,
  );
  return {
    clock: sql.get<Clock>(`${clock} WHERE task = ? AND ended = 0`, body.task),
    task: row && titled(row),
    policy: escalationPolicy(sql),
    hours: businessHours(sql),
    offsetAt: shopOffsets(sql),
  };
}
type TaskRow = Omit<TaskAtHand, 'titleZh' | 'titleEn'> & { titleZh: string | null; titleEn: string | null };
function titled(row: TaskRow): TaskAtHand {
  const kind = kindOf(row.kind);
  return { ...row, titleZh: row.titleZh ?? kind.zh, titleEn: row.titleEn ?? kind.en };
}

export function runningFacts(sql: Sql): RunningFacts {
  return {
    clocks: sql.all<Clock>(`${clock} WHERE ended = 0 AND since IS NOT NULL ORDER BY task`),
    hours: businessHours(sql),
    offsetAt: shopOffsets(sql),
  };
}

export function applyPolicy(sql: Sql, data: EscalationPolicy): void {
  sql.run(
    'INSERT INTO escalation_policy (one, details) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET details = excluded.details',
    JSON.stringify(data),
  );
}
export function applyStarted(sql: Sql, data: Events['escalations.started'], entry: Entry): void {
  sql.run(
    `INSERT INTO escalation (task, kind, budget, used, since, reached, next_percent, next_due, ended)
     VALUES (?, ?, ?, 0, ?, 0, ?, ?, 0)`,
    data.task,
    data.kind,
    data.budget,
    entry.at,
    data.next?.percent ?? null,
    data.next?.due ?? null,
  );
}
export function applyRebudgeted(sql: Sql, data: Events['escalations.rebudgeted']): void {
  sql.run('UPDATE escalation SET budget = ? WHERE task = ?', data.budget, data.task);
  applyScheduled(sql, data);
}
export function applyPaused(sql: Sql, data: Events['escalations.paused']): void {
  sql.run(
    'UPDATE escalation SET used = ?, since = NULL, next_percent = NULL, next_due = NULL WHERE task = ?',
    data.used,
    data.task,
  );
}
export function applyResumed(sql: Sql, data: Events['escalations.resumed'], entry: Entry): void {
  sql.run('UPDATE escalation SET since = ? WHERE task = ?', entry.at, data.task);
  applyScheduled(sql, data);
}
export function applyScheduled(sql: Sql, { task, next }: { task: string; next?: NextStep }): void {
  sql.run(
    'UPDATE escalation SET next_percent = ?, next_due = ? WHERE task = ?',
    next?.percent ?? null,
    next?.due ?? null,
    task,
  );
}
export function applyStepped(sql: Sql, data: Events['escalations.stepped'], entry: Entry): void {
  sql.run('UPDATE escalation SET reached = ? WHERE task = ?', data.live, data.task);
  applyScheduled(sql, data);
  for (const { percent, due, lateBy, isLate } of data.steps)
    sql.run(
      'INSERT INTO escalation_step (task, percent, due, at, late_by, is_late, live) VALUES (?, ?, ?, ?, ?, ?, ?)',
      data.task,
      percent,
      due,
      entry.at,
      lateBy,
      isLate ? 1 : 0,
      percent === data.live ? 1 : 0,
    );
}
export function applyEnded(sql: Sql, data: { task: string }): void {
  sql.run(
    'UPDATE escalation SET ended = 1, since = NULL, next_percent = NULL, next_due = NULL WHERE task = ?',
    data.task,
  );
}

type Row = Omit<
  EscalationView,
  'nameZh' | 'nameEn' | 'to' | 'isPaused' | 'isLate' | 'assignee' | 'nextPercent' | 'nextDue'
> &
  TaskRow & { since: number | null; isLate: number; nextPercent: number | null; nextDue: number | null };

/** Open tasks that reached a step, the furthest first. */
export function reachedTasks(sql: Sql, limit = 200): EscalationView[] {
  return sql
    .all<Row>(
      `SELECT e.task, t.number, t.kind, coalesce(t.title_zh, i.name_zh) AS titleZh, coalesce(t.title_en, i.name_en) AS titleEn,
         t.assignee, e.reached, e.since, s.is_late AS isLate, s.at, e.next_percent AS nextPercent, e.next_due AS nextDue
       FROM escalation e JOIN task t USING (task) LEFT JOIN item i USING (gtin)
         JOIN escalation_step s ON s.task = e.task AND s.percent = e.reached
       WHERE e.ended = 0 AND e.reached > 0 ORDER BY e.reached DESC, s.at, t.number LIMIT ?`,
      limit,
    )
    .map((row) => {
      const { titleZh: nameZh, titleEn: nameEn } = titled(row);
      const { task, number, kind, reached, at, assignee, nextPercent, nextDue } = row;
      return {
        ...{ task, number, kind, nameZh, nameEn, reached, at, isPaused: row.since === null, isLate: row.isLate === 1 },
        to: LADDER.find(({ percent }) => percent === reached)?.to ?? 'assignee',
        ...(assignee === null ? {} : { assignee }),
        ...(nextPercent === null ? {} : { nextPercent }),
        ...(nextDue === null ? {} : { nextDue }),
      };
    });
}

export function escalationsView(sql: Sql, at: number): EscalationsView {
  const inTime = shareInTime(sql);
  return {
    at,
    policy: escalationPolicy(sql),
    running: sql.get<{ n: number }>('SELECT count(*) AS n FROM escalation WHERE ended = 0')?.n ?? 0,
    reached: reachedTasks(sql),
    anomalies: anomaliesView(sql),
    ...(inTime === undefined ? {} : { resolvedInTime: inTime }),
  };
}
