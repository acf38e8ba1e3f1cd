import Type from 'typebox';
import { CounterId, ItemId } from './ids.ts';
import { CouponCode } from './promotions.ts';
import { PriceMinor, Quantity } from './quantity.ts';

const strict = { additionalProperties: false } as const;
const BasketId = Type.String({ minLength: 1, maxLength: 40, pattern: '^[0-9A-Za-z-]+$' });

/** A set meal or a usual basket: one scan of its code, or one key, puts all of it on the order. */
export const Basket = Type.Object(
  {
    basket: BasketId,
    code: CouponCode,
    nameZh: Type.String({ minLength: 1, maxLength: 60 }),
    nameEn: Type.String({ minLength: 1, maxLength: 60 }),
    lines: Type.Array(
      Type.Object({ gtin: ItemId, quantity: Quantity, priceMinor: Type.Optional(PriceMinor) }, strict),
      { minItems: 1, maxItems: 40 },
    ),
  },
  strict,
);
export type Basket = Type.Static<typeof Basket>;

export const basketCommands = {
  'baskets.set': Basket,
  'baskets.remove': Type.Object({ basket: BasketId }, strict),
  'baskets.put': Type.Object({ counter: CounterId, basket: BasketId }, strict),
};
export type BasketEvents = {
  'baskets.set': Basket;
  'baskets.removed': { basket: string };
  'baskets.put': { counter: string; basket: string; lines: Basket['lines'] };
};
