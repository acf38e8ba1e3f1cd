/**
 * Lot sizes when demand is known. Quantities are in units, demand `rate` in units per time, `holding` in money per unit
 * and the same time, `setup` in money per order, `shortage` in money per unit short and time.
 */
export interface LotCosts {
  readonly setup: number;
  readonly holding: number;
}

/** The economic order quantity, Q = sqrt(2KD/h) (Harris 1913; Snyder & Shen 2e, section 3.2). */
export function economicOrderQuantity(costs: LotCosts, rate: number): { quantity: number; cost: number } {
  return {
    quantity: Math.sqrt((2 * costs.setup * rate) / costs.holding),
    cost: Math.sqrt(2 * costs.setup * rate * costs.holding),
  };
}

/** EOQ with planned backorders; `stockoutFraction` is the share of demand that waits (Snyder & Shen 2e, section 3.5). */
export function backorderOrderQuantity(
  costs: LotCosts & { readonly shortage: number },
  rate: number,
): { quantity: number; stockoutFraction: number; cost: number } {
  const { setup, holding, shortage } = costs;
  return {
    quantity: Math.sqrt((2 * setup * rate * (holding + shortage)) / (holding * shortage)),
    stockoutFraction: holding / (holding + shortage),
    cost: Math.sqrt((2 * setup * rate * holding * shortage) / (holding + shortage)),
  };
}

/**
 * EOQ with all-units discounts (Snyder & Shen 2e, section 3.4): the best of every price region's own EOQ that falls
 * into the region, and of every break point. Holding costs `carrying` times the price; the cost includes the purchase.
 * @param breaks where each price begins, ascending from 0, as long as `prices`
 */
export function discountOrderQuantity(
  setup: number,
  carrying: number,
  rate: number,
  breaks: readonly number[],
  prices: readonly number[],
): { quantity: number; region: number; cost: number } {
  let best = { quantity: 0, region: 0, cost: Number.POSITIVE_INFINITY };
  prices.forEach((price, region) => {
    const from = breaks[region] ?? 0;
    const below = breaks[region + 1] ?? Number.POSITIVE_INFINITY;
    const own = Math.sqrt((2 * setup * rate) / (carrying * price));
    // Above its own EOQ a region's cost only rises, so the region's start is the best it can offer; below, it is out.
    const quantity = Math.max(own, from);
    if (quantity >= below) return;
    const ordering = setup === 0 ? 0 : (setup * rate) / quantity;
    const cost = price * rate + ordering + (carrying * price * quantity) / 2;
    if (cost < best.cost) best = { quantity, region, cost };
  });
  return best;
}

/** What to order in each period, and what orders and stock kept overnight cost together. */
export interface LotPlan {
  readonly orders: readonly number[];
  readonly cost: number;
}

/**
 * The cheapest plan for known demands, by dynamic programming from the end (Wagner & Whitin 1958). Stock is charged at
 * the end of each period. A period without demand never causes an order; of equally cheap plans the one that orders
 * later lots rather than larger ones is taken.
 */
export function wagnerWhitin(costs: LotCosts, demands: readonly number[]): LotPlan {
  const n = demands.length;
  const best = new Float64Array(n + 1);
  const next = new Int32Array(n + 1);
  for (let t = n - 1; t >= 0; t--) {
    if (demands[t] === 0) {
      best[t] = best[t + 1] ?? 0;
      next[t] = t + 1;
      continue;
    }
    let cost = Number.POSITIVE_INFINITY;
    let held = 0;
    for (let end = t + 1; end <= n; end++) {
      held += costs.holding * (end - 1 - t) * (demands[end - 1] ?? 0);
      const total = costs.setup + held + (best[end] ?? 0);
      if (total < cost) {
        cost = total;
        next[t] = end;
      }
      // Whatever comes later is not negative, so a lot whose stock alone costs more can never win again.
      if (costs.setup + held > cost) break;
    }
    best[t] = cost;
  }
  const orders = demands.map(() => 0);
  for (let t = 0; t < n; t = next[t] ?? n) orders[t] = sum(demands, t, next[t] ?? n);
  return { orders, cost: best[0] ?? 0 };
}

/**
 * Silver & Meal's heuristic (1973): a lot grows while the cost per period it covers does not rise. It is nearly as cheap
 * as the exact plan and does not nervously change early orders when a late forecast changes.
 */
export function silverMeal(costs: LotCosts, demands: readonly number[]): LotPlan {
  const n = demands.length;
  const orders = demands.map(() => 0);
  let cost = 0;
  let start = 0;
  while (start < n) {
    if (demands[start] === 0) {
      start++;
      continue;
    }
    let total = costs.setup;
    let end = start + 1;
    for (; end < n; end++) {
      const longer = total + costs.holding * (end - start) * (demands[end] ?? 0);
      if (longer / (end - start + 1) > total / (end - start)) break;
      total = longer;
    }
    orders[start] = sum(demands, start, end);
    cost += total;
    start = end;
  }
  return { orders, cost };
}

function sum(values: readonly number[], from: number, to: number): number {
  let total = 0;
  for (let i = from; i < to; i++) total += values[i] ?? 0;
  return total;
}
