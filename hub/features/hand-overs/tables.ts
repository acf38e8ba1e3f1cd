import type { BodyOf, Events } from '../../contract/commands.ts';
import type { HandOverDocument, HandOverNote, HandOverView } from '../../contract/hand-overs.ts';
import type { Entry } from '../../contract/journal.ts';
import type { Moment } from '../../core/feature.ts';
import type { Sql } from '../../core/sql.ts';
import { rostered } from '../shifts/roster-tables.ts';
import type { NoteFacts, SignFacts } from './rules.ts';

export function noteFacts(sql: Sql, body: BodyOf<'hand-overs.note'>, moment: Moment): NoteFacts {
  const counter = body.counter ?? moment.actor.counter;
  const there = counter && sql.get<{ staff: string }>('SELECT staff FROM staff_on WHERE counter = ?', counter)?.staff;
  return {
    counterKnown: !body.counter || sql.get('SELECT 1 FROM counter WHERE counter = ?', body.counter) !== undefined,
    by: body.staff ?? (there || moment.actor.by),
  };
}

export function signFacts(sql: Sql, body: { handOver: string; staff?: string }): SignFacts {
  const row = sql.get<NonNullable<SignFacts['handOver']> & { toShift: string }>(
    'SELECT hand_over AS handOver, number, out_by AS outBy, in_by AS inBy, to_shift AS toShift FROM hand_over WHERE hand_over = ?',
    body.handOver,
  );
  const person = sql.get<{ staff: string; role: string }>(
    'SELECT staff, role FROM staff WHERE staff = ? AND active = 1',
    body.staff ?? '',
  );
  return {
    handOver: row,
    person: person && { ...person, onNextShift: rostered(sql, row?.toShift ?? '').includes(person.staff) },
  };
}

export function applyNoted(sql: Sql, data: Events['hand-overs.noted'], entry: Entry): void {
  sql.run(
    'INSERT INTO hand_over_note (note, position, kind, counter, text, amount_minor, by, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    data.note,
    entry.position,
    data.kind,
    data.counter ?? null,
    data.text,
    data.amountMinor ?? null,
    data.by,
    entry.at,
  );
}

export function applyWritten(sql: Sql, data: HandOverDocument, entry: Entry): void {
  sql.run(
    'INSERT INTO hand_over (hand_over, number, from_shift, to_shift, at, document, out_by) VALUES (?, ?, ?, ?, ?, ?, ?)',
    data.handOver,
    data.number,
    data.from,
    data.to,
    entry.at,
    JSON.stringify(data),
    data.out.staff,
  );
  for (const { note } of data.notes)
    sql.run('UPDATE hand_over_note SET hand_over = ? WHERE note = ?', data.handOver, note);
}

export function applySigned(sql: Sql, data: Events['hand-overs.signed'], entry: Entry): void {
  sql.run(
    'UPDATE hand_over SET in_by = ?, in_at = ?, in_how = ? WHERE hand_over = ?',
    data.staff,
    entry.at,
    data.how,
    data.handOver,
  );
}

type NoteRow = { [K in keyof HandOverNote]-?: HandOverNote[K] | null };

/** What the running shift has noted for the next, oldest first. */
export function openNotes(sql: Sql): HandOverNote[] {
  return sql
    .all<NoteRow>(
      `SELECT note, kind, counter, text, amount_minor AS amountMinor, by, at FROM hand_over_note WHERE hand_over IS NULL ORDER BY position`,
    )
    .map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as HandOverNote);
}

/** A shift that nobody takes over is shown after so long; it never stops anybody from trading. */
const SIGN_MS = 30 * 60_000;

interface HandOverRow {
  document: string;
  at: number;
  inBy: string | null;
  inAt: number | null;
  inHow: 'scan' | 'screen' | null;
  nameZh: string | null;
  nameEn: string | null;
}
const view = `SELECT h.document, h.at, h.in_by AS inBy, h.in_at AS inAt, h.in_how AS inHow, s.name_zh AS nameZh, s.name_en AS nameEn
  FROM hand_over h LEFT JOIN staff s ON s.staff = h.in_by`;

function viewed(row: HandOverRow, now: number): HandOverView {
  const { document, at, inBy, inAt, inHow, nameZh, nameEn } = row;
  const signed =
    inBy === null || inAt === null || inHow === null
      ? {}
      : { in: { staff: inBy, nameZh: nameZh ?? inBy, nameEn: nameEn ?? inBy, how: inHow, at: inAt } };
  return { ...(JSON.parse(document) as HandOverDocument), ...signed, late: (inAt ?? now) - at > SIGN_MS };
}

/** The newest hand-overs. */
export function handOversLately(sql: Sql, now: number, limit: number): HandOverView[] {
  return sql.all<HandOverRow>(`${view} ORDER BY h.number DESC LIMIT ?`, limit).map((row) => viewed(row, now));
}

/** The hand-over that ended a shift. */
export function handOverOf(sql: Sql, shift: string, now: number): HandOverView | undefined {
  const row = sql.get<HandOverRow>(`${view} WHERE h.from_shift = ?`, shift);
  return row && viewed(row, now);
}
