import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { StoreView } from '../../contract/stores.ts';
import type { RouteParts } from '../../feature.ts';
import { notFound } from '../../http/problem.ts';
import { StorePath } from '../../http/schemas.ts';
import { asideOf } from '../../store/quarantine.ts';
import { storeViews } from './tables.ts';

const QuarantineRow = Type.Object({
  epoch: Type.String(),
  seq: Type.Integer(),
  position: Type.Integer(),
  type: Type.String(),
  reason: Type.String(),
  raw: Type.String(),
  receivedAt: Type.Integer(),
});

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
  app.get<{ Params: StorePath }>(
    '/stores/:store/quarantine',
    { schema: { params: StorePath, response: { 200: Type.Object({ rows: Type.Array(QuarantineRow) }) } } },
    async ({ params }) => ({ rows: await asideOf(db, params.store) }),
  );
}
