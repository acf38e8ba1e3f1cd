import Type from 'typebox';
import { HandOverPage, HandOverView } from '../../contract/hand-overs.ts';
import { Problem } from '../../contract/problem.ts';
import type { Http } from '../../edges/http/http.ts';
import { problem, sendProblem } from '../../edges/http/problem.ts';
import { handOverOf, handOversLately, openNotes } from './tables.ts';

/** As many hand-overs as a page shows. */
const LATELY = 20;

export function handOverRoutes({ app, sql, now }: Http): void {
  app.get(
    '/api/v1/hand-overs',
    { config: { permission: 'look' }, schema: { response: { 200: HandOverPage } } },
    async () => ({ handOvers: handOversLately(sql, now(), LATELY), notes: openNotes(sql) }),
  );
  app.get<{ Params: { shift: string } }>(
    '/api/v1/shifts/:shift/hand-over',
    {
      config: { permission: 'look' },
      schema: {
        params: Type.Object({ shift: Type.String({ description: '`YYYY-MM-DD/plan`, its slash written %2F' }) }),
        response: { 200: HandOverView, 404: Problem },
      },
    },
    async ({ params }, reply) =>
      handOverOf(sql, params.shift, now()) ??
      sendProblem(reply, problem(404, 'hand-over-missing', 'This shift has not been handed over.')),
  );
}
