import type { Digest, Levels, StockAsked, Tip } from '../../contract/uplink.ts';
import { daysLeft } from '../../core/link/budget.ts';
import { type EpochRange, lengthOf } from '../../core/link/lanes.ts';
import { bucketOf, digestOf, type Level, rootOf } from '../../core/link/stock-digest.ts';
import type { LinkClock, Surroundings, UplinkStore } from './port.ts';

/** So many levels go into one message; the rest follows in the next. */
const levelsAtOnce = 2000;
/** A disk fills in days, not in seconds. */
const lookEvery = 60_000;

type About = Pick<Tip, 'day' | 'diskDays' | 'oldestAt'>;

/** What a store says of itself while it has nothing to send, and how its levels compare with HQ's. */
export class Beacon {
  readonly #store: UplinkStore;
  readonly #clock: LinkClock;
  readonly #look: (() => Surroundings) | undefined;
  #space: { at: number; days: number | undefined } | undefined;
  #digest: { head: number; buckets: number[] } | undefined;

  constructor(store: UplinkStore, clock: LinkClock, look: (() => Surroundings) | undefined) {
    this.#store = store;
    this.#clock = clock;
    this.#look = look;
  }

  /** A disk that cannot be asked leaves the rest of the picture as it is. */
  #looked(): Surroundings | undefined {
    try {
      return this.#look?.();
    } catch {
      return undefined;
    }
  }

  /** For how many days the disk takes entries while HQ is away; nothing where nobody can say. */
  daysLeft(): number | undefined {
    const ticks = this.#clock.ticks();
    if (this.#space === undefined || ticks - this.#space.at > lookEvery) {
      const now = this.#clock.now();
      const space = this.#looked();
      const since = space === undefined ? now : (this.#store.entries(1, 1)[0]?.at ?? now);
      this.#space = { at: ticks, days: space && daysLeft({ ...space, since }, now) };
    }
    return this.#space.days;
  }

  about(oldestAt: number | undefined): About {
    const diskDays = this.daysLeft();
    const day = this.#looked()?.day;
    return {
      ...(day === undefined ? {} : { day }),
      ...(diskDays === undefined ? {} : { diskDays }),
      ...(oldestAt === undefined ? {} : { oldestAt }),
    };
  }

  tip(
    session: { sid: string; n: number },
    open: EpochRange,
    waiting: { pending: number; oldestAt: number | undefined },
  ): Tip {
    const { pending, oldestAt } = waiting;
    const buckets = pending === 0 ? this.#buckets() : undefined;
    return {
      v: 1,
      t: 'tip',
      ...session,
      ep: open.epoch,
      last: lengthOf(open),
      pending,
      clock: this.#clock.now(),
      ...this.about(oldestAt),
      ...(buckets === undefined ? {} : { stock: rootOf(buckets) }),
    };
  }

  /** What HQ asked for to set its levels right: the digest, or all levels of the buckets that differ. */
  stock({ sid, buckets }: StockAsked, open: EpochRange): (Digest | Levels)[] {
    const at = { v: 1, sid, ep: open.epoch, last: lengthOf(open) } as const;
    if (buckets === undefined) {
      const digest = this.#buckets();
      return digest === undefined ? [] : [{ ...at, t: 'digest', buckets: digest }];
    }
    const wanted = new Map<number, Level[]>(buckets.map((bucket) => [bucket, []]));
    for (const level of this.#store.levels?.() ?? []) wanted.get(bucketOf(level.gtin))?.push(level);
    const parts: Levels[] = [];
    for (const [bucket, levels] of wanted) {
      const last = parts.at(-1);
      if (last === undefined || last.levels.length > levelsAtOnce) {
        parts.push({ ...at, t: 'levels', buckets: [bucket], levels: [...levels] });
      } else {
        last.buckets.push(bucket);
        last.levels.push(...levels);
      }
    }
    return parts;
  }

  #buckets(): number[] | undefined {
    const { levels } = this.#store;
    if (levels === undefined) return undefined;
    const head = this.#store.head();
    if (this.#digest?.head !== head) this.#digest = { head, buckets: digestOf(levels.call(this.#store)) };
    return this.#digest.buckets;
  }
}
