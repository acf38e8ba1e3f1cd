import { expect, test } from 'vitest';
import { dayNumber, weekdayOf } from '../../../hub/core/calendar.ts';
import {
  categoryWeek,
  type DemandDay,
  historyOf,
  type LearnQuestion,
  learnItem,
} from '../../../hub/core/replenishment/learn.ts';
import { daysOfCover, riskIn72Hours, safetyOf } from '../../../hub/core/replenishment/outlook.ts';
import { salesSeries, seeded } from './chance.ts';

const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);
const UNTIL = '2026-11-22';
const LAST = dayNumber(UNTIL);

/** Days up to the last one with plenty left on the shelf. */
function days(sales: readonly number[], closing = 20): DemandDay[] {
  return sales.map((sold, i) => ({ date: dateOf(LAST - sales.length + 1 + i), sold, stockedOut: false, closing }));
}

const question = (changes: Partial<LearnQuestion>): LearnQuestion => ({
  ...{ days: [], until: UNTIL, policy: { calendar: { lead: 2 }, fill: 0.98 }, unit: 'each', pack: 1 },
  ...changes,
});

test('days are counted and named as the calendar does, over leap years and centuries', () => {
  for (let ms = Date.UTC(1999, 1, 25); ms < Date.UTC(2101, 0, 1); ms += 86_400_000 * 13) {
    const date = new Date(ms);
    const day = dayNumber(date.toISOString().slice(0, 10));
    expect(day).toBe(ms / 86_400_000);
    expect(weekdayOf(day)).toBe(date.getUTCDay() === 0 ? 7 : date.getUTCDay());
  }
});

test('INV-12: quiet days are filled in, and an emptied shelf stays stocked out until goods or sales prove otherwise', () => {
  const row = (day: number, sold: number, closing: number, stockedOut = false): DemandDay => {
    return { date: dateOf(LAST - 7 + day), sold, closing, stockedOut };
  };
  const seen = historyOf([row(0, 3, 5), row(2, 5, 0, true), row(5, 2, 8), row(6, -1, 9)], UNTIL);
  expect(seen.history).toEqual([3, 0, 5, 0, 0, 2, 0, 0]);
  expect(seen.stockedOut).toEqual([false, false, true, true, true, true, false, false]);
  const wrongBook = historyOf([row(0, 4, 0, true), row(2, 3, -3), row(4, 1, -4)], UNTIL);
  expect(wrongBook.stockedOut).toEqual([true, true, false, false, false, false, false, false]);
  expect(historyOf([row(7, 2, 0, true)], UNTIL)).toEqual({ history: [2], stockedOut: [true] });
  const long = Array.from({ length: 600 }, (_, i) => row(7 - 599 + i, 1, 3));
  expect(historyOf(long, UNTIL).history).toHaveLength(400);
});

test('nothing is learned from less than four weeks, and a dead item is not ordered by itself', () => {
  expect(learnItem(question({ days: days(new Array<number>(27).fill(3)) }))).toBeUndefined();
  expect(learnItem(question({ days: days(new Array<number>(28).fill(3)) }))).toBeDefined();
  const dead = learnItem(question({ days: days(new Array<number>(120).fill(0)) }));
  expect(dead).toMatchObject({ orderLevel: -1, shelf: { level: 0, target: 1 } });
  expect(dead?.why.en).toMatch(/has not sold lately.*not ordered by itself/);
});

test('the reason names the pace, the busiest weekday, the lorry and both levels, in both languages', () => {
  const sales = Array.from({ length: 112 }, (_, i) => (weekdayOf(LAST - 111 + i) === 6 ? 8 : 3));
  const policy = { calendar: { lead: 2, orderDays: [7] }, fill: 0.98 };
  const plan = learnItem(question({ days: days(sales), policy }));
  expect(plan?.why.en).toMatch(
    new RegExp(
      `^sells 3\\.[67] a day, Saturdays .*, lorry on Tuesday: shelf level ${plan?.shelf.level}, order level ${plan?.orderLevel}$`,
    ),
  );
  expect(plan?.why.zh).toMatch(/^每天卖 3\.[67] 件，周六 .* 件，周二到货：货架补货线 \d+，订货线 \d+$/);
  expect(plan?.week[5]).toBeGreaterThan(7);
  expect(plan?.week[0]).toBeLessThan(3.5);
  const heavy = learnItem(question({ days: days(sales.map((sold) => sold * 250)), unit: 'gram' }));
  expect(heavy?.why.en).toMatch(/sells 0\.9 kg a day.*shelf level \d+ g/);
  expect(heavy?.why.zh).toMatch(/每天卖 0\.9 千克.*货架补货线 \d+ 克/);
});

