import type { BodyOf, Events } from '../../contract/commands.ts';
import type { PromotionTerms, PromotionView, Tier } from '../../contract/promotions.ts';
import { evaluate, type Priced } from '../../core/pricing/evaluate.ts';
import type { Offer, PricedLine, Promotion } from '../../core/pricing/promotion.ts';
import type { Sql } from '../../core/sql.ts';
import type { CouponFacts, IssueFacts, PromotionFact } from './rules.ts';

export function promotionFact(sql: Sql, { promotion }: { promotion: string }): PromotionFact | undefined {
  const row = sql.get<{ ended: number }>('SELECT ended FROM promotion WHERE promotion = ?', promotion);
  return row && { ended: row.ended === 1 };
}

export function issueFacts(sql: Sql, body: BodyOf<'promotions.issue-coupons'>): IssueFacts {
  const isTaken = (code: string): boolean =>
    sql.get(
      `SELECT 1 FROM coupon WHERE coupon = ? UNION ALL SELECT 1 FROM item_code WHERE code = ?
       UNION ALL SELECT 1 FROM member WHERE card = ?`,
      code,
      code,
      code,
    ) !== undefined;
  return { promotion: promotionFact(sql, body), taken: body.coupons.filter(isTaken).slice(0, 1) };
}

export function couponFacts(sql: Sql, { order, coupon }: { order: string; coupon: string }): CouponFacts {
  const row = sql.get<{ uses: number; used: number; until: number | null; ended: number }>(
    'SELECT c.uses, c.used, c.until, p.ended FROM coupon c JOIN promotion p USING (promotion) WHERE c.coupon = ?',
    coupon,
  );
  return {
    order: sql.get('SELECT state FROM customer_order WHERE order_id = ?', order),
    coupon: row && { ...row, ended: row.ended === 1 },
    lies: sql.get('SELECT 1 FROM order_coupon WHERE order_id = ? AND coupon = ?', order, coupon) !== undefined,
  };
}

export function scanFacts(sql: Sql, { counter, coupon }: BodyOf<'promotions.scan-coupon'>) {
  const at = sql.get<{ order: string }>(
    `SELECT order_id AS "order" FROM customer_order WHERE counter = ? AND state = 'open'`,
    counter,
  )?.order;
  return { ...couponFacts(sql, { order: at ?? '', coupon }), at };
}

export function couponsOn(sql: Sql, { order }: { order: string }): string[] {
  return sql
    .all<{ coupon: string }>('SELECT coupon FROM order_coupon WHERE order_id = ? ORDER BY coupon', order)
    .map(({ coupon }) => coupon);
}

export function applySet(sql: Sql, terms: PromotionTerms): void {
  sql.run(
    `INSERT INTO promotion (promotion, name_zh, name_en, offer, priority, stacks, at_most, starts_at, ends_at, with_coupon, tier, ended)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
     ON CONFLICT (promotion) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en, offer = excluded.offer,
       priority = excluded.priority, stacks = excluded.stacks, at_most = excluded.at_most, starts_at = excluded.starts_at,
       ends_at = excluded.ends_at, with_coupon = excluded.with_coupon, tier = excluded.tier, ended = 0`,
    terms.promotion,
    terms.nameZh,
    terms.nameEn,
    JSON.stringify(terms.offer),
    terms.priority ?? 0,
    terms.stacks ? 1 : 0,
    terms.atMost ?? null,
    terms.from ?? null,
    terms.until ?? null,
    terms.withCoupon ? 1 : 0,
    terms.tier ?? null,
  );
}
export function applyEnded(sql: Sql, { promotion }: Events['promotions.ended']): void {
  sql.run('UPDATE promotion SET ended = 1 WHERE promotion = ?', promotion);
}
export function applyIssued(sql: Sql, data: Events['promotions.coupons-issued']): void {
  for (const coupon of data.coupons)
    sql.run(
      'INSERT INTO coupon (coupon, promotion, uses, used, until) VALUES (?, ?, ?, 0, ?)',
      coupon,
      data.promotion,
      data.uses,
      data.until ?? null,
    );
}
export function applyPut(sql: Sql, { order, coupon }: Events['promotions.coupon-put']): void {
  sql.run('INSERT INTO order_coupon (order_id, coupon) VALUES (?, ?)', order, coupon);
}
export function applyTakenOff(sql: Sql, { order, coupon }: Events['promotions.coupon-taken-off']): void {
  sql.run('DELETE FROM order_coupon WHERE order_id = ? AND coupon = ?', order, coupon);
}
export function applySettled(sql: Sql, { order, used }: Events['promotions.coupons-settled']): void {
  for (const coupon of used) sql.run('UPDATE coupon SET used = used + 1 WHERE coupon = ?', coupon);
  sql.run('DELETE FROM order_coupon WHERE order_id = ?', order);
}

