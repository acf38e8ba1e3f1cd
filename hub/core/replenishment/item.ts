import { type OrderCalendar, type OrderWindow, orderWindow, type Weekday } from './calendar.ts';
import { cheapestPackLevel, type PackLevel, packCost, packLevel, packPerformance, packsToOrder } from './case-pack.ts';
import { uncensored } from './censored.ts';
import { chooseMethod, type Method, smootherFor } from './choose.ts';
import { countDistribution, grainOf } from './distribution.ts';
import type { OrderCosts } from './reorder.ts';
import { type StockoutRisk, stockoutPath } from './risk.ts';
import { type Smoother, trained } from './smoothing.ts';
import { type WeekProfile, weekly, weekProfile } from './weekday.ts';

/** Everything that decides an item's level in one store. Quantities are whole base units; days are trading days. */
export interface ItemQuestion {
  /** Units sold per day, oldest first, the last being today after trade. */
  readonly history: readonly number[];
  /** On which of these days the shelf was empty at some moment. */
  readonly stockedOut?: readonly boolean[] | undefined;
  /** The method found earlier; left out, it is chosen anew, which takes several times as long. */
  readonly method?: Method | undefined;
  /** The category's weekday factors, in step with the first day of the history; left out, the item's own. */
  readonly profile?: WeekProfile | undefined;
  readonly today: Weekday;
  readonly calendar: OrderCalendar;
  /** The first day an order may be sent, 0 (this evening) when left out. */
  readonly earliestOrder?: number | undefined;
  /** The wanted share of demand served from the shelf, unless `costs` decide. */
  readonly fill: number;
  readonly costs?: OrderCosts | undefined;
  readonly pack: number;
  readonly shelf?: number | undefined;
  /** A level a person insists on at least, such as a full facing. */
  readonly least?: number | undefined;
  /** A level that a person has fixed; the learned one is still worked out and told. */
  readonly pinned?: number | undefined;
  readonly onHand: number;
  /** Units on their way, by day: the first arrives tomorrow before the doors open. */
  readonly arriving: readonly number[];
  /** Units of the stock that are promised away. */
  readonly reserved: number;
}

/** The level learned, what to order now, and what to expect of it. */
export interface ItemPlan extends PackLevel {
  /** The level that would hold if nobody had pinned one. */
  readonly learned: number;
  /** Whether a person has fixed the level. */
  readonly pinned: boolean;
  readonly method: Method;
  /** Expected demand of each of the next days. */
  readonly forecast: readonly number[];
  /** The weekday factors in use, in step with the first day of the history. */
  readonly profile: WeekProfile;
  /** Mean demand per day over the coming week. */
  readonly daily: number;
  /** Variance of the forecast error divided by its mean; 1 is a Poisson process known exactly. */
  readonly dispersion: number;
  readonly window: OrderWindow;
  readonly packs: number;
  readonly quantity: number;
  /** Money per review period, when costs were given. */
  readonly cost: number | undefined;
  /** The risk of the next 72 hours without this order. */
  readonly risk: StockoutRisk;
}

/**
 * Learns level and order of one item from its own sales. The scatter that the level protects against is not the scatter
 * of sales but that of the forecast's errors over the very stretch to be protected, measured along the history.
 * @returns undefined when the calendar allows no delivery
 */
