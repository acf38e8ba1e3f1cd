import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { ReadingTaken } from '../../contract/devices.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';

const missing = (promotion: string) =>
  refuse('promotion-missing', `There is no promotion ${promotion}.`, { promotion });

export function set(_facts: null, body: BodyOf<'promotions.set'>): Decision {
  if (body.from !== undefined && body.until !== undefined && body.until <= body.from)
    return refuse('promotion-backwards', 'The promotion would end before it begins: correct one of the two.');
  return [happened('promotions.set', body)];
}

export interface PromotionFact {
  readonly ended: boolean;
}
export function end(fact: PromotionFact | undefined, { promotion }: BodyOf<'promotions.end'>): Decision {
  if (!fact) return missing(promotion);
  return fact.ended ? [] : [happened('promotions.ended', { promotion })];
}

export interface IssueFacts {
  readonly promotion: PromotionFact | undefined;
  /** Codes that are in use already: for coupons, items or cards. */
  readonly taken: readonly string[];
}
export function issueCoupons(facts: IssueFacts, body: BodyOf<'promotions.issue-coupons'>): Decision {
  const { promotion, coupons, uses = 1, until } = body;
  if (!facts.promotion) return missing(promotion);
  if (facts.promotion.ended) return refuse('promotion-ended', 'This promotion was ended: it takes no new coupons.');
  const [taken] = facts.taken;
  if (taken !== undefined) return refuse('coupon-taken', `The code ${taken} is in use already.`, { coupon: taken });
  if (new Set(coupons).size < coupons.length)
    return refuse('coupon-twice', 'The same code stands twice in the list: each coupon needs its own.');
  return [
    happened('promotions.coupons-issued', { promotion, coupons, uses, ...(until === undefined ? {} : { until }) }),
  ];
}

export interface CouponFacts {
  readonly order: { readonly state: string } | undefined;
  readonly coupon:
    | { readonly uses: number; readonly used: number; readonly until: number | null; readonly ended: boolean }
    | undefined;
  readonly lies: boolean;
}
export function putCoupon(facts: CouponFacts, body: BodyOf<'promotions.put-coupon'>, moment: Moment): Decision {
  const { order, coupon } = facts;
  if (order?.state !== 'open') return refuse('coupon-no-order', 'Scan the goods first, then the coupon.');
  if (!coupon) return refuse('coupon-unknown', 'This is not a coupon of this shop.', { coupon: body.coupon });
  if (facts.lies) return [];
  if (coupon.ended || (coupon.until !== null && coupon.until <= moment.now))
    return refuse('coupon-expired', 'This coupon has run out.', { coupon: body.coupon });
  if (coupon.used >= coupon.uses)
    return refuse('coupon-used', 'This coupon was used already.', { coupon: body.coupon });
  return [happened('promotions.coupon-put', body)];
}
export function scanCoupon(
  facts: CouponFacts & { readonly at: string | undefined },
  { coupon }: BodyOf<'promotions.scan-coupon'>,
  moment: Moment,
): Decision {
  return putCoupon(facts, { order: facts.at ?? '', coupon }, moment);
}
export function takeCouponOff(facts: CouponFacts, body: BodyOf<'promotions.take-coupon-off'>): Decision {
  return facts.lies ? [happened('promotions.coupon-taken-off', body)] : [];
}

/** @param lying the coupons on this order: those that took something off are used, the others are free again */
export function settleCoupons(lying: readonly string[], body: BodyOf<'promotions.settle-coupons'>): Decision {
  if (lying.length === 0) return [];
  return [
    happened('promotions.coupons-settled', { order: body.order, used: lying.filter((one) => body.used.includes(one)) }),
  ];
}

/** A coupon seen at a counter lies on the order that is open there. */
export function onReading({ meaning, counter }: ReadingTaken): readonly Wish[] {
  return meaning.kind === 'coupon' && counter
    ? [wish('promotions.scan-coupon', { counter, coupon: meaning.code })]
    : [];
}
export function onPaid({ order, coupons = [] }: Events['orders.paid']): readonly Wish[] {
  return [wish('promotions.settle-coupons', { order, used: coupons })];
}
export function onDropped({ order }: Events['orders.dropped']): readonly Wish[] {
  return [wish('promotions.settle-coupons', { order, used: [] })];
}
