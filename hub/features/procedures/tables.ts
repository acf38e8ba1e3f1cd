import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Entry } from '../../contract/journal.ts';
import type { Procedure, ProceduresView } from '../../contract/procedures.ts';
import type { Sql } from '../../core/sql.ts';
import type { RunFact, StartFacts } from './rules.ts';

export function procedureFact(sql: Sql, body: { procedure: string }): Procedure | undefined {
  const row = sql.get<{ details: string }>('SELECT details FROM procedure WHERE procedure = ?', body.procedure);
  return row && (JSON.parse(row.details) as Procedure);
}

export function startFacts(sql: Sql, body: BodyOf<'procedures.start'>): StartFacts {
  return {
    procedure: procedureFact(sql, body),
    isRunning:
      sql.get(
        `SELECT 1 FROM procedure_run WHERE procedure = ? AND subject = ? AND state = 'running'`,
        body.procedure,
        body.subject ?? '',
      ) !== undefined,
  };
}

export function runFact(sql: Sql, body: { run: string }): RunFact | undefined {
  const row = sql.get<Omit<RunFact, 'procedure'> & { details: string }>(
    `SELECT run, subject, step, details FROM procedure_run WHERE run = ? AND state = 'running'`,
    body.run,
  );
  return row && { ...row, procedure: JSON.parse(row.details) as Procedure };
}

export function applySet(sql: Sql, data: Procedure): void {
  sql.run(
    'INSERT INTO procedure (procedure, details) VALUES (?, ?) ON CONFLICT (procedure) DO UPDATE SET details = excluded.details',
    data.procedure,
    JSON.stringify(data),
  );
}
export function applyRemoved(sql: Sql, data: { procedure: string }): void {
  sql.run('DELETE FROM procedure WHERE procedure = ?', data.procedure);
}
export function applyStarted(sql: Sql, data: Events['procedures.started'], entry: Entry): void {
  const { procedure, nameZh, nameEn, steps } = data;
  sql.run(
    `INSERT INTO procedure_run (run, procedure, subject, details, step, state, started_at, changed_at)
     VALUES (?, ?, ?, ?, 0, 'running', ?, ?)`,
    data.run,
    procedure,
    data.subject,
    JSON.stringify({ procedure, nameZh, nameEn, steps }),
    entry.at,
    entry.at,
  );
}
export function applyAdvanced(sql: Sql, data: Events['procedures.advanced'], entry: Entry): void {
  sql.run('UPDATE procedure_run SET step = ?, changed_at = ? WHERE run = ?', data.step, entry.at, data.run);
}
const end =
  (state: 'finished' | 'stopped') =>
  (sql: Sql, data: { run: string }, entry: Entry): void =>
    sql.run('UPDATE procedure_run SET state = ?, changed_at = ? WHERE run = ?', state, entry.at, data.run);
export const applyFinished = end('finished');
export const applyStopped = end('stopped');

export function proceduresView(sql: Sql): ProceduresView {
  return {
    procedures: sql
      .all<{ details: string }>('SELECT details FROM procedure ORDER BY procedure')
      .map(({ details }) => JSON.parse(details) as Procedure),
    running: sql
      .all<{ run: string; subject: string; step: number; details: string; startedAt: number }>(
        `SELECT run, subject, step, details, started_at AS startedAt FROM procedure_run WHERE state = 'running'
          ORDER BY started_at, run`,
      )
      .map(({ details, ...row }) => {
        const { procedure, nameZh, nameEn, steps } = JSON.parse(details) as Procedure;
        return { ...row, procedure, nameZh, nameEn, of: steps.length };
      }),
  };
}
