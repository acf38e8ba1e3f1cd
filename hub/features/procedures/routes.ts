import { ProceduresView } from '../../contract/procedures.ts';
import type { Http } from '../../edges/http/http.ts';
import { proceduresView } from './tables.ts';

export function procedureRoutes({ app, sql }: Http): void {
  app.get(
    '/api/v1/procedures',
    { config: { permission: 'look' }, schema: { response: { 200: ProceduresView } } },
    async () => proceduresView(sql),
  );
}
