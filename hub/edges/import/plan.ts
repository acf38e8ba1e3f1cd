import type { Item } from '../../contract/catalog.ts';
import type { Sql } from '../../core/sql.ts';
import type { Row } from './row.ts';

/** What an import would change: rows that change nothing are not sent, so that a file imported twice leaves no trace. */
export interface Plan {
  readonly items: readonly Item[];
  readonly levels: readonly NonNullable<Row['level']>[];
  readonly added: number;
  readonly changed: number;
  readonly same: number;
}

/** Minor units of a currency, by ISO 4217: 2 for CNY, 0 for JPY. */
export function decimalsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** Compares the rows with the shop as it stands. */
export function planOf(sql: Sql, rows: readonly Row[]): Plan {
  const before = new Map(
    sql.all<{ gtin: string; details: string }>('SELECT gtin, details FROM item').map((r) => [r.gtin, r.details]),
  );
  const rules = new Map(
    sql
      .all<{ gtin: string; level: number; target: number }>(
        `SELECT gtin, level, target FROM stock_rule WHERE location = 'shop-floor'`,
      )
      .map((r) => [r.gtin, `${r.level}/${r.target}`]),
  );
  const news = rows.filter(({ item }) => !isSame(before.get(item.gtin), item));
  return {
    items: news.map(({ item }) => item),
    levels: rows.flatMap(({ level }) =>
      level && rules.get(level.gtin) !== `${level.level}/${level.target}` ? [level] : [],
    ),
    added: news.filter(({ item }) => !before.has(item.gtin)).length,
    changed: news.filter(({ item }) => before.has(item.gtin)).length,
    same: rows.length - news.length,
  };
}

function isSame(details: string | undefined, item: Item): boolean {
  if (details === undefined) return false;
  const sorted = (of: object): string => JSON.stringify(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)));
  return sorted(JSON.parse(details) as object) === sorted(item);
}
