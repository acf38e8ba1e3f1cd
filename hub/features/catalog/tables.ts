import type { Item, ItemView, UnknownNoted, UnknownView } from '../../contract/catalog.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Entry } from '../../contract/journal.ts';
import type { ParsedScan } from '../../core/barcode/parsed-scan.ts';
import { parseScan } from '../../core/barcode/scan.ts';
import type { Sql } from '../../core/sql.ts';
import { readShop } from '../shop/tables.ts';
import type { ResolveFacts } from './rules.ts';

/** A new price of the item itself takes the place of what was scheduled till now; promotions go on to their end. */
export function applyItem(sql: Sql, item: Item, entry: Entry): void {
  sql.run(
    `DELETE FROM item_price WHERE gtin = ? AND promotion = 0 AND from_date <= ?
       AND ? <> (SELECT i.price_minor FROM item i WHERE i.gtin = item_price.gtin)`,
    item.gtin,
    entry.businessDate,
    item.priceMinor,
  );
  sql.run(
    `INSERT INTO item (gtin, name_zh, name_en, initials, unit, price_minor, shelf, back_bay, details)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (gtin) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en, initials = excluded.initials,
       unit = excluded.unit, price_minor = excluded.price_minor, shelf = excluded.shelf, back_bay = excluded.back_bay,
       details = excluded.details`,
    item.gtin,
    item.nameZh,
    item.nameEn,
    item.initials ?? '',
    item.unit,
    item.priceMinor,
    item.shelf ?? null,
    item.backBay ?? null,
    JSON.stringify(item),
  );
}

export function openUnknown(sql: Sql, body: BodyOf<'catalog.note-unknown'>): { unknown: string } | undefined {
  return sql.get(
    `SELECT unknown FROM unknown_code
      WHERE text = ? AND counter = ? AND open = 1 AND (raw = ? OR reason NOT IN ('too-long', 'unreadable', 'fault'))`,
    body.text,
    body.counter,
    body.raw,
  );
}

export function applyUnknown(sql: Sql, data: UnknownNoted, entry: Entry): void {
  sql.run(
    `INSERT INTO unknown_code (unknown, counter, text, raw, reason, times, last_at, open) VALUES (?, ?, ?, ?, ?, 1, ?, 1)
     ON CONFLICT (unknown) DO UPDATE SET times = times + 1, last_at = excluded.last_at, raw = excluded.raw`,
    data.unknown,
    data.counter,
    data.text,
    data.raw,
    data.reason,
    entry.at,
  );
}

export function resolveFacts(sql: Sql, body: BodyOf<'catalog.resolve-unknown'>): ResolveFacts {
  const row = sql.get<{ text: string; reason: string; open: number }>(
    'SELECT text, reason, open FROM unknown_code WHERE unknown = ?',
    body.unknown,
  );
  return {
    row: row && { ...row, open: row.open === 1 },
    itemKnown: body.gtin !== undefined && sql.get('SELECT 1 FROM item WHERE gtin = ?', body.gtin) !== undefined,
  };
}

/** Resolving one row resolves the same text at every counter: it is the code that was learned, not the scan. */
export function applyResolved(sql: Sql, data: Events['catalog.unknown-resolved']): void {
  sql.run(
    'UPDATE unknown_code SET open = 0 WHERE unknown = ? OR (text = ? AND ? IS NOT NULL)',
    data.unknown,
    data.text,
    data.gtin ?? null,
  );
  if (data.gtin)
    sql.run(
      `INSERT INTO item_code (code, gtin, quantity) VALUES (?, ?, ?)
       ON CONFLICT (code) DO UPDATE SET gtin = excluded.gtin, quantity = excluded.quantity`,
      data.text,
      data.gtin,
      data.quantity ?? 1,
    );
}

