import type { BodyOf, Events } from '../../contract/commands.ts';
import type { LoyaltyPolicy, MemberHistory, MemberView, PointsMoved } from '../../contract/customers.ts';
import type { Entry } from '../../contract/journal.ts';
import { dateOf, dayNumber } from '../../core/calendar.ts';
import type { Moment } from '../../core/feature.ts';
import type { Sql } from '../../core/sql.ts';
import { type MemberFact, type PutFacts, type SettleFacts, usualPolicy } from './rules.ts';

export function cardTaken(sql: Sql, { card }: { card: string }): boolean {
  return (
    sql.get(
      `SELECT 1 FROM member WHERE card = ? UNION ALL SELECT 1 FROM coupon WHERE coupon = ?
       UNION ALL SELECT 1 FROM item_code WHERE code = ?`,
      card,
      card,
      card,
    ) !== undefined
  );
}
export function memberFact(sql: Sql, { member }: { member: string }): MemberFact | undefined {
  return sql.get('SELECT member, points, tier FROM member WHERE member = ?', member);
}

/** The customer a card belongs to; a phone number does where only one customer has it. */
export function memberOf(sql: Sql, card: string): string | undefined {
  const byCard = sql.get<{ member: string }>('SELECT member FROM member WHERE card = ?', card);
  if (byCard) return byCard.member;
  const byPhone = sql.all<{ member: string }>('SELECT member FROM member WHERE phone = ? LIMIT 2', card);
  return byPhone.length === 1 ? byPhone[0]?.member : undefined;
}

export function putFacts(sql: Sql, { counter, card }: BodyOf<'customers.put-on-order'>): PutFacts {
  const order = sql.get<{ order: string }>(
    `SELECT order_id AS "order" FROM customer_order WHERE counter = ? AND state = 'open'`,
    counter,
  )?.order;
  return { order, member: memberOf(sql, card), current: order && memberOn(sql, { order })?.member };
}
export function memberOn(sql: Sql, { order }: { order: string }): { member: string } | undefined {
  return sql.get('SELECT member FROM order_member WHERE order_id = ?', order);
}

export function readPolicy(sql: Sql): LoyaltyPolicy {
  return (
    sql.get<LoyaltyPolicy>(
      `SELECT earn_per_minor AS earnPerMinor, point_worth_minor AS pointWorthMinor, gold_minor AS goldMinor,
         diamond_minor AS diamondMinor, tier_days AS tierDays FROM loyalty_policy WHERE one = 1`,
    ) ?? usualPolicy
  );
}

/** What the customer of an order may pay with points: nothing without a customer. */
export function pointsFor(sql: Sql, order: string): { points: number; worthMinor: number } {
  const row = sql.get<{ points: number }>(
    'SELECT points FROM order_member JOIN member USING (member) WHERE order_id = ?',
    order,
  );
  if (!row) return { points: 0, worthMinor: 0 };
  return { points: row.points, worthMinor: row.points * readPolicy(sql).pointWorthMinor };
}

export function settleFacts(sql: Sql, { order }: { order: string }, moment: Moment): SettleFacts {
  const on = memberOn(sql, { order });
  if (!on) return { member: undefined, policy: usualPolicy, settled: false, spentMinor: 0 };
  const policy = readPolicy(sql);
  const member = memberFact(sql, on);
  const since = dateOf(dayNumber(moment.businessDate) - policy.tierDays);
  const spent = sql.get<{ n: number }>(
    'SELECT coalesce(sum(spent_minor), 0) AS n FROM member_day WHERE member = ? AND business_date > ?',
    member?.member ?? '',
    since,
  );
  const settled = sql.get(
    `SELECT 1 FROM point_move WHERE member = ? AND cause = ? AND kind IN ('earned', 'spent')`,
    member?.member ?? '',
    order,
  );
  return { member, policy, settled: settled !== undefined, spentMinor: spent?.n ?? 0 };
}

