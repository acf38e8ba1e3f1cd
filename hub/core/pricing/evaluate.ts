import { lineTotal } from '../money.ts';
import { goodsEffect, type Remaining } from './goods-offers.ts';
import {
  type Discount,
  type GoodsOffer,
  isInScope,
  isSpendOffer,
  type PricedLine,
  type Promotion,
  type SpendOffer,
} from './promotion.ts';
import { shareOut } from './share.ts';

/** How much more has to be bought before an offer counts, for the screen: "12.00 more and 20.00 come off". */
export interface NearOffer {
  readonly promotion: string;
  readonly missingMinor: number;
  readonly minusMinor: number;
}
export interface Priced {
  readonly fullMinor: number;
  readonly totalMinor: number;
  readonly discounts: readonly Discount[];
  readonly near: readonly NearOffer[];
}
type SpendPromotion = Promotion & { readonly offer: SpendOffer };

/**
 * What an order costs with the promotions that are live for it: the same lines and promotions give the same answer in
 * any order. First offers on goods (each piece in one at most; by priority, then what saves more), then one offer on
 * what is spent, and those that stack on top of it. What comes off the whole order is shared out over its lines, so that
 * a returned line gives back exactly what was paid for it.
 */
export function evaluate(lines: readonly PricedLine[], promotions: readonly Promotion[]): Priced {
  const discounts: Discount[] = [];
  takeGoodsOffers(lines, promotions, discounts);
  const net = new Map(lines.map((line) => [line.line, lineTotal(line.priceMinor, line.quantity, line.unit)]));
  const fullMinor = [...net.values()].reduce((sum, amount) => sum + amount, 0);
  for (const { line, amountMinor } of discounts) net.set(line, (net.get(line) ?? 0) - amountMinor);
  const near = takeSpendOffers(lines, promotions, net, discounts);
  const totalMinor = [...net.values()].reduce((sum, amount) => sum + amount, 0);
  return { fullMinor, totalMinor, discounts, near };
}

function takeGoodsOffers(lines: readonly PricedLine[], promotions: readonly Promotion[], discounts: Discount[]): void {
  let waiting = promotions.flatMap((one) =>
    isSpendOffer(one.offer) ? [] : [{ ...one, offer: one.offer as GoodsOffer }],
  );
  const left = new Map(lines.map((line) => [line.line, line.quantity]));
  while (waiting.length > 0) {
    const remaining: Remaining[] = lines.map((line) => ({ line, left: left.get(line.line) ?? 0 }));
    const [best] = waiting
      .flatMap((promotion) => {
        const effect = goodsEffect(promotion, remaining);
        return effect === undefined ? [] : [{ promotion, effect }];
      })
      .sort((a, b) => byPreference(a.promotion, a.effect.savedMinor, b.promotion, b.effect.savedMinor));
    if (best === undefined) return;
    discounts.push(...best.effect.discounts);
    for (const [line, quantity] of best.effect.used) left.set(line, (left.get(line) ?? 0) - quantity);
    waiting = waiting.filter(({ promotion }) => promotion !== best.promotion.promotion);
  }
}

function byPreference(a: Promotion, savedByA: number, b: Promotion, savedByB: number): number {
  return b.priority - a.priority || savedByB - savedByA || (a.promotion < b.promotion ? -1 : 1);
}

function takeSpendOffers(
  lines: readonly PricedLine[],
  promotions: readonly Promotion[],
  net: Map<number, number>,
  discounts: Discount[],
): NearOffer[] {
  const spend = promotions.flatMap((one) => (isSpendOffer(one.offer) ? [{ ...one, offer: one.offer }] : []));
  const ranked = (some: readonly SpendPromotion[]): { promotion: SpendPromotion; off: number }[] =>
    some
      .map((promotion) => ({ promotion, off: offOf(promotion.offer, spentOn(promotion.offer, lines, net)) }))
      .sort((a, b) => byPreference(a.promotion, a.off, b.promotion, b.off));
  const near = spend.flatMap((promotion) => nearTo(promotion, spentOn(promotion.offer, lines, net)));
  const [alone] = ranked(spend.filter(({ stacks }) => !stacks)).filter(({ off }) => off > 0);
  const onTop = ranked(spend.filter(({ stacks }) => stacks)).map(({ promotion }) => promotion);
  for (const promotion of [...(alone ? [alone.promotion] : []), ...onTop]) {
    const covered = lines.filter((line) => isInScope(promotion.offer.on, line));
    const weights = covered.map(({ line }) => net.get(line) ?? 0);
    const off = offOf(promotion.offer, sumOf(weights));
    shareOut(off, weights).forEach((amountMinor, at) => {
      const line = covered[at]?.line ?? 0;
      if (amountMinor === 0) return;
      net.set(line, (net.get(line) ?? 0) - amountMinor);
      discounts.push({ promotion: promotion.promotion, line, amountMinor });
    });
  }
  return near;
}

const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

function spentOn(offer: SpendOffer, lines: readonly PricedLine[], net: ReadonlyMap<number, number>): number {
  return sumOf(lines.filter((line) => isInScope(offer.on, line)).map(({ line }) => net.get(line) ?? 0));
}

/** What comes off when so much is spent; never more than is spent. */
function offOf(offer: SpendOffer, spent: number): number {
  if (offer.kind === 'spend-percent')
    return spent > 0 && spent >= offer.spendMinor ? Math.floor((spent * offer.percent + 50) / 100) : 0;
  const reached = offer.steps.filter(({ spendMinor }) => spent >= spendMinor && spent > 0);
  const step = reached.reduce<(typeof reached)[number] | undefined>(
    (best, each) => (best === undefined || each.spendMinor > best.spendMinor ? each : best),
    undefined,
  );
  if (step === undefined) return 0;
  const highest = Math.max(...offer.steps.map(({ spendMinor }) => spendMinor));
  const times = offer.repeats && step.spendMinor === highest && highest > 0 ? Math.floor(spent / highest) : 1;
  return Math.min(spent, step.minusMinor * times);
}

function nearTo({ promotion, offer }: SpendPromotion, spent: number): NearOffer[] {
  const steps =
    offer.kind === 'spend-minus'
      ? offer.steps
      : [{ spendMinor: offer.spendMinor, minusMinor: Math.floor((offer.spendMinor * offer.percent + 50) / 100) }];
  const next = steps
    .filter(({ spendMinor }) => spendMinor > spent)
    .sort((a, b) => a.spendMinor - b.spendMinor)
    .at(0);
  return next === undefined || spent === 0
    ? []
    : [{ promotion, missingMinor: next.spendMinor - spent, minusMinor: next.minusMinor }];
}
