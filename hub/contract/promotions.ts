import Type from 'typebox';
import { CounterId, Id, ItemId } from './ids.ts';
import { MinorUnits, PriceMinor, Quantity } from './quantity.ts';

export const Tier = Type.Enum(['regular', 'gold', 'diamond']);
export type Tier = Type.Static<typeof Tier>;

const strict = { additionalProperties: false } as const;
const PromotionId = Type.String({ minLength: 1, maxLength: 60, pattern: '^[0-9A-Za-z-]+$' });
/** What is printed on the coupon or shown by the phone: letters, digits and hyphens, as a gun reads them. */
export const CouponCode = Type.String({ minLength: 4, maxLength: 40, pattern: '^[0-9A-Za-z-]+$' });
const When = Type.Integer({ minimum: 0, description: 'ms since 1970' });

const Scope = Type.Object(
  {
    all: Type.Optional(Type.Boolean()),
    items: Type.Optional(Type.Array(ItemId, { maxItems: 1000 })),
    categories: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 100 })),
    except: Type.Optional(Type.Array(ItemId, { maxItems: 1000 })),
  },
  { ...strict, description: 'which goods: all, these items, these categories (Chinese name), and which not' },
);
const Percent = Type.Integer({ minimum: 1, maximum: 100 });
const Pieces = Type.Integer({ minimum: 1, maximum: 100 });
const Step = Type.Object({ spendMinor: MinorUnits, minusMinor: MinorUnits }, strict);
const Part = Type.Object({ on: Scope, quantity: Pieces }, strict);
export const Offer = Type.Union([
  Type.Object({ kind: Type.Enum(['percent-off']), on: Scope, percent: Percent }, strict),
  Type.Object({ kind: Type.Enum(['amount-off']), on: Scope, minusMinor: PriceMinor }, strict),
  Type.Object({ kind: Type.Enum(['fixed-price']), on: Scope, priceMinor: PriceMinor }, strict),
  Type.Object({ kind: Type.Enum(['buy-get']), on: Scope, buy: Pieces, free: Pieces }, strict),
  Type.Object(
    {
      kind: Type.Enum(['set-price']),
      parts: Type.Array(Part, { minItems: 1, maxItems: 10 }),
      priceMinor: PriceMinor,
    },
    strict,
  ),
  Type.Object(
    {
      kind: Type.Enum(['spend-minus']),
      on: Scope,
      steps: Type.Array(Step, { minItems: 1, maxItems: 10 }),
      repeats: Type.Optional(Type.Boolean({ description: 'the highest step counts again for every full amount' })),
    },
    strict,
  ),
  Type.Object({ kind: Type.Enum(['spend-percent']), on: Scope, spendMinor: MinorUnits, percent: Percent }, strict),
]);

export const PromotionTerms = Type.Object(
  {
    promotion: PromotionId,
    nameZh: Type.String({ minLength: 1, maxLength: 60 }),
    nameEn: Type.String({ minLength: 1, maxLength: 60 }),
    offer: Offer,
    priority: Type.Optional(Type.Integer({ minimum: 0, maximum: 100, description: 'higher comes first' })),
    stacks: Type.Optional(Type.Boolean({ description: 'a spend offer that may come on top of another' })),
    atMost: Type.Optional(Quantity),
    from: Type.Optional(When),
    until: Type.Optional(When),
    withCoupon: Type.Optional(Type.Boolean({ description: 'only for who brings a coupon of it' })),
    tier: Type.Optional(Tier),
  },
  strict,
);
export type PromotionTerms = Type.Static<typeof PromotionTerms>;

export const promotionCommands = {
  'promotions.set': PromotionTerms,
  'promotions.end': Type.Object({ promotion: PromotionId }, strict),
  'promotions.issue-coupons': Type.Object(
    {
      promotion: PromotionId,
      coupons: Type.Array(CouponCode, { minItems: 1, maxItems: 500 }),
      uses: Type.Optional(Quantity),
      until: Type.Optional(When),
    },
    strict,
  ),
  'promotions.put-coupon': Type.Object(
    { order: Id, coupon: CouponCode },
    { ...strict, description: 'lays a coupon on an open order; it is used up when the order is paid' },
  ),
  'promotions.scan-coupon': Type.Object(
    { counter: CounterId, coupon: CouponCode },
    { ...strict, description: 'wished when a coupon is scanned at a counter' },
  ),
  'promotions.take-coupon-off': Type.Object({ order: Id, coupon: CouponCode }, strict),
  'promotions.settle-coupons': Type.Object(
    { order: Id, used: Type.Array(Type.String()) },
    { ...strict, description: 'wished when an order is paid or dropped: what lay on it is used, or free again' },
  ),
};

export type PromotionEvents = {
  'promotions.set': PromotionTerms;
  'promotions.ended': { promotion: string };
  'promotions.coupons-issued': { promotion: string; coupons: string[]; uses: number; until?: number };
  'promotions.coupon-put': { order: string; coupon: string };
  'promotions.coupon-taken-off': { order: string; coupon: string };
  'promotions.coupons-settled': { order: string; used: string[] };
};

/** What a promotion took off one line of an order, fixed when it was paid. */
export const Discount = Type.Object({
  promotion: Type.String(),
  line: Type.Integer(),
  amountMinor: Type.Integer(),
});
export type Discount = Type.Static<typeof Discount>;

export const PromotionView = Type.Intersect([
  PromotionTerms,
  Type.Object({
    state: Type.Enum(['planned', 'live', 'past', 'ended']),
    coupons: Type.Integer(),
    couponsUsed: Type.Integer(),
  }),
]);
export type PromotionView = Type.Static<typeof PromotionView>;
