import Type from 'typebox';
import { LoyaltyPolicy, MemberHistory, MemberView } from '../../contract/customers.ts';
import { Problem } from '../../contract/problem.ts';
import type { Http } from '../../edges/http/http.ts';
import { problem, sendProblem } from '../../edges/http/problem.ts';
import { memberHistory, membersLike, readPolicy } from './tables.ts';

export function customerRoutes({ app, sql, head }: Http): void {
  const List = Type.Object({ asOf: Type.Integer(), policy: LoyaltyPolicy, customers: Type.Array(MemberView) });
  const Query = Type.Object({ q: Type.Optional(Type.String({ maxLength: 60 })) }, { additionalProperties: false });
  app.get<{ Querystring: { q?: string } }>(
    '/api/v1/customers',
    { config: { permission: 'sell' }, schema: { querystring: Query, response: { 200: List } } },
    async ({ query }) => ({ asOf: head(), policy: readPolicy(sql), customers: membersLike(sql, query.q ?? '') }),
  );
  app.get<{ Params: { member: string } }>(
    '/api/v1/customers/:member',
    { config: { permission: 'sell' }, schema: { response: { 200: MemberHistory, 404: Problem } } },
    async ({ params }, reply) =>
      memberHistory(sql, params.member) ??
      sendProblem(reply, problem(404, 'customer-unknown', 'There is no such customer.')),
  );
}
