import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Entry } from '../../contract/journal.ts';
import type { Role } from '../../contract/staff.ts';
import type { Evidence, TaskOpened } from '../../contract/tasks.ts';
import type { Sql, SqlValue } from '../../core/sql.ts';
import { kindOf, subjectOf } from '../../core/task-kinds.ts';
import { notAtWork } from '../attendance/tables.ts';
import { rostered } from '../shifts/roster-tables.ts';
import { shopNumber } from '../shop/tables.ts';
import type {
  CheckFacts,
  HandOverFacts,
  NewTaskFacts,
  OnShift,
  OpenFacts,
  PriceFact,
  ShareFacts,
} from './opening-rules.ts';
import type { OneFacts, TaskFact } from './rules.ts';
import type { SlipFacts } from './slip-rules.ts';

export { endedTasks, openTasks, taskView } from './view-tables.ts';

/** Every kind of evidence that was given; a checklist is given when each of its points is answered. */
const given = `(SELECT json_group_array(kind) FROM (
    SELECT DISTINCT e.kind FROM task_evidence e WHERE e.task = t.task AND e.rejected = 0
    UNION ALL SELECT 'checklist' WHERE t.checks IS NOT NULL
      AND (SELECT count(*) FROM task_check c WHERE c.task = t.task) = json_array_length(t.checks)))`;
const fact = `SELECT t.task, t.number, t.version, t.kind, t.subject, t.state, t.step, t.role, t.evidence, t.checks, t.approval, t.gtin,
  t.from_location AS "from", t.to_location AS "to", t.bay, t.quantity, t.moved, t.on_hand AS onHand, t.claimed_by AS claimedBy,
  s.name_zh AS claimedZh, s.name_en AS claimedEn, t.due_at AS dueAt, t.work_minutes AS workMinutes, t.value_minor AS valueMinor,
  i.price_minor AS priceMinor, coalesce(i.unit, 'each') AS unit, ${given} AS given
  FROM task t LEFT JOIN item i USING (gtin) LEFT JOIN staff s ON s.staff = t.claimed_by`;
type FactRow = Omit<TaskFact, 'evidence' | 'approval' | 'checks' | 'given'> & {
  evidence: string;
  checks: string | null;
  given: string;
  approval: number;
  onHand: number;
};

function oneTask(sql: Sql, where: string, ...values: SqlValue[]): (TaskFact & { onHand: number }) | undefined {
  const row = sql.get<FactRow>(`${fact} WHERE ${where}`, ...values);
  return (
    row && {
      ...row,
      evidence: sql.settings<TaskFact['evidence']>(row.evidence),
      checks: row.checks === null ? [] : sql.settings<TaskFact['checks']>(row.checks),
      given: sql.settings<TaskFact['given']>(row.given),
      approval: row.approval === 1,
    }
  );
}

const isOpen = `state IN ('needs-action', 'in-process')`;

/** People rostered for a shift and not known to be away, with their open tasks. */
function people(sql: Sql, shift: string, now: number): OnShift['people'] {
  const away = notAtWork(sql, shift, now);
  return sql.all(
    `SELECT s.staff, s.role, (SELECT count(*) FROM task t WHERE t.assignee = s.staff AND t.${isOpen}) AS open
       FROM staff s WHERE s.staff IN (SELECT value FROM json_each(?)) AND s.active = 1 ORDER BY s.staff`,
    JSON.stringify(rostered(sql, shift).filter((staff) => !away.has(staff))),
  );
}

export function openFacts(sql: Sql, body: BodyOf<'tasks.open'>, moment: { now: number }): OpenFacts {
  return {
    standing:
      sql.get(`SELECT 1 FROM task WHERE kind = ? AND subject = ? AND ${isOpen}`, body.kind, subjectOf(body) ?? '') !==
      undefined,
    ...newTaskFacts(sql, moment.now, body.gtin),
  };
}

