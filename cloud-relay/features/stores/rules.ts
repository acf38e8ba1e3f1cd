import type { EpochMark, Hello } from '../../../hub/contract/uplink.ts';

/** How far HQ is in one life of a store's journal: `mark` of the `told` entries from position `first` on. */
export interface Cursor {
  readonly epoch: string;
  readonly first: number;
  readonly told: number;
  readonly mark: number;
  readonly line: number;
  readonly orphan: boolean;
}

export interface StoreFacts {
  /** The life the store was last heard in. */
  readonly epoch: string | null;
  readonly line: number;
  readonly cursors: readonly Cursor[];
}

/** What a hello changes at HQ, and what the answer says. */
export interface Registration {
  /** Cursors to insert or to overwrite (never their mark). */
  readonly write: readonly Cursor[];
  readonly line: number;
  /** Entries HQ holds and the store has lost, found by this hello. */
  readonly lost: number;
  /** The store was told, by this incarnation, of more than HQ has: HQ itself was restored from a backup. */
  readonly hqRestored: boolean;
  readonly marks: EpochMark[];
  /** Lives that end before this position are unknown here. */
  readonly want?: number;
}

/**
 * Compares what a store says of its lives with what HQ holds. A hello of a life HQ knows as ended is late: it changes
 * nothing. A store mints a life at every start, so the first hello of an unknown life is the newest word there is, and
 * only it may show that the store lost something. An HQ restored from a backup may know neither the dead life nor the
 * living one, and hear of the dead one last: so a life that proved that it lives counts as the newest too.
 * @param isProven whether the hello carries the word HQ asked this store for
 */
export function register(facts: StoreFacts, hello: Hello, inc: string, isProven = false): Registration {
  const known = new Map(facts.cursors.map((cursor) => [cursor.epoch, cursor]));
  const isNew = (isProven || !known.has(hello.ep)) && hello.upTo === undefined;
  const isLate = !isNew && facts.epoch !== hello.ep;
  const hqRestored = isBehind(hello, inc, known);
  if (isLate) return { write: [], line: facts.line, lost: 0, hqRestored, marks: marksOf(hello, known) };
  const orphans = isNew ? orphansOf(facts.cursors, hello) : [];
  const lost = orphans.reduce((sum, { mark }) => sum + mark, 0) + (isNew ? overrun(hello, known) : 0);
  const line = facts.line + (lost > 0 ? 1 : 0);
  const write = [...orphans.map((cursor) => ({ ...cursor, orphan: true })), ...claimed(hello, known, line, isNew)];
  for (const cursor of write) known.set(cursor.epoch, cursor);
  const want = missingBefore(hello.ep, known);
  return { write, line, lost, hqRestored, marks: marksOf(hello, known), ...(want === undefined ? {} : { want }) };
}

function isBehind(hello: Hello, inc: string, known: ReadonlyMap<string, Cursor>): boolean {
  if (hello.acked?.inc !== inc) return false;
  return hello.acked.marks.some(({ ep, mark }) => (known.get(ep)?.mark ?? 0) < mark);
}

/** Lives that should be in this list by their place and are not: the store was restored to a time before them. */
function orphansOf(cursors: readonly Cursor[], hello: Hello): Cursor[] {
  const listed = new Set(hello.epochs.map(({ ep }) => ep));
  const floor = Math.min(...hello.epochs.map(({ first }) => first));
  return cursors.filter(({ epoch, first, orphan }) => !orphan && !listed.has(epoch) && first >= floor);
}

function overrun(hello: Hello, known: ReadonlyMap<string, Cursor>): number {
  let lost = 0;
  for (const { ep, first, last } of hello.epochs) {
    const cursor = known.get(ep);
    const length = last - first + 1;
    if (cursor !== undefined && cursor.mark > length && cursor.told !== length) lost += cursor.mark - length;
  }
  return lost;
}

/** An unknown life belongs to the line of the next newer one: it was lived before it. */
function claimed(hello: Hello, known: ReadonlyMap<string, Cursor>, newest: number, isNew: boolean): Cursor[] {
  const cursors: Cursor[] = [];
  let line = newest;
  for (const { ep, first, last } of [...hello.epochs].reverse()) {
    const before = known.get(ep);
    const length = last - first + 1;
    const told = ep === hello.ep ? Math.max(before?.told ?? 0, length) : length;
    // What the living life says outranks what a dead one was believed to have said last.
    line = ep === hello.ep && isNew ? newest : (before?.line ?? line);
    cursors.push({ epoch: ep, first, told, mark: before?.mark ?? 0, line, orphan: false });
  }
  return cursors;
}

function missingBefore(current: string, known: ReadonlyMap<string, Cursor>): number | undefined {
  const byEnd = new Map<number, number>();
  for (const { first, told, orphan } of known.values()) if (!orphan && told > 0) byEnd.set(first + told, first);
  let bottom = known.get(current)?.first ?? 1;
  for (let below = byEnd.get(bottom); below !== undefined && below < bottom; below = byEnd.get(bottom)) bottom = below;
  return bottom > 1 ? bottom : undefined;
}

/** Of every life in the hello, and of every other one HQ still waits for. */
function marksOf(hello: Hello, known: ReadonlyMap<string, Cursor>): EpochMark[] {
  const marks = new Map(hello.epochs.map(({ ep }) => [ep, known.get(ep)?.mark ?? 0]));
  for (const { epoch, mark, told, orphan } of known.values()) {
    if (!orphan && mark < told && marks.size < 1000) marks.set(epoch, mark);
  }
  return [...marks].map(([ep, mark]) => ({ ep, mark }));
}
