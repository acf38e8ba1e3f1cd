import { dateOf, dayNumber, monthLength, weekdayOf } from './calendar.ts';
import { instantOf, MINUTE_MS, type OffsetAt, wallTimeOf } from './zone.ts';

export type DayOfWeek = 'mo' | 'tu' | 'we' | 'th' | 'fr' | 'sa' | 'su';
const DAYS: readonly DayOfWeek[] = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];

/** How often something comes, in the words of JSCalendar (RFC 8984, section 4.3.3). */
export interface RecurrenceRule {
  readonly frequency: 'daily' | 'weekly' | 'monthly';
  readonly interval?: number | undefined;
  /** `nthOfPeriod` counts within the month, from its end where it is negative. */
  readonly byDay?: readonly { readonly day: DayOfWeek; readonly nthOfPeriod?: number | undefined }[] | undefined;
  readonly byMonthDay?: readonly number[] | undefined;
  /** The last day on which it may come, `YYYY-MM-DD`. */
  readonly until?: string | undefined;
}
/** A rule from a day on, at one or more times of the shop's own clock, `HH:MM`, but not on what is excluded. */
export interface Recurrence {
  readonly start: string;
  readonly times: readonly string[];
  readonly rule: RecurrenceRule;
  /** Days `YYYY-MM-DD`, or single occurrences `YYYY-MM-DDTHH:MM`. */
  readonly excluded?: readonly string[] | undefined;
}
export interface Occurrence {
  /** Its name, `YYYY-MM-DDTHH:MM` as the wall was to show it: the same whatever the clocks do. */
  readonly occurrence: string;
  readonly at: number;
}

/** A rule that brings nothing for eight years brings nothing: the 29th of February comes at least that often. */
const DAYS_MAX = 8 * 366;

function monthsBetween(from: string, to: string): number {
  const [fromYear = 0, fromMonth = 1] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 1] = to.split('-').map(Number);
  return (toYear - fromYear) * 12 + toMonth - fromMonth;
}

function comesOn({ start, rule }: Recurrence, day: number): boolean {
  const date = dateOf(day);
  const first = dayNumber(start);
  const every = rule.interval ?? 1;
  if (day < first || (rule.until !== undefined && date > rule.until)) return false;
  const named = (rule.byDay ?? []).filter(({ day: name }) => name === DAYS[weekdayOf(day) - 1]);
  const isNamed = (rule.byDay?.length ?? 0) === 0 || named.length > 0;
  if (rule.frequency === 'daily') return isNamed && (day - first) % every === 0;
  if (rule.frequency === 'weekly') {
    const weeks = (day - weekdayOf(day) - (first - weekdayOf(first))) / 7;
    return weeks % every === 0 && (rule.byDay?.length ? isNamed : weekdayOf(day) === weekdayOf(first));
  }
  if (monthsBetween(start, date) % every !== 0) return false;
  const ofMonth = Number(date.slice(8));
  const fromEnd = ofMonth - monthLength(date) - 1;
  if (rule.byMonthDay?.length && !rule.byMonthDay.some((d) => d === ofMonth || d === fromEnd)) return false;
  if (rule.byDay?.length)
    return named.some(
      ({ nthOfPeriod: nth }) =>
        nth === undefined || nth === Math.ceil(ofMonth / 7) || nth === Math.ceil((fromEnd - 6) / 7),
    );
  return rule.byMonthDay?.length ? true : ofMonth === Number(start.slice(8));
}

/**
 * What comes after an instant, in order, without end. A time the wall does not show that day, because clocks are set
 * forward, is the first instant after the gap; one it shows twice counts once, the first time. Two times in one gap
 * stay two occurrences at one instant: none is lost and none is doubled.
 */
export function* occurrencesAfter(plan: Recurrence, after: number, offsetAt: OffsetAt): Generator<Occurrence> {
  const times = [...new Set(plan.times)].sort();
  // Yesterday's last times may lie after midnight where a whole night was skipped.
  const from = Math.max(dayNumber(plan.start), wallTimeOf(after, offsetAt).day - 1);
  let barren = 0;
  for (let day = from; barren < DAYS_MAX; day += 1, barren += 1) {
    const date = dateOf(day);
    if (plan.rule.until !== undefined && date > plan.rule.until) return;
    if (!comesOn(plan, day) || plan.excluded?.includes(date)) continue;
    for (const time of times) {
      const occurrence = `${date}T${time}`;
      if (plan.excluded?.includes(occurrence)) continue;
      const [hour = 0, minute = 0] = time.split(':').map(Number);
      const at = instantOf({ day, ms: (hour * 60 + minute) * MINUTE_MS }, offsetAt);
      if (at <= after) continue;
      barren = 0;
      yield { occurrence, at };
    }
  }
}
