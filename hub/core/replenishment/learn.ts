import { dayNumber, weekdayOf } from '../calendar.ts';
import type { OrderCalendar } from './calendar.ts';
import { packLevel } from './case-pack.ts';
import { uncensored } from './censored.ts';
import { chooseMethod, type Method, smootherFor } from './choose.ts';
import { countDistribution, grainOf, poisson } from './distribution.ts';
import { type Explanation, explainDemand } from './explain.ts';
import { errorDispersion, type ItemPlan, planItem } from './item.ts';
import { type WeekProfile, weekly, weekProfile } from './weekday.ts';

/** One day of an item as the shop's book has it. `closing` is what stood on the shelf after the day's last move. */
export interface DemandDay {
  readonly date: string;
  readonly sold: number;
  readonly stockedOut: boolean;
  readonly closing: number;
}

/** How the shop is supplied, and the share of demand it wants to serve. */
export interface SupplyPolicy {
  readonly calendar: OrderCalendar;
  readonly fill: number;
}

export interface LearnQuestion {
  /** Days on which the shelf moved, oldest first; quiet days have no row. */
  readonly days: readonly DemandDay[];
  /** The last day of the history, `YYYY-MM-DD`. */
  readonly until: string;
  readonly policy: SupplyPolicy;
  readonly unit: 'each' | 'gram';
  readonly pack: number;
  /** What the shelf holds, when somebody said so. */
  readonly room?: number | undefined;
  /** The category's factors by weekday, Monday first; left out, the item's own sales alone tell. */
  readonly category?: readonly number[] | undefined;
  /** The method in use; left out, it is chosen anew. */
  readonly method?: Method | undefined;
}

/** What a shop learns about an item in one night. Quantities are base units. */
export interface LearnedPlan {
  readonly method: Method;
  /** Expected demand by weekday, Monday first. */
  readonly week: readonly number[];
  readonly dispersion: number;
  /** The shelf: carry goods from the back room at or below `level`, up to `target`. */
  readonly shelf: { readonly level: number; readonly target: number };
  /** The shop: order at a stock of `orderLevel` or below; -1 where nothing sells. */
  readonly orderLevel: number;
  readonly why: Explanation;
}

/** Less than this says more about chance than about the item. */
export const LEAST_DAYS = 28;
/** A year and a month: last year's same week is still seen, and no more. */
export const LONGEST_DAYS = 400;

/**
 * Learns the two levels of an item from its own sales. The order level protects until the lorry after the next one (see
 * `planItem`); the shelf level lets the shelf serve a whole day as busy as the busiest of the week, because it is filled
 * at least once a day.
 * @returns undefined while there are fewer than four weeks of history, or no delivery is possible
 */
export function learnItem(question: LearnQuestion): LearnedPlan | undefined {
  const { history, stockedOut } = historyOf(question.days, question.until);
  if (history.length < LEAST_DAYS) return undefined;
  const today = weekdayOf(dayNumber(question.until));
  const seen = stockedOut.includes(true)
    ? uncensored(history.map((sold, t) => ({ sold, stockedOut: stockedOut[t] ?? false })))
    : history;
  const profile = profileOf(seen, today, question.category);
  const method = question.method ?? chooseMethod(seen, profile).method;
  const { policy, pack } = question;
  const { calendar, fill } = policy;
  // Learned before the doors open, the level is for the order at the end of that day.
  const now = { earliestOrder: 1, onHand: 0, arriving: [], reserved: 0 };
  const plan = planItem({ history: seen, method, profile, today, calendar, fill, pack, ...now });
  if (plan === undefined) return undefined;
  const week = Array.from({ length: 7 }, (_, i) => rounded(plan.forecast[(i + 7 - (today % 7)) % 7] ?? 0));
  const shelf = shelfLevel(seen, plan, fill, pack, question.room);
  const orderLevel = Math.round(plan.learned);
  const why = explained(explainDemand(plan, today, question.unit), shelf.level, orderLevel, question.unit);
  return { method, week, dispersion: rounded(plan.dispersion), shelf, orderLevel, why };
}

/**
 * Every day up to `until`, the quiet ones filled in: nothing sold, and stocked out when the shelf was left empty. A day
 * that opened with an empty shelf counts as stocked out too. A book below zero is wrong and accuses no shelf.
 */
