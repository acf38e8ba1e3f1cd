import type { UnknownNoted } from '../../hub/contract/catalog.ts';
import type { ReadingTaken } from '../../hub/contract/devices.ts';
import type { Entry } from '../../hub/contract/journal.ts';
import type { Tone } from '../sound.ts';

/** One scan of a counter as its entries tell it. */
export interface Heard {
  readonly reading: string;
  readonly tone: Tone;
}

/**
 * What to sound for the scans in a run of entries. It goes by the entries and not by the newest picture: a picture shows
 * only the last scan, and an unknown code right before a good one must still be heard.
 */
export function tonesOf(entries: readonly Entry[], counter: string): Heard[] {
  const heard: Heard[] = [];
  for (const entry of entries) {
    const isHeld = entry.type === 'devices.reading-held';
    if (!isHeld && entry.type !== 'devices.reading-taken') continue;
    const taken = entry.data as ReadingTaken;
    if (taken.counter !== counter) continue;
    const after = entries.filter((e) => e.command === entry.command && e.position > entry.position);
    heard.push({ reading: taken.reading.id, tone: isHeld ? 'refused' : toneOf(taken, after) });
  }
  return heard;
}

function toneOf(taken: ReadingTaken, after: readonly Entry[]): Tone {
  const isNoted = (e: Entry) =>
    e.type === 'catalog.unknown-noted' && (e.data as UnknownNoted).reading === taken.reading.id;
  if (taken.meaning.kind === 'unknown' || after.some(isNoted)) return 'unknown';
  return after.some((e) => e.type === 'spine.reaction-refused') ? 'refused' : 'accepted';
}
