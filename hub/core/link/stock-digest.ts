/** A level as both ends know it: `rev` is the store's own revision. */
export interface Level {
  readonly gtin: string;
  readonly location: string;
  readonly onHand: number;
  readonly rev: number;
}

export const bucketCount = 1024;

/** FNV-1a (32 bit) over UTF-16 units, stirred, so that sums of similar texts do not cancel out. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** All levels of an item lie in one bucket. */
export const bucketOf = (gtin: string): number => hashOf(gtin) % bucketCount;

/**
 * What a store has on hand in 1,024 numbers: each the sum of its levels' hashes, so that the order does not matter and
 * two ends that differ in one item differ in one bucket. Nothing on hand counts as no row.
 */
export function digestOf(levels: Iterable<Pick<Level, 'gtin' | 'location' | 'onHand'>>): number[] {
  const buckets = new Array<number>(bucketCount).fill(0);
  for (const { gtin, location, onHand } of levels) {
    if (onHand === 0) continue;
    const at = bucketOf(gtin);
    buckets[at] = ((buckets[at] ?? 0) + hashOf(`${gtin} ${location} ${onHand}`)) >>> 0;
  }
  return buckets;
}

/** The whole digest in eight letters: while they agree nothing more need be said. */
export function rootOf(digest: readonly number[]): string {
  return hashOf(digest.join(' ')).toString(16).padStart(8, '0');
}

export function differing(mine: readonly number[], theirs: readonly number[]): number[] {
  return mine.flatMap((sum, at) => (sum === theirs[at] ? [] : [at]));
}
