import { characterOf, isTerminator, type Key } from './keys.ts';

/** A gun types a key every 1 to 30 ms, a person needs 75 or more; in between lies this line. */
export const GUN_MEDIAN_MS = 45;
/** A pause this long ends a burst. One late key within a code must not: cutting at 60 ms truncated 6 % of codes. */
export const BREAK_MS = 250;
/** Shorter codes are typed by people. */
export const SHORTEST = 4;

/** What one key meant. `scan` says that the keys since the burst began were a gun, and that this Enter belongs to it. */
export type Meaning =
  | { readonly kind: 'scan'; readonly text: string }
  | { readonly kind: 'burst-began' }
  | { readonly kind: 'burst-goes-on' }
  | { readonly kind: 'other' };

export interface Wedge {
  press(key: Key): Meaning;
}

/**
 * Tells a gun in keyboard mode from a person, one key at a time. It decides at Enter by the median gap of the burst, so
 * that a single late key neither splits a code nor hides it. Pure: all times come from the keys.
 */
export function createWedge(): Wedge {
  let text = '';
  let times: number[] = [];

  const begin = (char: string, at: number): Meaning => {
    text = char;
    times = [at];
    return { kind: 'burst-began' };
  };
  const reset = () => {
    text = '';
    times = [];
  };

  return {
    press(key) {
      const before = times[times.length - 1];
      const isLate = before === undefined || key.timeStamp - before > BREAK_MS;
      if (isTerminator(key)) {
        const scanned = text;
        const isGun = !isLate && scanned.length >= SHORTEST && medianGap([...times, key.timeStamp]) <= GUN_MEDIAN_MS;
        reset();
        return isGun ? { kind: 'scan', text: scanned } : { kind: 'other' };
      }
      const char = key.repeat ? undefined : characterOf(key);
      if (char === undefined) {
        // Shift and Ctrl go down within a code; any other key shows that a person is at work.
        if (!/^(Shift|Control|Alt|CapsLock|Meta)/.test(key.code) && key.code !== '') reset();
        return { kind: 'other' };
      }
      if (isLate) return begin(char, key.timeStamp);
      text += char;
      times.push(key.timeStamp);
      return { kind: 'burst-goes-on' };
    },
  };
}

/** The middle one of the gaps between key times (the lower middle of an even number). */
export function medianGap(times: readonly number[]): number {
  const gaps = times
    .slice(1)
    .map((at, i) => at - (times[i] ?? at))
    .sort((a, b) => a - b);
  return gaps[Math.floor((gaps.length - 1) / 2)] ?? Number.POSITIVE_INFINITY;
}
