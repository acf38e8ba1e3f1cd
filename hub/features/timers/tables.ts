import type { Command } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Entry } from '../../contract/journal.ts';
import type { TimerSet, TimersView } from '../../contract/timers.ts';
import type { Sql } from '../../core/sql.ts';
import { type FireFacts, PER_SECOND, type SetFacts, type TimerFact } from './rules.ts';

const fact = 'SELECT key, due, purpose, policy, series, body FROM timer';

export function timerFact(sql: Sql, body: { key: string }): TimerFact | undefined {
  return sql.get(`${fact} WHERE key = ?`, body.key);
}

export function setFacts(sql: Sql, body: BodyOf<'timers.set'>): SetFacts {
  return {
    timer: timerFact(sql, body),
    hasBeen: sql.get('SELECT 1 FROM timer_firing WHERE key = ? AND due = ?', body.key, body.due) !== undefined,
  };
}

export function fireFacts(sql: Sql, body: BodyOf<'timers.fire'>, { now }: { now: number }): FireFacts {
  const timer = timerFact(sql, body);
  if (timer?.policy !== 'latest') return { timer, series: [] };
  const series = sql.all<TimerFact>(
    `${fact} WHERE purpose = ? AND series = ? AND policy = 'latest' AND due <= ? ORDER BY due, key`,
    timer.purpose,
    timer.series,
    now,
  );
  return { timer, series };
}

export function applySet(sql: Sql, data: TimerSet, entry: Entry): void {
  sql.run(
    `INSERT INTO timer (key, due, purpose, policy, series, body, position) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET due = excluded.due, purpose = excluded.purpose, policy = excluded.policy,
       series = excluded.series, body = excluded.body, position = excluded.position`,
    data.key,
    data.due,
    data.purpose,
    data.policy,
    data.series,
    JSON.stringify(data.body),
    entry.position,
  );
}

export function applyCancelled(sql: Sql, data: { key: string }): void {
  sql.run('DELETE FROM timer WHERE key = ?', data.key);
}

export function applyFired(sql: Sql, data: Events['timers.fired'], entry: Entry): void {
  for (const { key, due, isMissed } of [
    ...data.missed.map((one) => ({ ...one, isMissed: 1 })),
    { key: data.key, due: data.due, isMissed: 0 },
  ]) {
    sql.run('DELETE FROM timer WHERE key = ?', key);
    sql.run(
      'INSERT INTO timer_firing (key, due, purpose, at, late_by, is_late, missed, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      key,
      due,
      data.purpose,
      entry.at,
      entry.at - due,
      isMissed || data.isLate ? 1 : 0,
      isMissed,
      entry.position,
    );
  }
}

export function nextDue(sql: Sql): number | undefined {
  return sql.get<{ due: number | null }>('SELECT min(due) AS due FROM timer')?.due ?? undefined;
}

/** Each purpose once, found by leaps through the index rather than by a walk along it. */
const purposes = `WITH RECURSIVE p (purpose) AS (
    SELECT min(purpose) FROM timer
    UNION ALL SELECT (SELECT min(purpose) FROM timer WHERE purpose > p.purpose) FROM p WHERE p.purpose IS NOT NULL)
  SELECT purpose FROM p WHERE purpose IS NOT NULL`;

/**
 * What is due, of each purpose no more than may fire within a second; of a series that keeps its latest only one is asked
 * for. The id names the attempt: an attempt that came to nothing does not stand in the way of the next.
 */
export function due(sql: Sql, now: number): Pick<Command, 'id' | 'type' | 'body'>[] {
  if ((nextDue(sql) ?? now + 1) > now) return [];
  return sql.all<{ purpose: string }>(purposes).flatMap(({ purpose }) => {
    const justNow =
      sql.get<{ n: number }>(
        'SELECT count(*) AS n FROM timer_firing WHERE purpose = ? AND missed = 0 AND at > ? AND at <= ?',
        purpose,
        now - 1000,
        now,
      )?.n ?? 0;
    const rows = sql.all<{ key: string; due: number; policy: string; series: string; position: number }>(
      'SELECT key, due, policy, series, position FROM timer WHERE purpose = ? AND due <= ? ORDER BY due, key LIMIT ?',
      purpose,
      now,
      Math.max(0, PER_SECOND - justNow),
    );
    return rows
      .filter(
        (row, at) =>
          row.policy === 'each' || rows.findIndex((r) => r.policy === 'latest' && r.series === row.series) === at,
      )
      .map((row) => ({
        id: `hub:timer:${row.position}:${now}`,
        type: 'timers.fire',
        body: { key: row.key, due: row.due },
      }));
  });
}

export function timersView(sql: Sql, at: number, limit: number): TimersView {
  return {
    at,
    waiting: sql.get<{ n: number }>('SELECT count(*) AS n FROM timer')?.n ?? 0,
    next: sql.all('SELECT key, due, purpose FROM timer ORDER BY due, key LIMIT ?', limit),
    fired: sql
      .all<Omit<TimersView['fired'][number], 'isLate' | 'missed'> & { isLate: number; missed: number }>(
        `SELECT key, due, purpose, at, late_by AS lateBy, is_late AS isLate, missed FROM timer_firing
          ORDER BY position DESC, due DESC LIMIT ?`,
        limit,
      )
      .map((row) => ({ ...row, isLate: row.isLate === 1, missed: row.missed === 1 })),
  };
}
