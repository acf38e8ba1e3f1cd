import type { Command } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { CountPolicy, CountScope } from '../../contract/counts.ts';
import type { Entry } from '../../contract/journal.ts';
import type { Sql } from '../../core/sql.ts';
import { closeFacts, countedLines, countPolicy } from './line-tables.ts';
import { classesOf } from './plan-tables.ts';
import { type BeginFacts, HERE_MS, type HereFacts, type RecordFacts, type SheetFact } from './rules.ts';
import { verdictOf } from './variance-rules.ts';

export function sheetFact(sql: Sql, sheet: string): SheetFact | undefined {
  const row = sql.get<Omit<SheetFact, 'isWhole'> & { whole: number }>(
    `SELECT sheet, number, state, location, scope ->> '$.of' = 'place' AS whole FROM count_sheet WHERE sheet = ?`,
    sheet,
  );
  return row && { ...row, isWhole: row.whole === 1 };
}

export function staffKnown(sql: Sql, staff: string | undefined): boolean {
  return staff !== undefined && sql.get('SELECT 1 FROM staff WHERE staff = ? AND active = 1', staff) !== undefined;
}

export function nextNumber(sql: Sql): number {
  return sql.get<{ n: number }>('SELECT coalesce(max(number), 0) + 1 AS n FROM count_sheet')?.n ?? 1;
}

export function beginFacts(sql: Sql, body: BodyOf<'counts.begin'>, moment: { businessDate: string }): BeginFacts {
  return {
    nextNumber: nextNumber(sql),
    items: itemsIn(sql, body.location, body.scope, moment.businessDate),
    unknown:
      body.scope.of === 'items'
        ? body.scope.items.find((gtin) => sql.get('SELECT 1 FROM item WHERE gtin = ?', gtin) === undefined)
        : undefined,
    staffKnown: staffKnown(sql, body.staff),
  };
}

/** What is kept at a place: whatever was ever there, and on the shop floor whatever has a shelf. */
const KEPT = `SELECT i.gtin, i.details FROM item i LEFT JOIN stock_level l ON l.gtin = i.gtin AND l.location = ?
  WHERE (l.gtin IS NOT NULL OR (? = 'shop-floor' AND i.shelf IS NOT NULL))`;

function itemsIn(sql: Sql, location: string, scope: CountScope, today: string): readonly string[] {
  if (scope.of === 'items') return scope.items;
  if (scope.of === 'class')
    return classesOf(sql, location, today)
      .filter((item) => item.class === scope.class)
      .map((item) => item.gtin);
  const category = scope.of === 'category' ? scope.category : null;
  return sql
    .all<{ gtin: string }>(
      `${KEPT} AND (? IS NULL OR i.details ->> '$.categoryZh' = ? OR i.details ->> '$.categoryEn' = ?) ORDER BY i.gtin`,
      ...[location, location, category, category, category],
    )
    .map((row) => row.gtin);
}

export function recordFacts(sql: Sql, body: BodyOf<'counts.record'>): RecordFacts {
  const sheet = sheetFact(sql, body.sheet);
  const item = sql.get<{ shelf: string | null; backBay: string | null }>(
    'SELECT shelf, back_bay AS backBay FROM item WHERE gtin = ?',
    body.gtin,
  );
  const home = sheet?.location === 'shop-floor' ? item?.shelf : sheet?.location === 'back-room' ? item?.backBay : null;
  const here =
    body.counter === undefined
      ? undefined
      : sql.get<{ staff: string | null; bay: string | null }>(
          `SELECT o.staff, h.bay FROM counter c LEFT JOIN staff_on o USING (counter)
             LEFT JOIN count_here h ON h.counter = c.counter AND h.sheet = ? WHERE c.counter = ?`,
          body.sheet,
          body.counter,
        );
  return {
    sheet,
    itemKnown: item !== undefined,
    listed: sql.get('SELECT 1 FROM count_item WHERE sheet = ? AND gtin = ?', body.sheet, body.gtin) !== undefined,
    staffKnown: staffKnown(sql, body.staff),
    atCounter: here?.staff ?? undefined,
    counterBay: here?.bay ?? undefined,
    homeBay: home ?? undefined,
    found: (bay, person) =>
      sql.get<{ quantity: number }>(
        'SELECT quantity FROM count_tally WHERE sheet = ? AND gtin = ? AND bay = ? AND person = ?',
        ...[body.sheet, body.gtin, bay, person],
      )?.quantity,
    verdict: () => {
      const [line] = sheet ? countedLines(sql, sheet, body.gtin) : [];
      return line && verdictOf(line, countPolicy(sql));
    },
  };
}

