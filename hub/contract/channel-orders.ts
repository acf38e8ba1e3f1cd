import Type from 'typebox';
import { Id, ItemId } from './ids.ts';
import { MinorUnits, PriceMinor, Quantity } from './quantity.ts';

/** Where an order came from: web, app, chat, phone, or whatever a shop calls its own channels. `counter` is the till's. */
export const ChannelName = Type.String({ minLength: 1, maxLength: 30, pattern: '^[a-z][a-z0-9-]*$' });
export const ChannelOrderState = Type.Enum([
  'received',
  'held',
  'back-ordered',
  'processing',
  'ready',
  'shipped',
  'signed',
  'cancelled',
]);
export type ChannelOrderState = Type.Static<typeof ChannelOrderState>;

const Phone = Type.String({ maxLength: 30, pattern: '^[0-9+][0-9 ()-]{4,}$' });
export const ChannelLine = Type.Object(
  { gtin: ItemId, quantity: Quantity, priceMinor: PriceMinor },
  { additionalProperties: false, description: 'priceMinor is what the customer pays for a piece or a kilogram' },
);
/** An order as a channel sends it. Its own `reference` makes it one and the same however often it is sent. */
export const ChannelOrder = Type.Object(
  {
    channel: ChannelName,
    reference: Type.String({ minLength: 1, maxLength: 80, description: 'the channel’s own id of this order' }),
    customer: Type.Object(
      { name: Type.String({ minLength: 1, maxLength: 80 }), phone: Type.Optional(Phone) },
      { additionalProperties: false },
    ),
    delivery: Type.Object(
      {
        kind: Type.Enum(['ship', 'pick-up']),
        address: Type.Optional(Type.String({ maxLength: 300 })),
        dueAt: Type.Optional(Type.Integer({ description: 'promised by, in ms' })),
      },
      { additionalProperties: false },
    ),
    lines: Type.Array(ChannelLine, { minItems: 1, maxItems: 200 }),
    feeMinor: Type.Optional(MinorUnits),
    discountMinor: Type.Optional(MinorUnits),
    paidMinor: Type.Optional(MinorUnits),
    note: Type.Optional(Type.String({ maxLength: 300 })),
  },
  { additionalProperties: false },
);
export type ChannelOrder = Type.Static<typeof ChannelOrder>;

/** One rule of the review: what it looks for, and in which channels; in all of them where none is named. */
export const ReviewRule = Type.Object(
  {
    rule: Type.Enum([
      'amount-over',
      'address-missing',
      'address-implausible',
      'phone-missing',
      'unpaid',
      'stock-short',
    ]),
    channels: Type.Optional(Type.Array(ChannelName, { maxItems: 20 })),
    limitMinor: Type.Optional(MinorUnits),
    shortest: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  { additionalProperties: false },
);
export type ReviewRule = Type.Static<typeof ReviewRule>;
const Minutes = Type.Integer({ minimum: 1, maximum: 1_000_000 });
export const OrderPolicy = Type.Object(
  {
    review: Type.Array(ReviewRule, { maxItems: 40 }),
    longest: Type.Object(
      {
        received: Type.Optional(Minutes),
        held: Type.Optional(Minutes),
        'back-ordered': Type.Optional(Minutes),
        processing: Type.Optional(Minutes),
        ready: Type.Optional(Minutes),
        shipped: Type.Optional(Minutes),
      },
      { additionalProperties: false, description: 'minutes in a state until an alarm' },
    ),
    dueSoonMinutes: Minutes,
    reserveMinutes: Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      description: 'how long goods are kept for an order that is not passed yet',
    }),
    returnDays: Type.Integer({ minimum: 1, maximum: 3650 }),
  },
  { additionalProperties: false },
);
export type OrderPolicy = Type.Static<typeof OrderPolicy>;

/** Why an order waits for a person; the code for dictionaries, the values its words speak of. */
export const HoldReason = Type.Object({
  code: Type.String(),
  detail: Type.String(),
  params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
});
export type HoldReason = Type.Static<typeof HoldReason>;

const Reason = Type.String({ minLength: 1, maxLength: 200 });
const strict = { additionalProperties: false };
const OneOrder = Type.Object({ order: Id });
export const CancelledLine = Type.Object({ line: Type.Integer({ minimum: 1 }), quantity: Quantity }, strict);

export const channelOrderCommands = {
  'orders.take-in': ChannelOrder,
  'orders.review': OneOrder,
  'orders.release': Type.Object(
    { order: Id, reason: Reason },
    { ...strict, description: 'a person lets a held order pass' },
  ),
  'orders.note-payment': Type.Object(
    { order: Id, amountMinor: MinorUnits, reference: Type.String({ minLength: 1, maxLength: 80 }) },
    { ...strict, description: 'a payment counts once per order and reference' },
  ),
  'orders.cancel': Type.Object(
    { order: Id, reason: Reason, lines: Type.Optional(Type.Array(CancelledLine, { minItems: 1, maxItems: 200 })) },
    { ...strict, description: 'all that has not left yet, or these lines; also how a held order is rejected' },
  ),
  'orders.merge': Type.Object(
    { into: Id, from: Id },
    { ...strict, description: 'two orders of one customer to one address, before picking' },
  ),
  'orders.set-policy': OrderPolicy,
  'orders.advance': OneOrder,
  'orders.alarm': Type.Object({ order: Id, about: Type.String(), since: Type.Integer() }),
};

