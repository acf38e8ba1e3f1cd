import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Entry } from '../../contract/journal.ts';
import type { TaskDraft } from '../../contract/task-life.ts';
import { parseScan } from '../../core/barcode/scan.ts';
import type { Sql } from '../../core/sql.ts';
import { subjectOf } from '../../core/task-kinds.ts';
import { instantOfIso, offsetsOf } from '../../core/zone.ts';
import { catalogueCode, findItem } from '../catalog/tables.ts';
import { readShop } from '../shop/tables.ts';
import type { EvidenceFacts } from './evidence-rules.ts';
import type { PhotoFacts } from './photo-rules.ts';
import { newTaskFacts, oneFacts, roleOf } from './tables.ts';
import { type CreateFacts, type DraftFacts, wishOf } from './writing-rules.ts';

/** What somebody scanned: an item, or the label of a shelf on which items stand. */
function scanned(sql: Sql, text: string | undefined): EvidenceFacts['scanned'] {
  if (text === undefined) return {};
  const parsed = parseScan({ text }, readShop(sql)?.inStoreLayouts ?? [], {});
  const gtin = (findItem(sql, catalogueCode(parsed, text)) ?? findItem(sql, text))?.gtin;
  const bay = sql.get<{ shelf: string }>('SELECT shelf FROM item WHERE shelf = ? LIMIT 1', text)?.shelf;
  return { gtin, bay };
}

/** Number of the open task of a kind and subject. */
function standing(sql: Sql, wanted: BodyOf<'tasks.open'>): number | undefined {
  return sql.get<{ number: number }>(
    `SELECT number FROM task WHERE kind = ? AND subject = ? AND state IN ('needs-action', 'in-process')`,
    wanted.kind,
    subjectOf(wanted) ?? '',
  )?.number;
}

export function createFacts(sql: Sql, body: BodyOf<'tasks.create'>, moment: { now: number }): CreateFacts {
  const { code, draft: _draft, staff, ...rest } = body;
  const found = scanned(sql, code);
  const { gtin = rest.gtin, bay = rest.bay } = found;
  return {
    ...newTaskFacts(sql, moment.now, gtin),
    staffKnown: roleOf(sql, staff) !== undefined,
    assigneeKnown: rest.assignee === undefined || roleOf(sql, rest.assignee) !== undefined,
    gtinKnown: rest.gtin === undefined || sql.get('SELECT 1 FROM item WHERE gtin = ?', rest.gtin) !== undefined,
    scanned: found,
    standing: standing(sql, wishOf({ ...rest, ...(gtin ? { gtin } : {}), ...(bay ? { bay } : {}) })),
  };
}

export function draftFacts(sql: Sql, body: { task: string }, moment: { now: number }): DraftFacts {
  const row = sql.get<{ task: string; wanted: string }>(
    'SELECT task, wanted FROM task_draft WHERE task = ?',
    body.task,
  );
  const draft = row && { task: row.task, wanted: JSON.parse(row.wanted) as TaskDraft };
  return {
    ...newTaskFacts(sql, moment.now, draft?.wanted.gtin),
    draft,
    standing: draft && standing(sql, wishOf(draft.wanted)),
  };
}

export function evidenceFacts(sql: Sql, body: BodyOf<'tasks.give-evidence'>): EvidenceFacts {
  const facts = oneFacts(sql, body);
  const shelf = sql.get<{ shelf: string | null }>(
    'SELECT shelf FROM item WHERE gtin = ?',
    facts.task?.gtin ?? '',
  )?.shelf;
  return {
    ...facts,
    scanned: body.kind === 'scan' ? scanned(sql, body.text) : {},
    bay: facts.task?.bay ?? shelf ?? undefined,
  };
}

/** An entry that speaks of a task is a step of its trail. */
export function applyStep(sql: Sql, data: { task: string }, entry: Entry): void {
  sql.run('INSERT INTO task_step (position, task) VALUES (?, ?)', entry.position, data.task);
}

export function applyDrafted(sql: Sql, data: Events['tasks.drafted'], entry: Entry): void {
  sql.run(
    'INSERT INTO task_draft (task, wanted, by_staff, at) VALUES (?, ?, ?, ?)',
    data.task,
    JSON.stringify(data.wanted),
    data.staff,
    entry.at,
  );
}
/** Given out or thrown away, it is a draft no more. */
export function applyUndrafted(sql: Sql, data: { task: string }): void {
  sql.run('DELETE FROM task_draft WHERE task = ?', data.task);
}

/** A version is seen by a person once: the first time counts. */
export function applySeen(sql: Sql, data: { task: string; staff?: string; counter?: string }, entry: Entry): void {
  if (data.staff === undefined) return;
  sql.run(
    `INSERT OR IGNORE INTO task_seen (task, version, staff, counter, at)
     SELECT task, version, ?, ?, ? FROM task WHERE task = ?`,
    data.staff,
    data.counter ?? null,
    entry.at,
    data.task,
  );
}

const toStep =
  (step: string) =>
  (sql: Sql, data: { task: string }, entry: Entry): void =>
    sql.run('UPDATE task SET step = ?, blocked = NULL, changed_at = ? WHERE task = ?', step, entry.at, data.task);
export const applyAcknowledged = toStep('acknowledged');
export const applyUnblocked = toStep('in-progress');

