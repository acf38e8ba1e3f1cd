import type { FastifyInstance } from 'fastify';
import { CloseDay, DayPath, DayView } from '../../contract/days.ts';
import type { RouteParts } from '../../feature.ts';
import { closeDay, storeDays } from './tables.ts';

export function dayRoutes(app: FastifyInstance, { db, now }: RouteParts): void {
  const view = async (businessDate: string): Promise<DayView> => ({
    businessDate,
    stores: await storeDays(db, businessDate),
    now: now(),
  });
  app.get<{ Params: DayPath }>(
    '/days/:date',
    { schema: { params: DayPath, response: { 200: DayView } } },
    ({ params }) => view(params.date),
  );
  app.post<{ Params: DayPath; Body: CloseDay }>(
    '/days/:date/close',
    { schema: { params: DayPath, body: CloseDay, response: { 200: DayView } } },
    async ({ params, body }) => {
      await db.transaction((tx) => closeDay(tx, params.date, body.by, now()));
      return view(params.date);
    },
  );
}
