import { dateOf, weekdayOf } from './calendar.ts';
import { instantOf, MINUTE_MS, type OffsetAt, wallTimeOf } from './zone.ts';

/** Opening hours as minutes after midnight by the clock on the wall; `to` is beyond 1440 where it is past midnight. */
export interface Span {
  readonly from: number;
  readonly to: number;
}
/** When a shop works: by weekday, Monday first, but not on the days it is closed; single days may have their own hours. */
export interface BusinessHours {
  readonly week: readonly (readonly Span[])[];
  readonly closed?: readonly string[];
  readonly special?: Readonly<Record<string, readonly Span[]>>;
}

/** Nobody waits longer than this for a shop to open: ten years without an open minute is a shop that never opens. */
const DAYS_MAX = 3660;

function spansOn(hours: BusinessHours, day: number): readonly Span[] {
  const date = dateOf(day);
  if (hours.special?.[date]) return hours.special[date];
  if (hours.closed?.includes(date)) return [];
  return hours.week[weekdayOf(day) - 1] ?? [];
}

/** Every minute of every day: then business time is time, whatever the clocks on the wall do. */
function isAlwaysOpen({ week, closed = [], special = {} }: BusinessHours): boolean {
  if (closed.length > 0 || Object.keys(special).length > 0 || week.length < 7) return false;
  return week.every((spans) => spans.some(({ from, to }) => from === 0 && to >= 1440));
}

/** Open stretches of real time, beginning with the first that ends after `from`, in order and without overlap. */
function* openFrom(hours: BusinessHours, from: number, offsetAt: OffsetAt): Generator<Span> {
  // Yesterday's hours may reach into today.
  const first = wallTimeOf(from, offsetAt).day - 1;
  let reached = from;
  for (let day = first; day < first + DAYS_MAX; day += 1) {
    for (const span of spansOn(hours, day).toSorted((a, b) => a.from - b.from)) {
      const opens = Math.max(reached, instantOf({ day, ms: span.from * MINUTE_MS }, offsetAt));
      const closes = instantOf({ day, ms: span.to * MINUTE_MS }, offsetAt);
      if (closes <= opens) continue;
      reached = closes;
      yield { from: opens, to: closes };
    }
  }
}

/**
 * When a budget of business time is used up: real time counts, as long as the shop is open. Where it is used up at the
 * very end of a day it is that end, not the next morning. A day on which clocks are changed counts the hours it really has.
 * @param budget ms of business time
 * @returns undefined when the shop does not open long enough within ten years
 */
export function dueAfter(hours: BusinessHours, from: number, budget: number, offsetAt: OffsetAt): number | undefined {
  if (isAlwaysOpen(hours)) return from + budget;
  let left = budget;
  for (const open of openFrom(hours, from, offsetAt)) {
    if (left <= open.to - open.from) return open.from + left;
    left -= open.to - open.from;
  }
  return undefined;
}

/** How much business time lies between two instants, in ms. */
export function businessTimeBetween(hours: BusinessHours, from: number, to: number, offsetAt: OffsetAt): number {
  if (isAlwaysOpen(hours)) return Math.max(0, to - from);
  let sum = 0;
  for (const open of openFrom(hours, from, offsetAt)) {
    if (open.from >= to) break;
    sum += Math.min(open.to, to) - open.from;
  }
  return sum;
}

/** Minutes after midnight of `09:30`; `24:00` is the end of the day. */
export function minuteOfDay(text: string): number | undefined {
  const found = /^([01]?\d|2[0-4]):([0-5]\d)(?::00)?$/.exec(text);
  const minute = found ? Number(found[1]) * 60 + Number(found[2]) : 1441;
  return minute <= 1440 ? minute : undefined;
}

/** One pair of hours; closing no later than opening means after midnight. */
export function spanOf(open: number, close: number): Span {
  return { from: open, to: close > open ? close : close + 1440 };
}