export function historyOf(
  days: readonly DemandDay[],
  until: string,
): { readonly history: readonly number[]; readonly stockedOut: readonly boolean[] } {
  const last = dayNumber(until);
  const numbers = days.map((day) => dayNumber(day.date));
  const first = Math.max(numbers[0] ?? last + 1, last - LONGEST_DAYS + 1);
  const length = Math.max(0, last - first + 1);
  const history = new Array<number>(length).fill(0);
  const stockedOut = new Array<boolean>(length).fill(false);
  days.forEach((day, i) => {
    const from = (numbers[i] ?? 0) - first;
    // Who sold below zero the next day found goods after all.
    const opened = (days[i + 1]?.closing ?? 0) >= 0 ? 1 : 0;
    const to = Math.min(length, (numbers[i + 1] ?? last + 1) - first + opened);
    if (from >= 0 && from < length) {
      history[from] = Math.max(0, day.sold);
      stockedOut[from] = (stockedOut[from] ?? false) || day.stockedOut;
    }
    if (day.closing === 0) for (let t = Math.max(0, from + 1); t < to; t++) stockedOut[t] = true;
  });
  return { history, stockedOut };
}

/**
 * The category's week, and what of the item's own week stands out from it beyond chance: the item's sales are freed from
 * the category's factors first, so that its own are drawn to the category rather than to a flat week.
 * @returns factors in step with the first day of the history
 */
function profileOf(history: readonly number[], today: number, category: readonly number[] | undefined): WeekProfile {
  if (category === undefined) return weekProfile(history);
  const first = (today - history.length + 7 * history.length) % 7;
  const shared = Array.from({ length: 7 }, (_, i) => category[(first + i) % 7] ?? 1);
  const freed = history.map((sold, t) => {
    const factor = shared[t % 7] ?? 1;
    return factor > 0.01 ? sold / factor : 0;
  });
  const open = shared.map((factor) => (factor > 0.01 ? 1 : 0));
  const own = weekProfile(freed.map((sold, t) => (open[t % 7] === 1 ? sold : mean(freed))));
  return shared.map((factor, i) => factor * (own[i] ?? 1));
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, each) => sum + each, 0) / values.length;
}

/**
 * The week of a category from the sum of its sales, Monday first.
 * @param sales units per day, oldest first, the last being a day with weekday `today`
 */
export function categoryWeek(sales: readonly number[], today: number): number[] {
  const profile = weekProfile(sales);
  const first = (today - sales.length + 7 * sales.length) % 7;
  return Array.from({ length: 7 }, (_, weekday) => profile[(weekday - first + 7) % 7] ?? 1);
}

function shelfLevel(
  history: readonly number[],
  plan: ItemPlan,
  fill: number,
  pack: number,
  room: number | undefined,
): { level: number; target: number } {
  const busiest = Math.max(...plan.forecast.slice(0, 7));
  const dispersion = errorDispersion(history, weekly(smootherFor(plan.method), plan.profile), 1);
  const grain = grainOf(busiest, busiest * dispersion);
  const day = countDistribution(busiest / grain, (busiest * dispersion) / grain ** 2);
  const wanted = busiest === 0 ? 0 : packLevel({ lead: poisson(0), protection: day }, 1, fill).level * grain;
  const most = room === undefined ? Number.POSITIVE_INFINITY : room - 1;
  const level = Math.max(0, Math.min(wanted, most));
  // Without knowing the shelf, one walk to the back room brings two days' worth, and at least a case.
  return { level, target: room ?? level + Math.max(1, pack, Math.ceil(2 * plan.daily)) };
}

function explained(demand: Explanation, shelf: number, order: number, unit: 'each' | 'gram'): Explanation {
  const [zhUnit, enUnit] = unit === 'each' ? ['', ''] : [' 克', ' g'];
  const zhOrder = order < 0 ? '不自动订货' : `订货线 ${order}${zhUnit}`;
  const enOrder = order < 0 ? 'not ordered by itself' : `order level ${order}${enUnit}`;
  return {
    zh: `${demand.zh}：货架补货线 ${shelf}${zhUnit}，${zhOrder}`,
    en: `${demand.en}: shelf level ${shelf}${enUnit}, ${enOrder}`,
  };
}

/** Four digits say all a forecast knows, and keep what is written down short. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
