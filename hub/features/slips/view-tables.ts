import type { SlipContent, SlipState, SlipView } from '../../contract/slips.ts';
import type { Sql } from '../../core/sql.ts';

type ViewRow = Omit<
  SlipView,
  'task' | 'subject' | 'number' | 'personZh' | 'personEn' | 'nameZh' | 'nameEn' | 'evidence' | 'reason'
> & {
  task: string | null;
  subject: string | null;
  evidence: string | null;
  reason: string | null;
  content: string;
};
const view = `SELECT slip, kind, task, subject, shift, printer, copy, state, evidence, reason, content, queued_at AS queuedAt, changed_at AS changedAt FROM slip`;

function viewed({ task, subject, evidence, reason, content, ...row }: ViewRow): SlipView {
  const paper = JSON.parse(content) as SlipContent;
  const optional = {
    task,
    subject,
    evidence,
    reason,
    personZh: paper.personZh,
    personEn: paper.personEn,
    number: paper.task?.number ?? paper.paper?.number,
    nameZh: paper.task?.nameZh ?? paper.paper?.nameZh,
    nameEn: paper.task?.nameEn ?? paper.paper?.nameEn,
  };
  return { ...row, ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value != null)) };
}

export function slipsIn(sql: Sql, states: readonly SlipState[], limit: number): SlipView[] {
  return sql
    .all<ViewRow>(
      `${view} WHERE state IN (SELECT value FROM json_each(?)) ORDER BY queued_position DESC LIMIT ?`,
      JSON.stringify(states),
      limit,
    )
    .map(viewed);
}

export function slipContent(sql: Sql, slip: string): SlipContent | undefined {
  const row = sql.get<{ content: string }>('SELECT content FROM slip WHERE slip = ?', slip);
  return row && (JSON.parse(row.content) as SlipContent);
}

/** Slips that wait for a printer, in the order they were wanted. */
export function queuedSlips(sql: Sql): { slip: string; printer: string; content: SlipContent }[] {
  return sql
    .all<{ slip: string; printer: string; content: string }>(
      `SELECT slip, printer, content FROM slip WHERE state = 'queued' ORDER BY queued_position LIMIT 200`,
    )
    .map((row) => ({ ...row, content: JSON.parse(row.content) as SlipContent }));
}
