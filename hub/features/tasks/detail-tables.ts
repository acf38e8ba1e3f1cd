import type { TaskDetail, TaskDrafts } from '../../contract/task-detail.ts';
import type { Check, EvidenceKind } from '../../contract/task-kinds.ts';
import type { TaskDraft, TaskStepView } from '../../contract/task-life.ts';
import type { Sql } from '../../core/sql.ts';
import { kindOf } from '../../core/task-kinds.ts';
import { guideFor } from '../guides/tables.ts';
import { taskView } from './view-tables.ts';

type Row = Readonly<Record<string, unknown>>;

/** What is not there is left out. */
function present<T>(row: Row): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined)) as T;
}

export function taskDetail(sql: Sql, task: string): Omit<TaskDetail, 'asOf' | 'at'> | undefined {
  const view = taskView(sql, task);
  if (!view) return undefined;
  const evidence = sql
    .all<Row & { rejected: number }>(
      `SELECT e.evidence, e.kind, e.at, e.staff, s.name_zh AS nameZh, s.name_en AS nameEn, e.counter, e.text, e.photo, e.grade, e.rejected, p.details
         FROM task_evidence e LEFT JOIN staff s ON s.staff = e.staff LEFT JOIN task_photo p USING (evidence) WHERE e.task = ? ORDER BY e.at, e.evidence`,
      task,
    )
    .map(({ details, ...row }) => ({
      ...present<TaskDetail['evidence'][number]>(row),
      ...(typeof details === 'string' ? (JSON.parse(details) as object) : {}),
      rejected: row.rejected === 1,
    }));
  const checks = checksOf(sql, task);
  const guide = guideFor(sql, view);
  return {
    task: view,
    ...(guide ? { guide } : {}),
    missing: missingOf(sql, view.evidence, evidence, checks, task),
    checks,
    evidence,
    seen: sql
      .all<Row>(
        `SELECT e.version, e.at, e.staff, s.name_zh AS nameZh, s.name_en AS nameEn FROM task_seen e
           LEFT JOIN staff s ON s.staff = e.staff WHERE e.task = ? ORDER BY e.version, e.at, e.staff`,
        task,
      )
      .map(present<TaskDetail['seen'][number]>),
    steps: stepsOf(sql, task),
  };
}

function checksOf(sql: Sql, task: string): TaskDetail['checks'] {
  const row = sql.get<{ checks: string | null }>('SELECT checks FROM task WHERE task = ?', task);
  const answers = new Map(
    sql
      .all<{ check: string; ok: number; note: string | null; at: number }>(
        'SELECT check_id AS "check", ok, note, at FROM task_check WHERE task = ?',
        task,
      )
      .map((answer) => [answer.check, answer]),
  );
  return (JSON.parse(row?.checks ?? '[]') as Check[]).map((check) => {
    const answer = answers.get(check.check);
    return answer ? { ...check, ...present<object>({ ...answer, ok: answer.ok === 1 }) } : check;
  });
}

function missingOf(
  sql: Sql,
  wanted: readonly EvidenceKind[],
  evidence: TaskDetail['evidence'],
  checks: TaskDetail['checks'],
  task: string,
): EvidenceKind[] {
  const counted = sql.get<{ moved: number | null }>('SELECT moved FROM task WHERE task = ?', task)?.moved !== null;
  const has = (kind: EvidenceKind): boolean => {
    if (kind === 'count') return counted;
    if (kind === 'checklist') return checks.length > 0 && checks.every((check) => check.ok !== undefined);
    return evidence.some((one) => one.kind === kind && !one.rejected);
  };
  return wanted.filter((kind) => !has(kind));
}

/** The trail as the journal has it: nobody can have written it afterwards. */
export function stepsOf(sql: Sql, task: string): TaskStepView[] {
  return sql
    .all<Row & { assignee: string | null }>(
      `SELECT j.position, j.at, j.type, json_extract(j.actor, '$.by') AS "by",
         coalesce(json_extract(j.data, '$.counter'), json_extract(j.actor, '$.counter')) AS counter,
         p.staff, p.name_zh AS nameZh, p.name_en AS nameEn, json_extract(j.data, '$.version') AS version,
         json_extract(j.data, '$.quantity') AS quantity, json_extract(j.data, '$.reason') AS reason,
         CASE j.type WHEN 'tasks.check-answered' THEN json_extract(j.data, '$.zh')
           || CASE json_extract(j.data, '$.ok') WHEN 1 THEN ' ✓' ELSE ' ✗' END
           || coalesce(' ' || json_extract(j.data, '$.note'), '')
           ELSE json_extract(j.data, '$.text') END AS text
       FROM task_step e JOIN journal j USING (position)
       LEFT JOIN staff p ON p.staff = coalesce(json_extract(j.data, '$.staff'), json_extract(j.data, '$.assignee'))
      WHERE e.task = ? ORDER BY e.position`,
      task,
    )
    .map(present<TaskStepView>);
}

export function drafts(sql: Sql): TaskDrafts['drafts'] {
  return sql
    .all<{ task: string; wanted: string; staff: string | null; at: number }>(
      'SELECT task, wanted, by_staff AS staff, at FROM task_draft ORDER BY at, task',
    )
    .map(({ wanted, ...row }) => {
      const { kind, titleZh, titleEn } = JSON.parse(wanted) as TaskDraft;
      const usual = kindOf(kind);
      return {
        ...present<{ task: string; at: number; staff?: string }>(row),
        kind,
        nameZh: titleZh ?? usual.zh,
        nameEn: titleEn ?? titleZh ?? usual.en,
      };
    });
}

const COLUMNS = [
  'position',
  'at',
  'type',
  'by',
  'staff',
  'nameEn',
  'counter',
  'version',
  'quantity',
  'reason',
  'text',
] as const;

/** The trail as a table for spreadsheets: times in ISO 8601, one line a step. @param iso writes a time down */
export function trailCsv(steps: readonly TaskStepView[], iso: (at: number) => string): string {
  const cell = (value: unknown): string => {
    const text = value === undefined ? '' : String(value);
    // A cell that begins like a formula would be one in a spreadsheet.
    const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const lines = steps.map((step) => COLUMNS.map((name) => cell(name === 'at' ? iso(step.at) : step[name])).join(','));
  return `${[COLUMNS.join(','), ...lines].join('\r\n')}\r\n`;
}
