import type {
  CountingHere,
  CountLine,
  CountPerson,
  CountScopes,
  CountSummary,
  CountTally,
  CountView,
} from '../../contract/count-views.ts';
import type { Sql } from '../../core/sql.ts';
import { NAMELESS } from './variance-rules.ts';

type Nullable<T> = { [K in keyof T]: T[K] | null };
type SummaryRow = Omit<CountSummary, 'blind' | keyof Optional> & Nullable<Optional> & { blind: number };
type Optional = Required<Pick<CountSummary, 'about' | 'plan' | 'endedAt' | 'differing' | 'gainMinor' | 'lossMinor'>>;

const summary = `SELECT s.sheet, s.number, s.name, s.location, s.scope ->> '$.of' AS scope,
    coalesce(s.scope ->> '$.class', s.scope ->> '$.category') AS about, s.blind, s.state, s.person, s.plan,
    s.opened_at AS openedAt, s.ended_at AS endedAt, s.differing, s.gain_minor AS gainMinor, s.loss_minor AS lossMinor,
    (SELECT count(*) FROM count_item i WHERE i.sheet = s.sheet) AS items,
    (SELECT count(DISTINCT t.gtin) FROM count_tally t WHERE t.sheet = s.sheet) AS counted
  FROM count_sheet s`;

function viewed(row: SummaryRow): CountSummary {
  const { about, plan, endedAt, differing, gainMinor, lossMinor, blind, ...rest } = row;
  const optional = { about, plan, endedAt, differing, gainMinor, lossMinor };
  const present = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null)) as Optional;
  return { ...rest, ...present, blind: blind === 1 };
}

/** Open sheets first, then those that are over, the newest first. */
export function countSummaries(sql: Sql, limit: number): CountSummary[] {
  return sql
    .all<SummaryRow>(`${summary} ORDER BY s.state NOT IN ('counting', 'review'), s.number DESC LIMIT ?`, limit)
    .map(viewed);
}
export function countSummary(sql: Sql, sheet: string): CountSummary | undefined {
  const row = sql.get<SummaryRow>(`${summary} WHERE s.sheet = ?`, sheet);
  return row && viewed(row);
}

export function talliesOf(sql: Sql, sheet: string, gtin: string): CountTally[] {
  return sql.all(
    `SELECT person, bay, quantity, at, last AS position FROM count_tally
      WHERE sheet = ? AND gtin = ? ORDER BY last DESC, bay, person`,
    sheet,
    gtin,
  );
}

interface LineRow {
  gtin: string;
  nameZh: string;
  nameEn: string;
  unit: 'each' | 'gram';
  bay: string | null;
  listed: number;
  onHand: number;
}
/** Those counted last first, then those still to be counted in the order in which one walks along them. */
const lines = `SELECT c.gtin, i.name_zh AS nameZh, i.name_en AS nameEn, i.unit, c.listed,
    CASE s.location WHEN 'shop-floor' THEN i.shelf WHEN 'back-room' THEN i.back_bay END AS bay,
    coalesce(l.on_hand, 0) AS onHand
  FROM count_item c JOIN count_sheet s USING (sheet) JOIN item i USING (gtin)
  LEFT JOIN stock_level l ON l.gtin = c.gtin AND l.location = s.location
  LEFT JOIN (SELECT gtin, max(last) AS last FROM count_tally WHERE sheet = ? GROUP BY gtin) t ON t.gtin = c.gtin
  WHERE c.sheet = ? ORDER BY t.last IS NULL, t.last DESC, bay IS NULL, bay, c.gtin LIMIT ?`;

/**
 * A sheet while it is counted. What the book says goes along on guided sheets only; of a blind one it is not even read
 * here, so that no screen can show what it was not told.
 */
