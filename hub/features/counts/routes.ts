import Type from 'typebox';
import { CountScopes, CountSummary, CountView, PlanView, VariancesView } from '../../contract/count-views.ts';
import { LocationId } from '../../contract/ids.ts';
import { Problem } from '../../contract/problem.ts';
import type { Http } from '../../edges/http/http.ts';
import { problem, sendProblem } from '../../edges/http/problem.ts';
import { planView } from './plan-tables.ts';
import { sheetFact } from './tables.ts';
import { variancesView } from './variance-tables.ts';
import { countScopes, countSummaries, countSummary, countView } from './view-tables.ts';

const Limit = Type.Object(
  { limit: Type.Optional(Type.String({ pattern: '^[0-9]{1,3}$' })) },
  { additionalProperties: false },
);
const limited = (limit: string | undefined): number => Math.min(Number(limit ?? 100), 500);
const missing = problem(404, 'count-missing', 'There is no such count in this shop.');

export function countRoutes({ app, sql, head, now, today }: Http): void {
  app.get<{ Querystring: { limit?: string } }>(
    '/api/v1/counts',
    {
      config: { permission: 'look' },
      schema: { querystring: Limit, response: { 200: Type.Object({ counts: Type.Array(CountSummary) }) } },
    },
    async ({ query }) => ({ counts: countSummaries(sql, limited(query.limit)) }),
  );
  const PlanQuery = Type.Object(
    { ...Limit.properties, location: Type.Optional(LocationId) },
    { additionalProperties: false },
  );
  app.get<{ Querystring: { limit?: string; location?: string } }>(
    '/api/v1/counts/plan',
    { config: { permission: 'stock.count' }, schema: { querystring: PlanQuery, response: { 200: PlanView } } },
    async ({ query }) =>
      planView(sql, {
        ...{ location: query.location ?? 'shop-floor', today: today(), now: now() },
        ...{ limit: limited(query.limit), asOf: head() },
      }),
  );
  app.get(
    '/api/v1/counts/scopes',
    { config: { permission: 'stock.count' }, schema: { response: { 200: CountScopes } } },
    async () => countScopes(sql),
  );
  app.get<{ Params: { sheet: string }; Querystring: { limit?: string } }>(
    '/api/v1/counts/:sheet',
    {
      config: { permission: 'stock.count' },
      schema: { querystring: Limit, response: { 200: CountView, 404: Problem } },
    },
    async ({ params, query }, reply) =>
      countView(sql, params.sheet, limited(query.limit), head()) ?? sendProblem(reply, missing),
  );
  app.get<{ Params: { sheet: string }; Querystring: { limit?: string } }>(
    '/api/v1/counts/:sheet/variances',
    {
      config: { permission: 'stock.adjust' },
      schema: { querystring: Limit, response: { 200: VariancesView, 404: Problem, 409: Problem } },
    },
    async ({ params, query }, reply) => {
      const summary = countSummary(sql, params.sheet);
      const sheet = sheetFact(sql, params.sheet);
      if (!summary || !sheet) return sendProblem(reply, missing);
      if (summary.blind && summary.state === 'counting')
        return sendProblem(
          reply,
          problem(409, 'count-blind', 'This count is blind: differences are told when the counting is over.', {
            number: summary.number,
          }),
        );
      return variancesView(sql, summary, sheet, limited(query.limit), head());
    },
  );
}
