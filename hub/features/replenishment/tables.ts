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
  if (rule.learned)
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
  return (sql, { gtin, location }) =>
    sql.run('UPDATE stock_rule SET pinned = ? WHERE gtin = ? AND location = ?', pinned, gtin, location);
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

export function levelFacts(sql: Sql, { gtin }: { gtin: string }): StandingLevel {
  const rule = sql.get<Pair & { pinned: number }>(
    "SELECT level, target, pinned FROM stock_rule WHERE gtin = ? AND location = 'shop-floor'",
    gtin,
  );
  return {
    rule: rule && { ...rule, pinned: rule.pinned === 1 },
    learned: sql.get<Pair>('SELECT level, target FROM learned_plan WHERE gtin = ?', gtin),
    itemKnown: sql.get('SELECT 1 FROM item WHERE gtin = ?', gtin) !== undefined,
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

export interface LearnedRow {
  readonly gtin: string;
  readonly method: string;
  readonly chosen: string;
  readonly level: number;
  readonly target: number;
  readonly orderLevel: number;
  readonly week: string;
  readonly dispersion: number;
}
export interface LearnerRow {
  readonly gtin: string;
  readonly unit: 'each' | 'gram';
  readonly casePack: number | null;
  readonly room: number | null;
  readonly category: string;
  readonly since: string;
}

/** Goods by weight are a category of their own: a gram is no piece. */
const CATEGORY = `coalesce(i.details ->> '$.categoryEn', i.details ->> '$.categoryZh', '') || ' ' || i.unit`;

/** What the categories of the next items sold per day, and the last of these items; none when there are no more. */
export function categorySales(
  sql: Sql,
  after: string,
  limit: number,
): { rows: { category: string; date: string; sold: number }[]; upTo: string | undefined } {
  const next = sql.all<{ gtin: string }>('SELECT gtin FROM item WHERE gtin > ? ORDER BY gtin LIMIT ?', after, limit);
  const upTo = next.at(-1)?.gtin;
  if (upTo === undefined) return { rows: [], upTo };
  const rows = sql.all<{ category: string; date: string; sold: number }>(
    `SELECT ${CATEGORY} AS category, d.date, sum(d.sold) AS sold FROM item i JOIN demand_day d ON d.gtin = i.gtin
      WHERE i.gtin > ? AND i.gtin <= ? GROUP BY 1, 2`,
    after,
    upTo,
  );
  return { rows, upTo };
}

/** The next items to learn about, in the order of their numbers: those that have sold or stood on the shelf. */
export function nextLearners(sql: Sql, after: string, limit: number): LearnerRow[] {
  return sql.all(
    `SELECT i.gtin, i.unit, i.details ->> '$.casePack' AS casePack, r.room, ${CATEGORY} AS category,
         (SELECT min(date) FROM demand_day d WHERE d.gtin = i.gtin) AS since
       FROM item i LEFT JOIN stock_rule r ON r.gtin = i.gtin AND r.location = 'shop-floor'
      WHERE i.gtin > ? AND since IS NOT NULL ORDER BY i.gtin LIMIT ?`,
    after,
    limit,
  );
}

export function demandDays(
  sql: Sql,
  gtin: string,
  from: string,
  until: string,
): { date: string; sold: number; stockedOut: number; closing: number }[] {
  return sql.all(
    `SELECT date, sold, stocked_out AS stockedOut, shelf AS closing FROM demand_day
      WHERE gtin = ? AND date BETWEEN ? AND ? ORDER BY date`,
    gtin,
    from,
    until,
  );
}

export function learnedPlan(sql: Sql, gtin: string): LearnedRow | undefined {
  return sql.get(
    `SELECT gtin, method, chosen, level, target, order_level AS orderLevel, week, dispersion FROM learned_plan
      WHERE gtin = ?`,
    gtin,
  );
}

export interface StandingRow extends LearnedRow {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly unit: string;
  readonly casePack: number | null;
  readonly shopFloor: number;
  readonly backRoom: number;
  readonly ruleLevel: number | null;
  readonly pinned: number | null;
  readonly soldToday: number;
  readonly date: string;
  readonly zh: string;
  readonly en: string;
}

/** Every item that has learned levels, with what is there now and what was sold today. */
export function standings(sql: Sql, today: string): StandingRow[] {
  return sql.all(
    `SELECT p.gtin, p.method, p.chosen, p.level, p.target, p.order_level AS orderLevel, p.week, p.dispersion, p.date,
         p.why_zh AS zh, p.why_en AS en, i.name_zh AS nameZh, i.name_en AS nameEn, i.unit,
         i.details ->> '$.casePack' AS casePack, coalesce(f.on_hand, 0) AS shopFloor, coalesce(b.on_hand, 0) AS backRoom,
         r.level AS ruleLevel, r.pinned, coalesce(d.sold, 0) AS soldToday
       FROM learned_plan p JOIN item i ON i.gtin = p.gtin
       LEFT JOIN stock_level f ON f.gtin = p.gtin AND f.location = 'shop-floor'
       LEFT JOIN stock_level b ON b.gtin = p.gtin AND b.location = 'back-room'
       LEFT JOIN stock_rule r ON r.gtin = p.gtin AND r.location = 'shop-floor'
       LEFT JOIN demand_day d ON d.gtin = p.gtin AND d.date = ?`,
    today,
  );
}
