import Type from 'typebox';
import { ItemId } from './ids.ts';

/** As on the packet (GS1 AI 10), or `@YYYY-MM-DD` for goods known by their date alone. */
export const LotId = Type.String({ minLength: 1, maxLength: 40 });
export const ExpiryDate = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', description: 'last day of use' });
const Note = Type.String({ minLength: 1, maxLength: 300 });

export const StockPolicy = Type.Object(
  {
    writeOffLimitMinor: Type.Integer({
      minimum: 0,
      maximum: 100_000_000,
      description: 'a write-off worth more than this takes a second person',
    }),
    nearExpiryDays: Type.Integer({
      minimum: 0,
      maximum: 365,
      description: 'days before its last day a lot is told of',
    }),
  },
  { additionalProperties: false },
);
export type StockPolicy = Type.Static<typeof StockPolicy>;

export const lotCommands = {
  'inventory.set-stock-policy': StockPolicy,
  'inventory.recall': Type.Object(
    { gtin: ItemId, lot: LotId, note: Note },
    {
      additionalProperties: false,
      description: 'finds what is left of a lot and where the rest went, and keeps it from being sold',
    },
  ),
  'inventory.end-recall': Type.Object({ gtin: ItemId, lot: LotId, note: Note }, { additionalProperties: false }),
  'inventory.review-lots': Type.Object(
    { hour: Type.Integer() },
    { description: 'tells once of each lot that is near or past its date' },
  ),
};

export interface LotDated {
  gtin: string;
  lot: string;
  expiry: string;
  quantity: number;
}
export interface LotRecalled {
  gtin: string;
  lot: string;
  expiry?: string;
  note: string;
  /** What the book has left of it, by place. */
  left: { location: string; quantity: number }[];
  /** Where the rest went, by place; `customer` is sold, `unknown` is what nobody saw leave. */
  went: { to: string; quantity: number }[];
}
export type LotEvents = {
  'inventory.stock-policy-set': StockPolicy;
  'inventory.lot-near-expiry': LotDated;
  'inventory.lot-expired': LotDated;
  /** Nothing of a lot that people were told of is left; the task that was opened for it, where nobody has begun it. */
  'inventory.lot-gone': { gtin: string; lot: string; task?: string };
  'inventory.lot-recalled': LotRecalled;
  'inventory.recall-ended': { gtin: string; lot: string; note: string };
};

export const LotState = Type.Enum(['good', 'near', 'expired', 'recalled']);
export const LotView = Type.Object({
  gtin: Type.String(),
  lot: Type.String(),
  expiry: Type.Optional(Type.String()),
  days: Type.Optional(Type.Integer({ description: 'till its last day, below zero when that is past' })),
  state: LotState,
  note: Type.Optional(Type.String({ description: 'why it was recalled' })),
  onHand: Type.Integer(),
  places: Type.Array(Type.Object({ location: Type.String(), onHand: Type.Integer() })),
});
export type LotView = Type.Static<typeof LotView>;
export const ItemLotsView = Type.Object({
  asOf: Type.Integer(),
  gtin: Type.String(),
  lots: Type.Array(LotView, { description: 'in the order in which they should be used: first to expire first' }),
  next: Type.Optional(
    Type.String({ description: 'the lot to take next: the first that is neither expired nor recalled' }),
  ),
  unknown: Type.Array(Type.Object({ location: Type.String(), onHand: Type.Integer() }), {
    description: 'pieces whose lot nobody knows',
  }),
});
export type ItemLotsView = Type.Static<typeof ItemLotsView>;
export const LotTraceView = Type.Object({
  asOf: Type.Integer(),
  lot: LotView,
  moves: Type.Array(
    Type.Object({
      position: Type.Integer(),
      at: Type.Integer(),
      from: Type.String(),
      to: Type.String(),
      quantity: Type.Integer(),
      reference: Type.Optional(Type.String()),
      known: Type.Boolean({ description: 'the lot was read or typed; else it was taken to be the first to expire' }),
    }),
  ),
});
export type LotTraceView = Type.Static<typeof LotTraceView>;
