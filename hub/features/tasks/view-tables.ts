import type { EvidenceKind } from '../../contract/task-kinds.ts';
import type { Evidence, TaskView } from '../../contract/tasks.ts';
import { encodeControlCode } from '../../core/barcode/control-code.ts';
import { lookAhead } from '../../core/ranking/outlook.ts';
import type { Sql } from '../../core/sql.ts';
import { kindOf } from '../../core/task-kinds.ts';
import { shopNumber } from '../shop/tables.ts';

const isOpen = `state IN ('needs-action', 'in-process')`;

type Given<T> = { [K in keyof T]-?: undefined extends T[K] ? Exclude<T[K], undefined> | null : T[K] };
type Parsed = 'endsAt' | 'willBeLate' | 'code' | 'moves' | 'evidence' | 'approval' | 'unit' | 'nameZh' | 'nameEn';
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
    t.blocked, t.guide, CASE WHEN t.evidence = '[]' THEN 1.0 ELSE
      (SELECT count(*) FROM json_each(t.evidence) w WHERE CASE w.value WHEN 'count' THEN t.moved IS NOT NULL
         WHEN 'checklist' THEN (SELECT count(*) FROM task_check k WHERE k.task = t.task) = json_array_length(t.checks)
         ELSE EXISTS (SELECT 1 FROM task_evidence e WHERE e.task = t.task AND e.kind = w.value AND e.rejected = 0) END)
      / CAST(json_array_length(t.evidence) AS REAL) END AS evidenceShare,
    t.work_minutes AS workMinutes, t.value_minor AS valueMinor, t.changed_at AS changedAt, t.opened_at AS openedAt, t.due_at AS dueAt,
    (SELECT p.state FROM slip p WHERE p.task = t.task ORDER BY p.queued_position DESC LIMIT 1) AS slip,
    (SELECT nullif(e.reached, 0) FROM escalation e WHERE e.task = t.task AND e.ended = 0) AS reached
  FROM task t LEFT JOIN item i USING (gtin) LEFT JOIN staff s ON s.staff = t.assignee LEFT JOIN staff c ON c.staff = t.claimed_by
  LEFT JOIN stock_level f ON f.gtin = t.gtin AND f.location = t.to_location
  LEFT JOIN stock_level b ON b.gtin = t.gtin AND b.location = 'back-room'`;

/** One pass over the row: a board of two hundred tasks has eight thousand of these fields. */
function viewed(sql: Sql, row: ViewRow, store: number): TaskView {
  const view: Record<string, unknown> = {};
  for (const name in row) {
    const value = row[name as keyof ViewRow];
    if (value !== null) view[name] = value;
  }
  const usual = kindOf(row.kind);
  if (row.moves !== null) view.moves = JSON.parse(row.moves) as Evidence[];
  view.evidence = row.evidence === NONE ? [] : [...sql.settings<EvidenceKind[]>(row.evidence)];
  view.approval = row.approval === 1;
  view.unit ??= 'each';
  view.nameZh ??= row.gtin ?? usual.zh;
  view.nameEn ??= row.gtin ?? usual.en;
  view.code = encodeControlCode({ kind: 'task', store, serial: row.number, version: row.version });
  return view as TaskView;
}
const NONE = '[]';

export function taskView(sql: Sql, task: string): TaskView | undefined {
  const row = sql.get<ViewRow>(`${view} WHERE t.task = ?`, task);
  return row && viewed(sql, row, shopNumber(sql));
}
/** As many open tasks as a board shows: who has more to do than that begins at the top. */
export const BOARD_MAX = 200;

/** Open tasks in the order of work. */
export function openTasks(sql: Sql, shift?: string, limit = 10_000): TaskView[] {
  const store = shopNumber(sql);
  const rows =
    shift === undefined
      ? sql.all<ViewRow>(`${view} WHERE t.${isOpen} ORDER BY t.rank_at, t.number LIMIT ?`, limit)
      : sql.all<ViewRow>(
          `${view} WHERE t.${isOpen} AND t.shift = ? ORDER BY t.rank_at, t.number LIMIT ?`,
          shift,
          limit,
        );
  return rows.map((row) => viewed(sql, row, store));
}

export function countOpen(sql: Sql): number {
  return sql.get<{ n: number }>(`SELECT count(*) AS n FROM task WHERE ${isOpen}`)?.n ?? 0;
}

/** The board's tasks with the look ahead: what will be late if nothing is done about it. */
export function boardTasks(sql: Sql, people: readonly string[], now: number): TaskView[] {
  const tasks = openTasks(sql, undefined, BOARD_MAX);
  const ahead = lookAhead(tasks, people, now);
  return tasks.map((task) => {
    const outlook = ahead.get(task.task);
    return outlook ? { ...task, endsAt: outlook.endsAt, willBeLate: outlook.isLate } : task;
  });
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
