import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Entry } from '../../contract/journal.ts';
import type { Evidence, TaskOpened, TaskView } from '../../contract/tasks.ts';
import { encodeControlCode } from '../../core/barcode/control-code.ts';
import type { Load } from '../../core/load.ts';
import type { Sql } from '../../core/sql.ts';
import { shopNumber } from '../shop/tables.ts';
import type { CheckFacts, HandOverFacts, OneFacts, OpenFacts, SlipFacts, TaskFact } from './rules.ts';

const fact = `SELECT task, number, version, kind, state, gtin, from_location AS "from", to_location AS "to", quantity, moved,
  on_hand AS onHand, claimed_by AS claimedBy FROM task`;

/** Clerks of a shift's plan with their open tasks; leaders and managers hand out, they are not given. */
function loads(sql: Sql, shift: string): Load[] {
  return sql.all(
    `SELECT p.staff, (SELECT count(*) FROM task t WHERE t.assignee = p.staff AND t.state IN ('needs-action', 'in-process')) AS open
       FROM shift_staff p JOIN staff s ON s.staff = p.staff AND s.active = 1 AND s.role = 'clerk'
      WHERE p.plan = ? ORDER BY p.staff`,
    shift.slice(shift.indexOf('/') + 1),
  );
}

export function openFacts(sql: Sql, body: BodyOf<'tasks.open'>): OpenFacts {
  return {
    standing:
      sql.get(
        `SELECT 1 FROM task WHERE gtin = ? AND to_location = ? AND kind = ? AND state IN ('needs-action', 'in-process')`,
        body.gtin,
        body.to,
        body.kind,
      ) !== undefined,
    ...newTaskFacts(sql),
  };
}

function newTaskFacts(sql: Sql): Omit<OpenFacts, 'standing'> {
  const shift = sql.get<{ shift: string }>('SELECT shift FROM shift WHERE ended_at IS NULL')?.shift ?? '';
  return {
    nextNumber: sql.get<{ n: number }>('SELECT coalesce(max(number), 0) + 1 AS n FROM task')?.n ?? 1,
    shift,
    loads: loads(sql, shift),
  };
}

/** So many moves are enough to see what happened at a shelf. */
const EVIDENCE_MAX = 5;

export function checkFacts(sql: Sql, { gtin, location }: BodyOf<'tasks.check-shelf'>): CheckFacts {
  const level = (place: string): number =>
    sql.get<{ n: number }>('SELECT on_hand AS n FROM stock_level WHERE gtin = ? AND location = ?', gtin, place)?.n ?? 0;
  return {
    ...newTaskFacts(sql),
    onHand: level(location),
    backRoom: level('back-room'),
    moves: sql.all<Evidence>(
      `SELECT position, at, reason, CASE to_location WHEN ? THEN quantity ELSE -quantity END AS quantity
         FROM stock_move WHERE gtin = ? AND (from_location = ? OR to_location = ?) ORDER BY position DESC LIMIT ?`,
      location,
      gtin,
      location,
      location,
      EVIDENCE_MAX,
    ),
    check: sql.get(
      `${fact} WHERE gtin = ? AND to_location = ? AND kind = 'check-shelf' AND state IN ('needs-action', 'in-process')`,
      gtin,
      location,
    ),
  };
}

export function oneFacts(sql: Sql, body: { task: string; staff?: string }): OneFacts {
  return {
    task: sql.get<TaskFact>(`${fact} WHERE task = ?`, body.task),
    staffKnown:
      body.staff !== undefined &&
      sql.get('SELECT 1 FROM staff WHERE staff = ? AND active = 1', body.staff) !== undefined,
  };
}

export function slipFacts(sql: Sql, body: BodyOf<'tasks.scan-slip'>, moment: { now: number }): SlipFacts {
  const task = sql.get<TaskFact>(`${fact} WHERE number = ?`, body.serial);
  const open = sql.all<{ counter: string; task: string; itemScanned: number }>(
    `SELECT counter, context_task AS task, context_item_scanned AS itemScanned FROM counter
      WHERE context_task IS NOT NULL AND context_until > ? ORDER BY counter`,
    moment.now,
  );
  const here = open.find((row) => row.counter === body.counter);
  return {
    store: shopNumber(sql),
    task,
    staff: sql.get<{ staff: string }>('SELECT staff FROM staff_on WHERE counter = ?', body.counter)?.staff ?? null,
    here: here && { task: here.task, itemScanned: here.itemScanned === 1 },
    elsewhere: open.find((row) => row.counter !== body.counter && row.task === task?.task)?.counter,
  };
}

export function handOverFacts(sql: Sql, body: BodyOf<'tasks.hand-over'>): HandOverFacts {
  return {
    open: sql.all(`SELECT task, assignee FROM task WHERE state IN ('needs-action', 'in-process') ORDER BY number`),
    loads: loads(sql, body.toShift),
  };
}

