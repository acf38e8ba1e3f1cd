import { dayNumber } from './calendar.ts';
import { instantOf, MINUTE_MS, type OffsetAt } from './zone.ts';

/**
 * When a shift of a day begins and ends. One that ends before it begins goes on into the next day.
 * @param starts time on the wall, `HH:MM`
 */
export function shiftTimes(
  day: string,
  starts: string,
  ends: string,
  offsetAt: OffsetAt,
): { from: number; to: number } {
  const first = dayNumber(day);
  const last = ends > starts ? first : first + 1;
  return {
    from: instantOf({ day: first, ms: msOf(starts) }, offsetAt),
    to: instantOf({ day: last, ms: msOf(ends) }, offsetAt),
  };
}

function msOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return (hour * 60 + minute) * MINUTE_MS;
}
