import type { ShopSetUp } from '../../contract/shop.ts';
import type { Sql } from '../../core/sql.ts';
import { type OffsetAt, offsetsOf } from '../../core/zone.ts';

export function applySetUp(sql: Sql, shop: ShopSetUp): void {
  const { slipPrinter, ...rest } = shop;
  sql.run(
    `INSERT INTO shop (one, number, slip_printer, details) VALUES (1, ?, ?, ?)
     ON CONFLICT (one) DO UPDATE SET number = excluded.number, details = excluded.details,
       slip_printer = coalesce(excluded.slip_printer, shop.slip_printer)`,
    shop.number,
    slipPrinter ?? null,
    JSON.stringify(rest),
  );
}

export function applySlipPrinter(sql: Sql, data: { printer: string }): void {
  sql.run('UPDATE shop SET slip_printer = ? WHERE one = 1', data.printer);
}

/** The shop's own settings; undefined before it is set up. */
export function readShop(sql: Sql): Readonly<ShopSetUp> | undefined {
  const row = sql.get<{ details: string; slipPrinter: string | null }>(
    'SELECT details, slip_printer AS slipPrinter FROM shop WHERE one = 1',
  );
  if (!row) return undefined;
  const shop = sql.settings<ShopSetUp>(row.details);
  return row.slipPrinter ? { ...shop, slipPrinter: row.slipPrinter } : shop;
}

/** How far the shop's clocks are ahead of UTC, at any instant; those of UTC before it is set up or where nobody knows its zone. */
export function shopOffsets(sql: Sql): OffsetAt {
  let known: OffsetAt | undefined;
  // The zone is opened by whoever asks for it: a shop that never closes asks nobody, and opening costs as much as a sale.
  return (at) => {
    known ??= openZone(readShop(sql)?.timeZone ?? 'UTC');
    return known(at);
  };
}

function openZone(timeZone: string): OffsetAt {
  try {
    return offsetsOf(timeZone);
  } catch {
    return () => 0;
  }
}

/** The number in this shop's slips, badges and bind codes; 0 before it is set up, which no code carries. */
export function shopNumber(sql: Sql): number {
  return sql.get<{ number: number }>('SELECT number FROM shop WHERE one = 1')?.number ?? 0;
}
