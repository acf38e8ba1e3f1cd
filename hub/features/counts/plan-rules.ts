import type { PlanWhy } from '../../contract/count-views.ts';
import type { CountPolicy, ItemClass } from '../../contract/counts.ts';

const DAY_MS = 86_400_000;

export interface Sold {
  readonly gtin: string;
  /** In minor units, over the days of the policy. */
  readonly soldMinor: number;
}

/**
 * ABC by value sold: in falling order, the items that make up the first share of the value are A (also the one that
 * crosses it), the next B, the rest C. What sold nothing is C. Equal values are ordered by their numbers.
 */
export function classified<T extends Sold>(
  items: readonly T[],
  policy: Pick<CountPolicy, 'shareA' | 'shareB'>,
): (T & { readonly class: ItemClass })[] {
  const sorted = items.toSorted((a, b) => b.soldMinor - a.soldMinor || (a.gtin < b.gtin ? -1 : 1));
  const total = sorted.reduce((sum, item) => sum + Math.max(0, item.soldMinor), 0);
  let before = 0;
  return sorted.map((item) => {
    const share = total === 0 ? 1 : before / total;
    before += Math.max(0, item.soldMinor);
    if (item.soldMinor <= 0 || share >= policy.shareB) return { ...item, class: 'C' };
    return { ...item, class: share < policy.shareA ? 'A' : 'B' };
  });
}

export interface Countable extends Sold {
  readonly class: ItemClass;
  readonly onHand: number;
  readonly lastCounted: number | null;
  /** How many of the last three counts of it came out differing. */
  readonly differing: number;
}
export interface Due {
  /** Days until it is due; negative when late. */
  readonly dueInDays: number;
  readonly why: PlanWhy;
}

/**
 * When an item is due: so many days after its last count, by class. What the book shows to be impossible is due now, and
 * what came out wrong again and again is due in half the time. What was never counted is due, and waits for the rest.
 */
export function dueOf(item: Countable, policy: CountPolicy, now: number): Due {
  if (item.onHand < 0) return { dueInDays: 0, why: 'negative' };
  if (item.lastCounted === null) return { dueInDays: 0, why: 'never' };
  const isRepeated = item.differing >= policy.repeated;
  const every = policy.everyDays[item.class];
  const days = isRepeated ? Math.ceil(every / 2) : every;
  const dueInDays = Math.ceil((item.lastCounted + days * DAY_MS - now) / DAY_MS);
  if (dueInDays > 0) return { dueInDays, why: 'later' };
  return { dueInDays, why: isRepeated ? 'repeated' : 'overdue' };
}

const RANK: Readonly<Record<PlanWhy, number>> = { negative: 0, repeated: 1, overdue: 2, never: 3, later: 4 };
const CLASS: Readonly<Record<ItemClass, number>> = { A: 0, B: 1, C: 2 };

/** The most urgent first: by what calls for it, then by class, then the latest, then the dearest. */
export function byUrgency<T extends Countable & Due>(items: readonly T[]): T[] {
  return items.toSorted(
    (a, b) =>
      RANK[a.why] - RANK[b.why] ||
      CLASS[a.class] - CLASS[b.class] ||
      a.dueInDays - b.dueInDays ||
      b.soldMinor - a.soldMinor ||
      (a.gtin < b.gtin ? -1 : 1),
  );
}
