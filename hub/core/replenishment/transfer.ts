import { stockoutRisk } from './risk.ts';

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
 * A giver never goes below its own level, and moves smaller than `least` are not worth the walk.
 */
export function transferSuggestions(standings: readonly StoreStanding[], least = 1): TransferSuggestion[] {
  const stock = new Map(standings.map((standing) => [standing.store, standing.free]));
  const lossAt = (at: StoreStanding, free: number): number => stockoutRisk(free, at.mean, at.variance).expectedLost;
  const gain = (at: StoreStanding): number => {
    const free = Math.max(0, stock.get(at.store) ?? 0);
    return lossAt(at, free) - lossAt(at, free + 1);
  };
  const pain = (at: StoreStanding): number => {
    const free = stock.get(at.store) ?? 0;
    return free - 1 < at.level ? Number.POSITIVE_INFINITY : lossAt(at, free - 1) - lossAt(at, free);
  };
  const moves = new Map<string, { from: string; to: string; quantity: number; saves: number }>();
  for (;;) {
    const to = pick(standings, (at) => -gain(at));
    const from = pick(standings, pain);
    if (to === undefined || from === undefined || to === from) break;
    const saves = gain(to) - pain(from);
    // A twentieth of a unit per unit moved: below that a person's walk costs more than the sale.
    if (!(saves > 0.05)) break;
    const key = JSON.stringify([from.store, to.store]);
    const move = moves.get(key) ?? { from: from.store, to: to.store, quantity: 0, saves: 0 };
    move.quantity++;
    move.saves += saves;
    moves.set(key, move);
    stock.set(from.store, (stock.get(from.store) ?? 0) - 1);
    stock.set(to.store, (stock.get(to.store) ?? 0) + 1);
  }
  return [...moves.values()].filter((move) => move.quantity >= least);
}

function pick(standings: readonly StoreStanding[], score: (at: StoreStanding) => number): StoreStanding | undefined {
  let best: StoreStanding | undefined;
  let lowest = Number.POSITIVE_INFINITY;
  for (const standing of standings) {
    const value = score(standing);
    if (value < lowest) {
      lowest = value;
      best = standing;
    }
  }
  return best;
}
