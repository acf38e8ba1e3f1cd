import { RoutinesView } from '../../contract/recurrences.ts';
import type { Http } from '../../edges/http/http.ts';
import { routinesView } from './tables.ts';

export function recurrenceRoutes({ app, sql, now }: Http): void {
  app.get(
    '/api/v1/routines',
    { config: { permission: 'look' }, schema: { response: { 200: RoutinesView } } },
    async () => routinesView(sql, now()),
  );
}
