import Type from 'typebox';
import { ItemId } from './ids.ts';
import { MinorUnits, PriceMinor, Quantity } from './quantity.ts';
import { LevelReason } from './replenishment.ts';

/** An item as the shop keeps it. */
export const Item = Type.Object(
  {
    gtin: ItemId,
    nameZh: Type.String({ maxLength: 120 }),
    nameEn: Type.String({ maxLength: 120 }),
    initials: Type.Optional(Type.String({ maxLength: 60, description: 'pinyin initials, for search' })),
    categoryZh: Type.Optional(Type.String({ maxLength: 60 })),
    categoryEn: Type.Optional(Type.String({ maxLength: 60 })),
    unit: Type.Enum(['each', 'gram']),
    priceMinor: Type.Integer({
      minimum: 0,
      maximum: 100_000_000,
      description: 'per piece; per kilogram when sold by the gram',
    }),
    costMinor: Type.Optional(MinorUnits),
    casePack: Type.Optional(Quantity),
    shelf: Type.Optional(Type.String({ maxLength: 20 })),
    backBay: Type.Optional(Type.String({ maxLength: 20 })),
  },
  { additionalProperties: false },
);
export type Item = Type.Static<typeof Item>;

const Day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', description: 'business date of the shop' });
const PriceName = Type.Optional(Type.String({ minLength: 1, maxLength: 60 }));
/** A further code of an item and how many pieces it stands for: 24 where a carton holds 24. */
export const ItemCode = Type.Object(
  { code: Type.String({ minLength: 1, maxLength: 120 }), quantity: Quantity },
  { additionalProperties: false },
);
export type ItemCode = Type.Static<typeof ItemCode>;

export const catalogCommands = {
  'catalog.set-price': Type.Object(
    {
      gtin: ItemId,
      priceMinor: PriceMinor,
      from: Day,
      until: Type.Optional(Day),
      promotion: Type.Boolean(),
      nameZh: PriceName,
      nameEn: PriceName,
    },
    { additionalProperties: false, description: 'a price for some days, both included; a promotion goes before' },
  ),
  'catalog.end-price': Type.Object({ price: Type.String({ maxLength: 200 }) }, { additionalProperties: false }),
  'catalog.set-codes': Type.Object(
    { gtin: ItemId, codes: Type.Array(ItemCode, { maxItems: 50 }) },
    { additionalProperties: false, description: 'all further codes of the item: those left out are forgotten' },
  ),
  'catalog.set-items': Type.Object(
    { items: Type.Array(Item, { minItems: 1, maxItems: 500 }) },
    { additionalProperties: false },
  ),
  'catalog.note-unknown': Type.Object({
    reading: Type.String(),
    counter: Type.String(),
    text: Type.String(),
    raw: Type.String(),
    reason: Type.String({ description: 'not-in-catalogue, check-digit, too-long, unreadable, gs1-syntax …' }),
  }),
  'catalog.resolve-unknown': Type.Object(
    {
      unknown: Type.String({ description: 'id of the inbox row' }),
      gtin: Type.Optional(ItemId),
      quantity: Type.Optional(Quantity),
      note: Type.Optional(Type.String({ maxLength: 200 })),
    },
    {
      additionalProperties: false,
      description: 'with a gtin the code is learned; without, it is put aside with a note',
    },
  ),
};

type PriceBody = Type.Static<(typeof catalogCommands)['catalog.set-price']>;
export interface UnknownNoted {
  unknown: string;
  reading: string;
  counter: string;
  text: string;
  raw: string;
  reason: string;
}
export type CatalogEvents = {
  'catalog.item-set': Item;
  'catalog.price-set': PriceBody & { price: string };
  'catalog.price-ended': { price: string; gtin: string };
  'catalog.codes-set': { gtin: string; codes: ItemCode[] };
  'catalog.unknown-noted': UnknownNoted;
  'catalog.unknown-resolved': { unknown: string; text: string; gtin?: string; quantity?: number; note?: string };
};

export const UnknownView = Type.Object({
  unknown: Type.String(),
  counter: Type.String(),
  text: Type.String(),
  raw: Type.String(),
  reason: Type.String(),
  times: Type.Integer(),
  lastAt: Type.Integer(),
});
export type UnknownView = Type.Static<typeof UnknownView>;

/** A price of some days. */
export const ItemPrice = Type.Object({
  price: Type.String(),
  priceMinor: Type.Integer(),
  from: Type.String(),
  until: Type.Optional(Type.String()),
  promotion: Type.Boolean(),
  nameZh: Type.Optional(Type.String()),
  nameEn: Type.Optional(Type.String()),
});
export type ItemPrice = Type.Static<typeof ItemPrice>;

export const ItemView = Type.Intersect([
  Item,
  Type.Object({
    shopFloor: Type.Integer(),
    backRoom: Type.Integer(),
    restockLevel: Type.Optional(Type.Integer()),
    nowMinor: Type.Optional(Type.Integer({ description: 'what it costs today, where a price of some days holds' })),
    prices: Type.Optional(Type.Array(ItemPrice)),
    codes: Type.Optional(Type.Array(ItemCode)),
    reserved: Type.Optional(Type.Integer({ description: 'promised to somebody, at this instant' })),
    available: Type.Optional(Type.Integer({ description: 'on hand wherever it can be sold, less what is promised' })),
  }),
  LevelReason,
]);
export type ItemView = Type.Static<typeof ItemView>;
