import type { FastifyInstance } from 'fastify';
import { StoreStock } from '../../contract/stores.ts';
import type { RouteParts } from '../../feature.ts';
import { ListQuery, limitOf, StorePath } from '../../http/schemas.ts';
import { stockOf } from './tables.ts';

export function stockRoutes(app: FastifyInstance, { db }: RouteParts): void {
  app.get<{ Params: StorePath; Querystring: ListQuery }>(
    '/stores/:store/stock',
    { schema: { params: StorePath, querystring: ListQuery, response: { 200: StoreStock } } },
    ({ params, query }) => stockOf(db, params.store, query.q ?? '', limitOf(query, 100, 1000)),
  );
}