export function applyBlocked(sql: Sql, data: Events['tasks.blocked'], entry: Entry): void {
  sql.run(
    `UPDATE task SET step = 'blocked', blocked = ?, changed_at = ? WHERE task = ?`,
    data.reason,
    entry.at,
    data.task,
  );
}
export function applySubmitted(sql: Sql, data: Events['tasks.submitted'], entry: Entry): void {
  sql.run(
    `UPDATE task SET step = 'submitted', blocked = NULL, moved = ?, claimed_by = coalesce(?, claimed_by),
       assignee = coalesce(?, assignee), changed_at = ? WHERE task = ?`,
    data.quantity,
    data.staff ?? null,
    data.staff ?? null,
    entry.at,
    data.task,
  );
}
/** What a leader does not accept has to be shown again. */
export function applySentBack(sql: Sql, data: Events['tasks.sent-back'], entry: Entry): void {
  sql.run(
    `UPDATE task SET step = 'rework', blocked = ?, changed_at = ? WHERE task = ?`,
    data.reason,
    entry.at,
    data.task,
  );
  for (const evidence of data.reject)
    sql.run('UPDATE task_evidence SET rejected = 1 WHERE evidence = ? AND task = ?', evidence, data.task);
}

/** The new version has to be read anew; whoever is at it goes on with it. */
export function applyCorrected(sql: Sql, data: Events['tasks.corrected'], entry: Entry): void {
  sql.run(
    `UPDATE task SET version = ?, rank_at = ?, changed_at = ?,
       step = CASE step WHEN 'acknowledged' THEN 'dispatched' ELSE step END,
       title_zh = coalesce(?, title_zh), title_en = coalesce(?, title_en), content = coalesce(?, content),
       standard = coalesce(?, standard), bay = coalesce(?, bay), quantity = coalesce(?, quantity),
       evidence = coalesce(?, evidence), checks = coalesce(?, checks), due_at = coalesce(?, due_at),
       work_minutes = coalesce(?, work_minutes), value_minor = coalesce(?, value_minor), guide = coalesce(?, guide)
     WHERE task = ?`,
    data.version,
    data.rankAt,
    entry.at,
    data.titleZh ?? null,
    data.titleEn ?? null,
    data.content ?? null,
    data.standard ?? null,
    data.bay ?? null,
    data.quantity ?? null,
    data.evidence ? JSON.stringify(data.evidence) : null,
    data.checks ? JSON.stringify(data.checks) : null,
    data.dueAt ?? null,
    data.workMinutes ?? null,
    data.valueMinor ?? null,
    data.guide ?? null,
    data.task,
  );
  if (data.checks)
    sql.run(
      'DELETE FROM task_check WHERE task = ? AND check_id NOT IN (SELECT value FROM json_each(?))',
      data.task,
      JSON.stringify(data.checks.map(({ check }) => check)),
    );
}

export function applyEvidence(sql: Sql, data: Events['tasks.evidence-given'], entry: Entry): void {
  sql.run(
    `INSERT INTO task_evidence (evidence, task, kind, text, photo, grade, staff, counter, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    data.evidence,
    data.task,
    data.kind,
    data.text ?? null,
    data.photo ?? null,
    data.grade ?? null,
    data.staff ?? null,
    data.counter ?? null,
    entry.at,
  );
}
/** The item's scan at a counter with the slip open shows that somebody was there, as any scan does. */
export function applyItemScanned(sql: Sql, data: Events['tasks.item-scanned'], entry: Entry): void {
  sql.run(
    `INSERT OR IGNORE INTO task_evidence (evidence, task, kind, text, counter, at) VALUES (?, ?, 'scan', ?, ?, ?)`,
    `${data.task}:${data.gtin}`,
    data.task,
    data.gtin,
    data.counter,
    entry.at,
  );
}
export function applyCheckAnswered(sql: Sql, data: Events['tasks.check-answered'], entry: Entry): void {
  sql.run(
    `INSERT INTO task_check (task, check_id, ok, note, staff, at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (task, check_id) DO UPDATE SET ok = excluded.ok, note = excluded.note, staff = excluded.staff, at = excluded.at`,
    data.task,
    data.check,
    data.ok ? 1 : 0,
    data.note ?? null,
    data.staff,
    entry.at,
  );
}

/** As many photos as somebody might show again. */
const SHOWN_MAX = 2_000;

export function photoFacts(sql: Sql, body: BodyOf<'tasks.give-photo'>): PhotoFacts {
  const zone = readShop(sql)?.timeZone;
  return {
    ...oneFacts(sql, body),
    shown: sql.all(
      `SELECT t.number, p.original, p.hash FROM task_photo p JOIN task t USING (task) ORDER BY p.at DESC, p.evidence LIMIT ?`,
      SHOWN_MAX,
    ),
    takenAt: body.taken.at === undefined || !zone ? undefined : instantOfIso(body.taken.at, offsetsOf(zone)),
  };
}

export function applyPhoto(sql: Sql, data: Events['tasks.evidence-given'], entry: Entry): void {
  if (data.photo === undefined) return;
  const { faults, taken, codes, likeNumber } = data;
  sql.run(
    'INSERT INTO task_photo (evidence, task, photo, original, hash, details, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    data.evidence,
    data.task,
    data.photo,
    data.original ?? '',
    data.hash ?? '0000000000000000',
    JSON.stringify({ faults, takenAt: taken?.at, codes, likeNumber }),
    entry.at,
  );
}
