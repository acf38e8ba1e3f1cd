import Type from 'typebox';
import type { RuleBook } from '../../core/rule-book.ts';
import { checkRebuild } from '../../store/rebuild.ts';
import type { Writer } from '../../store/writer.ts';
import { bridgeGuard } from '../bridge/routes.ts';
import type { Http } from './http.ts';
import { problem, sendProblem } from './problem.ts';

/** What the command line asks of a running hub: it is the only one that may open the store. */
export function adminRoutes({ app, sql }: Http, writer: Writer, book: RuleBook, token: string): void {
  const allowed = bridgeGuard(token);
  app.register(async (only) => {
    only.addHook('onRequest', async (request, reply) => {
      if (!allowed(request.headers.authorization))
        return sendProblem(reply, problem(401, 'admin-token', 'Use the tillside command on this PC.'));
    });
    only.post<{ Body: { file: string } }>(
      '/api/v1/admin/backup',
      { schema: { body: Type.Object({ file: Type.String({ minLength: 1 }) }) } },
      async ({ body }) => {
        await writer.backup(body.file);
        return { file: body.file };
      },
    );
    only.get('/api/v1/admin/rebuild-check', async () => checkRebuild(sql, book));
  });
}