export interface GoodsLine {
  line: number;
  gtin: string;
  quantity: number;
}
export type ChannelOrderEvents = {
  'orders.received': { order: string; number: number; totalMinor: number; wanted: ChannelOrder };
  'orders.passed': { order: string; by: 'rules' | 'person'; reason?: string };
  'orders.review-held': { order: string; reasons: HoldReason[] };
  'orders.stock-short': { order: string; number: number; lines: GoodsLine[] };
  'orders.payment-wanted': { order: string; number: number; missingMinor: number };
  'orders.payment-noted': { order: string; amountMinor: number; reference: string };
  'orders.cancelled': { order: string; number: number; reason: string; lines: GoodsLine[]; whole: boolean };
  'orders.merged': {
    order: string;
    from: string;
    fromNumber: number;
    lines: (GoodsLine & { priceMinor: number; ofLine: number })[];
    totalMinor: number;
    feeMinor: number;
    discountMinor: number;
    paidMinor: number;
  };
  'orders.policy-set': OrderPolicy;
  'orders.state-changed': { order: string; from: ChannelOrderState; to: ChannelOrderState };
  'orders.alarmed': { order: string; number: number; about: string; since: number; late: boolean };
};

/** A row of the one book: orders of the counters and of every channel. */
export const BookRow = Type.Object({
  order: Type.String(),
  number: Type.Integer(),
  channel: Type.String(),
  reference: Type.Optional(Type.String()),
  state: Type.String(),
  since: Type.Integer({ description: 'when it came into this state' }),
  openedAt: Type.Integer(),
  customer: Type.Optional(Type.String()),
  counter: Type.Optional(Type.String()),
  totalMinor: Type.Integer(),
  paidMinor: Type.Integer(),
  lines: Type.Integer(),
  dueAt: Type.Optional(Type.Integer()),
  alarm: Type.Optional(Type.String({ description: 'what it has been in for too long, or `due`' })),
});
export type BookRow = Type.Static<typeof BookRow>;

/** Who did what to an order, when, where and with which device. */
export const OrderStep = Type.Object({
  position: Type.Integer(),
  at: Type.Integer(),
  businessDate: Type.String(),
  type: Type.String(),
  by: Type.String(),
  counter: Type.Optional(Type.String()),
  device: Type.Optional(Type.String()),
  data: Type.Unknown(),
});
export type OrderStep = Type.Static<typeof OrderStep>;

export const ChannelOrderView = Type.Object({
  order: Type.String(),
  number: Type.Integer(),
  channel: Type.String(),
  reference: Type.String(),
  state: ChannelOrderState,
  since: Type.Integer(),
  openedAt: Type.Integer(),
  passed: Type.Boolean(),
  reasons: Type.Array(HoldReason),
  customer: Type.String(),
  phone: Type.Optional(Type.String()),
  delivery: Type.Enum(['ship', 'pick-up']),
  address: Type.Optional(Type.String()),
  dueAt: Type.Optional(Type.Integer()),
  note: Type.Optional(Type.String()),
  totalMinor: Type.Integer(),
  feeMinor: Type.Integer(),
  discountMinor: Type.Integer(),
  paidMinor: Type.Integer(),
  keptMinor: Type.Integer({ description: 'what stays of what was paid: paid = kept + refunded + due' }),
  refundedMinor: Type.Integer(),
  dueMinor: Type.Integer(),
  lines: Type.Array(
    Type.Object({
      line: Type.Integer(),
      gtin: Type.String(),
      nameZh: Type.String(),
      nameEn: Type.String(),
      unit: Type.String(),
      quantity: Type.Integer(),
      priceMinor: Type.Integer(),
      totalMinor: Type.Integer(),
      waiting: Type.Integer({ description: 'back-ordered: neither here nor promised' }),
      promised: Type.Integer({ description: 'kept for this order, not gone yet' }),
      gone: Type.Integer({ description: 'shipped or handed over, also if it came back' }),
      returned: Type.Integer(),
      cancelled: Type.Integer(),
    }),
  ),
  parcels: Type.Array(Type.Any({ description: 'ParcelView' })),
  returns: Type.Array(Type.Any({ description: 'ReturnView' })),
  refunds: Type.Array(Type.Any({ description: 'RefundView' })),
  alarm: Type.Optional(Type.String()),
  conflict: Type.Optional(Type.String({ description: 'what somebody took that was kept for this order' })),
});
export type ChannelOrderView = Type.Static<typeof ChannelOrderView>;