export function hereFacts(sql: Sql, body: { counter: string; sheet?: string }, moment: { now: number }): HereFacts {
  const row = sql.get<{ mode: string; modeUntil: number | null }>(
    'SELECT mode, mode_until AS modeUntil FROM counter WHERE counter = ?',
    body.counter,
  );
  const isOver = row && row.modeUntil !== null && row.modeUntil <= moment.now;
  const picking = sql.get('SELECT 1 FROM pick_place WHERE counter = ? AND until > ?', body.counter, moment.now);
  return {
    sheet: body.sheet === undefined ? undefined : sheetFact(sql, body.sheet),
    counter: row && { mode: picking ? 'pick' : isOver ? 'sell' : row.mode },
    here: sql.get('SELECT sheet, until FROM count_here WHERE counter = ?', body.counter),
  };
}

export function explainFacts(sql: Sql, body: BodyOf<'counts.explain'>) {
  const counted = sql.get('SELECT 1 FROM count_tally WHERE sheet = ? AND gtin = ?', body.sheet, body.gtin);
  return { sheet: sheetFact(sql, body.sheet), counted: counted !== undefined };
}

export function sheetCloseFacts(sql: Sql, body: { sheet: string; staff?: string }) {
  return closeFacts(sql, sheetFact(sql, body.sheet), body, staffKnown(sql, body.staff));
}

export function applyBegun(sql: Sql, data: Events['counts.begun'], entry: Entry): void {
  sql.run(
    `INSERT INTO count_sheet (sheet, number, name, location, scope, blind, state, person, plan, opened_at)
     VALUES (?, ?, ?, ?, ?, ?, 'counting', ?, ?, ?)`,
    ...[data.sheet, data.number, data.name, data.location, JSON.stringify(data.scope), data.blind ? 1 : 0],
    ...[data.person, data.plan ?? null, entry.at],
  );
}
export function applyListed(sql: Sql, data: Events['counts.listed']): void {
  sql.run(
    'INSERT INTO count_item (sheet, gtin, listed) SELECT ?, value, 1 FROM json_each(?)',
    data.sheet,
    JSON.stringify(data.items),
  );
}
export function applyRecorded(sql: Sql, data: Events['counts.recorded'], entry: Entry): void {
  sql.run(
    'INSERT INTO count_item (sheet, gtin, listed) VALUES (?, ?, 0) ON CONFLICT (sheet, gtin) DO NOTHING',
    data.sheet,
    data.gtin,
  );
  sql.run(
    `INSERT INTO count_tally (sheet, gtin, bay, person, quantity, first, last, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (sheet, gtin, bay, person) DO UPDATE SET quantity = excluded.quantity, last = excluded.last,
       at = excluded.at, first = CASE WHEN ? THEN excluded.first ELSE first END`,
    ...[data.sheet, data.gtin, data.bay, data.person, data.quantity, entry.position, entry.position, entry.at],
    data.fresh ? 1 : 0,
  );
  if (data.counter !== undefined)
    sql.run(
      'UPDATE count_here SET until = ?, last = ? WHERE counter = ? AND sheet = ?',
      ...[entry.at + HERE_MS, entry.position, data.counter, data.sheet],
    );
}
export function applyOpenedAt(sql: Sql, data: Events['counts.opened-at']): void {
  sql.run(
    `INSERT INTO count_here (counter, sheet, bay, until) VALUES (?, ?, ?, ?)
     ON CONFLICT (counter) DO UPDATE SET sheet = excluded.sheet, bay = excluded.bay, until = excluded.until,
       last = CASE WHEN count_here.sheet = excluded.sheet THEN last END`,
    ...[data.counter, data.sheet, data.bay ?? null, data.until],
  );
}
export function applyLeft(sql: Sql, data: Events['counts.left']): void {
  sql.run('DELETE FROM count_here WHERE counter = ?', data.counter);
}
export function applyReviewed(sql: Sql, data: { sheet: string }): void {
  sql.run(`UPDATE count_sheet SET state = 'review' WHERE sheet = ?`, data.sheet);
}
export function applyExplained(sql: Sql, data: Events['counts.explained']): void {
  sql.run(
    'UPDATE count_item SET reason = ?, note = ? WHERE sheet = ? AND gtin = ?',
    ...[data.reason, data.note ?? null, data.sheet, data.gtin],
  );
}

