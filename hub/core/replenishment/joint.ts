/** One of several items on the same lorry: its own cost per order, holding cost per unit and time, demand per time. */
export interface JointItem {
  readonly setup: number;
  readonly holding: number;
  readonly rate: number;
}

/** Every `cycle` an order goes out; item i rides along every `multiples[i]`-th time. `cost` is per time. */
export interface JointPlan {
  readonly cycle: number;
  readonly multiples: readonly number[];
  readonly quantities: readonly number[];
  readonly cost: number;
}

/**
 * Silver's heuristic for joint replenishment (Silver 1976; Silver, Pyke & Peterson 1998, section 11.3): the item with
 * the smallest k / (h D) rides on every order, the others on the whole multiple nearest to their square-root ratio.
 * Undefined when neither the shared nor that item's own order costs anything: then there is no reason to wait at all.
 * @param shared the cost of the lorry, whatever is on it
 */
export function jointReplenishment(shared: number, items: readonly JointItem[]): JointPlan | undefined {
  const ratios = items.map((item) => item.setup / (item.holding * item.rate));
  const first = ratios.indexOf(Math.min(...ratios));
  const leader = items[first];
  if (leader === undefined || shared + leader.setup <= 0) return undefined;
  const scale = (leader.holding * leader.rate) / (shared + leader.setup);
  const multiples = ratios.map((ratio, i) => (i === first ? 1 : Math.max(1, Math.round(Math.sqrt(ratio * scale)))));
  let setups = shared;
  let holdings = 0;
  items.forEach((item, i) => {
    const multiple = multiples[i] ?? 1;
    setups += item.setup / multiple;
    holdings += item.holding * item.rate * multiple;
  });
  const cycle = Math.sqrt((2 * setups) / holdings);
  const quantities = items.map((item, i) => cycle * (multiples[i] ?? 1) * item.rate);
  return { cycle, multiples, quantities, cost: setups / cycle + (cycle * holdings) / 2 };
}
