import Type from 'typebox';
import { Compile } from 'typebox/compile';
import type { StockMoved } from '../../../hub/contract/inventory.ts';
import { ShopSetUp } from '../../../hub/contract/shop.ts';
import { Poison } from '../../feature.ts';

const Gtin = Type.String({ minLength: 1, maxLength: 20 });
const moved = Compile(
  Type.Object({
    gtin: Gtin,
    after: Type.Array(
      Type.Object({
        location: Type.String({ maxLength: 40 }),
        onHand: Type.Integer(),
        rev: Type.Integer({ minimum: 0 }),
      }),
    ),
  }),
);
const itemSet = Compile(
  Type.Object({
    gtin: Gtin,
    nameZh: Type.String(),
    nameEn: Type.String(),
    initials: Type.Optional(Type.String()),
  }),
);
const shopSetUp = Compile(
  Type.Pick(ShopSetUp, ['number', 'nameZh', 'nameEn', 'currency'], { additionalProperties: true }),
);

/** The levels after a move, absolute, with the store's revision of each. */
export function levelsOf(data: unknown): Pick<StockMoved, 'gtin' | 'after'> {
  if (!moved.Check(data)) throw new Poison('inventory.moved lacks its item or its levels');
  return data;
}

export function itemOf(data: unknown): { gtin: string; nameZh: string; nameEn: string; initials?: string } {
  if (!itemSet.Check(data)) throw new Poison('catalog.item-set lacks its number or its names');
  return data;
}

export function shopOf(data: unknown): Pick<ShopSetUp, 'number' | 'nameZh' | 'nameEn' | 'currency'> {
  if (!shopSetUp.Check(data)) throw new Poison('shop.set-up lacks its number, names or currency');
  return data;
}