export function newTaskFacts(sql: Sql, now: number, gtin?: string): NewTaskFacts {
  const shift = sql.get<{ shift: string }>('SELECT shift FROM shift WHERE ended_at IS NULL')?.shift ?? '';
  return {
    nextNumber: sql.get<{ n: number }>('SELECT coalesce(max(number), 0) + 1 AS n FROM task')?.n ?? 1,
    shift,
    people: people(sql, shift, now),
    mostOpen: mostOpen(sql),
    price:
      gtin === undefined
        ? undefined
        : sql.get<PriceFact>('SELECT price_minor AS priceMinor, unit FROM item WHERE gtin = ?', gtin),
  };
}

/** A shop that has said nothing: more than that nobody keeps in mind. */
const USUAL_MOST = 20;

function mostOpen(sql: Sql): number {
  return sql.get<{ n: number }>('SELECT most_open AS n FROM task_policy WHERE one = 1')?.n ?? USUAL_MOST;
}

export function shareFacts(sql: Sql, _body: object, moment: { now: number }): ShareFacts {
  const waiting = sql.all<ShareFacts['waiting'][number]>(
    `SELECT task, role FROM task WHERE assignee IS NULL AND step = 'dispatched' AND ${isOpen} ORDER BY rank_at, number LIMIT 20`,
  );
  if (waiting.length === 0) return { waiting, people: [], mostOpen: 0 };
  const shift = sql.get<{ shift: string }>('SELECT shift FROM shift WHERE ended_at IS NULL')?.shift ?? '';
  return { waiting, people: people(sql, shift, moment.now), mostOpen: mostOpen(sql) };
}

export function applyPolicy(sql: Sql, data: Events['tasks.policy-set']): void {
  sql.run(
    'INSERT INTO task_policy (one, most_open) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET most_open = excluded.most_open',
    data.mostOpen,
  );
}

/** So many moves are enough to see what happened at a shelf. */
const EVIDENCE_MAX = 5;

export function checkFacts(
  sql: Sql,
  { gtin, location }: BodyOf<'tasks.check-shelf'>,
  moment: { now: number },
): CheckFacts {
  const level = (place: string): number =>
    sql.get<{ n: number }>('SELECT on_hand AS n FROM stock_level WHERE gtin = ? AND location = ?', gtin, place)?.n ?? 0;
  return {
    ...newTaskFacts(sql, moment.now, gtin),
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
    check: oneTask(sql, `t.gtin = ? AND t.to_location = ? AND t.kind = 'check-shelf' AND t.${isOpen}`, gtin, location),
  };
}

export function oneFacts(sql: Sql, body: { task: string; staff?: string }): OneFacts {
  const task = oneTask(sql, 't.task = ?', body.task);
  const staffRole = body.staff === undefined ? undefined : roleOf(sql, body.staff);
  return {
    task,
    staffKnown: staffRole !== undefined,
    staffRole,
    seen:
      sql.get(
        'SELECT 1 FROM task_seen WHERE task = ? AND version = ? AND staff = ?',
        body.task,
        task?.version ?? 0,
        body.staff ?? '',
      ) !== undefined,
  };
}

export function roleOf(sql: Sql, staff: string): Role | undefined {
  return sql.get<{ role: Role }>('SELECT role FROM staff WHERE staff = ? AND active = 1', staff)?.role;
}

