import { countDistribution, grainOf } from './distribution.ts';

/** The chance that a customer meets an empty shelf, and the units expected to be missed. */
export interface StockoutRisk {
  readonly chance: number;
  readonly expectedLost: number;
}

/**
 * The risk over a stretch of time taken as a whole: P(D > supply) and E[(D - supply)+]. Everything arriving counts as
 * there from the start; `stockoutPath` knows better when. Book stock below zero is taken as it is, but no more than the
 * whole demand can be lost.
 */
export function stockoutRisk(supply: number, mean: number, variance = mean): StockoutRisk {
  const demand = countDistribution(mean, variance);
  return { chance: demand.tail(supply), expectedLost: Math.min(mean, demand.loss(supply)) };
}

/** One day ahead: its demand, and what arrives before the doors open. */
export interface RiskDay {
  readonly mean: number;
  readonly variance: number;
  readonly arriving: number;
}

/**
 * The risk day by day with lost sales: what is missed on Monday is not sold on Tuesday, and Wednesday's lorry does not
 * help Monday. Exact for pieces (on the grain of `grainOf` for weights), by carrying the distribution of the stock from
 * evening to evening.
 * @param onHand whole units on hand now; a negative book counts as an empty shelf
 * @returns the chance of a stock-out on any day, the units lost, and the chance by the evening of each day
 */
export function stockoutPath(
  onHand: number,
  days: readonly RiskDay[],
): StockoutRisk & { readonly byDay: readonly number[] } {
  const grain = Math.max(1, ...days.map((day) => grainOf(day.mean, day.variance)));
  const start: Stock = { low: Math.max(0, Math.floor(onHand / grain)), chances: new Float64Array([1]) };
  let all = start;
  let unhurt = start;
  let expectedLost = 0;
  const byDay: number[] = [];
  for (const day of days) {
    const demand = countDistribution(day.mean / grain, day.variance / grain ** 2);
    const low = demand.inverse(1e-17);
    const masses = new Float64Array(demand.inverse(1 - 1e-15) - low + 1);
    for (let i = 0; i < masses.length; i++) masses[i] = demand.pmf(low + i);
    const arriving = Math.floor(day.arriving / grain);
    let empty = 0;
    all.chances.forEach((chance, i) => {
      if (chance === 0) return;
      const morning = all.low + i + arriving;
      expectedLost += chance * demand.loss(morning);
      empty += chance * demand.tail(morning);
    });
    all = evening(all, arriving, low, masses);
    if (empty > 0) all = withEmpty(all, empty);
    unhurt = evening(unhurt, arriving, low, masses);
    byDay.push(Math.max(0, 1 - unhurt.chances.reduce((sum, chance) => sum + chance, 0)));
  }
  return { chance: byDay.at(-1) ?? 0, expectedLost: expectedLost * grain, byDay };
}

/** The chances of the stock being low, low + 1, ... */
interface Stock {
  readonly low: number;
  readonly chances: Float64Array;
}

/** The stock after a day on which every customer was served; chances of days that ran out are simply missing. */
function evening(from: Stock, arriving: number, lowDemand: number, masses: Float64Array): Stock {
  const morning = from.low + arriving;
  const low = Math.max(0, morning - lowDemand - masses.length + 1);
  const high = morning + from.chances.length - 1 - lowDemand;
  if (high < 0) return { low: 0, chances: new Float64Array(1) };
  const chances = new Float64Array(high - low + 1);
  for (let i = 0; i < from.chances.length; i++) {
    const chance = from.chances[i] ?? 0;
    if (chance < 1e-18) continue;
    const top = morning + i - lowDemand - low;
    const count = Math.min(masses.length, top + 1);
    for (let j = 0; j < count; j++) chances[top - j] = (chances[top - j] ?? 0) + chance * (masses[j] ?? 0);
  }
  return { low, chances };
}

/** Adds the chance of having run out, which leaves an empty shelf. */
function withEmpty(stock: Stock, chance: number): Stock {
  const chances = new Float64Array(stock.low + stock.chances.length);
  chances.set(stock.chances, stock.low);
  chances[0] = (chances[0] ?? 0) + chance;
  return { low: 0, chances };
}
