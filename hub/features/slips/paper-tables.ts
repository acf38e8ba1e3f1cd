import type { BodyOf } from '../../contract/commands.ts';
import type { Sql } from '../../core/sql.ts';
import { shopNumber } from '../shop/tables.ts';
import type { ActionFacts } from './action-rules.ts';
import type { PaperFacts, ScannedFacts } from './paper-rules.ts';
import { begunStates, shopFact } from './tables.ts';

export function paperFacts(sql: Sql, body: BodyOf<'slips.print-paper'>): PaperFacts {
  const { kind, subject, version = 1 } = body;
  const shift = body.shift ?? sql.get<{ shift: string }>('SELECT shift FROM shift WHERE ended_at IS NULL')?.shift ?? '';
  const plan = sql.get<{ zh: string; en: string }>(
    'SELECT name_zh AS zh, name_en AS en FROM shift_plan WHERE plan = ?',
    shift.slice(shift.indexOf('/') + 1),
  );
  return {
    ...shopFact(sql),
    shift: { shift, zh: plan?.zh ?? null, en: plan?.en ?? null },
    person: body.person
      ? sql.get('SELECT name_zh AS zh, name_en AS en FROM staff WHERE staff = ?', body.person)
      : undefined,
    number: body.number ?? numberOf(sql, kind, subject),
    copy: copyOf(sql, kind, subject),
    waiting: sql.all(
      `SELECT slip, version FROM slip WHERE kind = ? AND subject = ? AND state = 'queued' ORDER BY queued_position`,
      kind,
      subject,
    ),
    standing:
      sql.get(
        `SELECT 1 FROM slip WHERE kind = ? AND subject = ? AND version = ? AND state IN ('queued', 'sending', 'done', 'unknown')`,
        kind,
        subject,
        version,
      ) !== undefined,
  };
}

function numberOf(sql: Sql, kind: string, subject: string): number {
  const has = sql.get<{ n: number | null }>(
    'SELECT max(serial) AS n FROM slip WHERE kind = ? AND subject = ?',
    kind,
    subject,
  );
  if (has?.n) return has.n;
  return (sql.get<{ n: number | null }>('SELECT max(serial) AS n FROM slip WHERE kind = ?', kind)?.n ?? 0) + 1;
}

/** One more than the highest paper of a subject that may be lying about; 0 where none can. */
export function copyOf(sql: Sql, kind: string, subject: string): number {
  return (
    sql.get<{ n: number }>(
      `SELECT coalesce(max(copy) + 1, 0) AS n FROM slip WHERE kind = ? AND subject = ? AND state IN ${begunStates}`,
      kind,
      subject,
    )?.n ?? 0
  );
}

export function waitingPapers(sql: Sql, body: BodyOf<'slips.cancel-paper'>): { slip: string }[] {
  return sql.all(
    `SELECT slip FROM slip WHERE kind = ? AND subject = ? AND state = 'queued' ORDER BY queued_position`,
    body.kind,
    body.subject,
  );
}

export function scannedFacts(sql: Sql, body: BodyOf<'slips.scan-paper'>): ScannedFacts {
  return {
    store: shopNumber(sql),
    paper: sql.get(
      `SELECT subject, version FROM slip WHERE kind = ? AND serial = ? AND state <> 'cancelled'
        ORDER BY queued_position DESC LIMIT 1`,
      body.paper,
      body.serial,
    ),
  };
}

export const cardFacts = (sql: Sql): PaperFacts => paperFacts(sql, { kind: 'contingency', subject: 'contingency' });

export function actionFacts(sql: Sql, body: BodyOf<'slips.scan-action'>): ActionFacts {
  return {
    store: shopFact(sql).store,
    shift: sql.get<{ shift: string }>('SELECT shift FROM shift WHERE ended_at IS NULL')?.shift ?? '',
    role: sql.get<{ role: string }>('SELECT role FROM staff WHERE staff = ?', body.staff ?? '')?.role,
  };
}
