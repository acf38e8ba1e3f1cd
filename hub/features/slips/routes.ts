import Type from 'typebox';
import { SlipState, SlipView } from '../../contract/slips.ts';
import { slipDocument } from '../../core/slip-document.ts';
import type { Http } from '../../edges/http/http.ts';
import { problem, sendProblem } from '../../edges/http/problem.ts';
import { slipContent, slipsIn } from './tables.ts';

const all: readonly SlipState[] = ['queued', 'sending', 'done', 'failed', 'unknown', 'cancelled', 'lost'];

/** As it comes out on paper of 80 mm (48 columns), or of 58 mm (32). */
const Columns = Type.Object({ columns: Type.Optional(Type.Integer({ minimum: 24, maximum: 64 })) });

export function slipRoutes({ app, sql, picture }: Http): void {
  app.get<{ Querystring: { state?: SlipState } }>(
    '/api/v1/slips',
    {
      config: { permission: 'look' },
      schema: {
        querystring: Type.Object({ state: Type.Optional(SlipState) }),
        response: { 200: Type.Object({ slips: Type.Array(SlipView) }) },
      },
    },
    async ({ query }) => ({ slips: slipsIn(sql, query.state ? [query.state] : all, 100) }),
  );
  app.get<{ Params: { slip: string }; Querystring: { columns?: number } }>(
    '/api/v1/slips/:slip/picture.svg',
    { config: { permission: 'look' }, schema: { querystring: Columns } },
    async ({ params, query }, reply) => {
      const content = slipContent(sql, params.slip);
      if (!content) return sendProblem(reply, problem(404, 'slip-missing', 'There is no such slip.'));
      return reply.type('image/svg+xml').send(await picture(slipDocument(content), query.columns ?? 48));
    },
  );
}
