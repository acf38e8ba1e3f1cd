import type { EpochClaim, EpochMark } from '../../contract/uplink.ts';

/** A life of the journal: positions `first` to `last`; the last one of a list is open and grows to the head. */
export interface EpochRange {
  readonly epoch: string;
  readonly first: number;
  readonly last: number;
}

/** Entries of one epoch that HQ does not hold, as sequences. */
export interface Lane {
  readonly epoch: EpochRange;
  readonly from: number;
  readonly to: number;
}

export const lengthOf = (epoch: EpochRange): number => epoch.last - epoch.first + 1;

/** The open epoch reaches to the head of the journal, whatever was read when the list was made. */
export function withHead(epochs: readonly EpochRange[], head: number): EpochRange[] {
  return epochs.map((epoch, at) => (at === epochs.length - 1 ? { ...epoch, last: Math.max(head, epoch.last) } : epoch));
}

/** What is still to be sent, oldest first. An epoch HQ did not speak of is complete there: it asks for what it misses. */
export function openLanes(epochs: readonly EpochRange[], marks: ReadonlyMap<string, number>): Lane[] {
  const lanes: Lane[] = [];
  for (const epoch of epochs) {
    const length = lengthOf(epoch);
    const mark = marks.get(epoch.epoch) ?? length;
    if (mark < length) lanes.push({ epoch, from: mark + 1, to: length });
  }
  return lanes;
}

/** What the disk remembered at start, before HQ has spoken: an epoch younger than any remembered one is all unsent. */
export function rememberedMarks(epochs: readonly EpochRange[], kept: readonly EpochMark[]): Map<string, number> {
  const marks = new Map(kept.map(({ ep, mark }) => [ep, mark]));
  const oldest = epochs.findIndex(({ epoch }) => marks.has(epoch));
  for (const { epoch } of epochs.slice(Math.max(0, oldest))) if (!marks.has(epoch)) marks.set(epoch, 0);
  return marks;
}

export const pendingIn = (lanes: readonly Lane[]): number =>
  lanes.reduce((sum, lane) => sum + lane.to - lane.from + 1, 0);

/**
 * Which lane the next batch comes from. In order, oldest first; only beside a long backlog do live entries get three of
 * four turns, so that HQ sees today while it catches up on yesterday.
 * @param turn counts batches
 * @param backfillAt closed entries from which the backlog counts as long
 */
export function chooseLane(
  lanes: readonly Lane[],
  turn: number,
  backfillAt: number,
  openEpoch: string,
): Lane | undefined {
  const oldest = lanes[0];
  const newest = lanes.at(-1);
  if (oldest === undefined || newest === undefined || oldest === newest) return oldest;
  if (newest.epoch.epoch !== openEpoch) return oldest;
  return pendingIn(lanes) - (newest.to - newest.from + 1) > backfillAt && turn % 4 !== 3 ? newest : oldest;
}

/**
 * One page of the hello: the newest `size` epochs, or those with entries that end before position `upTo`. Empty ones
 * belong to the first page, so that HQ knows a late hello of such a life for what it is; older pages leave them out, so
 * that every page brings HQ further.
 */
export function claimsOf(epochs: readonly EpochRange[], upTo: number | undefined, size: number): EpochClaim[] {
  const told = upTo === undefined ? epochs : epochs.filter((epoch) => epoch.last >= epoch.first && epoch.last < upTo);
  return told.slice(-size).map(({ epoch, first, last }) => ({ ep: epoch, first, last }));
}

/** The marks worth keeping on disk: from the oldest epoch HQ has not all of, to the newest. */
export function keptMarks(epochs: readonly EpochRange[], marks: ReadonlyMap<string, number>): EpochMark[] {
  const lanes = openLanes(epochs, marks);
  const start = lanes[0]?.epoch.epoch ?? epochs.at(-1)?.epoch;
  const at = epochs.findIndex(({ epoch }) => epoch === start);
  return epochs
    .slice(Math.max(0, at))
    .slice(-200)
    .map((epoch) => ({ ep: epoch.epoch, mark: marks.get(epoch.epoch) ?? lengthOf(epoch) }));
}
