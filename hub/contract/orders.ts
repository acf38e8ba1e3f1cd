import Type from 'typebox';
import { CounterId, Id, ItemId } from './ids.ts';
import { ExpiryDate, LotId } from './lots.ts';
import { Discount } from './promotions.ts';
import { MinorUnits, PriceMinor, Quantity } from './quantity.ts';

export const Tender = Type.Object(
  { kind: Type.Enum(['cash', 'card', 'wechat', 'alipay', 'points', 'other']), amountMinor: MinorUnits },
  { additionalProperties: false },
);
export type Tender = Type.Static<typeof Tender>;

export const orderCommands = {
  'orders.add-line': Type.Object(
    {
      counter: CounterId,
      gtin: ItemId,
      quantity: Type.Optional(Quantity),
      priceMinor: Type.Optional(PriceMinor),
      lot: Type.Optional(LotId),
      expiry: Type.Optional(ExpiryDate),
    },
    { additionalProperties: false, description: 'opens the counter’s order if there is none' },
  ),
  'orders.change-quantity': Type.Object(
    { order: Id, line: Type.Integer(), quantity: Quantity },
    { additionalProperties: false },
  ),
  'orders.remove-line': Type.Object({ order: Id, line: Type.Integer() }, { additionalProperties: false }),
  'orders.undo': Type.Object({ order: Id }, { additionalProperties: false, description: 'takes the last step back' }),
  'orders.pay': Type.Object(
    { order: Id, tenders: Type.Array(Tender, { minItems: 1, maxItems: 10 }) },
    { additionalProperties: false },
  ),
  'orders.hold': Type.Object(
    { order: Id, note: Type.Optional(Type.String({ maxLength: 100 })) },
    { additionalProperties: false },
  ),
  'orders.recall': Type.Object({ order: Id, counter: CounterId }, { additionalProperties: false }),
  'orders.drop': Type.Object(
    { order: Id, reason: Type.String({ minLength: 1, maxLength: 200 }) },
    { additionalProperties: false },
  ),
};

/** One step on one line: `before` and `after` are its quantities, so that a step can be taken back by its opposite. */
export interface LineStep {
  order: string;
  line: number;
  gtin: string;
  before: number;
  after: number;
  priceMinor: number;
  undoes?: number;
  /** Of the pieces this step added, where the scan said it. */
  lot?: string;
  expiry?: string;
}
export type OrderEvents = {
  'orders.opened': { order: string; number: number; counter: string };
  'orders.line-added': LineStep;
  'orders.line-changed': LineStep;
  'orders.line-removed': LineStep;
  'orders.paid': {
    order: string;
    number: number;
    counter: string;
    totalMinor: number;
    changeMinor: number;
    tenders: Tender[];
    lines: OrderedLine[];
    /** What promotions took off, line by line, and the coupons that brought them; absent where there was nothing. */
    discounts?: Discount[];
    coupons?: string[];
  };
  'orders.held': { order: string; note?: string };
  'orders.recalled': { order: string; counter: string };
  'orders.dropped': { order: string; reason: string; lines: OrderedLine[] };
};
export interface OrderedLine {
  line: number;
  gtin: string;
  quantity: number;
  priceMinor: number;
}

export const OrderLineView = Type.Object({
  line: Type.Integer(),
  gtin: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  unit: Type.String(),
  quantity: Type.Integer(),
  priceMinor: Type.Integer(),
  totalMinor: Type.Integer({ description: 'before what promotions take off' }),
});
export const OrderView = Type.Object({
  order: Type.String(),
  number: Type.Integer(),
  counter: Type.String(),
  state: Type.Enum(['open', 'held', 'paid', 'dropped']),
  note: Type.Optional(Type.String()),
  openedAt: Type.Integer(),
  touchedAt: Type.Integer(),
  totalMinor: Type.Integer({ description: 'to be paid, or what was paid' }),
  fullMinor: Type.Integer({ description: 'before what promotions take off' }),
  discounts: Type.Array(Type.Intersect([Discount, Type.Object({ nameZh: Type.String(), nameEn: Type.String() })])),
  near: Type.Array(
    Type.Object({
      promotion: Type.String(),
      nameZh: Type.String(),
      nameEn: Type.String(),
      missingMinor: Type.Integer(),
      minusMinor: Type.Integer(),
    }),
    { description: 'what would come off for a little more' },
  ),
  coupons: Type.Array(Type.Object({ coupon: Type.String(), counts: Type.Boolean() })),
  customer: Type.Optional(
    Type.Object({
      member: Type.String(),
      name: Type.String(),
      tier: Type.String(),
      points: Type.Integer(),
      worthMinor: Type.Integer(),
    }),
  ),
  lines: Type.Array(OrderLineView),
  canUndo: Type.Boolean(),
});
export type OrderView = Type.Static<typeof OrderView>;
