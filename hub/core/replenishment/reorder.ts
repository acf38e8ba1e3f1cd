import { type CountDistribution, poisson } from './distribution.ts';
import { economicOrderQuantity } from './lot-size.ts';
import { mismatchCost, type NewsvendorLevel, newsvendorNormal, type OverUnder } from './newsvendor.ts';
import { expectedShortage, type NormalDemand, normalInverse, secondShortage } from './normal.ts';

/** Demand per time as a normal process, and a fixed lead time in the same time. */
export interface NormalProcess {
  readonly rate: number;
  readonly sd: number;
  readonly lead: number;
}

/** Money per order, per unit held and time, per unit short (and time, where demand waits). */
export interface OrderCosts extends OverUnder {
  readonly setup: number;
}

/** A continuous-review policy: at position r or below, order Q. */
export interface ReorderPolicy {
  readonly reorder: number;
  readonly quantity: number;
  readonly cost: number;
}

/**
 * Safety stock for a cycle service level when the lead time varies too: SS = z sqrt(L sd_d^2 + d^2 sd_L^2), reorder
 * point d L + SS (Silver, Pyke & Thomas 4e, section 6.10). `service` is the chance of no stock-out in a cycle.
 */
export function safetyStock(
  service: number,
  demand: { readonly mean: number; readonly sd: number },
  lead: { readonly mean: number; readonly sd: number },
): { z: number; stock: number; reorder: number } {
  const z = normalInverse(service);
  const stock = z * Math.sqrt(lead.mean * demand.sd ** 2 + demand.mean ** 2 * lead.sd ** 2);
  return { z, stock, reorder: demand.mean * lead.mean + stock };
}

/**
 * Order-up-to level under periodic review: the newsvendor over the protection interval. The interval is lead time PLUS
 * review period, because what is ordered now must last until what is ordered at the next review arrives.
 * @param daily demand of one period; `lead` and `review` in periods
 */
export function baseStockNormal(costs: OverUnder, daily: NormalDemand, lead: number, review: number): NewsvendorLevel {
  const periods = lead + review;
  return newsvendorNormal(costs, { mean: daily.mean * periods, sd: daily.sd * Math.sqrt(periods) });
}

/** The share of demand served at once under (r, Q): 1 - [n(r) - n(r + Q)] / Q (Snyder & Shen 2e, section 5.3.2). */
export function fillRate(leadDemand: NormalDemand, reorder: number, quantity: number): number {
  return 1 - (expectedShortage(leadDemand, reorder) - expectedShortage(leadDemand, reorder + quantity)) / quantity;
}

/**
 * The exact cost rate of (r, Q) under normal demand, (K rate + integral of g from r to r + Q) / Q with g the newsvendor
 * cost of the lead-time demand (Zheng 1992; Snyder & Shen 2e, section 5.2). The integral is closed by second-order losses.
 */
export function reorderCost(costs: OrderCosts, process: NormalProcess, reorder: number, quantity: number): number {
  return (costs.setup * process.rate + costIntegral(costs, leadDemandOf(process), reorder, quantity)) / quantity;
}

/**
 * The exact best (r, Q). For a given Q the best r makes g(r) = g(r + Q), and the best Q makes that height equal to the
 * average cost (Zheng 1992, lemma 2); both are monotone, so both are found by halving. Undefined when the numbers are too
 * far apart for any Q to be found.
 */
export function bestReorder(costs: OrderCosts, process: NormalProcess): ReorderPolicy | undefined {
  const demand = leadDemandOf(process);
  const g = (y: number): number =>
    costs.holding * (y - demand.mean) + (costs.holding + costs.shortage) * expectedShortage(demand, y);
  const top = newsvendorNormal(costs, demand).level;
  const reorderFor = (quantity: number): number => halve(top - quantity, top, (r) => g(r + quantity) >= g(r));
  const dearEnough = (quantity: number): boolean => {
    const r = reorderFor(quantity);
    return quantity * g(r) >= costs.setup * process.rate + costIntegral(costs, demand, r, quantity);
  };
  const start = economicOrderQuantity(costs, process.rate).quantity;
  let high = start;
  for (let round = 0; !dearEnough(high); round++) {
    if (round > 100) return undefined;
    high *= 2;
  }
  const quantity = halve(0, high, dearEnough);
  const reorder = reorderFor(quantity);
  return { reorder, quantity, cost: reorderCost(costs, process, reorder, quantity) };
}

/**
 * Hadley & Whitin's expected-inventory-level approximation (Snyder & Shen 2e, section 5.3.1): `shortage` is charged per
 * unit, r and Q are solved in turn until they stand still. Undefined when a shortage is so cheap that no r exists.
 */
export function approximateReorder(costs: OrderCosts, process: NormalProcess): ReorderPolicy | undefined {
  const { setup, holding, shortage } = costs;
  const { rate } = process;
  const demand = leadDemandOf(process);
  let quantity = economicOrderQuantity(costs, rate).quantity;
  for (let round = 0; round < 10_000; round++) {
    const risk = (quantity * holding) / (shortage * rate);
    if (risk >= 1) return undefined;
    const reorder = demand.mean - demand.sd * normalInverse(risk);
    const short = expectedShortage(demand, reorder);
    const next = Math.sqrt((2 * rate * (setup + shortage * short)) / holding);
    if (Math.abs(next - quantity) <= 1e-12 * quantity) {
      const cost =
        holding * (reorder - demand.mean + next / 2) + (setup * rate) / next + (shortage * rate * short) / next;
      return { reorder, quantity: next, cost };
    }
    quantity = next;
  }
  return undefined;
}

/**
 * The exact best (r, Q) for Poisson demand (Federgruen & Zheng 1992): the interval r+1 .. r+Q grows by whichever
 * neighbour is cheaper, as long as that neighbour is cheaper than the average so far. Undefined when orders cost so much
 * that Q would pass 100,000.
 */
export function bestReorderPoisson(costs: OrderCosts, rate: number, lead: number): ReorderPolicy | undefined {
  const demand: CountDistribution = poisson(rate * lead);
  const g = (y: number): number => mismatchCost(costs, demand, y);
  let top = demand.inverse(costs.shortage / (costs.shortage + costs.holding));
  let reorder = top - 1;
  let total = costs.setup * rate + g(top);
  let left = g(reorder);
  let right = g(top + 1);
  while (Math.min(left, right) < total / (top - reorder)) {
    if (top - reorder > 100_000) return undefined;
    if (left <= right) {
      total += left;
      left = g(--reorder);
    } else {
      total += right;
      right = g(++top + 1);
    }
  }
  return { reorder, quantity: top - reorder, cost: total / (top - reorder) };
}

function leadDemandOf(process: NormalProcess): NormalDemand {
  return { mean: process.rate * process.lead, sd: process.sd * Math.sqrt(process.lead) };
}

function costIntegral(costs: OverUnder, demand: NormalDemand, reorder: number, quantity: number): number {
  const held = costs.holding * quantity * (reorder + quantity / 2 - demand.mean);
  const short = secondShortage(demand, reorder) - secondShortage(demand, reorder + quantity);
  return held + (costs.holding + costs.shortage) * short;
}

/** The point between low and high where a monotone question turns from no to yes, to the last digit. */
function halve(low: number, high: number, yes: (x: number) => boolean): number {
  for (let round = 0; round < 200; round++) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    if (yes(middle)) high = middle;
    else low = middle;
  }
  return high;
}
