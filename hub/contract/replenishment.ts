import Type from 'typebox';
import { ItemId, LocationId } from './ids.ts';

export const replenishmentCommands = {
  'replenishment.set-levels': Type.Object(
    {
      rules: Type.Array(
        Type.Object(
          {
            gtin: ItemId,
            location: LocationId,
            level: Type.Integer({ minimum: 0, description: 's: a task opens at or below it' }),
            target: Type.Integer({ minimum: 1, description: 'S: what the shelf is filled up to' }),
          },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 500 },
      ),
    },
    { additionalProperties: false },
  ),
  'replenishment.review': Type.Object({ gtin: ItemId, location: LocationId }, { additionalProperties: false }),
};

export interface ShelfLow {
  gtin: string;
  location: string;
  from: string;
  onHand: number;
  level: number;
  target: number;
  backRoom: number;
  quantity: number;
}
export type ReplenishmentEvents = {
  'replenishment.level-set': { gtin: string; location: string; level: number; target: number };
  'replenishment.shelf-low': ShelfLow;
  'replenishment.need-changed': ShelfLow & { task: string };
  'replenishment.shelf-recovered': { gtin: string; location: string; onHand: number; level: number; task: string };
};