interface Row {
  promotion: string;
  nameZh: string;
  nameEn: string;
  offer: string;
  priority: number;
  stacks: number;
  atMost: number | null;
  from: number | null;
  until: number | null;
  withCoupon: number;
  tier: Tier | null;
  ended: number;
}
const columns = `promotion, name_zh AS nameZh, name_en AS nameEn, offer, priority, stacks, at_most AS atMost,
  starts_at AS "from", ends_at AS until, with_coupon AS withCoupon, tier, ended`;
/** A customer of a tier has what is for the tiers below it as well. */
const TIERS: readonly Tier[] = ['regular', 'gold', 'diamond'];

export interface PricedOrder extends Priced {
  /** Coupons that took something off. */
  readonly coupons: readonly string[];
  readonly names: ReadonlyMap<string, { readonly nameZh: string; readonly nameEn: string }>;
}

/** Whether any promotion was made and not ended. */
export function hasPromotions(sql: Sql): boolean {
  return sql.get('SELECT 1 FROM promotion WHERE ended = 0 LIMIT 1') !== undefined;
}

/** What the lines of an order cost at this instant, with its coupons and its customer's tier. */
export function priceOrder(sql: Sql, order: string, lines: readonly PricedLine[], now: number): PricedOrder {
  const live = sql.all<Row & { coupon: string | null }>(
    `SELECT ${columns}, (SELECT min(c.coupon) FROM order_coupon o JOIN coupon c USING (coupon)
        WHERE o.order_id = ? AND c.promotion = p.promotion AND c.used < c.uses AND (c.until IS NULL OR c.until > ?)) AS coupon
     FROM promotion p WHERE ended = 0 AND (starts_at IS NULL OR starts_at <= ?) AND (ends_at IS NULL OR ends_at > ?)`,
    order,
    now,
    now,
    now,
  );
  if (live.length === 0) return { ...evaluate(lines, []), coupons: [], names: new Map() };
  const tier = sql.get<{ tier: Tier }>(
    'SELECT tier FROM order_member JOIN member USING (member) WHERE order_id = ?',
    order,
  )?.tier;
  const rank = tier === undefined ? -1 : TIERS.indexOf(tier);
  const mine = live.filter(
    (row) => (row.withCoupon === 0 || row.coupon !== null) && (row.tier === null || TIERS.indexOf(row.tier) <= rank),
  );
  const priced = evaluate(lines, mine.map(promotionOf));
  const counted = new Set(priced.discounts.map(({ promotion }) => promotion));
  return {
    ...priced,
    coupons: mine.flatMap((row) =>
      row.coupon !== null && row.withCoupon === 1 && counted.has(row.promotion) ? [row.coupon] : [],
    ),
    names: new Map(mine.map(({ promotion, nameZh, nameEn }) => [promotion, { nameZh, nameEn }])),
  };
}

function promotionOf({ promotion, offer, priority, stacks, atMost }: Row): Promotion {
  return {
    promotion,
    offer: JSON.parse(offer) as Offer,
    priority,
    stacks: stacks === 1,
    ...(atMost === null ? {} : { atMost }),
  };
}

/** All promotions, the newest to end first, with how their coupons fare. */
export function promotionViews(sql: Sql, now: number): PromotionView[] {
  return sql
    .all<Row & { coupons: number; couponsUsed: number }>(
      `SELECT ${columns}, (SELECT coalesce(sum(uses), 0) FROM coupon c WHERE c.promotion = p.promotion) AS coupons,
         (SELECT coalesce(sum(used), 0) FROM coupon c WHERE c.promotion = p.promotion) AS couponsUsed
       FROM promotion p ORDER BY ended, coalesce(ends_at, 9e15) DESC, promotion LIMIT 500`,
    )
    .map(({ offer, stacks, withCoupon, ended, atMost, from, until, tier, ...row }) => ({
      ...row,
      offer: JSON.parse(offer) as PromotionTerms['offer'],
      stacks: stacks === 1,
      withCoupon: withCoupon === 1,
      ...(atMost === null ? {} : { atMost }),
      ...(from === null ? {} : { from }),
      ...(until === null ? {} : { until }),
      ...(tier === null ? {} : { tier }),
      state:
        ended === 1
          ? 'ended'
          : from !== null && from > now
            ? 'planned'
            : until !== null && until <= now
              ? 'past'
              : 'live',
    }));
}
