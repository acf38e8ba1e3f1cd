import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { StoreView } from '../../contract/stores.ts';
import type { RouteParts } from '../../feature.ts';
import { notFound } from '../../http/problem.ts';
import { StorePath } from '../../http/schemas.ts';
import { storeViews } from './tables.ts';

export function storeRoutes(app: FastifyInstance, { db, now }: RouteParts): void {
  app.get(
    '/stores',
    { schema: { response: { 200: Type.Object({ stores: Type.Array(StoreView), now: Type.Integer() }) } } },
    async () => ({ stores: await storeViews(db, now()), now: now() }),
  );
  app.get<{ Params: StorePath }>(
    '/stores/:store',
    { schema: { params: StorePath, response: { 200: StoreView } } },
    async ({ params }) => {
      const [view] = await storeViews(db, now(), params.store);
      if (view === undefined) throw notFound('store', params.store);
      return view;
    },
  );
}