export function slipFacts(sql: Sql, body: BodyOf<'tasks.scan-slip'>, moment: { now: number }): SlipFacts {
  const task = oneTask(sql, 't.number = ?', body.serial);
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

export function handOverFacts(sql: Sql, body: BodyOf<'tasks.hand-over'>, moment: { now: number }): HandOverFacts {
  return {
    open: sql.all(`SELECT task, assignee, role FROM task WHERE ${isOpen} ORDER BY number`),
    people: people(sql, body.toShift, moment.now),
  };
}

/** What an earlier program did not write down stands in the registry of kinds. */
export function applyOpened(sql: Sql, data: TaskOpened, entry: Entry): void {
  const usual = kindOf(data.kind);
  const workMinutes = data.workMinutes ?? usual.workMinutes;
  const row: Readonly<Record<string, SqlValue | undefined>> = {
    ...{ task: data.task, number: data.number, version: data.version, kind: data.kind, step: 'dispatched' },
    subject: subjectOf(data) ?? data.task,
    ...{ title_zh: data.titleZh, title_en: data.titleEn, content: data.content, standard: data.standard },
    role: data.role ?? usual.role,
    evidence: JSON.stringify(data.evidence ?? usual.evidence),
    checks: data.checks && JSON.stringify(data.checks),
    approval: (data.approval ?? usual.approval) ? 1 : 0,
    ...{ gtin: data.gtin, from_location: data.from, to_location: data.to, bay: data.bay, quantity: data.quantity },
    ...{ on_hand: data.why.onHand, level: data.why.level, back_room: data.why.backRoom },
    moves: data.why.moves && JSON.stringify(data.why.moves),
    ...{ why_zh: data.why.zh, why_en: data.why.en, shift: data.shift, assignee: data.assignee, guide: data.guide },
    ...{ work_minutes: workMinutes, value_minor: data.valueMinor ?? usual.valueMinor },
    rank_at: data.rankAt ?? data.dueAt - workMinutes * 60_000,
    ...{ opened_at: entry.at, due_at: data.dueAt, changed_at: entry.at },
  };
  const columns = Object.keys(row);
  sql.run(
    `INSERT INTO task (${columns}) VALUES (${columns.map(() => '?')})`,
    ...Object.values(row).map((value) => value ?? null),
  );
}
export function applyRevised(sql: Sql, data: Events['tasks.revised'], entry: Entry): void {
  sql.run(
    `UPDATE task SET quantity = ?, value_minor = coalesce(?, value_minor), rank_at = coalesce(?, rank_at), on_hand = ?, level = ?,
       back_room = ?, moves = ?, changed_at = ? WHERE task = ?`,
    data.quantity,
    data.valueMinor ?? null,
    data.rankAt ?? null,
    data.why.onHand ?? null,
    data.why.level ?? null,
    data.why.backRoom ?? null,
    data.why.moves ? JSON.stringify(data.why.moves) : null,
    entry.at,
    data.task,
  );
}
export function applyAssigned(sql: Sql, data: Events['tasks.assigned'], entry: Entry): void {
  sql.run('UPDATE task SET assignee = ?, changed_at = ? WHERE task = ?', data.staff, entry.at, data.task);
}
/** Whoever takes a task up is its person from then on; what kept it from going on is over. */
export function applyTaken(sql: Sql, data: Events['tasks.claimed'], entry: Entry): void {
  sql.run(
    `UPDATE task SET step = 'in-progress', blocked = NULL, claimed_by = coalesce(?, claimed_by),
       assignee = coalesce(?, assignee), changed_at = ? WHERE task = ?`,
    data.staff ?? null,
    data.staff ?? null,
    entry.at,
    data.task,
  );
}
export function applyReleased(sql: Sql, data: { task: string }, entry: Entry): void {
  sql.run(
    `UPDATE task SET step = 'dispatched', claimed_by = NULL, moved = NULL, blocked = NULL, changed_at = ? WHERE task = ?`,
    entry.at,
    data.task,
  );
}
export function applyMovedSet(sql: Sql, data: Events['tasks.moved-set'], entry: Entry): void {
  sql.run('UPDATE task SET moved = ?, changed_at = ? WHERE task = ?', data.quantity, entry.at, data.task);
}
export function applyCompleted(sql: Sql, data: Events['tasks.completed'], entry: Entry): void {
  sql.run(
    `UPDATE task SET step = 'closed', blocked = NULL, moved = ?, claimed_by = coalesce(?, claimed_by), changed_at = ? WHERE task = ?`,
    data.quantity,
    data.staff ?? null,
    entry.at,
    data.task,
  );
}
export function applyWithdrawn(sql: Sql, data: { task: string }, entry: Entry): void {
  sql.run(`UPDATE task SET step = 'cancelled', blocked = NULL, changed_at = ? WHERE task = ?`, entry.at, data.task);
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
