import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { Poison } from '../../feature.ts';

const paid = Compile(Type.Object({ order: Type.String(), totalMinor: Type.Integer() }));

/** What a paid order adds to its business day, in minor units. */
export function totalOf(data: unknown): number {
  if (!paid.Check(data)) throw new Poison('orders.paid lacks its order or its total');
  return data.totalMinor;
}
