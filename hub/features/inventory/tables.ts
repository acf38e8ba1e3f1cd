import type { BodyOf } from '../../contract/commands.ts';
import type { MoveView, StockMoved } from '../../contract/inventory.ts';
import type { Entry } from '../../contract/journal.ts';
import type { Sql } from '../../core/sql.ts';
import { applyLots } from './lot-tables.ts';
import type { LevelFact, MoveFacts, ReceiveFacts, ReverseFacts } from './rules.ts';
import { applyWorth, costedItem } from './valuation-tables.ts';

const nothing: LevelFact = { onHand: 0, rev: 0 };

/** One look for all three: an unknown item was never anywhere. */
function between(sql: Sql, gtin: string, from: string, to: string): MoveFacts {
  const row = sql.get<{ fromHas: number; fromRev: number; toHas: number; toRev: number }>(
    `SELECT coalesce(f.on_hand, 0) AS fromHas, coalesce(f.rev, 0) AS fromRev, coalesce(t.on_hand, 0) AS toHas, coalesce(t.rev, 0) AS toRev
       FROM item i LEFT JOIN stock_level f ON f.gtin = i.gtin AND f.location = ?
       LEFT JOIN stock_level t ON t.gtin = i.gtin AND t.location = ? WHERE i.gtin = ?`,
    from,
    to,
    gtin,
  );
  if (!row) return { itemKnown: false, from: nothing, to: nothing };
  return {
    itemKnown: true,
    from: { onHand: row.fromHas, rev: row.fromRev },
    to: { onHand: row.toHas, rev: row.toRev },
  };
}

export function moveFacts(sql: Sql, body: BodyOf<'inventory.move'>): ReceiveFacts {
  return {
    ...between(sql, body.gtin, body.from, body.to),
    item: body.from === 'supplier' ? costedItem(sql, body.gtin) : undefined,
  };
}
export function receiveFacts(sql: Sql, body: BodyOf<'inventory.receive'>): ReceiveFacts {
  return {
    ...between(sql, body.gtin, 'supplier', body.location ?? 'back-room'),
    item: costedItem(sql, body.gtin),
  };
}
export function correctFacts(sql: Sql, body: BodyOf<'inventory.correct'>): MoveFacts {
  return between(sql, body.gtin, 'count', body.location);
}

export function reverseFacts(sql: Sql, body: BodyOf<'inventory.reverse'>): ReverseFacts {
  const row = sql.get<NonNullable<ReverseFacts['move']> & { reversedBy: number | null }>(
    `SELECT gtin, from_location AS "from", to_location AS "to", quantity, reason, reversed_by AS reversedBy
       FROM stock_move WHERE position = ?`,
    body.position,
  );
  if (!row) return { move: undefined, itemKnown: false, from: nothing, to: nothing };
  return { ...between(sql, row.gtin, row.to, row.from), move: { ...row, reversed: row.reversedBy !== null } };
}

export function applyMoved(sql: Sql, moved: StockMoved, entry: Entry): void {
  const { worth, settledFrom, settledTo } = applyWorth(sql, moved);
  sql.run(
    `INSERT INTO stock_move (position, gtin, from_location, to_location, quantity, reason, reference, at, worth, settled_from, settled_to)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    entry.position,
    moved.gtin,
    moved.from,
    moved.to,
    moved.quantity,
    moved.reason,
    moved.reference ?? null,
    entry.at,
    worth,
    settledFrom,
    settledTo,
  );
  for (const after of moved.after)
    sql.run(
      `INSERT INTO stock_level (gtin, location, on_hand, rev) VALUES (?, ?, ?, ?)
       ON CONFLICT (gtin, location) DO UPDATE SET on_hand = excluded.on_hand, rev = excluded.rev`,
      moved.gtin,
      after.location,
      after.onHand,
      after.rev,
    );
  applyLots(sql, moved, entry);
  if (moved.reverses !== undefined)
    sql.run('UPDATE stock_move SET reversed_by = ? WHERE position = ?', entry.position, moved.reverses);
}

/** The newest moves of an item, newest first. */
export function movesOf(sql: Sql, gtin: string, limit: number): MoveView[] {
  return sql
    .all<Omit<MoveView, 'reference'> & { reference: string | null }>(
      `SELECT position, at, gtin, from_location AS "from", to_location AS "to", quantity, reason, reference
         FROM stock_move WHERE gtin = ? ORDER BY position DESC LIMIT ?`,
      gtin,
      limit,
    )
    .map(({ reference, ...row }) => (reference === null ? row : { ...row, reference }));
}
