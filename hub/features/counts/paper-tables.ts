import type { BodyOf } from '../../contract/commands.ts';
import { amountText } from '../../core/papers/parts.ts';
import type { Sql } from '../../core/sql.ts';
import { readShop } from '../shop/tables.ts';
import { countedLines, countPolicy } from './line-tables.ts';
import { LINES_MAX, type PaperFacts, type PaperLineFact } from './paper-rules.ts';
import { sheetFact } from './tables.ts';
import { verdictOf } from './variance-rules.ts';

interface Row {
  gtin: string;
  zh: string;
  en: string;
  bay: string | null;
  unit: 'each' | 'gram';
  onHand: number;
}
const rows = `SELECT c.gtin, i.name_zh AS zh, i.name_en AS en, i.unit, coalesce(l.on_hand, 0) AS onHand,
    CASE s.location WHEN 'shop-floor' THEN i.shelf WHEN 'back-room' THEN i.back_bay END AS bay
  FROM count_item c JOIN count_sheet s USING (sheet) JOIN item i USING (gtin)
  LEFT JOIN stock_level l ON l.gtin = c.gtin AND l.location = s.location
  WHERE c.sheet = ? ORDER BY bay IS NULL, bay, c.gtin`;

export function paperFacts(sql: Sql, body: BodyOf<'counts.print'>): PaperFacts {
  const sheet = sheetFact(sql, body.sheet);
  const head = sql.get<{ name: string; blind: number }>(
    'SELECT name, blind FROM count_sheet WHERE sheet = ?',
    body.sheet,
  );
  if (!sheet || !head) return { sheet: undefined, hasPrinter: true, lines: [] };
  const policy = countPolicy(sql);
  const again =
    sheet.state === 'review'
      ? new Set(countedLines(sql, sheet).flatMap((line) => (verdictOf(line, policy).recount ? [line.gtin] : [])))
      : undefined;
  const lines = sql
    .all<Row>(rows, body.sheet)
    .filter((row) => again?.has(row.gtin) ?? true)
    .map(
      ({ gtin, zh, en, bay, unit, onHand }): PaperLineFact => ({
        ...{ zh, en, code: gtin, bay: (bay ?? '').slice(0, 60) },
        ...(head.blind === 1 ? {} : { amount: amountText(onHand, unit) }),
      }),
    );
  // So many are told as a number only: no paper takes them.
  const kept = lines.length > LINES_MAX ? lines.slice(0, LINES_MAX + 1) : lines;
  return { sheet: { ...sheet, name: head.name }, hasPrinter: readShop(sql)?.slipPrinter !== undefined, lines: kept };
}