export function planItem(question: ItemQuestion): ItemPlan | undefined {
  const window = orderWindow(question.calendar, question.today, question.earliestOrder);
  if (window === undefined) return undefined;
  const { stockedOut } = question;
  const history =
    stockedOut === undefined
      ? question.history
      : uncensored(question.history.map((sold, t) => ({ sold, stockedOut: stockedOut[t] ?? false })));
  const profile = question.profile ?? weekProfile(history);
  const method = question.method ?? chooseMethod(history, question.profile).method;
  const fresh = (): Smoother => weekly(smootherFor(method), profile);
  const smoother = trained(fresh(), history);
  const days = Math.max(14, window.following);
  const forecast = Array.from({ length: days }, (_, day) => Math.max(0, smoother.forecast(day + 1)));
  const lead = total(forecast, window.order, window.arrival - 1);
  const protection = total(forecast, window.order, window.following - 1);
  const dispersion = errorDispersion(history, fresh(), window.following - 1 - window.order);
  const level = levelFor(question, lead, protection, dispersion);
  const position = question.onHand + total(question.arriving, 0, question.arriving.length) - question.reserved;
  const packs = window.order === 0 ? packsToOrder(position, level.level, question.pack) : 0;
  const daily = total(forecast, 0, 7) / 7;
  const next = forecast
    .slice(0, 3)
    .map((mean, day) => ({ mean, variance: mean * dispersion, arriving: question.arriving[day] ?? 0 }));
  const risk = stockoutPath(question.onHand - question.reserved, next);
  const cost = question.costs === undefined ? undefined : packCost(question.costs, level);
  const quantity = packs * question.pack;
  return { ...level, method, forecast, profile, daily, dispersion, window, packs, quantity, cost, risk };
}

/** Exact levels, on a grain that keeps the sums short: an item sold by the gram is planned in steps of some grams. */
function levelFor(
  question: ItemQuestion,
  lead: number,
  protection: number,
  dispersion: number,
): Pick<ItemPlan, keyof PackLevel | 'learned' | 'pinned'> {
  const grain = grainOf(protection, protection * dispersion);
  const spread = (mean: number) => countDistribution(mean / grain, (mean * dispersion) / grain ** 2);
  const demand = { lead: spread(lead), protection: spread(protection) };
  const pack = Math.max(1, Math.round(question.pack / grain));
  const shelf = question.shelf === undefined ? Number.POSITIVE_INFINITY : question.shelf / grain;
  // What does not sell is not ordered by itself, unless a person wants a facing of it.
  const least = Math.ceil((question.least ?? (protection > 0 ? 0 : -1)) / grain);
  const found =
    question.costs === undefined
      ? packLevel(demand, pack, question.fill, shelf, least)
      : cheapestPackLevel(demand, pack, question.costs, shelf, least);
  const learned = found.level < 0 ? found.level : found.level * grain;
  const { pinned } = question;
  const pin = pinned === undefined ? undefined : packPerformance(demand, Math.floor(pinned / grain), pack);
  const held = pin ?? found;
  return {
    learned,
    pinned: pinned !== undefined,
    level: pinned ?? learned,
    limitedByShelf: pinned === undefined && found.limitedByShelf,
    fill: held.fill,
    orders: held.orders,
    onHand: held.onHand * grain,
    shortage: held.shortage * grain,
  };
}

/**
 * The variance-to-mean ratio of the forecast's error over `days` days, from every start in the last half year; never
 * below 1 (Poisson), and drawn to 1.3 by a fortnight's weight while there is little to go by.
 */
export function errorDispersion(history: readonly number[], smoother: Smoother, days: number): number {
  const span = Math.max(1, days);
  const begin = Math.max(Math.min(28, Math.floor(history.length / 2)), history.length - 182 - span);
  let squares = 0;
  let expected = 0;
  let starts = 0;
  for (let t = 0; t + span <= history.length; t++) {
    if (t >= begin) {
      let sum = 0;
      for (let ahead = 1; ahead <= span; ahead++) sum += Math.max(0, smoother.forecast(ahead));
      squares += (total(history, t, t + span) - sum) ** 2;
      expected += sum;
      starts++;
    }
    smoother.update(history[t] ?? 0);
  }
  if (starts === 0 || expected === 0) return 1.3;
  const prior = (14 * expected) / starts;
  return Math.max(1, (squares + 1.3 * prior) / (expected + prior));
}

function total(values: readonly number[], from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < Math.min(to, values.length); i++) sum += values[i] ?? 0;
  return sum;
}
