import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { RouteParts } from '../../feature.ts';
import { StorePath } from '../../http/schemas.ts';

const Days = Type.Object({
  days: Type.Array(Type.Object({ businessDate: Type.String(), orders: Type.Integer(), salesMinor: Type.Integer() })),
});
type Days = Type.Static<typeof Days>;

export function salesRoutes(app: FastifyInstance, { db }: RouteParts): void {
  app.get<{ Params: StorePath }>(
    '/stores/:store/sales',
    { schema: { params: StorePath, response: { 200: Days } } },
    async ({ params }) => ({
      days: await db.all<Days['days'][number]>(
        `SELECT business_date AS "businessDate", orders, sales_minor AS "salesMinor" FROM sales_day
         WHERE store = $1 ORDER BY business_date DESC LIMIT 90`,
        params.store,
      ),
    }),
  );
}
