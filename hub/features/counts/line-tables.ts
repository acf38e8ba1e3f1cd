import type { BodyOf } from '../../contract/commands.ts';
import type { CountPolicy, CountReason } from '../../contract/counts.ts';
import type { Sql } from '../../core/sql.ts';
import type { CloseFacts, LineFact } from './close-rules.ts';
import type { SheetFact } from './rules.ts';
import { type CountedLine, costOf, type LaterMove, type Tally, verdictOf, WHOLE } from './variance-rules.ts';

/** A shop that has said nothing: A every month, B every two, C every quarter; a second person beyond ten pieces or ¥100. */
const USUAL_POLICY: CountPolicy = {
  ...{ salesDays: 90, shareA: 0.8, shareB: 0.95, everyDays: { A: 30, B: 60, C: 90 }, repeated: 2 },
  ...{ limitUnits: 10, limitGrams: 2000, limitMinor: 10_000 },
};

export function countPolicy(sql: Sql): Readonly<CountPolicy> {
  const row = sql.get<{ details: string }>('SELECT details FROM count_policy WHERE one = 1');
  return row ? sql.settings<CountPolicy>(row.details) : USUAL_POLICY;
}

/** At the average of what is there, else at what the last cost, else as the catalogue says; a piece or a kilogram. */
const itemColumns = `i.gtin, i.unit, coalesce(l.on_hand, 0) AS onHand, coalesce(
    (SELECT CASE WHEN v.quantity > 0 THEN 1.0 * v.value / v.quantity ELSE 1.0 * v.unit_value / v.unit_quantity END
        / CASE i.unit WHEN 'gram' THEN 1 ELSE 1000 END
      FROM stock_value v WHERE v.gtin = i.gtin AND v.pool = 'shop' AND (v.value > 0 OR v.unit_value > 0)),
    i.details ->> '$.costMinor', 0) AS costMinor`;
type ItemRow = Pick<CountedLine, 'gtin' | 'unit' | 'costMinor' | 'onHand'>;

/**
 * A count posted from a sheet rests on what was seen when it was counted, any other on the moment it was booked. What
 * takes back a move is known by that move.
 */
const moveColumns = `m.gtin, m.position, CASE m.to_location WHEN ? THEN m.quantity ELSE -m.quantity END AS quantity,
  m.reversed_by AS reversedBy,
  CASE WHEN m.reason IN ('count_gain', 'count_loss') THEN coalesce(
    (SELECT f.evidence FROM count_figure f WHERE f.sheet = m.reference AND f.gtin = m.gtin), m.position) END AS evidence,
  CASE WHEN m.reason IN ('correction', 'receipt_void') THEN
    (SELECT o.position FROM stock_move o WHERE o.gtin = m.gtin AND o.reversed_by = m.position) END AS reverses`;

/** The lines of a sheet that somebody counted, with all that moved there since; or one of them. */
export function countedLines(sql: Sql, { sheet, location }: SheetFact, gtin?: string): CountedLine[] {
  const only = gtin ?? null;
  const items = sql.all<ItemRow>(
    `SELECT ${itemColumns} FROM (SELECT DISTINCT gtin FROM count_tally WHERE sheet = ? AND (? IS NULL OR gtin = ?)) t
       JOIN item i USING (gtin) LEFT JOIN stock_level l ON l.gtin = i.gtin AND l.location = ? ORDER BY i.gtin`,
    ...[sheet, only, only, location],
  );
  const tallies = byGtin(
    sql.all<Tally & { gtin: string }>(
      `SELECT gtin, bay, person, quantity, first, last, at FROM count_tally
        WHERE sheet = ? AND (? IS NULL OR gtin = ?) ORDER BY gtin, last, bay, person`,
      ...[sheet, only, only],
    ),
  );
  const moves = byGtin(
    sql.all<LaterMove & { gtin: string }>(
      `SELECT ${moveColumns} FROM (SELECT gtin, min(first) AS first FROM count_tally
           WHERE sheet = ? AND (? IS NULL OR gtin = ?) GROUP BY gtin) t
         JOIN stock_move m ON m.gtin = t.gtin AND m.position > t.first
        WHERE m.from_location = ? OR m.to_location = ? ORDER BY m.gtin, m.position`,
      ...[location, sheet, only, only, location, location],
    ),
  );
  return items.map((item) => ({
    ...item,
    tallies: tallies.get(item.gtin) ?? [],
    moves: moves.get(item.gtin) ?? [],
  }));
}

function byGtin<T extends { readonly gtin: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.gtin);
    if (group) group.push(row);
    else groups.set(row.gtin, [row]);
  }
  return groups;
}

/** Listed items nobody counted of which the book has any, as if `person` had just looked and found none. */
export function uncountedLines(sql: Sql, { sheet, location }: SheetFact, person: string): CountedLine[] {
  const head = sql.get<{ n: number }>('SELECT coalesce(max(position), 0) AS n FROM journal')?.n ?? 0;
  const none: Tally = { bay: WHOLE, person, quantity: 0, first: head, last: head, at: 0 };
  return sql
    .all<ItemRow>(
      `SELECT ${itemColumns} FROM count_item c JOIN item i USING (gtin)
         JOIN stock_level l ON l.gtin = i.gtin AND l.location = ? AND l.on_hand <> 0
        WHERE c.sheet = ? AND NOT EXISTS (SELECT 1 FROM count_tally t WHERE t.sheet = c.sheet AND t.gtin = c.gtin)
        ORDER BY i.gtin`,
      location,
      sheet,
    )
    .map((item) => ({ ...item, tallies: [none], moves: [] }));
}

/** How each counted line of a sheet stands. */
export function lineFacts(sql: Sql, sheet: SheetFact, lines: readonly CountedLine[]): LineFact[] {
  const policy = countPolicy(sql);
  const said = new Map(
    sql
      .all<{ gtin: string; reason: CountReason; note: string | null }>(
        'SELECT gtin, reason, note FROM count_item WHERE sheet = ? AND reason IS NOT NULL',
        sheet.sheet,
      )
      .map((row) => [row.gtin, row]),
  );
  return lines.map((line) => {
    const verdict = verdictOf(line, policy);
    const { reason, note } = said.get(line.gtin) ?? {};
    return {
      gtin: line.gtin,
      verdict,
      valueMinor: costOf(line, verdict.variance ?? verdict.low),
      reason,
      note: note ?? undefined,
    };
  });
}

/** Reads a sheet that is still open; of one that is over there is nothing left to decide. */
export function closeFacts(
  sql: Sql,
  sheet: SheetFact | undefined,
  body: Pick<BodyOf<'counts.close'>, 'staff'>,
  staffKnown: boolean,
): CloseFacts {
  const isOpen = sheet?.state === 'counting' || sheet?.state === 'review';
  if (!sheet || !isOpen) return { sheet, lines: [], uncounted: () => [], counters: [], task: undefined, staffKnown };
  return {
    sheet,
    lines: lineFacts(sql, sheet, countedLines(sql, sheet)),
    uncounted: () => lineFacts(sql, sheet, uncountedLines(sql, sheet, body.staff ?? '')),
    counters: sql
      .all<{ counter: string }>('SELECT counter FROM count_here WHERE sheet = ? ORDER BY counter', sheet.sheet)
      .map((row) => row.counter),
    task: sql.get<{ task: string }>(
      `SELECT task FROM task WHERE kind = 'count' AND subject = ? AND state IN ('needs-action', 'in-process')`,
      sheet.sheet,
    )?.task,
    staffKnown,
  };
}
