import type { Entry } from '../../contract/journal.ts';
import type { Batch, LinkEntry } from '../../contract/uplink.ts';
import { wireLimit } from '../../contract/uplink.ts';
import type { Lane } from '../../core/link/lanes.ts';
import { type Codec, packText } from '../../core/link/wire.ts';

/** An entry whose JSON is longer than this stays behind; only its name travels, and HQ puts that aside. */
const longestEntry = 2 * 1024 * 1024;

/** The entries of a lane that fit one message: at most `limit`, at most `maxBytes` as they travel. */
export function cutBatch(
  lane: Lane,
  head: Omit<Batch, 'v' | 't' | 'ep' | 'from' | 'entries'>,
  size: { limit: number; maxBytes: number },
  read: (from: number, limit: number) => readonly Entry[],
  codec: Codec,
): { bytes: Uint8Array; to: number } | undefined {
  const start = lane.epoch.first + lane.from - 1;
  const wanted = Math.min(size.limit, lane.to - lane.from + 1);
  const texts = unbroken(read(start, wanted), start).map(entryText);
  const opening = `${JSON.stringify({ v: 1, t: 'batch', ...head, ep: lane.epoch.epoch, from: lane.from }).slice(0, -1)},"entries":[`;
  let count = withinInflated(texts);
  while (count > 0) {
    const bytes = packText(`${opening}${texts.slice(0, count).join(',')}]}`, codec);
    if (bytes.length <= size.maxBytes || (count === 1 && bytes.length <= wireLimit.packed)) {
      return { bytes, to: lane.from + count - 1 };
    }
    if (count === 1) {
      const [only] = read(start, 1);
      if (only === undefined) return undefined;
      texts[0] = JSON.stringify(withheld(only));
    }
    count = Math.max(1, Math.floor((count * size.maxBytes * 0.9) / bytes.length));
  }
  return undefined;
}

/** A hole in the journal must never be papered over by renumbering: what stands behind it does not go out. */
function unbroken(entries: readonly Entry[], start: number): readonly Entry[] {
  const hole = entries.findIndex((entry, at) => entry.position !== start + at);
  return hole < 0 ? entries : entries.slice(0, hole);
}

function withinInflated(texts: readonly string[]): number {
  let bytes = 0;
  for (const [at, text] of texts.entries()) {
    // A character is at most three bytes of UTF-8 here: surrogate pairs count as two characters of two bytes each.
    bytes += text.length * 3;
    if (bytes > wireLimit.inflated) return Math.max(1, at);
  }
  return texts.length;
}

function entryText(entry: Entry): string {
  const { type, data, at, businessDate, actor, command } = entry;
  const text = JSON.stringify({ type, data, at, businessDate, actor, command } satisfies LinkEntry);
  return text.length <= longestEntry ? text : JSON.stringify(withheld(entry));
}

const withheld = ({ type, at, businessDate, actor, command }: Entry): LinkEntry => ({
  type,
  data: null,
  at,
  businessDate,
  actor,
  command,
  withheld: 'too-large',
});
