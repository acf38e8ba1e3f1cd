import { countDistribution } from './distribution.ts';

/** One store's standing in one item: free stock, its own level, and demand until its next delivery. */
export interface StoreStanding {
  readonly store: string;
  readonly free: number;
  readonly level: number;
  readonly mean: number;
  readonly variance: number;
}

/** Move `quantity` from one store to another; `saves` is the expected number of lost sales avoided on balance. */
export interface TransferSuggestion {
  readonly from: string;
  readonly to: string;
  readonly quantity: number;
  readonly saves: number;
}

/**
 * Moves between stores that avoid more lost sales than they cause: unit by unit from the store that will miss a unit
 * least to the one that needs it most (marginal analysis: the expected loss is convex in the stock, so greedy is best).
 * The next unit is worth P(D > free) where it goes and P(D > free - 1) where it comes from. A giver never goes below its
 * own level, and moves smaller than `least` are not worth the walk.
 */
export function transferSuggestions(standings: readonly StoreStanding[], least = 1): TransferSuggestion[] {
  const shelves = standings.map((standing) => reckon(standing, standing.free));
  const moves = new Map<string, { from: string; to: string; quantity: number; saves: number }>();
  for (;;) {
    const to = lowest(shelves, (shelf) => -shelf.gain);
    const from = lowest(shelves, (shelf) => shelf.pain);
    const [taker, giver] = [shelves[to], shelves[from]];
    if (taker === undefined || giver === undefined || to === from) break;
    const saves = taker.gain - giver.pain;
    if (!(saves > WORTH_A_WALK)) break;
    const key = `${from} ${to}`;
    const move = moves.get(key) ?? { from: giver.at.store, to: taker.at.store, quantity: 0, saves: 0 };
    move.quantity++;
    move.saves += saves;
    moves.set(key, move);
    shelves[from] = reckon(giver.at, giver.free - 1);
    shelves[to] = reckon(taker.at, taker.free + 1);
  }
  return [...moves.values()].filter((move) => move.quantity >= least);
}

/** Expected sales saved per unit moved, below which a person's walk costs more than the sale. */
const WORTH_A_WALK = 0.05;

interface Shelf {
  readonly at: StoreStanding;
  readonly free: number;
  readonly gain: number;
  readonly pain: number;
}

function reckon(at: StoreStanding, free: number): Shelf {
  const demand = countDistribution(at.mean, at.variance);
  const pain = free - 1 < at.level ? Number.POSITIVE_INFINITY : demand.tail(free - 1);
  return { at, free, gain: demand.tail(free), pain };
}

function lowest(shelves: readonly Shelf[], score: (shelf: Shelf) => number): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  shelves.forEach((shelf, i) => {
    const value = score(shelf);
    if (value < least) {
      least = value;
      best = i;
    }
  });
  return best;
}
