import type { BodyOf, Events } from '../../contract/commands.ts';
import type { StockMoved } from '../../contract/inventory.ts';
import type { Entry } from '../../contract/journal.ts';
import type { LevelReason, ShelfLow, SupplyPolicy } from '../../contract/replenishment.ts';
import type { Sql } from '../../core/sql.ts';
import type { LearnedFacts, ReviewFacts, StandingLevel } from './rules.ts';

const SHELF = 'shop-floor';

/** Which of the items are not in the catalogue. */
export function unknownItems(sql: Sql, body: BodyOf<'replenishment.set-levels'>): string[] {
  return body.rules
    .map((rule) => rule.gtin)
    .filter((gtin) => sql.get('SELECT 1 FROM item WHERE gtin = ?', gtin) === undefined);
}

/**
 * A level set by a person arms the rule. A learned one must not: a shelf that is low every night would be told every night.
 * It only arms where the shelf now stands above it.
 */
export function applyLevel(sql: Sql, rule: Events['replenishment.level-set']): void {
  const { gtin, location, level, target } = rule;
  if (location === 'store') applyStoreLevel(sql, rule);
  else if (rule.learned)
    sql.run(
      `INSERT INTO stock_rule (gtin, location, level, target, armed) VALUES (?, ?, ?, ?, 1)
       ON CONFLICT (gtin, location) DO UPDATE SET level = excluded.level, target = excluded.target,
         armed = armed = 1 OR excluded.level < coalesce(
           (SELECT on_hand FROM stock_level l WHERE l.gtin = excluded.gtin AND l.location = excluded.location), 0)`,
      gtin,
      location,
      level,
      target,
    );
  else
    sql.run(
      `INSERT INTO stock_rule (gtin, location, level, target, armed, room) VALUES (?, ?, ?, ?, 1, ?)
       ON CONFLICT (gtin, location) DO UPDATE SET level = excluded.level, target = excluded.target,
         room = excluded.room, armed = 1`,
      gtin,
      location,
      level,
      target,
      target,
    );
}

/** A level of the store set by a person or taken from what was learned; it arms the rule. */
function applyStoreLevel(sql: Sql, rule: { gtin: string; level: number; target: number }): void {
  sql.run(
    `INSERT INTO store_rule (gtin, level, target, velocity, pinned, armed, warned)
     VALUES (?, ?, ?, coalesce((SELECT sum(value) / 7.0 FROM learned_plan p, json_each(p.week) WHERE p.gtin = ?), 0), 0, 1, 0)
     ON CONFLICT (gtin) DO UPDATE SET level = excluded.level, target = excluded.target, armed = 1`,
    rule.gtin,
    rule.level,
    rule.target,
    rule.gtin,
  );
}

export function applyLow(sql: Sql, low: ShelfLow): void {
  sql.run('UPDATE stock_rule SET armed = 0 WHERE gtin = ? AND location = ?', low.gtin, low.location);
}

/** A shelf that was low is only lifted above its level by what comes to it. */
export function applyMoved(sql: Sql, moved: StockMoved, entry: Entry): void {
  const shelf = moved.after.find((level) => level.location === SHELF);
  if (!shelf) return;
  if (moved.to === SHELF)
    sql.run(
      'UPDATE stock_rule SET armed = 1 WHERE gtin = ? AND location = ? AND armed = 0 AND level < ?',
      moved.gtin,
      SHELF,
      shelf.onHand,
    );
  const sold = moved.reason === 'sale' ? moved.quantity : moved.reason === 'sale_void' ? -moved.quantity : 0;
  sql.run(
    `INSERT INTO demand_day (gtin, date, sold, stocked_out, shelf) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (gtin, date) DO UPDATE SET sold = sold + excluded.sold, shelf = excluded.shelf,
       stocked_out = CASE WHEN excluded.shelf < 0 THEN 0 WHEN excluded.shelf = 0 THEN 1 ELSE stocked_out END`,
    moved.gtin,
    entry.businessDate,
    sold,
    shelf.onHand === 0 ? 1 : 0,
    shelf.onHand,
  );
}

export function applyPinned(pinned: 0 | 1): (sql: Sql, rule: { gtin: string; location: string }) => void {
  return (sql, { gtin, location }) => {
    if (location === 'store') sql.run('UPDATE store_rule SET pinned = ? WHERE gtin = ?', pinned, gtin);
    else sql.run('UPDATE stock_rule SET pinned = ? WHERE gtin = ? AND location = ?', pinned, gtin, location);
  };
}

export function applyPolicy(sql: Sql, policy: SupplyPolicy): void {
  sql.run(
    'INSERT INTO supply_policy (one, details) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET details = excluded.details',
    JSON.stringify(policy),
  );
}

/** Forgets how far the learning had come: the next look begins with the first item. */
export function applyAsked(sql: Sql): void {
  sql.run('DELETE FROM learning');
}

