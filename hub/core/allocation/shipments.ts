/** What can be shipped from one place, and what a shipment from there costs (a distance, a fee). */
export interface Source {
  readonly name: string;
  readonly stock: ReadonlyMap<string, number>;
  readonly cost: number;
}
export interface ShipmentPlan {
  /** The sources that ship, in the order in which they were given. */
  readonly sources: readonly string[];
  readonly cost: number;
  /** Who ships how many of what. */
  readonly ships: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** What nobody has, to be back-ordered. */
  readonly short: ReadonlyMap<string, number>;
  /** No plan has fewer shipments, nor as few at a lower cost. */
  readonly exact: boolean;
}

/** Sets of sources looked at, times items, before the search gives up being exact: some tenths of a second. */
const LOOKS = 20_000_000;

/**
 * Splits an order over sources: the fewest shipments, among those the lowest cost, among those the sources given first.
 * What all sources together cannot give is left out and told as short, so that the rest is still sent.
 *
 * It is the cover of a multiset by the fewest sets, which is hard in general: sets of one, of two, of three … sources are
 * looked through, leaving out those that cannot be completed any more. With up to some 20 sources the answer is exact.
 * Beyond a bound of looks the greedy cover stands, with at most H(n) times the fewest shipments for n pieces (H(n) < 1 +
 * ln n), and `exact` is false.
 */
export function fewestShipments(order: ReadonlyMap<string, number>, sources: readonly Source[]): ShipmentPlan {
  const wanted = new Map<string, number>();
  const short = new Map<string, number>();
  for (const [item, quantity] of order) {
    const there = sources.reduce((sum, source) => sum + Math.max(0, source.stock.get(item) ?? 0), 0);
    const possible = Math.min(quantity, there);
    if (possible > 0) wanted.set(item, possible);
    if (possible < quantity) short.set(item, quantity - possible);
  }
  const items = [...wanted.keys()];
  const useful = sources.filter(({ stock }) => items.some((item) => (stock.get(item) ?? 0) > 0));
  const need = items.map((item) => wanted.get(item) ?? 0);
  const has = useful.map(({ stock }) =>
    items.map((item, at) => Math.min(need[at] ?? 0, Math.max(0, stock.get(item) ?? 0))),
  );
  const found = search(need, has, useful);
  const chosen = found.chosen.map((at) => useful[at]).filter((one): one is Source => one !== undefined);
  return {
    sources: chosen.map(({ name }) => name),
    cost: chosen.reduce((sum, { cost }) => sum + cost, 0),
    ships: shares(wanted, chosen),
    short,
    exact: found.exact,
  };
}

interface Found {
  readonly chosen: readonly number[];
  readonly exact: boolean;
}

function search(need: readonly number[], has: readonly (readonly number[])[], sources: readonly Source[]): Found {
  const fallback = greedy(need, has, sources);
  if (fallback.length <= 1 && need.length === 0) return { chosen: [], exact: true };
  const look: Look = { need, has, cost: sources.map(({ cost }) => cost), after: leftovers(has, need.length), looks: 0 };
  for (let size = 1; size <= fallback.length; size += 1) {
    const best = { cost: Number.POSITIVE_INFINITY, chosen: undefined as readonly number[] | undefined };
    const isWhole = lookThrough(look, size, 0, [...need], [], 0, best);
    if (best.chosen && isWhole) return { chosen: best.chosen, exact: true };
    if (!isWhole) {
      const isBetter = best.chosen !== undefined && best.chosen.length <= fallback.length;
      return { chosen: isBetter && best.chosen ? best.chosen : fallback, exact: false };
    }
  }
  return { chosen: fallback, exact: true };
}

interface Look {
  readonly need: readonly number[];
  readonly has: readonly (readonly number[])[];
  readonly cost: readonly number[];
  /** What the sources from a place on have together, item by item: less than is missing, and nothing comes of it. */
  readonly after: readonly (readonly number[])[];
  looks: number;
}

function leftovers(has: readonly (readonly number[])[], items: number): number[][] {
  const after: number[][] = [...has, []].map(() => new Array<number>(items).fill(0));
  for (let at = has.length - 1; at >= 0; at -= 1)
    for (let item = 0; item < items; item += 1)
      (after[at] as number[])[item] = (after[at + 1]?.[item] ?? 0) + (has[at]?.[item] ?? 0);
  return after;
}

/** Sets of exactly `size` more sources from `from` on. Returns false when the bound of looks was met on the way. */
function lookThrough(
  look: Look,
  size: number,
  from: number,
  missing: readonly number[],
  chosen: readonly number[],
  cost: number,
  best: { cost: number; chosen: readonly number[] | undefined },
): boolean {
  if (missing.every((much) => much <= 0)) {
    if (cost < best.cost) Object.assign(best, { cost, chosen });
    return true;
  }
  if (size === 0) return true;
  for (let at = from; at <= look.has.length - size; at += 1) {
    look.looks += missing.length;
    if (look.looks > LOOKS) return false;
    if (missing.some((much, item) => much > (look.after[at]?.[item] ?? 0))) return true;
    const own = look.has[at] ?? [];
    const left = missing.map((much, item) => Math.max(0, much - (own[item] ?? 0)));
    if (left.every((much, item) => much === Math.max(0, missing[item] ?? 0))) continue;
    if (!lookThrough(look, size - 1, at + 1, left, [...chosen, at], cost + (look.cost[at] ?? 0), best)) return false;
  }
  return true;
}

/** Whoever gives the most of what is missing ships next; the cheaper one where two give as much. */
function greedy(need: readonly number[], has: readonly (readonly number[])[], sources: readonly Source[]): number[] {
  const missing = [...need];
  const chosen = new Set<number>();
  while (missing.some((much) => much > 0)) {
    let best = { at: -1, gives: 0, cost: 0 };
    for (const [at, own] of has.entries()) {
      if (chosen.has(at)) continue;
      const gives = own.reduce((sum, much, item) => sum + Math.min(much, missing[item] ?? 0), 0);
      const cost = sources[at]?.cost ?? 0;
      if (gives > best.gives || (gives === best.gives && gives > 0 && cost < best.cost)) best = { at, gives, cost };
    }
    if (best.at < 0) break;
    chosen.add(best.at);
    for (const [item, much] of (has[best.at] ?? []).entries()) missing[item] = Math.max(0, (missing[item] ?? 0) - much);
  }
  return [...chosen].sort((a, b) => a - b);
}

/** The chosen sources share the order: each item from the fullest first, so that few of them touch it. */
function shares(wanted: ReadonlyMap<string, number>, chosen: readonly Source[]): Map<string, Map<string, number>> {
  const ships = new Map(chosen.map(({ name }) => [name, new Map<string, number>()]));
  for (const [item, quantity] of wanted) {
    let missing = quantity;
    const fullest = [...chosen].sort((a, b) => (b.stock.get(item) ?? 0) - (a.stock.get(item) ?? 0) || a.cost - b.cost);
    for (const { name, stock } of fullest) {
      const taken = Math.min(missing, Math.max(0, stock.get(item) ?? 0));
      if (taken === 0) continue;
      missing -= taken;
      ships.get(name)?.set(item, taken);
    }
  }
  return ships;
}
