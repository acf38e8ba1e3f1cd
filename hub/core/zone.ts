import { dateOf, dayNumber } from './calendar.ts';

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

/** How far a zone's wall clocks are ahead of UTC at an instant, in ms; negative to the west. */
export type OffsetAt = (at: number) => number;

/**
 * The offsets of a zone of the IANA time zone database. It follows from the name, the instant and the database alone,
 * so a rule may use it; what a rule decides with it is journalled as an instant and never worked out again.
 * @throws {RangeError} when there is no such zone
 */
export function offsetsOf(timeZone: string): OffsetAt {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset', hour: 'numeric' });
  return (at) => {
    // Without hours it is Greenwich's own time.
    const found = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?/.exec(format.format(at));
    const [, sign, hours = '0', minutes = '0', seconds = '0'] = found ?? [];
    const east = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
    return sign === '-' ? -east : east;
  };
}

/** A day number and the ms since its midnight, as calendar and clock on the wall show them. */
export interface WallTime {
  readonly day: number;
  readonly ms: number;
}

/** What calendar and clock on the wall show at an instant. */
export function wallTimeOf(at: number, offsetAt: OffsetAt): WallTime {
  const local = at + offsetAt(at);
  const day = Math.floor(local / DAY_MS);
  return { day, ms: local - day * DAY_MS };
}

/**
 * The instant at which the wall shows a time. Where clocks are set back it shows it twice: the first counts. Where they
 * are set forward it never does: then it is the first instant after the gap. `ms` may be beyond the day, 24 h being the
 * next midnight.
 */
export function instantOf({ day, ms }: WallTime, offsetAt: OffsetAt): number {
  const local = day * DAY_MS + ms;
  const before = offsetAt(local - DAY_MS);
  const after = offsetAt(local + DAY_MS);
  const early = local - Math.max(before, after);
  const late = local - Math.min(before, after);
  if (early + offsetAt(early) === local) return early;
  if (late + offsetAt(late) === local) return late;
  return changeBetween(early, late, offsetAt);
}

/** The first instant with the later of two offsets; there is one change between the two. */
function changeBetween(early: number, late: number, offsetAt: OffsetAt): number {
  const target = offsetAt(late);
  let [before, after] = [early, late];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle) === target) after = middle;
    else before = middle;
  }
  return after;
}

/** An instant as ISO 8601 writes it in a zone, `2026-03-07T12:00:00+08:00`; parts of a second only where there are some. */
export function isoInZone(at: number, offsetAt: OffsetAt): string {
  const { day, ms } = wallTimeOf(at, offsetAt);
  const offset = Math.round(offsetAt(at) / MINUTE_MS);
  const two = (n: number): string => String(n).padStart(2, '0');
  const second = Math.floor(ms / 1000);
  const part = Math.round(ms % 1000);
  const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60].map(two).join(':');
  const east = `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  return `${dateOf(day)}T${clock}${part === 0 ? '' : `.${String(part).padStart(3, '0')}`}${east}`;
}

const ISO =
  /^(\d{4}-\d{2}-\d{2})[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,9}))?)?(Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?$/;

/**
 * The instant an ISO 8601 text names; without an offset it is the time on the wall of the zone.
 * @returns undefined when it names none
 */
export function instantOfIso(text: string, offsetAt: OffsetAt): number | undefined {
  const found = ISO.exec(text.trim().toUpperCase());
  if (!found) return undefined;
  const [, date = '', hour, minute, second = '0', part = '0', offset] = found;
  const day = dayNumber(date);
  if (dateOf(day) !== date) return undefined;
  const ms =
    (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * 1000 + Math.floor(Number(`0.${part}`) * 1000);
  if (offset === undefined) return instantOf({ day, ms }, offsetAt);
  if (offset === 'Z') return day * DAY_MS + ms;
  const east = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return day * DAY_MS + ms - (offset.startsWith('-') ? -east : east) * MINUTE_MS;
}
