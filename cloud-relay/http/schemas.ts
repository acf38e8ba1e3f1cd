import Type from 'typebox';
import { StoreName } from '../../hub/contract/uplink.ts';

export const StorePath = Type.Object({ store: StoreName });
export type StorePath = Type.Static<typeof StorePath>;

/** Numbers in a query stay text until here: nothing is coerced behind a schema's back. */
export const ListQuery = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Optional(Type.String({ pattern: '^[0-9]{1,5}$' })),
  },
  { additionalProperties: false },
);
export type ListQuery = Type.Static<typeof ListQuery>;

export function limitOf(query: { limit?: string }, usual: number, most: number): number {
  return query.limit === undefined ? usual : Math.max(1, Math.min(most, Number(query.limit)));
}
