import Type from 'typebox';
import { InStoreLayout } from './in-store-layout.ts';

export const ShopSetUp = Type.Object(
  {
    number: Type.Integer({ minimum: 1, maximum: 9999, description: 'printed in every slip, badge and bind code' }),
    store: Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$', description: 'name of this store on the link to HQ' }),
    gln: Type.Optional(Type.String({ pattern: '^[0-9]{13}$' })),
    nameZh: Type.String({ maxLength: 80 }),
    nameEn: Type.String({ maxLength: 80 }),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    timeZone: Type.String({ maxLength: 60 }),
    slipPrinter: Type.Optional(Type.String({ description: 'identity of the printer that takes the slips' })),
    inStoreLayouts: Type.Array(InStoreLayout),
  },
  { additionalProperties: false },
);
export type ShopSetUp = Type.Static<typeof ShopSetUp>;

export const shopCommands = {
  'shop.set-up': ShopSetUp,
  'shop.choose-slip-printer': Type.Object(
    { printer: Type.String({ maxLength: 200 }) },
    { additionalProperties: false },
  ),
};
export type ShopEvents = { 'shop.set-up': ShopSetUp; 'shop.slip-printer-chosen': { printer: string } };
