import Type from 'typebox';
import { CounterId, Id, ItemId } from './ids.ts';
import { Quantity } from './quantity.ts';

export const ParcelState = Type.Enum([
  'promised',
  'to-pick',
  'picking',
  'packed',
  'ready',
  'shipped',
  'signed',
  'dropped',
]);
export type ParcelState = Type.Static<typeof ParcelState>;
export const ShortReason = Type.Enum(['not-found', 'damaged', 'other']);

const Line = Type.Integer({ minimum: 1 });
const strict = { additionalProperties: false };
const OneOrder = Type.Object({ order: Id });
const AtCounter = Type.Object({ parcel: Id, counter: CounterId }, strict);

export const parcelCommands = {
  'parcels.allocate': OneOrder,
  'parcels.start': OneOrder,
  'parcels.trim': OneOrder,
  'parcels.drop-all': Type.Object({ order: Id, reason: Type.String() }),
  'parcels.fill': Type.Object({ gtins: Type.Array(ItemId, { maxItems: 500 }) }),
  'parcels.lapse': Type.Object({ reservation: Id }),
  'parcels.check-promises': Type.Object({ gtin: ItemId }),
  'parcels.split': Type.Object(
    {
      parcel: Id,
      lines: Type.Array(Type.Object({ line: Line, quantity: Quantity }, strict), { minItems: 1, maxItems: 200 }),
    },
    { ...strict, description: 'these go into a parcel of their own' },
  ),
  'parcels.begin-pick': AtCounter,
  'parcels.scan-slip': Type.Object({ parcel: Id, counter: CounterId, paper: Type.Enum(['pick', 'pack']) }),
  'parcels.leave-pick': Type.Object({ counter: CounterId }, strict),
  'parcels.scan-item': Type.Object({ counter: CounterId, gtin: ItemId, quantity: Quantity }),
  'parcels.pick-item': Type.Object(
    { parcel: Id, gtin: ItemId, quantity: Quantity },
    { ...strict, description: 'picked, said on a screen' },
  ),
  'parcels.pick-short': Type.Object(
    { parcel: Id, line: Line, missing: Quantity, reason: ShortReason },
    { ...strict, description: 'so many are not there: they wait for stock' },
  ),
  'parcels.pack': Type.Object({ parcel: Id }, strict),
  'parcels.ship': Type.Object(
    {
      parcel: Id,
      carrier: Type.String({ minLength: 1, maxLength: 60 }),
      tracking: Type.String({ minLength: 1, maxLength: 60 }),
    },
    strict,
  ),
  'parcels.sign': Type.Object({ parcel: Id, by: Type.String({ minLength: 1, maxLength: 80 }) }, strict),
  'parcels.print': Type.Object({ parcel: Id, paper: Type.Enum(['pick', 'pack']) }, strict),
};

export interface ParcelLine {
  line: number;
  gtin: string;
  quantity: number;
  from: string;
}
/** A line as paper shows it. */
export interface PaperedLine extends ParcelLine {
  nameZh: string;
  nameEn: string;
  unit: string;
  bay?: string;
}
export interface ParcelPaper {
  parcel: string;
  number: number;
  version: number;
  orderNumber: number;
  channel: string;
  customer: string;
  phone?: string;
  address?: string;
  delivery: 'ship' | 'pick-up';
  note?: string;
  lines: PaperedLine[];
}
interface Of {
  order: string;
  parcel: string;
}
export type ParcelEvents = {
  'parcels.promised': Of & {
    number: number;
    reservation: string;
    expiresAt: number;
    passed: boolean;
    lines: ParcelLine[];
  };
  'parcels.started': Of & { reservation: string; expiresAt: number; paper: ParcelPaper };
  /** The goods of a parcel changed: `lines` is what it holds now, `was` the promise that `reservation` replaces. */
  'parcels.resized': Of & {
    reason: string;
    version: number;
    was: string;
    reservation: string;
    expiresAt: number;
    lines: ParcelLine[];
    freed: string[];
  };
  'parcels.dropped': Of & { reason: string; reservation: string; freed: string[] };
  'parcels.pick-begun': Of & { counter?: string };
  'parcels.pick-left': { counter: string };
  'parcels.item-picked': Of & { line: number; gtin: string; quantity: number; counter?: string };
  'parcels.picked-short': Of & {
    line: number;
    gtin: string;
    missing: number;
    from: string;
    reason: 'not-found' | 'damaged' | 'other';
  };
  'parcels.packed': Of & { state: 'packed' | 'ready'; paper: ParcelPaper };
  'parcels.shipped': Of & { carrier: string; tracking: string; reservation: string; lines: ParcelLine[] };
  'parcels.signed': Of & { by: string; leaves?: { reservation: string; lines: ParcelLine[] } };
  'parcels.conflicted': Of & { line: number; gtin: string; missing: number };
  'parcels.print-wanted': Of & { kind: 'pick' | 'pack'; paper: ParcelPaper };
};

export const ParcelView = Type.Object({
  parcel: Type.String(),
  number: Type.Integer(),
  order: Type.String(),
  state: ParcelState,
  since: Type.Integer(),
  code: Type.String({ description: 'what the barcode of its pick slip says' }),
  counter: Type.Optional(Type.String({ description: 'where it is being picked' })),
  carrier: Type.Optional(Type.String()),
  tracking: Type.Optional(Type.String()),
  signedBy: Type.Optional(Type.String()),
  expiresAt: Type.Optional(Type.Integer()),
  lines: Type.Array(
    Type.Object({
      line: Type.Integer(),
      gtin: Type.String(),
      nameZh: Type.String(),
      nameEn: Type.String(),
      unit: Type.String(),
      quantity: Type.Integer(),
      picked: Type.Integer(),
      missing: Type.Integer(),
      from: Type.String(),
      bay: Type.Optional(Type.String()),
    }),
  ),
});
export type ParcelView = Type.Static<typeof ParcelView>;
