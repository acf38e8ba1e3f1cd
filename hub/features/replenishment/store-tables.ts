import type { Command } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Moment } from '../../core/feature.ts';
import type { Sql } from '../../core/sql.ts';
import type { SnoozeFacts, StockFacts } from './store-rules.ts';
import { supplyPolicy } from './tables.ts';

/** What of an item is in the shop itself, whatever room it is in. */
export const ON_HAND = `(SELECT coalesce(sum(l.on_hand), 0) FROM stock_level l WHERE l.gtin = r.gtin
  AND l.location NOT IN ('supplier', 'customer', 'loss', 'transit', 'count'))`;
const expected = (kind: string): string =>
  `(SELECT coalesce(sum(g.expected), 0) FROM goods_line g JOIN goods_document d ON d.document = g.document
     WHERE g.gtin = r.gtin AND d.kind = '${kind}' AND d.state IN ('expected', 'counting'))`;
export const ON_ORDER = expected('delivery');
export const IN_TRANSIT = expected('transfer-in');

/** What is promised to somebody at an instant, handed in. */
export const RESERVED = `(SELECT coalesce(sum(v.remaining), 0) FROM reservation_line v
  WHERE v.gtin = r.gtin AND v.remaining > 0 AND v.expires_at > ?)`;

interface StockRow {
  level: number;
  target: number;
  velocity: number;
  armed: number;
  warned: number;
  until: number | null;
  onHand: number;
  onOrder: number;
  inTransit: number;
  reserved: number;
  pack: number | null;
  proposed: number | null;
}

/** Nothing where no level stands for the store: then nobody orders by rule. */
export function stockFacts(
  sql: Sql,
  body: BodyOf<'replenishment.review-stock'>,
  moment: Moment,
): StockFacts | undefined {
  const row = sql.get<StockRow>(
    `SELECT r.level, r.target, r.velocity, r.armed, r.warned, z.until_at AS until, i.details ->> '$.casePack' AS pack,
       ${ON_HAND} AS onHand, ${ON_ORDER} AS onOrder, ${IN_TRANSIT} AS inTransit, ${RESERVED} AS reserved, p.quantity AS proposed
     FROM store_rule r JOIN item i ON i.gtin = r.gtin
     LEFT JOIN restock_snooze z ON z.gtin = r.gtin AND z.location = 'store'
     LEFT JOIN purchase_request p ON p.gtin = r.gtin AND p.state = 'pending' AND p.origin = 'proposal'
     WHERE r.gtin = ?`,
    moment.now,
    body.gtin,
  );
  if (!row) return undefined;
  const { level, target, velocity, onHand, onOrder, inTransit, reserved } = row;
  return {
    rule: { level, target, velocity },
    armed: row.armed === 1,
    warned: row.warned === 1,
    isSnoozed: row.until !== null && row.until > moment.now,
    ...{ onHand, onOrder, inTransit, reserved },
    pack: row.pack ?? 1,
    leadDays: supplyPolicy(sql).leadDays,
    proposal: row.proposed === null ? undefined : { quantity: row.proposed },
  };
}

export function snoozeFacts(sql: Sql, body: { gtin: string; location?: string }): SnoozeFacts {
  const { gtin, location = 'shop-floor' } = body;
  const rules =
    location === 'store' ? 'store_rule WHERE gtin = ?' : "stock_rule WHERE location = 'shop-floor' AND gtin = ?";
  return {
    ruleKnown: sql.get(`SELECT 1 FROM ${rules}`, gtin) !== undefined,
    snoozedUntil: sql.get<{ until: number }>(
      'SELECT until_at AS until FROM restock_snooze WHERE gtin = ? AND location = ?',
      gtin,
      location,
    )?.until,
    task: sql.get<{ task: string }>(
      `SELECT task FROM task WHERE gtin = ? AND to_location = ? AND kind = 'restock' AND state = 'needs-action'`,
      gtin,
      location,
    )?.task,
  };
}

/** What was learned tells how fast an item sells and, unless somebody pinned it, when to order. It gives no alarm anew. */
export function applyStoreLearned(sql: Sql, plan: Events['replenishment.learned']): void {
  sql.run(
    `INSERT INTO store_rule (gtin, level, target, velocity, pinned, armed, warned)
     VALUES (?, ?, ?, (SELECT sum(value) / 7.0 FROM json_each(?)), 0, 1, 0)
     ON CONFLICT (gtin) DO UPDATE SET velocity = excluded.velocity,
       level = CASE pinned WHEN 1 THEN level ELSE excluded.level END,
       target = CASE pinned WHEN 1 THEN target ELSE excluded.target END`,
    plan.gtin,
    plan.orderLevel,
    plan.orderLevel + 1,
    JSON.stringify(plan.week),
  );
}

export function applyStockLow(sql: Sql, { gtin }: { gtin: string }): void {
  sql.run('UPDATE store_rule SET armed = 0 WHERE gtin = ?', gtin);
}
export function applyStockRecovered(sql: Sql, { gtin }: { gtin: string }): void {
  sql.run('UPDATE store_rule SET armed = 1 WHERE gtin = ?', gtin);
}
export function applyWarned(warned: 0 | 1): (sql: Sql, data: { gtin: string }) => void {
  return (sql, { gtin }) => sql.run('UPDATE store_rule SET warned = ? WHERE gtin = ?', warned, gtin);
}

export function applySnoozed(sql: Sql, data: Events['replenishment.snoozed']): void {
  sql.run(
    `INSERT INTO restock_snooze (gtin, location, until_at, reason) VALUES (?, ?, ?, ?)
     ON CONFLICT (gtin, location) DO UPDATE SET until_at = excluded.until_at, reason = excluded.reason`,
    data.gtin,
    data.location,
    data.until,
    data.reason,
  );
}

/** Whoever sleeps no longer may ring again, even where it rang before. */
export function applyWoken(sql: Sql, { gtin, location }: Events['replenishment.woken']): void {
  sql.run('DELETE FROM restock_snooze WHERE gtin = ? AND location = ?', gtin, location);
  if (location === 'store') sql.run('UPDATE store_rule SET armed = 1 WHERE gtin = ?', gtin);
  else sql.run('UPDATE stock_rule SET armed = 1 WHERE gtin = ? AND location = ?', gtin, location);
}

/** Snoozes whose time is over. The id names the very end that passed, so it fires once, whoever asks again. */
export function due(sql: Sql, now: number): Pick<Command, 'id' | 'type' | 'body'>[] {
  return sql
    .all<{ gtin: string; location: 'shop-floor' | 'store'; until: number }>(
      'SELECT gtin, location, until_at AS until FROM restock_snooze WHERE until_at <= ? ORDER BY until_at, gtin LIMIT 50',
      now,
    )
    .map((body) => ({ id: `hub:wake:${body.gtin}:${body.location}:${body.until}`, type: 'replenishment.wake', body }));
}
