import Type from 'typebox';
import { ItemId } from './ids.ts';

/** What goods cost, in minor units: of a delivery line in all, or of one piece (one kilogram where sold by the gram). */
export const CostMinor = Type.Integer({ minimum: 0, maximum: 1_000_000_000 });
/** Whole thousandths of a minor unit. */
export const Worth = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 });

export const valuationCommands = {
  'inventory.revalue': Type.Object(
    {
      gtin: ItemId,
      unitCostMinor: CostMinor,
      reason: Type.String({ minLength: 1, maxLength: 200 }),
    },
    {
      additionalProperties: false,
      description: 'sets what one piece (one kilogram where sold by the gram) costs from now on',
    },
  ),
};

/** Values are thousandths of a minor unit; `unit` is the cost of one base unit as a fraction. */
export type ValuationEvents = {
  'inventory.revalued': {
    gtin: string;
    quantity: number;
    before: number;
    after: number;
    unit: { value: number; quantity: number };
    reason: string;
  };
};

const value = (description: string) => Type.Integer({ description: `${description}, in thousandths of a minor unit` });
export const ValuedItem = Type.Object({
  gtin: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  unit: Type.Enum(['each', 'gram']),
  quantity: Type.Integer({ description: 'all the shop owns, wherever it stands; below zero where the book is wrong' }),
  value: value('what it cost'),
  unitCost: value('of one piece, or one kilogram where sold by the gram; rounded for reading, never reckoned with'),
  costKnown: Type.Boolean({ description: 'false where no receipt ever said a cost: revalue it' }),
  inTransit: Type.Integer(),
  inTransitValue: value('of what is on the way'),
});
export type ValuedItem = Type.Static<typeof ValuedItem>;
export const ValuationView = Type.Object({
  asOf: Type.Integer(),
  method: Type.Enum(['avco', 'fifo']),
  currency: Type.String(),
  scale: Type.Integer({ description: 'parts of a minor unit that a value counts in' }),
  value: value('of all goods of the shop'),
  inTransitValue: value('of all goods on the way'),
  items: Type.Array(ValuedItem),
});
export type ValuationView = Type.Static<typeof ValuationView>;

/** One reason why goods and their value came or went. `value` in - out of all of them is what is left, exactly. */
export const ValueFlow = Type.Object({
  reason: Type.String({ description: 'of the moves; `settled` and `revalued` are changes without goods' }),
  quantity: Type.Integer({ description: 'came in, less went out' }),
  value: value('came in, less went out'),
});
export const ItemValuationView = Type.Object({
  asOf: Type.Integer(),
  scale: Type.Integer(),
  item: ValuedItem,
  fifoValue: value('if the oldest goods left first'),
  flows: Type.Array(ValueFlow),
});
export type ItemValuationView = Type.Static<typeof ItemValuationView>;
