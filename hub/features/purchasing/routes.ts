import Type from 'typebox';
import { Problem } from '../../contract/problem.ts';
import { GoodsView, RequestView, SupplierView } from '../../contract/purchasing.ts';
import type { Http } from '../../edges/http/http.ts';
import { problem, sendProblem } from '../../edges/http/problem.ts';
import { pendingRequests, suppliers } from './tables.ts';
import { documentView, endedDocuments, openDocuments } from './view-tables.ts';

const ENDED_SHOWN = 30;
const REQUESTS_SHOWN = 200;

export function purchasingRoutes({ app, sql, head, now }: Http): void {
  const Documents = Type.Object({
    asOf: Type.Integer(),
    at: Type.Integer(),
    open: Type.Array(GoodsView),
    ended: Type.Array(GoodsView),
  });
  app.get(
    '/api/v1/documents',
    { config: { permission: 'look' }, schema: { response: { 200: Documents } } },
    async () => ({ asOf: head(), at: now(), open: openDocuments(sql), ended: endedDocuments(sql, ENDED_SHOWN) }),
  );
  app.get<{ Params: { document: string } }>(
    '/api/v1/documents/:document',
    { config: { permission: 'look' }, schema: { response: { 200: GoodsView, 404: Problem } } },
    async ({ params }, reply) =>
      documentView(sql, params.document) ??
      sendProblem(reply, problem(404, 'document-missing', 'There is no such document here.')),
  );
  app.get(
    '/api/v1/suppliers',
    {
      config: { permission: 'look' },
      schema: { response: { 200: Type.Object({ suppliers: Type.Array(SupplierView) }) } },
    },
    async () => ({ suppliers: suppliers(sql) }),
  );
  app.get(
    '/api/v1/requests',
    {
      config: { permission: 'look' },
      schema: { response: { 200: Type.Object({ requests: Type.Array(RequestView) }) } },
    },
    async () => ({ requests: pendingRequests(sql, REQUESTS_SHOWN) }),
  );
}