/** What the code may be called in the catalogue: a GTIN, an in-store item number, or just its text. */
export function catalogueCode(parsed: ParsedScan, text: string): string {
  if (parsed.kind === 'item') return parsed.gtin;
  if (parsed.kind === 'in-store') return `I${parsed.itemCode}`;
  return text;
}

/** The item a code stands for, and how many of it: a carton's code may mean several pieces. */
export function findItem(sql: Sql, code: string): { gtin: string; quantity: number; unit: string } | undefined {
  return (
    sql.get('SELECT gtin, 1 AS quantity, unit FROM item WHERE gtin = ?', code) ??
    sql.get('SELECT gtin, c.quantity, i.unit FROM item_code c JOIN item i USING (gtin) WHERE c.code = ?', code)
  );
}

/** Prices are those of the day that trades: that of the newest entry. */
const viewed = `WITH today AS (SELECT business_date AS day FROM journal ORDER BY position DESC LIMIT 1)
  SELECT i.details, coalesce(f.on_hand, 0) AS shopFloor, coalesce(b.on_hand, 0) AS backRoom, r.level AS restockLevel,
    (SELECT p.price_minor FROM item_price p, today WHERE p.gtin = i.gtin AND p.from_date <= today.day
       AND coalesce(p.until_date, '9999') >= today.day
     ORDER BY p.promotion DESC, p.from_date DESC, p.position DESC LIMIT 1) AS nowMinor
  FROM item i LEFT JOIN stock_level f ON f.gtin = i.gtin AND f.location = 'shop-floor'
  LEFT JOIN stock_level b ON b.gtin = i.gtin AND b.location = 'back-room'
  LEFT JOIN stock_rule r ON r.gtin = i.gtin AND r.location = 'shop-floor'`;
interface ViewedRow {
  details: string;
  shopFloor: number;
  backRoom: number;
  restockLevel: number | null;
  nowMinor: number | null;
}
function itemView({ details, shopFloor, backRoom, restockLevel, nowMinor }: ViewedRow): ItemView {
  const item = JSON.parse(details) as Item;
  const level = restockLevel === null ? {} : { restockLevel };
  return Object.assign(item, { shopFloor, backRoom }, level, nowMinor === null ? {} : { nowMinor });
}

export function itemByGtin(sql: Sql, gtin: string): ItemView | undefined {
  const row = sql.get<ViewedRow>(`${viewed} WHERE i.gtin = ?`, gtin);
  return row && itemView(row);
}

/** The item a code stands for, read or typed. Nearly every code is an item's own number, so that is looked at first. */
export function itemByCode(sql: Sql, code: string): ItemView | undefined {
  const parsed = parseScan({ text: code }, readShop(sql)?.inStoreLayouts ?? []);
  const named = catalogueCode(parsed, code);
  const own = itemByGtin(sql, named);
  if (own) return own;
  const item = findItem(sql, named) ?? findItem(sql, code);
  return item && itemByGtin(sql, item.gtin);
}

/** Items whose code, name or pinyin initials hold the query; in the order of their codes, after `after`. */
export function searchItems(sql: Sql, query: string, after: string, limit: number): ItemView[] {
  const like = `%${query.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
  return sql
    .all<ViewedRow>(
      `${viewed} WHERE i.gtin > ? AND (i.gtin LIKE ? ESCAPE '\\' OR i.name_zh LIKE ? ESCAPE '\\'
         OR i.name_en LIKE ? ESCAPE '\\' OR i.initials LIKE ? ESCAPE '\\') ORDER BY i.gtin LIMIT ?`,
      after,
      like,
      like,
      like,
      like,
      limit,
    )
    .map(itemView);
}

export function unknownCodes(sql: Sql, counter?: string): UnknownView[] {
  return sql.all(
    `SELECT unknown, counter, text, raw, reason, times, last_at AS lastAt FROM unknown_code
      WHERE open = 1 AND (? IS NULL OR counter = ?) ORDER BY last_at DESC, unknown LIMIT 200`,
    counter ?? null,
    counter ?? null,
  );
}