export function applyLearned(sql: Sql, plan: Events['replenishment.learned']): void {
  sql.run(
    `INSERT INTO learned_plan (gtin, date, method, chosen, level, target, order_level, week, dispersion, why_zh, why_en)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (gtin) DO UPDATE SET date = excluded.date, method = excluded.method, chosen = excluded.chosen,
       level = excluded.level, target = excluded.target, order_level = excluded.order_level, week = excluded.week,
       dispersion = excluded.dispersion, why_zh = excluded.why_zh, why_en = excluded.why_en`,
    ...[plan.gtin, plan.date, plan.method, plan.chosen, plan.level, plan.target, plan.orderLevel],
    ...[JSON.stringify(plan.week), plan.dispersion, plan.why.zh, plan.why.en],
  );
}

export function applyLearnedThrough(sql: Sql, through: Events['replenishment.learned-through']): void {
  sql.run(
    `INSERT INTO learning (one, date, after, done) VALUES (1, ?, ?, ?)
     ON CONFLICT (one) DO UPDATE SET date = excluded.date, after = excluded.after, done = excluded.done`,
    through.date,
    through.after,
    through.done ? 1 : 0,
  );
}

type Pair = { level: number; target: number };

/** Of the shelf or, where `location` says so, of the store as a whole. */
export function levelFacts(sql: Sql, { gtin, location }: { gtin: string; location?: string }): StandingLevel {
  const itemKnown = sql.get('SELECT 1 FROM item WHERE gtin = ?', gtin) !== undefined;
  if (location === 'store') {
    const row = sql.get<Pair & { pinned: number }>('SELECT level, target, pinned FROM store_rule WHERE gtin = ?', gtin);
    const learned = sql.get<Pair>(
      'SELECT order_level AS level, order_level + 1 AS target FROM learned_plan WHERE gtin = ?',
      gtin,
    );
    return { rule: row && { ...row, pinned: row.pinned === 1 }, learned, itemKnown };
  }
  const rule = sql.get<Pair & { pinned: number }>(
    "SELECT level, target, pinned FROM stock_rule WHERE gtin = ? AND location = 'shop-floor'",
    gtin,
  );
  return {
    rule: rule && { ...rule, pinned: rule.pinned === 1 },
    learned: sql.get<Pair>('SELECT level, target FROM learned_plan WHERE gtin = ?', gtin),
    itemKnown,
  };
}

export function learnedFacts(sql: Sql, body: BodyOf<'replenishment.take-learned'>): LearnedFacts {
  return { standing: new Map(body.plans.map((item) => [item.gtin, levelFacts(sql, item)])) };
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
  until: number | null;
}

/** Nothing where no rule stands: such a shelf is nobody's worry. */
export function reviewFacts(
  sql: Sql,
  body: BodyOf<'replenishment.review'>,
  moment: { readonly now: number },
): ReviewFacts | undefined {
  const row = sql.get<ReviewRow>(
    `SELECT r.level, r.target, r.armed,
       s.on_hand AS onHand, b.on_hand AS backRoom, t.task, t.state, t.quantity, z.until_at AS until
     FROM stock_rule r
     LEFT JOIN restock_snooze z ON z.gtin = r.gtin AND z.location = r.location
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
    isSnoozed: row.until !== null && row.until > moment.now,
    onHand: row.onHand ?? 0,
    backRoom: row.backRoom ?? 0,
    task: row.task
      ? { task: row.task, untouched: row.state === 'needs-action', quantity: row.quantity ?? 0 }
      : undefined,
  };
}

/** A shop that has said nothing orders every day for the day after tomorrow. */
const USUAL_POLICY: SupplyPolicy = { leadDays: 2, fill: 0.98 };

export function supplyPolicy(sql: Sql): Readonly<SupplyPolicy> {
  const row = sql.get<{ details: string }>('SELECT details FROM supply_policy WHERE one = 1');
  return row ? sql.settings<SupplyPolicy>(row.details) : USUAL_POLICY;
}

/** How far learning has come: through which day, after which item, and whether all items are through. */
export function learningState(sql: Sql): { date: string; after: string; done: number } | undefined {
  return sql.get('SELECT date, after, done FROM learning WHERE one = 1');
}

/** Why the item's level is what it is; nothing where nothing was learned or pinned. */
export function levelReason(sql: Sql, gtin: string): LevelReason {
  const pinned = sql.get("SELECT 1 FROM stock_rule WHERE gtin = ? AND location = 'shop-floor' AND pinned = 1", gtin);
  const plan = sql.get<{ level: number; orderLevel: number; zh: string; en: string }>(
    'SELECT level, order_level AS orderLevel, why_zh AS zh, why_en AS en FROM learned_plan WHERE gtin = ?',
    gtin,
  );
  return {
    ...(pinned ? { pinned: true } : {}),
    ...(plan ? { learnedLevel: plan.level, orderLevel: plan.orderLevel, why: { zh: plan.zh, en: plan.en } } : {}),
  };
}
