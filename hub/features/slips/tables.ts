import type { Command } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Entry } from '../../contract/journal.ts';
import type { SlipContent, SlipQueued, SlipState } from '../../contract/slips.ts';
import type { TaskKind } from '../../contract/task-kinds.ts';
import type { Evidence } from '../../contract/tasks.ts';
import { encodeControlCode } from '../../core/barcode/control-code.ts';
import type { Sql } from '../../core/sql.ts';
import { kindOf } from '../../core/task-kinds.ts';
import { readShop } from '../shop/tables.ts';
import type {
  PrintableTask,
  PrintFacts,
  ReprintFacts,
  ShiftPrintFacts,
  ShopFact,
  SlipFact,
  TestFacts,
  WaitingSlip,
} from './rules.ts';

export { queuedSlips, slipContent, slipsIn } from './view-tables.ts';

/** How long a printer may be busy with one slip before nobody believes in it any more. */
const SENDING_MS = 5 * 60_000;

interface TaskRow {
  task: string;
  number: number;
  version: number;
  kind: TaskKind;
  state: string;
  shift: string;
  shiftZh: string | null;
  shiftEn: string | null;
  assignee: string | null;
  personZh: string | null;
  personEn: string | null;
  gtin: string | null;
  nameZh: string | null;
  nameEn: string | null;
  unit: 'each' | 'gram' | null;
  content: string | null;
  standard: string | null;
  from: string | null;
  fromBay: string | null;
  to: string | null;
  toBay: string | null;
  quantity: number;
  onHand: number | null;
  backRoom: number | null;
  whyZh: string | null;
  whyEn: string | null;
  dueAt: number;
  moves: string | null;
  copy: number;
  waiting: string | null;
}
/** States in which a paper may be lying about. */
export const begunStates = `('sending', 'done', 'unknown', 'lost')`;
const taskRow = `SELECT t.task, t.number, t.version, t.kind, t.state, t.shift, d.name_zh AS shiftZh, d.name_en AS shiftEn, t.assignee,
    s.name_zh AS personZh, s.name_en AS personEn, t.gtin, coalesce(t.title_zh, i.name_zh) AS nameZh,
    coalesce(t.title_en, t.title_zh, i.name_en) AS nameEn, i.unit, t.content, t.standard,
    t.from_location AS "from", CASE t.from_location WHEN 'back-room' THEN i.back_bay END AS fromBay, t.to_location AS "to",
    coalesce(t.bay, i.shelf) AS toBay, t.quantity, t.on_hand AS onHand, t.back_room AS backRoom, t.why_zh AS whyZh, t.why_en AS whyEn,
    t.due_at AS dueAt, t.moves,
    (SELECT coalesce(max(p.copy) + 1, 0) FROM slip p WHERE p.task = t.task AND p.state IN ${begunStates}) AS copy,
    (SELECT p.slip FROM slip p WHERE p.task = t.task AND p.state = 'queued' ORDER BY p.queued_position LIMIT 1) AS waiting
  FROM task t LEFT JOIN item i USING (gtin) LEFT JOIN staff s ON s.staff = t.assignee
    LEFT JOIN shift_plan d ON d.plan = substr(t.shift, instr(t.shift, '/') + 1)`;

function printable(row: TaskRow, store: number): PrintableTask {
  const { task, shift, shiftZh, shiftEn, assignee, personZh, personEn, copy, waiting } = row;
  const { number, version, kind, quantity, dueAt, moves } = row;
  const { gtin, from, fromBay, to, toBay, onHand, backRoom, content, standard, whyZh, whyEn } = row;
  const optional = { gtin, from, fromBay, to, toBay, onHand, backRoom, content, standard, whyZh, whyEn };
  const present = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null && value !== ''));
  const usual = kindOf(kind);
  const onPaper: PrintableTask['onPaper'] = {
    ...{ number, version, kind, quantity, dueAt, unit: row.unit ?? 'each' },
    ...{ nameZh: row.nameZh ?? gtin ?? usual.zh, nameEn: row.nameEn ?? gtin ?? usual.en },
    code: encodeControlCode({ kind: 'task', store, serial: number, version }),
    ...present,
    ...(moves ? { moves: JSON.parse(moves) as Evidence[] } : {}),
  };
  const open = row.state === 'needs-action' || row.state === 'in-process';
  return { task, open, shift, shiftZh, shiftEn, assignee, personZh, personEn, onPaper, copy, waiting };
}

