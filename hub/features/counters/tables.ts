import type { Command } from '../../contract/command.ts';
import type { Events, ReactionRefused } from '../../contract/commands.ts';
import type { ReadingTaken } from '../../contract/devices.ts';
import type { Entry } from '../../contract/journal.ts';
import type { Sql } from '../../core/sql.ts';
import { CONTEXT_MS, type CounterFacts, MODE_MS } from './rules.ts';

export function counterFacts(sql: Sql, body: { counter: string; number?: number }): CounterFacts {
  return {
    counter: sql.get(
      `SELECT mode, mode_until AS modeUntil, context_task AS context, context_until AS contextUntil FROM counter WHERE counter = ?`,
      body.counter,
    ),
    numberTaken:
      body.number !== undefined &&
      sql.get('SELECT 1 FROM counter WHERE number = ? AND counter <> ?', body.number, body.counter) !== undefined,
  };
}

export function applySetUp(sql: Sql, data: Events['counters.set-up']): void {
  sql.run(
    `INSERT INTO counter (counter, number, name_zh, name_en, mode) VALUES (?, ?, ?, ?, 'sell')
     ON CONFLICT (counter) DO UPDATE SET number = excluded.number, name_zh = excluded.name_zh, name_en = excluded.name_en`,
    data.counter,
    data.number,
    data.nameZh,
    data.nameEn,
  );
}

export function applyMode(sql: Sql, data: Events['counters.mode-set']): void {
  sql.run('UPDATE counter SET mode = ?, mode_until = ? WHERE counter = ?', data.mode, data.until ?? null, data.counter);
}

export function applyContextOpened(sql: Sql, data: Events['counters.context-opened']): void {
  sql.run(
    'UPDATE counter SET context_task = ?, context_until = ?, context_item_scanned = 0 WHERE counter = ?',
    data.task,
    data.until,
    data.counter,
  );
}

export function contextsOf(sql: Sql, body: { task: string }): { counter: string }[] {
  return sql.all('SELECT counter FROM counter WHERE context_task = ? ORDER BY counter', body.task);
}

export function applyContextClosed(sql: Sql, data: { counter: string }): void {
  sql.run(
    'UPDATE counter SET context_task = NULL, context_until = NULL, context_item_scanned = 0 WHERE counter = ?',
    data.counter,
  );
}

export function applyItemScanned(sql: Sql, data: Events['tasks.item-scanned'], entry: Entry): void {
  sql.run(
    'UPDATE counter SET context_item_scanned = 1, context_until = ? WHERE counter = ? AND context_task = ?',
    entry.at + CONTEXT_MS,
    data.counter,
    data.task,
  );
}

/** Each reading is the counter's newest; one in another mode keeps that mode alive. */
export function applyReading(sql: Sql, taken: ReadingTaken, entry: Entry): void {
  if (taken.counter === null) return;
  sql.run(
    `UPDATE counter SET last_reading = ?, mode_until = CASE WHEN mode = 'sell' THEN NULL ELSE ? END WHERE counter = ?`,
    entry.position,
    entry.at + MODE_MS,
    taken.counter,
  );
}

export function applyRefused(sql: Sql, data: ReactionRefused, entry: Entry): void {
  sql.run(
    'INSERT INTO refused_reaction (position, at, counter, type, code, detail) VALUES (?, ?, ?, ?, ?, ?)',
    entry.position,
    entry.at,
    entry.actor.counter ?? null,
    data.type,
    data.code,
    data.detail,
  );
}

/** Slips and modes whose time is over. The id names the very end that passed, so it fires once, whoever asks again. */
export function due(sql: Sql, now: number): Pick<Command, 'id' | 'type' | 'body'>[] {
  const contexts = sql.all<{ counter: string; until: number }>(
    'SELECT counter, context_until AS until FROM counter WHERE context_until <= ? ORDER BY counter',
    now,
  );
  const modes = sql.all<{ counter: string; until: number }>(
    'SELECT counter, mode_until AS until FROM counter WHERE mode_until <= ? ORDER BY counter',
    now,
  );
  return [
    ...contexts.map(({ counter, until }) => ({
      id: `hub:context:${counter}:${until}`,
      type: 'counters.close-context',
      body: { counter, reason: 'timed-out', opened: until },
    })),
    ...modes.map(({ counter, until }) => ({
      id: `hub:mode:${counter}:${until}`,
      type: 'counters.revert-mode',
      body: { counter, since: until },
    })),
  ];
}

export interface CounterRow {
  counter: string;
  number: number;
  nameZh: string;
  nameEn: string;
  mode: 'sell' | 'receive' | 'correct';
  modeUntil: number | null;
  contextTask: string | null;
  contextUntil: number | null;
  itemScanned: number;
  lastReading: number | null;
}
const row = `SELECT counter, number, name_zh AS nameZh, name_en AS nameEn, mode, mode_until AS modeUntil,
  context_task AS contextTask, context_until AS contextUntil, context_item_scanned AS itemScanned, last_reading AS lastReading FROM counter`;

export function counterRow(sql: Sql, counter: string): CounterRow | undefined {
  return sql.get(`${row} WHERE counter = ?`, counter);
}
export function counterRows(sql: Sql): CounterRow[] {
  return sql.all(`${row} ORDER BY number`);
}

export function refusedLately(
  sql: Sql,
  since: number,
): { position: number; at: number; type: string; code: string; detail: string }[] {
  return sql.all(
    'SELECT position, at, type, code, detail FROM refused_reaction WHERE at >= ? ORDER BY position DESC LIMIT 50',
    since,
  );
}
