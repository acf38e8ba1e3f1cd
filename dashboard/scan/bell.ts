import type { Sound, Tone } from '../sound.ts';

/** How many scans back one is remembered as heard: more than can be under way at once. */
const REMEMBERED = 200;

/** Sounds each scan once, whether its answer or its entries come first. */
export interface Bell {
  ring(reading: string, tone: Tone): void;
}

export function createBell(sound: Sound): Bell {
  let rung: readonly string[] = [];
  return {
    ring(reading, tone) {
      if (rung.includes(reading)) return;
      rung = [...rung, reading].slice(-REMEMBERED);
      sound.play(tone);
    },
  };
}
