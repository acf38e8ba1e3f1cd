import type { Events } from '../../contract/commands.ts';
import type { AnomalyView } from '../../contract/escalations.ts';
import type { Entry } from '../../contract/journal.ts';
import type { Sql } from '../../core/sql.ts';
import type { AnomalyFact } from './anomaly-rules.ts';

const fact = `SELECT anomaly, kind, subject, zh, en, acknowledged_at AS acknowledgedAt, resolved_at AS resolvedAt FROM anomaly`;

export function openAnomaly(sql: Sql, body: { kind: string; subject: string }): AnomalyFact | undefined {
  return sql.get(`${fact} WHERE kind = ? AND subject = ? AND resolved_at IS NULL`, body.kind, body.subject);
}
export function oneAnomaly(sql: Sql, body: { anomaly: string }): AnomalyFact | undefined {
  return sql.get(`${fact} WHERE anomaly = ?`, body.anomaly);
}

export function applyDetected(sql: Sql, data: Events['escalations.detected'], entry: Entry): void {
  sql.run(
    'INSERT INTO anomaly (anomaly, kind, subject, zh, en, detected_at, due_at, overdue) VALUES (?, ?, ?, ?, ?, ?, ?, 0)',
    data.anomaly,
    data.kind,
    data.subject,
    data.zh,
    data.en,
    entry.at,
    data.dueAt,
  );
}
export function applyAcknowledged(sql: Sql, data: Events['escalations.acknowledged'], entry: Entry): void {
  sql.run(
    'UPDATE anomaly SET acknowledged_at = ?, acknowledged_by = ? WHERE anomaly = ?',
    entry.at,
    data.by,
    data.anomaly,
  );
}
export function applyResolved(sql: Sql, data: Events['escalations.resolved'], entry: Entry): void {
  sql.run(
    'UPDATE anomaly SET resolved_at = ?, resolved_by = ?, note = ? WHERE anomaly = ?',
    entry.at,
    data.by,
    data.note ?? null,
    data.anomaly,
  );
}
export function applyOverdue(sql: Sql, data: { anomaly: string }): void {
  sql.run('UPDATE anomaly SET overdue = 1 WHERE anomaly = ?', data.anomaly);
}

type Nullable = 'acknowledgedAt' | 'acknowledgedBy' | 'resolvedAt' | 'resolvedBy';
type Row = Omit<AnomalyView, Nullable | 'isOverdue'> & { [K in Nullable]: AnomalyView[K] | null } & { overdue: number };

/** Open ones, the oldest first, then the last that were settled. */
export function anomaliesView(sql: Sql): AnomalyView[] {
  const select = `SELECT anomaly, kind, subject, zh, en, detected_at AS detectedAt, due_at AS dueAt,
    acknowledged_at AS acknowledgedAt, acknowledged_by AS acknowledgedBy, resolved_at AS resolvedAt,
    resolved_by AS resolvedBy, overdue FROM anomaly`;
  return [
    ...sql.all<Row>(`${select} WHERE resolved_at IS NULL ORDER BY detected_at, anomaly LIMIT 200`),
    ...sql.all<Row>(`${select} WHERE resolved_at IS NOT NULL ORDER BY resolved_at DESC, anomaly LIMIT 20`),
  ].map(({ acknowledgedAt, acknowledgedBy, resolvedAt, resolvedBy, overdue, ...row }) => ({
    ...row,
    ...(acknowledgedAt === null ? {} : { acknowledgedAt }),
    ...(acknowledgedBy === null ? {} : { acknowledgedBy }),
    ...(resolvedAt === null ? {} : { resolvedAt }),
    ...(resolvedBy === null ? {} : { resolvedBy }),
    isOverdue: overdue === 1,
  }));
}

/** Of the last 200 that were settled or are overdue, the share settled in time. @returns undefined before the first */
export function shareInTime(sql: Sql): number | undefined {
  const row = sql.get<{ n: number; good: number | null }>(
    `SELECT count(*) AS n, sum(overdue = 0 AND resolved_at <= due_at) AS good FROM (SELECT overdue, resolved_at, due_at FROM anomaly
       WHERE resolved_at IS NOT NULL OR overdue = 1 ORDER BY detected_at DESC LIMIT 200)`,
  );
  return row && row.n > 0 ? (row.good ?? 0) / row.n : undefined;
}
