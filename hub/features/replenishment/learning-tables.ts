import type { Sql } from '../../core/sql.ts';

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
