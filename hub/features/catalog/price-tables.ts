import type { ItemCode, ItemPrice } from '../../contract/catalog.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Entry } from '../../contract/journal.ts';
import type { Sql } from '../../core/sql.ts';
import { type CodeFacts, keptCode, type PriceFacts } from './price-rules.ts';

/**
 * The price of the item `i` that holds on a business date: a promotion before a scheduled price, the later before the
 * earlier, and the item's own where there is none. Takes the date twice.
 */
export const PRICE_ON = `coalesce((SELECT p.price_minor FROM item_price p WHERE p.gtin = i.gtin AND p.from_date <= ?
  AND coalesce(p.until_date, '9999') >= ? ORDER BY p.promotion DESC, p.from_date DESC, p.position DESC LIMIT 1), i.price_minor)`;

export function priceFacts(sql: Sql, body: { gtin: string }): PriceFacts {
  return { itemKnown: sql.get('SELECT 1 FROM item WHERE gtin = ?', body.gtin) !== undefined };
}
export function onePrice(sql: Sql, body: BodyOf<'catalog.end-price'>): { gtin: string } | undefined {
  return sql.get('SELECT gtin FROM item_price WHERE price = ?', body.price);
}
export function codeFacts(sql: Sql, body: BodyOf<'catalog.set-codes'>): CodeFacts {
  const isTaken = (code: string): boolean =>
    sql.get('SELECT 1 FROM item WHERE gtin = ? AND gtin <> ?', code, body.gtin) !== undefined ||
    sql.get('SELECT 1 FROM item_code WHERE code = ? AND gtin <> ?', code, body.gtin) !== undefined;
  return { ...priceFacts(sql, body), taken: body.codes.map(({ code }) => keptCode(code)).find(isTaken) };
}

export function applyPrice(sql: Sql, data: Events['catalog.price-set'], entry: Entry): void {
  sql.run(
    `INSERT INTO item_price (price, gtin, price_minor, from_date, until_date, promotion, name_zh, name_en, position)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[data.price, data.gtin, data.priceMinor, data.from, data.until ?? null, data.promotion ? 1 : 0],
    ...[data.nameZh ?? null, data.nameEn ?? null, entry.position],
  );
}
export function applyPriceEnded(sql: Sql, data: Events['catalog.price-ended']): void {
  sql.run('DELETE FROM item_price WHERE price = ?', data.price);
}
export function applyCodes(sql: Sql, data: Events['catalog.codes-set']): void {
  sql.run('DELETE FROM item_code WHERE gtin = ?', data.gtin);
  for (const { code, quantity } of data.codes)
    sql.run('INSERT INTO item_code (code, gtin, quantity) VALUES (?, ?, ?)', code, data.gtin, quantity);
}

type PriceRow = Omit<ItemPrice, 'until' | 'nameZh' | 'nameEn' | 'promotion'> & {
  until: string | null;
  promotion: number;
  nameZh: string | null;
  nameEn: string | null;
};

/** The prices of an item that hold or will hold, the soonest first. */
export function pricesOf(sql: Sql, gtin: string, today: string): ItemPrice[] {
  return sql
    .all<PriceRow>(
      `SELECT price, price_minor AS priceMinor, from_date AS "from", until_date AS until, promotion, name_zh AS nameZh,
         name_en AS nameEn FROM item_price WHERE gtin = ? AND coalesce(until_date, '9999') >= ? ORDER BY from_date, position`,
      gtin,
      today,
    )
    .map(({ until, promotion, nameZh, nameEn, ...row }) => ({
      ...row,
      promotion: promotion === 1,
      ...(until === null ? {} : { until }),
      ...(nameZh === null ? {} : { nameZh }),
      ...(nameEn === null ? {} : { nameEn }),
    }));
}
export function codesOf(sql: Sql, gtin: string): ItemCode[] {
  return sql.all('SELECT code, quantity FROM item_code WHERE gtin = ? ORDER BY quantity, code', gtin);
}
