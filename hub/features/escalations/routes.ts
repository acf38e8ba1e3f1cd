import { EscalationsView } from '../../contract/escalations.ts';
import type { Http } from '../../edges/http/http.ts';
import { escalationsView } from './tables.ts';

export function escalationRoutes({ app, sql, now }: Http): void {
  app.get(
    '/api/v1/escalations',
    { config: { permission: 'look' }, schema: { response: { 200: EscalationsView } } },
    async () => escalationsView(sql, now()),
  );
}
