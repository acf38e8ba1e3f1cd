import type { Basket } from '../../contract/baskets.ts';
import type { Sql } from '../../core/sql.ts';
import type { SetFacts } from './rules.ts';

export function setFacts(sql: Sql, body: Basket): SetFacts {
  const { code, basket } = body;
  const taken = sql.get(
    `SELECT 1 FROM basket WHERE code = ? AND basket <> ? UNION ALL SELECT 1 FROM coupon WHERE coupon = ?
     UNION ALL SELECT 1 FROM member WHERE card = ? UNION ALL SELECT 1 FROM item_code WHERE code = ?`,
    code,
    basket,
    code,
    code,
    code,
  );
  return {
    missing: body.lines
      .map(({ gtin }) => gtin)
      .filter((gtin) => sql.get('SELECT 1 FROM item WHERE gtin = ?', gtin) === undefined),
    codeTaken: taken !== undefined,
  };
}

type Row = Omit<Basket, 'lines'> & { lines: string };
const columns = 'basket, code, name_zh AS nameZh, name_en AS nameEn, lines';
const basketOf = ({ lines, ...row }: Row): Basket => ({ ...row, lines: JSON.parse(lines) as Basket['lines'] });

export function oneBasket(sql: Sql, { basket }: { basket: string }): Basket | undefined {
  const row = sql.get<Row>(`SELECT ${columns} FROM basket WHERE basket = ?`, basket);
  return row && basketOf(row);
}
export function allBaskets(sql: Sql): Basket[] {
  return sql.all<Row>(`SELECT ${columns} FROM basket ORDER BY basket`).map(basketOf);
}

export function applySet(sql: Sql, basket: Basket): void {
  sql.run(
    `INSERT INTO basket (basket, code, name_zh, name_en, lines) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (basket) DO UPDATE SET code = excluded.code, name_zh = excluded.name_zh, name_en = excluded.name_en,
       lines = excluded.lines`,
    basket.basket,
    basket.code,
    basket.nameZh,
    basket.nameEn,
    JSON.stringify(basket.lines),
  );
}
export function applyRemoved(sql: Sql, { basket }: { basket: string }): void {
  sql.run('DELETE FROM basket WHERE basket = ?', basket);
}