export function applyOpened(sql: Sql, task: TaskOpened, entry: Entry): void {
  sql.run(
    `INSERT INTO task (task, number, version, kind, state, gtin, from_location, to_location, quantity, on_hand, level,
       back_room, moves, shift, assignee, opened_at, due_at, changed_at)
     VALUES (?, ?, ?, ?, 'needs-action', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    task.task,
    task.number,
    task.version,
    task.kind,
    task.gtin,
    task.from,
    task.to,
    task.quantity,
    task.why.onHand,
    task.why.level,
    task.why.backRoom,
    task.why.moves ? JSON.stringify(task.why.moves) : null,
    task.shift,
    task.assignee ?? null,
    entry.at,
    task.dueAt,
    entry.at,
  );
}
export function applyRevised(sql: Sql, data: Events['tasks.revised'], entry: Entry): void {
  sql.run(
    'UPDATE task SET quantity = ?, on_hand = ?, level = ?, back_room = ?, moves = ?, changed_at = ? WHERE task = ?',
    data.quantity,
    data.why.onHand,
    data.why.level,
    data.why.backRoom,
    data.why.moves ? JSON.stringify(data.why.moves) : null,
    entry.at,
    data.task,
  );
}
export function applyAssigned(sql: Sql, data: Events['tasks.assigned'], entry: Entry): void {
  sql.run('UPDATE task SET assignee = ?, changed_at = ? WHERE task = ?', data.staff, entry.at, data.task);
}
/** Whoever takes a task up is its person from then on. */
export function applyTaken(sql: Sql, data: { task: string; staff?: string }, entry: Entry): void {
  sql.run(
    `UPDATE task SET state = 'in-process', claimed_by = coalesce(?, claimed_by), assignee = coalesce(?, assignee), changed_at = ? WHERE task = ?`,
    data.staff ?? null,
    data.staff ?? null,
    entry.at,
    data.task,
  );
}
export function applyReleased(sql: Sql, data: { task: string }, entry: Entry): void {
  sql.run(
    `UPDATE task SET state = 'needs-action', claimed_by = NULL, moved = NULL, changed_at = ? WHERE task = ?`,
    entry.at,
    data.task,
  );
}
export function applyMovedSet(sql: Sql, data: Events['tasks.moved-set'], entry: Entry): void {
  sql.run('UPDATE task SET moved = ?, changed_at = ? WHERE task = ?', data.quantity, entry.at, data.task);
}
export function applyCompleted(sql: Sql, data: Events['tasks.completed'], entry: Entry): void {
  sql.run(
    `UPDATE task SET state = 'completed', moved = ?, claimed_by = coalesce(?, claimed_by), changed_at = ? WHERE task = ?`,
    data.quantity,
    data.staff ?? null,
    entry.at,
    data.task,
  );
}
export function applyWithdrawn(sql: Sql, data: { task: string }, entry: Entry): void {
  sql.run(`UPDATE task SET state = 'cancelled', changed_at = ? WHERE task = ?`, entry.at, data.task);
}
export function applyCarriedOver(sql: Sql, data: Events['tasks.carried-over'], entry: Entry): void {
  sql.run(
    'UPDATE task SET shift = ?, carried_from = ?, assignee = ?, changed_at = ? WHERE task = ?',
    data.toShift,
    data.fromShift,
    data.assignee ?? null,
    entry.at,
    data.task,
  );
}

type Nullable<T> = { [K in keyof T]: T[K] | null };
type ViewRow = Omit<
  TaskView,
  'code' | 'fromBay' | 'toBay' | 'moves' | 'carriedFrom' | 'assignee' | 'assigneeZh' | 'assigneeEn' | 'slip'
> & { moves: string | null } & Nullable<
    Pick<Required<TaskView>, 'fromBay' | 'toBay' | 'carriedFrom' | 'assignee' | 'assigneeZh' | 'assigneeEn' | 'slip'>
  >;
/** Levels as they are now, so that a card never tells of a shelf as it was an hour ago. */
const view = `SELECT t.task, t.number, t.version, t.kind, t.state, t.gtin, i.name_zh AS nameZh, i.name_en AS nameEn, i.unit,
    t.from_location AS "from", i.back_bay AS fromBay, t.to_location AS "to", i.shelf AS toBay, t.quantity,
    coalesce(f.on_hand, t.on_hand) AS onHand, t.level, coalesce(b.on_hand, t.back_room) AS backRoom, t.moves, t.shift, t.carried_from AS carriedFrom, t.assignee,
    s.name_zh AS assigneeZh, s.name_en AS assigneeEn, t.opened_at AS openedAt, t.due_at AS dueAt,
    (SELECT p.state FROM slip p WHERE p.task = t.task ORDER BY p.queued_position DESC LIMIT 1) AS slip
  FROM task t JOIN item i USING (gtin) LEFT JOIN staff s ON s.staff = t.assignee
  LEFT JOIN stock_level f ON f.gtin = t.gtin AND f.location = t.to_location
  LEFT JOIN stock_level b ON b.gtin = t.gtin AND b.location = 'back-room'`;

function viewed(row: ViewRow, store: number): TaskView {
  const { fromBay, toBay, moves, carriedFrom, assignee, assigneeZh, assigneeEn, slip, ...rest } = row;
  const optional = { fromBay, toBay, carriedFrom, assignee, assigneeZh, assigneeEn, slip };
  const present = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null));
  const evidence = moves === null ? {} : { moves: JSON.parse(moves) as Evidence[] };
  return {
    ...rest,
    ...present,
    ...evidence,
    code: encodeControlCode({ kind: 'task', store, serial: row.number, version: row.version }),
  };
}

export function taskView(sql: Sql, task: string): TaskView | undefined {
  const row = sql.get<ViewRow>(`${view} WHERE t.task = ?`, task);
  return row && viewed(row, shopNumber(sql));
}
/** Open tasks, the soonest due first. */
export function openTasks(sql: Sql, shift?: string): TaskView[] {
  const store = shopNumber(sql);
  return sql
    .all<ViewRow>(
      `${view} WHERE t.state IN ('needs-action', 'in-process') AND (? IS NULL OR t.shift = ?) ORDER BY t.due_at, t.number`,
      shift ?? null,
      shift ?? null,
    )
    .map((row) => viewed(row, store));
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
    .map((row) => viewed(row, store));
}