export function shopFact(sql: Sql): { shop: ShopFact | undefined; store: number } {
  const shop = readShop(sql);
  if (!shop) return { shop: undefined, store: 0 };
  const { slipPrinter: printer, nameZh, nameEn, timeZone, number } = shop;
  return { shop: { printer, nameZh, nameEn, timeZone }, store: number };
}

export function printFacts(sql: Sql, body: { task: string }): PrintFacts {
  const { shop, store } = shopFact(sql);
  const row = sql.get<TaskRow>(`${taskRow} WHERE t.task = ?`, body.task);
  return { shop, task: row && printable(row, store) };
}

/** The aisle of a bay is what stands before its first dash: people walk aisle by aisle. Work without a bay comes last. */
const aisle = `coalesce(substr(coalesce(t.bay, i.shelf), 1, instr(coalesce(t.bay, i.shelf) || '-', '-') - 1), '~')`;

export function shiftPrintFacts(sql: Sql, body: BodyOf<'slips.print-shift'>): ShiftPrintFacts {
  const { shop, store } = shopFact(sql);
  const rows = sql.all<TaskRow>(
    `${taskRow} WHERE t.shift = ? AND t.state IN ('needs-action', 'in-process') AND (? IS NULL OR t.assignee = ?)
      ORDER BY t.assignee IS NULL, t.assignee, ${aisle}, t.rank_at, t.number`,
    body.shift,
    body.person ?? null,
    body.person ?? null,
  );
  const covers = sql.all<{ slip: string }>(
    `SELECT slip FROM slip WHERE shift = ? AND kind = 'cover' AND state = 'queued' AND (? IS NULL OR subject = ?)
      ORDER BY queued_position`,
    body.shift,
    body.person ?? null,
    `${body.shift}:${body.person ?? ''}`,
  );
  return { shop, store, tasks: rows.map((row) => printable(row, store)), covers };
}

/** Columns of 80 mm paper, where a printer's settings say nothing else. */
const USUAL_COLUMNS = 48;

export function testFacts(sql: Sql, body: BodyOf<'slips.print-test'>): TestFacts {
  const row = sql.get<{ name: string; columns: number | null }>(
    `SELECT name, json_extract(settings, '$.columns') AS columns FROM device
      WHERE identity = ? AND kind = 'printer' AND accepted = 1`,
    body.printer,
  );
  const waiting = sql.get(
    `SELECT 1 FROM slip WHERE printer = ? AND state IN ('queued', 'sending') AND kind = 'test'`,
    body.printer,
  );
  return {
    shop: shopFact(sql).shop,
    printer: row && { name: row.name, columns: row.columns ?? USUAL_COLUMNS },
    waiting: waiting !== undefined,
  };
}

export function slipFact(sql: Sql, body: { slip: string }): SlipFact | undefined {
  return sql.get('SELECT slip, task, state, incarnation, changed_at AS changedAt FROM slip WHERE slip = ?', body.slip);
}

export function reprintFacts(sql: Sql, body: { slip: string }): ReprintFacts {
  const row = sql.get<
    SlipFact & { origin: string; kind: string; subject: string | null; shift: string; content: string }
  >(
    'SELECT slip, origin, kind, subject, task, state, incarnation, changed_at AS changedAt, shift, content FROM slip WHERE slip = ?',
    body.slip,
  );
  const papers = sql.get<{ copy: number; waiting: number }>(
    `SELECT coalesce(max(copy) FILTER (WHERE state IN ${begunStates}) + 1, 0) AS copy, count(*) FILTER (WHERE state = 'queued') AS waiting
       FROM slip WHERE ${row?.subject ? 'kind = ? AND subject = ?' : 'origin = ?'}`,
    ...(row?.subject ? [row.kind, row.subject] : [row?.origin ?? '']),
  );
  return {
    ...(row?.task ? printFacts(sql, { task: row.task }) : { shop: shopFact(sql).shop, task: undefined }),
    slip: row && { ...row, content: JSON.parse(row.content) as SlipContent },
    copy: papers?.copy ?? 0,
    waiting: (papers?.waiting ?? 0) > 0,
  };
}