/** How an item came out, as of when it was counted last; nobody having counted it, as of now. */
function writeFigure(
  sql: Sql,
  line: Pick<Events['counts.posted'], 'sheet' | 'gtin' | 'evidence' | 'counted' | 'variance' | 'valueMinor'> &
    Partial<Pick<Events['counts.posted'], 'reason' | 'note'>>,
  entry: Entry,
): void {
  const { sheet, gtin, evidence, counted, variance, valueMinor, reason, note } = line;
  sql.run(
    `INSERT INTO count_figure (sheet, gtin, location, evidence, counted, variance, value_minor, reason, note, at)
     SELECT sheet, ?, location, ?, ?, ?, ?, ?, ?,
       coalesce((SELECT max(t.at) FROM count_tally t WHERE t.sheet = s.sheet AND t.gtin = ?), ?)
     FROM count_sheet s WHERE sheet = ?`,
    ...[gtin, evidence, counted, variance, valueMinor, reason ?? null, note ?? null, gtin, entry.at, sheet],
  );
}
export function applyPosted(sql: Sql, data: Events['counts.posted'], entry: Entry): void {
  writeFigure(sql, data, entry);
}
export function applyAgreed(sql: Sql, { sheet, lines }: Events['counts.agreed'], entry: Entry): void {
  for (const line of lines) writeFigure(sql, { ...line, sheet, variance: 0, valueMinor: 0 }, entry);
}
export function applyClosed(sql: Sql, data: Events['counts.closed'], entry: Entry): void {
  sql.run(
    `UPDATE count_sheet SET state = 'posted', ended_at = ?, differing = ?, gain_minor = ?, loss_minor = ? WHERE sheet = ?`,
    ...[entry.at, data.differing, data.gainMinor, data.lossMinor, data.sheet],
  );
}
export function applyCancelled(sql: Sql, data: { sheet: string }, entry: Entry): void {
  sql.run(`UPDATE count_sheet SET state = 'cancelled', ended_at = ? WHERE sheet = ?`, entry.at, data.sheet);
}
export function applyPolicy(sql: Sql, policy: CountPolicy): void {
  sql.run(
    'INSERT INTO count_policy (one, details) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET details = excluded.details',
    JSON.stringify(policy),
  );
}
export function applyPlanned(sql: Sql, data: Events['counts.planned']): void {
  sql.run('INSERT INTO count_plan (date, items) VALUES (?, ?)', data.date, data.items);
}

/** Counters whose counting was left alone too long. The id names the very end that passed. */
export function dueLeaves(sql: Sql, now: number): Pick<Command, 'id' | 'type' | 'body'>[] {
  return sql
    .all<{ counter: string; until: number }>(
      'SELECT counter, until FROM count_here WHERE until <= ? ORDER BY counter',
      now,
    )
    .map((body) => ({ id: `hub:count:${body.counter}:${body.until}`, type: 'counts.leave', body }));
}