export function countView(sql: Sql, sheet: string, limit: number, asOf: number): CountView | undefined {
  const head = countSummary(sql, sheet);
  if (!head) return undefined;
  const shown = sql.all<LineRow>(lines, sheet, sheet, limit).map(({ bay, listed, onHand, ...row }): CountLine => {
    const line = {
      ...row,
      ...(bay === null ? {} : { bay }),
      listed: listed === 1,
      tallies: talliesOf(sql, sheet, row.gtin),
    };
    return head.blind ? line : { ...line, expected: onHand };
  });
  return {
    asOf,
    sheet: head,
    people: peopleOf(sql, sheet),
    counters: sql
      .all<{ counter: string; bay: string | null; until: number }>(
        'SELECT counter, bay, until FROM count_here WHERE sheet = ? ORDER BY counter',
        sheet,
      )
      .map(({ bay, ...row }) => (bay === null ? row : { ...row, bay })),
    lines: shown,
    more: head.items - shown.length,
  };
}

function peopleOf(sql: Sql, sheet: string): CountPerson[] {
  return sql
    .all<Omit<CountPerson, 'nameZh' | 'nameEn'> & { nameZh: string | null; nameEn: string | null }>(
      `SELECT t.person, s.name_zh AS nameZh, s.name_en AS nameEn, count(DISTINCT t.gtin) AS lines,
           coalesce(sum(t.quantity) FILTER (WHERE i.unit = 'each'), 0) AS quantity, max(t.at) AS lastAt
         FROM count_tally t JOIN item i USING (gtin) LEFT JOIN staff s ON s.staff = t.person
        WHERE t.sheet = ? GROUP BY t.person ORDER BY t.person`,
      sheet,
    )
    .map((row) => ({ ...row, nameZh: row.nameZh ?? nameless(row.person), nameEn: row.nameEn ?? nameless(row.person) }));
}
const nameless = (person: string): string => (person.startsWith(NAMELESS) ? person.slice(NAMELESS.length) : person);

interface HereRow extends Omit<CountingHere, 'blind' | 'bay' | 'last'> {
  blind: number;
  bay: string | null;
}

/** What a counter counts for, and the newest thing that was counted through it. */
export function countingAt(sql: Sql, counter: string, now: number): CountingHere | undefined {
  const row = sql.get<HereRow>(
    `SELECT h.sheet, s.number, s.name, s.location, s.blind, s.state, h.bay, h.until,
         (SELECT count(*) FROM count_item i WHERE i.sheet = s.sheet) AS items,
         (SELECT count(DISTINCT t.gtin) FROM count_tally t WHERE t.sheet = s.sheet) AS counted
       FROM count_here h JOIN count_sheet s USING (sheet) WHERE h.counter = ? AND h.until > ?`,
    counter,
    now,
  );
  if (!row) return undefined;
  const last = sql.get<NonNullable<CountingHere['last']>>(
    `SELECT t.gtin, i.name_zh AS nameZh, i.name_en AS nameEn, i.unit, t.bay, t.person, t.quantity
       FROM count_here h JOIN count_tally t ON t.sheet = h.sheet AND t.last = h.last JOIN item i USING (gtin)
      WHERE h.counter = ?`,
    counter,
  );
  const { blind, bay, ...rest } = row;
  return { ...rest, blind: blind === 1, ...(bay === null ? {} : { bay }), ...(last ? { last } : {}) };
}

/** The places that hold goods, and the categories there are; the shelves and the back room first. */
export function countScopes(sql: Sql): CountScopes {
  return {
    locations: sql.all(
      `SELECT location, count(*) AS items FROM stock_level
        WHERE location NOT IN ('supplier', 'customer', 'loss', 'transit', 'count')
        GROUP BY location ORDER BY location <> 'shop-floor', location <> 'back-room', location`,
    ),
    categories: sql.all(
      `SELECT coalesce(details ->> '$.categoryZh', details ->> '$.categoryEn') AS nameZh,
           coalesce(details ->> '$.categoryEn', details ->> '$.categoryZh') AS nameEn, count(*) AS items
         FROM item WHERE nameZh IS NOT NULL GROUP BY 1, 2 ORDER BY 1`,
    ),
  };
}
