import { dayNumber, weekdayOf } from '../core/calendar.ts';
import { categoryWeek } from '../core/replenishment/learn.ts';
import type { Sql } from '../core/sql.ts';
import { categorySales } from '../features/replenishment/learning-tables.ts';

/** Half a year tells a week's shape; more would only remember another season's. */
const DAYS = 182;
/** Items summed up at a time: some 10 ms of the thread that also answers people. */
const ITEMS = 150;

/** The week of each category, Monday first. */
export type CategoryWeeks = ReadonlyMap<string, readonly number[]>;

/**
 * Sums the sales of each category by day and finds its week, a few items at a time: after each step the caller may let
 * others through. One slow item says little about Saturdays; its category says it well.
 * @param until the last day whose trade is over, `YYYY-MM-DD`
 */
export function* categoryWeeks(sql: Sql, until: string): Generator<void, CategoryWeeks> {
  const last = dayNumber(until);
  const today = weekdayOf(last);
  const sums = new Map<string, Float64Array>();
  for (let after: string | undefined = ''; after !== undefined; ) {
    const { rows, upTo } = categorySales(sql, after, ITEMS);
    for (const { category, date, sold } of rows) {
      const at = dayNumber(date) - last + DAYS - 1;
      if (at < 0 || at >= DAYS) continue;
      const days = sums.get(category) ?? new Float64Array(DAYS);
      days[at] = (days[at] ?? 0) + sold;
      sums.set(category, days);
    }
    after = upTo;
    yield;
  }
  return new Map([...sums].map(([category, days]) => [category, categoryWeek(sinceFirstSale(days), today)]));
}

function sinceFirstSale(days: Float64Array): number[] {
  const first = days.findIndex((sold) => sold > 0);
  return Array.from(days.subarray(Math.max(0, first)), (sold) => Math.max(0, sold));
}

/** All steps at once, where nobody waits. */
export function categoryWeeksNow(sql: Sql, until: string): CategoryWeeks {
  const steps = categoryWeeks(sql, until);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}
