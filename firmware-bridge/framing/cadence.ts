import type { Reading } from '../contract/reading.ts';

/** How soon the same code came again on one gun, in ms, and how long that gun usually takes for the next item. */
export type Repeat = NonNullable<Reading['repeat']>;

/** One gun's sense of rhythm. */
export type Cadence = {
  /**
   * Takes in one code and says whether it is too soon after the same code to be a second item.
   * @param code the bytes of the code, as text
   * @param at when it came, ms of a clock that never jumps
   * @param isTimely false when this process was held up, so that the time of arrival says nothing about the gun
   */
  judge(code: string, at: number, isTimely?: boolean): Repeat | undefined;
};

/** No gun decodes twice within this: codes that follow sooner come out of a gun's memory (a cordless one back in range). */
const FROM_MEMORY = 15;
/** However fast the work goes, the same code again within this is no second item. */
const SOONEST = 40;
/** A gun nobody has worked with yet is doubted only where every gun would be. */
const BEFORE_LEARNING = 60;
/** However slowly a clerk works, a pile of the same item may be swept past at this pace. */
const LATEST = 210;
/** A bounce is far below the pace of the work; half of it would catch the clerk who speeds up for a pile. */
const SHARE = 0.4;
/** Longer gaps are pauses between customers and say nothing about the pace. */
const PAUSE = 3_000;
const REMEMBERED = 15;
const ENOUGH = 3;

/**
 * Tells a trigger bounce from a real second item. Learns from gaps that cannot be bounces: between different codes, and
 * between equal ones that were far enough apart. A clerk who sweeps identical items past quickly lowers the bar by doing
 * so; a gun that reads one item over and over does not, because what is suspect teaches nothing. It only looks back, so
 * that no reading waits for it.
 */
export function openCadence(): Cadence {
  const gaps: number[] = [];
  let last: { code: string; at: number } | undefined;
  return {
    judge(code, at, isTimely = true) {
      const before = last;
      last = { code, at };
      if (!before || !isTimely) return undefined;
      const gap = Math.max(0, at - before.at);
      const usual = gaps.length < ENOUGH ? undefined : median(gaps);
      const bar = usual === undefined ? BEFORE_LEARNING : Math.min(LATEST, Math.max(SOONEST, usual * SHARE));
      if (gap < FROM_MEMORY) return undefined;
      if (code === before.code && gap < bar) {
        const after = Math.round(gap);
        return usual === undefined ? { after } : { after, usual: Math.round(usual) };
      }
      if (gap < PAUSE) gaps.push(gap);
      if (gaps.length > REMEMBERED) gaps.shift();
      return undefined;
    },
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
