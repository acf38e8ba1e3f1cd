import Type from 'typebox';
import { ParcelView } from '../../contract/parcels.ts';
import { Problem } from '../../contract/problem.ts';
import { RefundView, ReturnView } from '../../contract/returns.ts';
import type { Http } from '../../edges/http/http.ts';
import { problem, sendProblem } from '../../edges/http/problem.ts';
import { refundsOf, returnsOf } from '../returns/tables.ts';
import { parcelsIn, parcelView } from './paper-tables.ts';

/** What is to be picked and sent now, what came back, and what is to be paid back. */
export function parcelRoutes({ app, sql }: Http): void {
  app.get(
    '/api/v1/parcels',
    {
      config: { permission: 'look' },
      schema: { response: { 200: Type.Object({ parcels: Type.Array(ParcelView) }) } },
    },
    async () => ({ parcels: parcelsIn(sql, ['to-pick', 'picking', 'packed', 'ready'], 200) }),
  );
  app.get<{ Params: { parcel: string } }>(
    '/api/v1/parcels/:parcel',
    { config: { permission: 'look' }, schema: { response: { 200: ParcelView, 404: Problem } } },
    async ({ params }, reply) =>
      parcelView(sql, params.parcel) ?? sendProblem(reply, problem(404, 'parcel-missing', 'There is no such parcel.')),
  );
  app.get(
    '/api/v1/returns',
    {
      config: { permission: 'look' },
      schema: { response: { 200: Type.Object({ returns: Type.Array(ReturnView), refunds: Type.Array(RefundView) }) } },
    },
    async () => ({ returns: returnsOf(sql), refunds: refundsOf(sql) }),
  );
}
