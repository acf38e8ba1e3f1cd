import type { BodyOf } from '../../contract/commands.ts';
import { type Risk, risky } from '../../core/feature.ts';
import { lineTotal } from '../../core/money.ts';
import type { Sql } from '../../core/sql.ts';
import { aboveLimit } from '../access/tables.ts';

interface Weighed {
  readonly quantity: number;
  readonly unit: 'each' | 'gram';
  readonly priceMinor: number;
}
type Values = Readonly<Record<string, string | number>> | undefined;

/** What a change of the book is worth at the shop's own price, in minor units. */
function worth({ quantity, unit, priceMinor }: Weighed): number {
  return lineTotal(priceMinor, Math.abs(quantity), unit);
}

/** A correction that makes more than the limit appear or vanish takes a second person. */
function weighCorrection(sql: Sql, { gtin, location, counted }: BodyOf<'inventory.correct'>): Values {
  const row = sql.get<Weighed>(
    `SELECT ? - coalesce(l.on_hand, 0) AS quantity, i.unit, i.price_minor AS priceMinor FROM item i
       LEFT JOIN stock_level l ON l.gtin = i.gtin AND l.location = ? WHERE i.gtin = ?`,
    ...[counted, location, gtin],
  );
  return row && aboveLimit(sql, 'inventory.correct', worth(row));
}

/** So does taking a booking back. */
function weighReversal(sql: Sql, { position }: BodyOf<'inventory.reverse'>): Values {
  const row = sql.get<Weighed>(
    `SELECT m.quantity, i.unit, i.price_minor AS priceMinor FROM stock_move m JOIN item i ON i.gtin = m.gtin
       WHERE m.position = ?`,
    position,
  );
  return row && aboveLimit(sql, 'inventory.reverse', worth(row));
}

/** What of the ledger a person may only do with a second one behind them. */
export const risks: readonly Risk[] = [
  risky('inventory.correct', 'stock.approve', weighCorrection),
  risky('inventory.reverse', 'stock.approve', weighReversal),
];
