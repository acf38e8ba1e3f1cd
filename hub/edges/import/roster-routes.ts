import Type from 'typebox';
import { type Http, sendOutcome } from '../http/http.ts';
import { problem, sendProblem } from '../http/problem.ts';
import { readRoster } from './roster.ts';

const Fault = Type.Object({ line: Type.Integer(), zh: Type.String(), en: Type.String() });
const Answer = Type.Object({
  lines: Type.Integer({ description: 'lines taken, or that would be' }),
  faults: Type.Array(Fault),
  imported: Type.Boolean(),
});

/** POST /roster/import: all lines or, if one is wrong, none, and every wrong one is named. */
export function rosterImportRoutes({ app, sql, newId, submit }: Http): void {
  app.post<{ Body: { id?: string; text: string; dry?: boolean } }>(
    '/api/v1/roster/import',
    {
      config: { permission: 'shift.lead' },
      bodyLimit: 4 * 1024 * 1024,
      schema: {
        body: Type.Object({
          id: Type.Optional(Type.String({ minLength: 8, maxLength: 200 })),
          text: Type.String({ maxLength: 2_000_000, description: 'CSV with the columns day, shift, staff' }),
          dry: Type.Optional(Type.Boolean({ description: 'only say what is wrong' })),
        }),
        response: { 200: Answer },
      },
    },
    async ({ body }, reply) => {
      const { shifts, faults, lines } = readRoster(sql, body.text);
      const answer = { lines, faults: faults.slice(0, 200) };
      if (body.dry || faults.length > 0) return { ...answer, imported: false };
      if (shifts.length === 0)
        return sendProblem(reply, problem(400, 'roster-empty', 'There is not a single line in this roster.'));
      const outcome = await submit({
        ...{ id: body.id ?? newId(), type: 'shifts.set-roster', body: { shifts }, actor: { by: 'screen' } },
      });
      return outcome.status === 'done' ? { ...answer, imported: true } : sendOutcome(reply, outcome);
    },
  );
}
