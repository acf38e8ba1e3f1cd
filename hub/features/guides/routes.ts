import { GuidesView } from '../../contract/guides.ts';
import type { Http } from '../../edges/http/http.ts';
import { allGuides } from './tables.ts';

export function guideRoutes({ app, sql }: Http): void {
  app.get(
    '/api/v1/guides',
    { config: { permission: 'look' }, schema: { response: { 200: GuidesView } } },
    async () => ({ guides: allGuides(sql) }),
  );
}
