import Type from 'typebox';
import { OrderView } from '../../contract/orders.ts';
import { Problem } from '../../contract/problem.ts';
import type { Http } from '../../edges/http/http.ts';
import { problem, sendProblem } from '../../edges/http/problem.ts';
import { ordersIn, orderView } from './view-tables.ts';

export function orderRoutes({ app, sql, now }: Http): void {
  app.get<{ Querystring: { state?: 'open' | 'held' | 'paid' | 'dropped' } }>(
    '/api/v1/orders',
    {
      config: { permission: 'look' },
      schema: {
        querystring: Type.Object({ state: Type.Optional(Type.Enum(['open', 'held', 'paid', 'dropped'])) }),
        response: { 200: Type.Object({ orders: Type.Array(OrderView) }) },
      },
    },
    async ({ query }) => ({ orders: ordersIn(sql, query.state ?? 'open', now()) }),
  );
  app.get<{ Params: { order: string } }>(
    '/api/v1/orders/:order',
    { config: { permission: 'look' }, schema: { response: { 200: OrderView, 404: Problem } } },
    async ({ params }, reply) =>
      orderView(sql, params.order, now()) ??
      sendProblem(reply, problem(404, 'order-missing', 'There is no such order.')),
  );
}
