import type { AccessNote } from '../../contract/access.ts';
import type { BodyOf, CommandType, Events } from '../../contract/commands.ts';
import type { Entry } from '../../contract/journal.ts';
import type { Sql } from '../../core/sql.ts';
import { LIMIT_MINOR } from './rules.ts';

export const nothing = (): undefined => undefined;

export function askFacts(sql: Sql, body: BodyOf<'access.ask-approval'>): { counterKnown: boolean } {
  return {
    counterKnown: sql.get('SELECT 1 FROM counter WHERE counter = ?', body.counter) !== undefined,
  };
}

export function applyLimit(sql: Sql, { act, minor }: Events['access.limit-set']): void {
  sql.run(
    'INSERT INTO risk_limit (act, minor) VALUES (?, ?) ON CONFLICT (act) DO UPDATE SET minor = excluded.minor',
    act,
    minor,
  );
}

/**
 * Whether an act of this value takes a second person: the values of the sentence that asks for one, or undefined.
 * @param minor what is at stake, in minor units of the shop's currency
 */
export function aboveLimit(
  sql: Sql,
  act: CommandType,
  minor: number,
): { readonly minor: number; readonly limit: number } | undefined {
  const limit = sql.get<{ minor: number }>('SELECT minor FROM risk_limit WHERE act = ?', act)?.minor ?? LIMIT_MINOR;
  return minor > limit ? { minor, limit } : undefined;
}

export function applyNoted(sql: Sql, note: AccessNote, entry: Entry): void {
  sql.run(
    'INSERT INTO access_note (position, at, what, staff, place, note) VALUES (?, ?, ?, ?, ?, ?)',
    entry.position,
    entry.at,
    note.what,
    note.staff ?? null,
    note.place,
    JSON.stringify(note),
  );
}

/** Asked again, it waits again; what it is about stays what it was when a badge may have been shown for it. */
export function applyAsked(sql: Sql, asked: Events['access.approval-asked']): void {
  sql.run(
    `INSERT INTO approval_ask (command, counter, act, until) VALUES (?, ?, ?, ?)
     ON CONFLICT (command) DO UPDATE SET counter = excluded.counter, until = excluded.until`,
    asked.command,
    asked.counter,
    asked.act,
    asked.until,
  );
}

export function applyShown(sql: Sql, shown: Events['staff.badge-shown'], entry: Entry): void {
  sql.run('UPDATE approval_ask SET shown_by = ?, shown_at = ? WHERE command = ?', shown.staff, entry.at, shown.command);
}

/** Whose badge was shown for this very command, and when. */
export function shownFor(sql: Sql, command: string): { staff: string; at: number; act: string } | undefined {
  return sql.get(
    'SELECT shown_by AS staff, shown_at AS at, act FROM approval_ask WHERE command = ? AND shown_by IS NOT NULL',
    command,
  );
}

/** The newest notes, newest first. */
export function latestNotes(sql: Sql, limit: number): (AccessNote & { position: number; at: number })[] {
  return sql
    .all<{ position: number; at: number; note: string }>(
      'SELECT position, at, note FROM access_note ORDER BY position DESC LIMIT ?',
      limit,
    )
    .map(({ position, at, note }) => ({ ...(JSON.parse(note) as AccessNote), position, at }));
}
