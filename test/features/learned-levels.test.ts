import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { BodyOf, CommandType } from '../../hub/contract/commands.ts';
import { dayNumber } from '../../hub/core/calendar.ts';
import { categoryWeeksNow } from '../../hub/edges/category-weeks.ts';
import { nextBatch } from '../../hub/edges/learning-slice.ts';
import { levelReason } from '../../hub/features/replenishment/tables.ts';
import { openTasks } from '../../hub/features/tasks/tables.ts';
import { checkRebuild, digests } from '../../hub/store/rebuild.ts';
import { NOODLES, only, TestShop, WATER } from '../rigs/shop.ts';
import { Trade } from '../store/trade.ts';

const DAY_MS = 86_400_000;
const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
const FIRST = dayNumber('2026-11-21');

/** A shop whose days pass: commands carry the day's date, as the hub's clock would give it. */
class Weeks {
  readonly shop = new TestShop().setUp();
  day = FIRST;

  must<T extends CommandType>(type: T, body: BodyOf<T>): void {
    this.shop.today = dateOf(this.day);
    this.shop.now = this.day * DAY_MS;
    this.shop.must(type, body);
  }
  sell(gtin: string, quantity: number): void {
    if (quantity > 0)
      this.must('inventory.move', { gtin, from: 'shop-floor', to: 'customer', quantity, reason: 'sale' });
  }
  fill(gtin: string, quantity: number): void {
    this.must('inventory.receive', { gtin, quantity, location: 'shop-floor' });
  }
  /** Days on which the item sells by the list, over and over, from a shelf that never runs dry. */
  trade(gtin: string, count: number, sales: readonly number[]): this {
    for (let i = 0; i < count; i += 1) {
      const sold = sales[i % sales.length] ?? 0;
      this.sell(gtin, sold);
      if (sold > 0) this.fill(gtin, sold);
      this.day += 1;
    }
    return this;
  }
  /** Learns everything about the days that are over. @returns the batches it took */
  learn(size = 100): number {
    const until = dateOf(this.day - 1);
    const weeks = categoryWeeksNow(this.shop.sql, until);
    for (let batches = 0; ; batches += 1) {
      const batch = nextBatch(this.shop.sql, until, size, weeks);
      if (batch === undefined) return batches;
      this.must(batch.type, batch.body);
    }
  }
  rule(gtin: string): { level: number; target: number; pinned: number } | undefined {
    return this.shop.sql.get(
      "SELECT level, target, pinned FROM stock_rule WHERE gtin = ? AND location = 'shop-floor'",
      gtin,
    );
  }
  told(type: string): number {
    return this.shop.sql.get<{ n: number }>('SELECT count(*) AS n FROM journal WHERE type = ?', type)?.n ?? 0;
  }
}

const demand = (shop: TestShop, gtin: string) =>
  shop.sql.all('SELECT date, sold, stocked_out AS out, shelf FROM demand_day WHERE gtin = ? ORDER BY date', gtin);

test('INV-12: sales of a day add up, takings-back count against them, and an emptied shelf is noted', () => {
  const weeks = new Weeks();
  const { shop } = weeks;
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER, quantity: 5 });
  shop.do('orders.undo', { order: shop.sql.get<{ o: string }>('SELECT order_id AS o FROM customer_order')?.o ?? '' });
  expect(demand(shop, WATER)).toEqual([{ date: '2026-11-21', sold: 0, out: 0, shelf: 12 }]);
  weeks.sell(WATER, 12);
  weeks.day += 1;
  weeks.fill(WATER, 6);
  weeks.day += 2;
  weeks.sell(WATER, 6);
  weeks.sell(WATER, 1);
  expect(demand(shop, WATER)).toEqual([
    { date: '2026-11-21', sold: 12, out: 1, shelf: 0 },
    { date: '2026-11-22', sold: 0, out: 0, shelf: 6 },
    { date: '2026-11-24', sold: 7, out: 0, shelf: -1 },
  ]);
});

test('INV-12: after four weeks a level is learned, with its reason, and its task follows; before that nothing changes', () => {
  const weeks = new Weeks().trade(WATER, 27, [3, 2, 4, 3, 5, 9, 6]);
  weeks.learn();
  expect(weeks.rule(WATER)).toEqual({ level: 10, target: 24, pinned: 0 });
  expect(levelReason(weeks.shop.sql, WATER)).toEqual({});
  weeks.trade(WATER, 29, [3, 2, 4, 3, 5, 9, 6]);
  weeks.learn();
  const { level, target } = weeks.rule(WATER) ?? { level: 0, target: 0 };
  expect(level).toBeGreaterThanOrEqual(9);
  expect(level).toBeLessThan(23);
  // A person said that 24 fit on the shelf; learning has no better knowledge of that.
  expect(target).toBe(24);
  const reason = levelReason(weeks.shop.sql, WATER);
  expect(reason).toMatchObject({ learnedLevel: level });
  expect(reason.why?.en).toMatch(new RegExp(`^sells 4\\.\\d a day, .*lorry on .*: shelf level ${level}, order level `));
  expect(reason.why?.zh).toMatch(/^每天卖 4\.\d 件/);
  expect(checkRebuild(weeks.shop.sql, weeks.shop.book).drift).toEqual([]);
});

