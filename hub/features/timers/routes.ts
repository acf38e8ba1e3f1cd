import { TimersView } from '../../contract/timers.ts';
import type { Http } from '../../edges/http/http.ts';
import { timersView } from './tables.ts';

export function timerRoutes({ app, sql, now }: Http): void {
  app.get('/api/v1/timers', { config: { permission: 'look' }, schema: { response: { 200: TimersView } } }, async () =>
    timersView(sql, now(), 50),
  );
}