/** Slips that wait for another printer than this one, in the order they were wanted. */
export function misdirectedSlips(sql: Sql, body: BodyOf<'slips.redirect'>): WaitingSlip[] {
  return sql
    .all<Omit<WaitingSlip, 'content'> & { content: string }>(
      `SELECT slip, task, subject, shift, copy, content FROM slip WHERE state = 'queued' AND printer <> ?
        AND kind <> 'test' ORDER BY queued_position`,
      body.printer,
    )
    .map((row) => ({ ...row, content: JSON.parse(row.content) as SlipContent }));
}

/** Slips a printer was busy with for too long. The id names the very sending, so it fires once, whoever asks again. */
export function due(sql: Sql, now: number): Pick<Command, 'id' | 'type' | 'body'>[] {
  return sql
    .all<{ slip: string; since: number }>(
      `SELECT slip, changed_at AS since FROM slip WHERE state = 'sending' AND changed_at <= ? ORDER BY queued_position`,
      now - SENDING_MS,
    )
    .map((body) => ({ id: `hub:slip:${body.since}:${body.slip}`.slice(0, 200), type: 'slips.lose-sight', body }));
}

export function waitingSlips(sql: Sql, body: { task: string }): { slip: string }[] {
  return sql.all(`SELECT slip FROM slip WHERE task = ? AND state = 'queued' ORDER BY queued_position`, body.task);
}

export function sendingSlips(sql: Sql, body: { bridge: string }): SlipFact[] {
  return sql.all(
    `SELECT slip, task, state, incarnation, changed_at AS changedAt FROM slip WHERE state = 'sending' AND bridge = ? ORDER BY queued_position`,
    body.bridge,
  );
}

export function applyQueued(sql: Sql, data: SlipQueued, entry: Entry): void {
  const before = data.copyOf ?? data.insteadOf;
  sql.run(
    `INSERT INTO slip (slip, queued_position, origin, task, kind, subject, serial, version, shift, printer, copy, state, content, queued_at, changed_at)
     VALUES (?, ?, coalesce((SELECT origin FROM slip WHERE slip = ?), ?), ?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?)`,
    data.slip,
    entry.position,
    before ?? null,
    data.slip,
    data.task ?? null,
    data.content.kind,
    data.subject ?? null,
    data.content.paper?.number ?? null,
    data.content.paper?.version ?? null,
    data.shift,
    data.printer,
    data.copy,
    JSON.stringify(data.content),
    entry.at,
    entry.at,
  );
}
export function applySending(sql: Sql, data: Events['slips.sending'], entry: Entry): void {
  sql.run(
    `UPDATE slip SET state = 'sending', bridge = ?, incarnation = ?, changed_at = ? WHERE slip = ?`,
    data.bridge,
    data.incarnation,
    entry.at,
    data.slip,
  );
}
function settle(sql: Sql, slip: string, state: SlipState, entry: Entry, evidence?: string, reason?: string): void {
  sql.run(
    'UPDATE slip SET state = ?, evidence = coalesce(?, evidence), reason = ?, changed_at = ? WHERE slip = ?',
    state,
    evidence ?? null,
    reason ?? null,
    entry.at,
    slip,
  );
}
export const applyDone = (sql: Sql, data: Events['slips.done'], entry: Entry): void =>
  settle(sql, data.slip, 'done', entry, data.evidence);
export const applyFailed = (sql: Sql, data: Events['slips.failed'], entry: Entry): void =>
  settle(sql, data.slip, 'failed', entry, undefined, data.reason);
export const applyUnknown = (sql: Sql, data: Events['slips.unknown'], entry: Entry): void =>
  settle(sql, data.slip, 'unknown', entry, undefined, data.reason);
export const applyCancelled = (sql: Sql, data: Events['slips.cancelled'], entry: Entry): void =>
  settle(sql, data.slip, 'cancelled', entry, undefined, data.reason);
export const applyResolved = (sql: Sql, data: Events['slips.resolved'], entry: Entry): void =>
  settle(sql, data.slip, data.outcome === 'printed' ? 'done' : 'lost', entry, 'person');