test('the shelf level serves a busy day but stays within the shelf, and its target knows room and case', () => {
  const next = seeded(5);
  const week = [0.9, 0.9, 0.9, 1, 1.1, 1.4, 0.8];
  const sales = salesSeries(next, 200, { mean: 6, factor: 1.6, week, drift: 0 });
  const free = learnItem(question({ days: days(sales), pack: 24 }));
  expect(free?.shelf.level).toBeGreaterThan(8);
  expect(free?.shelf.level).toBeLessThan(30);
  expect(free?.shelf.target).toBe((free?.shelf.level ?? 0) + 24);
  const tight = learnItem(question({ days: days(sales), room: 8 }));
  expect(tight?.shelf).toEqual({ level: 7, target: 8 });
  expect(tight?.orderLevel).toBe(learnItem(question({ days: days(sales) }))?.orderLevel);
});

test('an item that was often out learns a higher level than its sales alone say', () => {
  const next = seeded(9);
  const demand = salesSeries(next, 150, { mean: 5, factor: 1.2, week: [1, 1, 1, 1, 1, 1, 1], drift: 0 });
  const cut = demand.map((wanted, i) => (i % 2 === 0 ? Math.min(3, wanted) : wanted));
  const told = days(cut).map((day, i) => ({ ...day, stockedOut: i % 2 === 0 && (demand[i] ?? 0) >= 3 }));
  const blind = learnItem(question({ days: days(cut) }));
  const seeing = learnItem(question({ days: told }));
  const daily = (week: readonly number[] = []): number => week.reduce((sum, mean) => sum + mean, 0) / 7;
  expect(daily(blind?.week)).toBeLessThan(4.3);
  expect(daily(seeing?.week)).toBeGreaterThan(4.5);
});

test('INV-17: cover counts the days ahead by their weekdays; the risk falls with stock and knows an empty shelf', () => {
  const demand = { week: [1, 1, 1, 1, 2, 4, 0], dispersion: 1.3, soldToday: 0 };
  expect(daysOfCover(demand, 8, 5)).toBe(5);
  expect(daysOfCover(demand, 1, 5)).toBe(0.5);
  expect(daysOfCover(demand, 25, 5)).toBe(15.75);
  expect(daysOfCover(demand, -3, 5)).toBe(0);
  const half = { ...demand, soldToday: 1 };
  expect(daysOfCover(half, 7, 5)).toBe(4.5);
  expect(daysOfCover({ ...demand, soldToday: 9 }, 4, 5)).toBe(2);
  expect(daysOfCover({ ...demand, week: [0, 0, 0, 0, 0, 0, 0] }, 5, 1)).toBeUndefined();
  const risks = [0, 2, 5, 8, 15].map((onHand) => riskIn72Hours(demand, onHand, 5).chance);
  expect(risks).toEqual([...risks].sort((a, b) => b - a));
  expect(risks[0]).toBeGreaterThan(0.9);
  expect(risks[4]).toBeLessThan(0.02);
  expect(riskIn72Hours(half, 5, 5).chance).toBeLessThan(risks[2] ?? 0);
  expect(safetyOf(demand, 2, 5)).toBeLessThan(safetyOf(demand, 8, 5));
  expect(safetyOf(demand, 5, 5)).toBeLessThan(safetyOf(half, 5, 5));
});

test('a slow item takes the week of its category, and a strong one keeps its own', () => {
  const next = seeded(3);
  const lunch = categoryWeek(
    Array.from({ length: 182 }, (_, i) => (weekdayOf(LAST - 181 + i) > 5 ? 40 : 90)),
    7,
  );
  expect(lunch.map((factor) => Number(factor.toFixed(1)))).toEqual([1.2, 1.2, 1.2, 1.2, 1.2, 0.5, 0.5]);
  const slow = salesSeries(next, 120, { mean: 0.7, factor: 1.2, week: [1, 1, 1, 1, 1, 1, 1], drift: 0 });
  const taken = learnItem(question({ days: days(slow), category: lunch }))?.week ?? [];
  expect((taken[6] ?? 0) / (taken[0] ?? 1)).toBeLessThan(0.6);
  expect((taken[6] ?? 0) / (taken[0] ?? 1)).toBeGreaterThan(0.35);
  const alone = learnItem(question({ days: days(slow) }))?.week ?? [];
  expect((alone[6] ?? 0) / (alone[0] ?? 1)).toBeGreaterThan(0.75);
  const sundays = Array.from({ length: 140 }, (_, i) => (weekdayOf(LAST - 139 + i) === 7 ? 60 : 10));
  const kept = learnItem(question({ days: days(sundays), category: lunch }))?.week ?? [];
  expect((kept[6] ?? 0) / (kept[0] ?? 1)).toBeGreaterThan(5);
});