export function applyEnrolled(sql: Sql, data: Events['customers.enrolled'], entry: Entry): void {
  sql.run(
    `INSERT INTO member (member, card, name, phone, tier, points, joined_at) VALUES (?, ?, ?, ?, 'regular', 0, ?)`,
    data.member,
    data.card,
    data.name,
    data.phone ?? null,
    entry.at,
  );
}
export function applyPut(sql: Sql, { order, member }: Events['customers.put-on-order']): void {
  sql.run(
    'INSERT INTO order_member (order_id, member) VALUES (?, ?) ON CONFLICT (order_id) DO UPDATE SET member = excluded.member',
    order,
    member,
  );
}
export function applyTakenOff(sql: Sql, { order }: Events['customers.taken-off-order']): void {
  sql.run('DELETE FROM order_member WHERE order_id = ?', order);
}
export function applyPoints(sql: Sql, { member, cause, kind, points }: PointsMoved, entry: Entry): void {
  sql.run(
    'INSERT INTO point_move (member, cause, kind, points, at) VALUES (?, ?, ?, ?, ?)',
    member,
    cause,
    kind,
    points,
    entry.at,
  );
  sql.run('UPDATE member SET points = points + ? WHERE member = ?', points, member);
}
export function applySpent(sql: Sql, { member, spentMinor }: Events['customers.spent'], entry: Entry): void {
  sql.run(
    `INSERT INTO member_day (member, business_date, spent_minor, orders) VALUES (?, ?, ?, 1)
     ON CONFLICT (member, business_date) DO UPDATE SET spent_minor = spent_minor + excluded.spent_minor, orders = orders + 1`,
    member,
    entry.businessDate,
    spentMinor,
  );
}
export function applyTier(sql: Sql, { member, to }: Events['customers.tier-changed']): void {
  sql.run('UPDATE member SET tier = ? WHERE member = ?', to, member);
}
export function applyPolicy(sql: Sql, policy: LoyaltyPolicy): void {
  sql.run(
    `INSERT INTO loyalty_policy (one, earn_per_minor, point_worth_minor, gold_minor, diamond_minor, tier_days) VALUES (1, ?, ?, ?, ?, ?)
     ON CONFLICT (one) DO UPDATE SET earn_per_minor = excluded.earn_per_minor, point_worth_minor = excluded.point_worth_minor,
       gold_minor = excluded.gold_minor, diamond_minor = excluded.diamond_minor, tier_days = excluded.tier_days`,
    policy.earnPerMinor,
    policy.pointWorthMinor,
    policy.goldMinor,
    policy.diamondMinor,
    policy.tierDays,
  );
}

type Row = Omit<MemberView, 'phone' | 'worthMinor'> & { phone: string | null };
const columns = 'member, card, name, phone, tier, points, joined_at AS joinedAt';

/** Of a phone number only the end is shown: enough to ask "is it yours?". */
function viewOf({ phone, ...row }: Row, worth: number): MemberView {
  return { ...row, ...(phone === null ? {} : { phone: `…${phone.slice(-4)}` }), worthMinor: row.points * worth };
}

export function membersLike(sql: Sql, q: string): MemberView[] {
  const worth = readPolicy(sql).pointWorthMinor;
  const like = `%${q.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return sql
    .all<Row>(
      `SELECT ${columns} FROM member WHERE card = ? OR phone = ? OR name LIKE ? ESCAPE '\\' ORDER BY name, member LIMIT 50`,
      q,
      q,
      like,
    )
    .map((row) => viewOf(row, worth));
}
export function memberView(sql: Sql, member: string): MemberView | undefined {
  const row = sql.get<Row>(`SELECT ${columns} FROM member WHERE member = ?`, member);
  return row && viewOf(row, readPolicy(sql).pointWorthMinor);
}

/** What a clerk may know while serving: the last orders and how the points came about. */
export function memberHistory(sql: Sql, member: string): MemberHistory | undefined {
  const view = memberView(sql, member);
  if (!view) return undefined;
  const orders = sql.all<MemberHistory['orders'][number]>(
    `SELECT o.order_id AS "order", o.number, o.touched_at AS at, coalesce(o.paid_minor, 0) AS totalMinor
     FROM order_member m JOIN customer_order o USING (order_id) WHERE m.member = ? AND o.state = 'paid'
     ORDER BY o.number DESC LIMIT 20`,
    member,
  );
  const moves = sql.all<MemberHistory['moves'][number]>(
    'SELECT cause, kind, points, at FROM point_move WHERE member = ? ORDER BY at DESC, cause, kind LIMIT 50',
    member,
  );
  return { ...view, orders, moves };
}
