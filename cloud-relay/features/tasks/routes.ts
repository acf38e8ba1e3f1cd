import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { StoreTasks } from '../../contract/stores.ts';
import type { RouteParts } from '../../feature.ts';
import { limitOf, StorePath } from '../../http/schemas.ts';
import { tasksOf } from './tables.ts';

const Query = Type.Object(
  {
    state: Type.Optional(Type.Enum(['open', 'needs-action', 'in-process', 'completed', 'cancelled'])),
    limit: Type.Optional(Type.String({ pattern: '^[0-9]{1,5}$' })),
  },
  { additionalProperties: false },
);
type Query = Type.Static<typeof Query>;

export function taskRoutes(app: FastifyInstance, { db }: RouteParts): void {
  app.get<{ Params: StorePath; Querystring: Query }>(
    '/stores/:store/tasks',
    { schema: { params: StorePath, querystring: Query, response: { 200: StoreTasks } } },
    ({ params, query }) => tasksOf(db, params.store, query.state ?? '', limitOf(query, 200, 1000)),
  );
}
