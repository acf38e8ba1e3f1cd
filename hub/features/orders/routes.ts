import { OrderView } from '../../contract/orders.ts';
import { Problem } from '../../contract/problem.ts';
import type { Http } from '../../edges/http/http.ts';
import { problem, sendProblem } from '../../edges/http/problem.ts';
import { orderView } from './view-tables.ts';

export function orderRoutes({ app, sql, now }: Http): void {
  app.get<{ Params: { order: string } }>(
    '/api/v1/orders/:order',
    { config: { permission: 'look' }, schema: { response: { 200: OrderView, 404: Problem } } },
    async ({ params }, reply) =>
      orderView(sql, params.order, now()) ??
      sendProblem(reply, problem(404, 'order-missing', 'There is no such order.')),
  );
}
