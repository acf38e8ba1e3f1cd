import Type from 'typebox';
import { ItemLotsView, LotTraceView, LotView, StockPolicy } from '../../contract/lots.ts';
import { Problem } from '../../contract/problem.ts';
import { WriteOffView } from '../../contract/write-offs.ts';
import type { Http } from '../../edges/http/http.ts';
import { problem, sendProblem } from '../../edges/http/problem.ts';
import { stockPolicy } from './lot-tables.ts';
import { itemLots, lotsToWatch, lotTrace } from './lot-view-tables.ts';
import { writeOffs } from './write-off-tables.ts';

const look = { permission: 'look' } as const;

/** Which lots there are, which to use first, and where one of them went. */
export function lotRoutes({ app, sql, head, today }: Http): void {
  app.get<{ Params: { gtin: string } }>(
    '/api/v1/items/:gtin/lots',
    { config: look, schema: { response: { 200: ItemLotsView } } },
    async ({ params }) => ({ asOf: head(), ...itemLots(sql, params.gtin, today()) }),
  );
  app.get<{ Params: { gtin: string; lot: string } }>(
    '/api/v1/items/:gtin/lots/:lot',
    { config: look, schema: { response: { 200: LotTraceView, 404: Problem } } },
    async ({ params }, reply) => {
      const view = lotTrace(sql, params.gtin, params.lot, today());
      return view
        ? { asOf: head(), ...view }
        : sendProblem(reply, problem(404, 'lot-missing', 'Nobody has seen this lot here.'));
    },
  );
  const Watched = Type.Object({
    asOf: Type.Integer(),
    policy: StockPolicy,
    lots: Type.Array(Type.Intersect([LotView, Type.Object({ nameZh: Type.String(), nameEn: Type.String() })])),
  });
  app.get('/api/v1/lots', { config: look, schema: { response: { 200: Watched } } }, async () => ({
    asOf: head(),
    policy: { ...stockPolicy(sql) },
    lots: lotsToWatch(sql, today(), 200),
  }));
}

const WriteOffQuery = Type.Object(
  {
    state: Type.Optional(Type.Enum(['pending', 'all'])),
    limit: Type.Optional(Type.String({ pattern: '^[0-9]{1,3}$' })),
  },
  { additionalProperties: false },
);

/** What waits for a second person's word, and what was decided. */
export function writeOffRoutes({ app, sql, head }: Http): void {
  app.get<{ Querystring: Type.Static<typeof WriteOffQuery> }>(
    '/api/v1/write-offs',
    {
      config: look,
      schema: {
        querystring: WriteOffQuery,
        response: { 200: Type.Object({ asOf: Type.Integer(), writeOffs: Type.Array(WriteOffView) }) },
      },
    },
    async ({ query }) => ({
      asOf: head(),
      writeOffs: writeOffs(sql, query.state === 'all', Math.min(Number(query.limit ?? 100), 500)),
    }),
  );
}