test('an item nobody set a level for gets one, and one that nobody sells is never ordered', () => {
  const weeks = new Weeks();
  weeks.fill(NOODLES, 50);
  weeks.trade(NOODLES, 60, [2, 0, 1]);
  weeks.learn();
  expect(weeks.rule(NOODLES)?.level).toBeGreaterThan(0);
  expect(levelReason(weeks.shop.sql, NOODLES).orderLevel).toBeGreaterThan(1);
  expect(levelReason(weeks.shop.sql, WATER).orderLevel).toBe(-1);
});

test('a pinned level is never overwritten, tells the learned one beside it, and unpinning lets that hold', () => {
  const weeks = new Weeks().trade(WATER, 60, [3, 2, 4, 3, 5, 9, 6]);
  weeks.must('replenishment.pin', { gtin: WATER, level: 20 });
  weeks.learn();
  expect(weeks.rule(WATER)).toEqual({ level: 20, target: 24, pinned: 1 });
  const learned = levelReason(weeks.shop.sql, WATER);
  expect(learned).toMatchObject({ pinned: true, why: { en: expect.stringContaining('shelf level') } });
  expect(learned.learnedLevel).toBeLessThan(20);
  weeks.must('replenishment.unpin', { gtin: WATER });
  expect(weeks.rule(WATER)).toEqual({ level: learned.learnedLevel, target: 24, pinned: 0 });
  expect(weeks.shop.must('replenishment.unpin', { gtin: WATER })).toEqual([]);
  expect(weeks.shop.do('replenishment.pin', { gtin: NOODLES })).toMatchObject({ refusal: { code: 'level-missing' } });
  expect(weeks.shop.do('replenishment.pin', { gtin: '06900000000014', level: 1 })).toMatchObject({
    refusal: { code: 'item-missing' },
  });
  expect(only(weeks.shop.must('replenishment.pin', { gtin: WATER }), 'replenishment.pinned')).toHaveLength(1);
  expect(weeks.shop.must('replenishment.pin', { gtin: WATER })).toEqual([]);
});

test('a night with nothing new says nothing about items; a week later it is the same again', () => {
  const weeks = new Weeks().trade(WATER, 56, [3, 2, 4, 3, 5, 9, 6]);
  weeks.learn();
  const before = weeks.told('replenishment.learned');
  expect(weeks.learn()).toBe(0);
  weeks.trade(WATER, 7, [3, 2, 4, 3, 5, 9, 6]);
  expect(weeks.learn()).toBe(1);
  expect(weeks.told('replenishment.learned')).toBe(before);
  weeks.must('replenishment.learn', {});
  expect(weeks.learn()).toBe(1);
});

test('learning goes on where a restart cut it off, and comes to the same however it is cut', () => {
  const results = [1, 2, 100].map((size) => {
    const weeks = new Weeks();
    weeks.fill(NOODLES, 40);
    weeks.trade(WATER, 40, [3, 2, 4, 3, 5, 9, 6]);
    weeks.sell(NOODLES, 5);
    const batches = weeks.learn(size);
    return { batches, plans: weeks.shop.sql.all('SELECT * FROM learned_plan ORDER BY gtin') };
  });
  expect(results.map(({ batches }) => batches)).toEqual([3, 2, 1]);
  expect(results[0]?.plans).toHaveLength(2);
  expect(results[1]?.plans).toEqual(results[0]?.plans);
  expect(results[2]?.plans).toEqual(results[0]?.plans);
});

test('TASK-14: a low shelf with an empty back room is not told again by every learned level', () => {
  const weeks = new Weeks();
  const { shop } = weeks;
  shop.must('inventory.correct', { gtin: WATER, location: 'back-room', counted: 0 });
  weeks.sell(WATER, 4);
  const [low] = openTasks(shop.sql);
  shop.must('tasks.claim', { task: low?.task ?? '', staff: 'w1' });
  shop.must('tasks.finish', { task: low?.task ?? '', staff: 'w1', quantity: 0 });
  expect(openTasks(shop.sql).filter((task) => task.kind === 'restock')).toEqual([]);
  const about = { method: 'pool', chosen: '2026-11-20', orderLevel: 20, week: [1, 1, 1, 1, 1, 1, 1], dispersion: 1 };
  for (const level of [11, 12, 13]) {
    const plans = [{ gtin: WATER, level, target: 24, ...about, why: { zh: '每天卖 1 件', en: 'sells 1 a day' } }];
    shop.must('replenishment.take-learned', { date: '2026-11-20', after: WATER, done: true, plans });
  }
  expect(weeks.rule(WATER)?.level).toBe(13);
  expect(openTasks(shop.sql).filter((task) => task.kind === 'restock')).toEqual([]);
});

test('a shop from before this migration learns from everything it has written down', () => {
  const shop = new TestShop().setUp();
  const trade = new Trade(shop, 77);
  for (let i = 0; i < 150; i += 1) shop.group(Array.from({ length: 20 }, () => trade.next()));
  const living = digests(shop.sql, shop.book).get('demand_day');
  const migration = new URL('../../hub/store/migrations/0014_learned-levels.sql', import.meta.url);
  const insert = /INSERT INTO demand_day.*?;/s.exec(readFileSync(migration, 'utf8'))?.[0] ?? '';
  shop.sql.raw.exec('DELETE FROM demand_day');
  shop.sql.raw.exec(insert);
  expect(shop.sql.get<{ n: number }>('SELECT sum(sold) AS n FROM demand_day')?.n).toBeGreaterThan(50);
  expect(digests(shop.sql, shop.book).get('demand_day')).toBe(living);
});
