import { Problem } from '../../contract/problem.ts';
import { ShopSetUp } from '../../contract/shop.ts';
import type { Http } from '../../edges/http/http.ts';
import { problem, sendProblem } from '../../edges/http/problem.ts';
import { readShop } from './tables.ts';

export function shopRoutes({ app, sql }: Http): void {
  app.get(
    '/api/v1/shop',
    { config: { permission: 'screen' }, schema: { response: { 200: ShopSetUp, 404: Problem } } },
    async (_request, reply) =>
      readShop(sql) ??
      sendProblem(reply, problem(404, 'shop-missing', 'This shop is not set up yet: send shop.set-up first.')),
  );
}
