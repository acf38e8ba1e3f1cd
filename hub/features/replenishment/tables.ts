import type { BodyOf, Events } from '../../contract/commands.ts';
import type { StockMoved } from '../../contract/inventory.ts';
import type { ShelfLow } from '../../contract/replenishment.ts';
import type { Sql } from '../../core/sql.ts';
import type { ReviewFacts } from './rules.ts';

/** Which of the items are not in the catalogue. */
export function unknownItems(sql: Sql, body: BodyOf<'replenishment.set-levels'>): string[] {
  return body.rules
    .map((rule) => rule.gtin)
    .filter((gtin) => sql.get('SELECT 1 FROM item WHERE gtin = ?', gtin) === undefined);
}

export function applyLevel(sql: Sql, rule: Events['replenishment.level-set']): void {
  sql.run(
    `INSERT INTO stock_rule (gtin, location, level, target, armed) VALUES (?, ?, ?, ?, 1)
     ON CONFLICT (gtin, location) DO UPDATE SET level = excluded.level, target = excluded.target, armed = 1`,
    rule.gtin,
    rule.location,
    rule.level,
    rule.target,
  );
}

export function applyLow(sql: Sql, low: ShelfLow): void {
  sql.run('UPDATE stock_rule SET armed = 0 WHERE gtin = ? AND location = ?', low.gtin, low.location);
}

/** A shelf that was low is only lifted above its level by what comes to it. */
export function applyMoved(sql: Sql, moved: StockMoved): void {
  if (moved.to !== 'shop-floor') return;
  for (const { location, onHand } of moved.after)
    if (location === moved.to)
      sql.run(
        'UPDATE stock_rule SET armed = 1 WHERE gtin = ? AND location = ? AND armed = 0 AND level < ?',
        moved.gtin,
        location,
        onHand,
      );
}

interface ReviewRow {
  armed: number;
  level: number;
  target: number;
  onHand: number | null;
  backRoom: number | null;
  task: string | null;
  state: string | null;
  quantity: number | null;
}

/** Nothing where no rule stands: such a shelf is nobody's worry. */
export function reviewFacts(sql: Sql, body: BodyOf<'replenishment.review'>): ReviewFacts | undefined {
  const row = sql.get<ReviewRow>(
    `SELECT r.level, r.target, r.armed,
       s.on_hand AS onHand, b.on_hand AS backRoom, t.task, t.state, t.quantity
     FROM stock_rule r
     LEFT JOIN stock_level s ON s.gtin = r.gtin AND s.location = r.location
     LEFT JOIN stock_level b ON b.gtin = r.gtin AND b.location = 'back-room'
     LEFT JOIN task t ON t.gtin = r.gtin AND t.to_location = r.location AND t.kind = 'restock'
       AND t.state IN ('needs-action', 'in-process')
     WHERE r.gtin = ? AND r.location = ?`,
    body.gtin,
    body.location,
  );
  if (!row) return undefined;
  return {
    rule: { level: row.level, target: row.target },
    armed: row.armed === 1,
    onHand: row.onHand ?? 0,
    backRoom: row.backRoom ?? 0,
    task: row.task
      ? { task: row.task, untouched: row.state === 'needs-action', quantity: row.quantity ?? 0 }
      : undefined,
  };
}
