import Type from 'typebox';
import { Basket } from '../../contract/baskets.ts';
import type { Http } from '../../edges/http/http.ts';
import { allBaskets } from './tables.ts';

export function basketRoutes({ app, sql, head }: Http): void {
  const View = Type.Object({ asOf: Type.Integer(), baskets: Type.Array(Basket) });
  app.get('/api/v1/baskets', { config: { permission: 'look' }, schema: { response: { 200: View } } }, async () => ({
    asOf: head(),
    baskets: allBaskets(sql),
  }));
}
