import type { EvidenceKind } from '../../contract/task-kinds.ts';
import type { Evidence, TaskView } from '../../contract/tasks.ts';
import { encodeControlCode } from '../../core/barcode/control-code.ts';
import type { Sql } from '../../core/sql.ts';
import { kindOf } from '../../core/task-kinds.ts';
import { shopNumber } from '../shop/tables.ts';

type Given<T> = { [K in keyof T]-?: undefined extends T[K] ? Exclude<T[K], undefined> | null : T[K] };
type Parsed = 'code' | 'moves' | 'evidence' | 'approval' | 'unit' | 'nameZh' | 'nameEn';
type ViewRow = Given<Omit<TaskView, Parsed>> & {
  unit: 'each' | 'gram' | null;
  nameZh: string | null;
  nameEn: string | null;
  moves: string | null;
  evidence: string;
  approval: number;
};
/** Levels as they are now, so that a card never tells of a shelf as it was an hour ago. */
const view = `SELECT t.task, t.number, t.version, t.kind, t.state, t.step, t.subject, t.role, t.evidence, t.approval, t.gtin,
    coalesce(t.title_zh, i.name_zh) AS nameZh, coalesce(t.title_en, t.title_zh, i.name_en) AS nameEn, t.content, t.standard, i.unit,
    t.from_location AS "from", CASE t.from_location WHEN 'back-room' THEN i.back_bay END AS fromBay, t.to_location AS "to",
    coalesce(t.bay, i.shelf) AS toBay, t.quantity,
    coalesce(f.on_hand, t.on_hand) AS onHand, t.level, coalesce(b.on_hand, t.back_room) AS backRoom, t.why_zh AS whyZh, t.why_en AS whyEn,
    t.moves, t.shift, t.carried_from AS carriedFrom, t.assignee,
    s.name_zh AS assigneeZh, s.name_en AS assigneeEn, t.claimed_by AS claimedBy, c.name_zh AS claimedZh, c.name_en AS claimedEn,
    t.blocked, t.guide, CASE json_array_length(t.evidence) WHEN 0 THEN 1.0 ELSE
      (SELECT count(*) FROM json_each(t.evidence) w WHERE CASE w.value WHEN 'count' THEN t.moved IS NOT NULL
         WHEN 'checklist' THEN (SELECT count(*) FROM task_check k WHERE k.task = t.task) = json_array_length(t.checks)
         ELSE EXISTS (SELECT 1 FROM task_evidence e WHERE e.task = t.task AND e.kind = w.value AND e.rejected = 0) END)
      / CAST(json_array_length(t.evidence) AS REAL) END AS evidenceShare, t.opened_at AS openedAt, t.due_at AS dueAt,
    (SELECT p.state FROM slip p WHERE p.task = t.task ORDER BY p.queued_position DESC LIMIT 1) AS slip,
    (SELECT nullif(e.reached, 0) FROM escalation e WHERE e.task = t.task AND e.ended = 0) AS reached
  FROM task t LEFT JOIN item i USING (gtin) LEFT JOIN staff s ON s.staff = t.assignee LEFT JOIN staff c ON c.staff = t.claimed_by
  LEFT JOIN stock_level f ON f.gtin = t.gtin AND f.location = t.to_location
  LEFT JOIN stock_level b ON b.gtin = t.gtin AND b.location = 'back-room'`;

function viewed(sql: Sql, row: ViewRow, store: number): TaskView {
  const { moves, evidence, approval, unit, nameZh, nameEn, ...rest } = row;
  const present = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null));
  const { zh, en } = kindOf(row.kind);
  return {
    ...(present as Omit<TaskView, Parsed>),
    ...(moves === null ? {} : { moves: JSON.parse(moves) as Evidence[] }),
    evidence: [...sql.settings<EvidenceKind[]>(evidence)],
    approval: approval === 1,
    unit: unit ?? 'each',
    nameZh: nameZh ?? row.gtin ?? zh,
    nameEn: nameEn ?? row.gtin ?? en,
    code: encodeControlCode({ kind: 'task', store, serial: row.number, version: row.version }),
  };
}

export function taskView(sql: Sql, task: string): TaskView | undefined {
  const row = sql.get<ViewRow>(`${view} WHERE t.task = ?`, task);
  return row && viewed(sql, row, shopNumber(sql));
}
/** Open tasks in the order of work. */
export function openTasks(sql: Sql, shift?: string): TaskView[] {
  const store = shopNumber(sql);
  return sql
    .all<ViewRow>(
      `${view} WHERE t.state IN ('needs-action', 'in-process') AND (? IS NULL OR t.shift = ?) ORDER BY t.rank_at, t.number`,
      shift ?? null,
      shift ?? null,
    )
    .map((row) => viewed(sql, row, store));
}
/** The newest ended tasks of a shift. */
export function endedTasks(sql: Sql, shift: string, limit: number): TaskView[] {
  const store = shopNumber(sql);
  return sql
    .all<ViewRow>(
      `${view} WHERE t.state IN ('completed', 'cancelled') AND t.shift = ? ORDER BY t.changed_at DESC, t.number DESC LIMIT ?`,
      shift,
      limit,
    )
    .map((row) => viewed(sql, row, store));
}
