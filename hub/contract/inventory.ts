import Type from 'typebox';
import { ItemId, LocationId } from './ids.ts';
import { ExpiryDate, LotId } from './lots.ts';
import { Quantity } from './quantity.ts';
import { CostMinor, Worth } from './valuation.ts';

/** Kinds and reason codes of the ledger (ARTS words). */
export const MoveReason = Type.Enum([
  'sale',
  'sale_void',
  'return_sellable',
  'return_damaged',
  'receipt',
  'receipt_over',
  'receipt_void',
  'supplier_return',
  'restock',
  'transfer_out',
  'transfer_in',
  'transit_loss',
  'count_gain',
  'count_loss',
  'damage',
  'expiry',
  'theft_known',
  'sample',
  'internal_use',
  'correction',
  'opening',
]);
export type MoveReason = Type.Static<typeof MoveReason>;

const location = Type.Optional(LocationId);
const ofLot = { lot: Type.Optional(LotId), expiry: Type.Optional(ExpiryDate) };
export const inventoryCommands = {
  'inventory.receive': Type.Object(
    {
      gtin: ItemId,
      quantity: Quantity,
      location,
      reference: Type.Optional(Type.String({ maxLength: 200 })),
      totalCostMinor: Type.Optional(CostMinor),
      unitCostMinor: Type.Optional(CostMinor),
      ...ofLot,
    },
    {
      additionalProperties: false,
      description:
        'costs what is said in all, else by the piece (kilogram), else what the catalogue or the goods there say',
    },
  ),
  'inventory.move': Type.Object(
    {
      gtin: ItemId,
      from: LocationId,
      to: LocationId,
      quantity: Quantity,
      reason: MoveReason,
      reference: Type.Optional(Type.String({ maxLength: 200 })),
      cost: Type.Optional(Worth),
      ...ofLot,
    },
    {
      additionalProperties: false,
      description: '`cost` in thousandths of a minor unit, where the goods bring their own',
    },
  ),
  'inventory.correct': Type.Object(
    { gtin: ItemId, location: LocationId, counted: Type.Integer({ minimum: 0, maximum: 1_000_000 }) },
    { additionalProperties: false, description: 'what is really there; the difference is booked to `count`' },
  ),
  'inventory.reverse': Type.Object(
    { position: Type.Integer({ minimum: 1 }) },
    { additionalProperties: false, description: 'takes one receipt or correction back by an opposite move, once' },
  ),
};

export interface StockAfter {
  location: string;
  onHand: number;
  rev: number;
}
/** One double-entry move with the levels after it: absolute with a revision, so HQ may apply it in any order. */
export interface StockMoved {
  gtin: string;
  from: string;
  to: string;
  quantity: number;
  reason: MoveReason;
  reference?: string;
  reverses?: number;
  /** Where the goods bring their cost along: in all, in thousandths of a minor unit. */
  cost?: number;
  /** Of which lot they are, and its last day, where somebody read it. */
  lot?: string;
  expiry?: string;
  after: StockAfter[];
}
export type InventoryEvents = { 'inventory.moved': StockMoved };

export const MoveView = Type.Object({
  position: Type.Integer(),
  at: Type.Integer(),
  gtin: Type.String(),
  from: Type.String(),
  to: Type.String(),
  quantity: Type.Integer(),
  reason: Type.String(),
  reference: Type.Optional(Type.String()),
});
export type MoveView = Type.Static<typeof MoveView>;
