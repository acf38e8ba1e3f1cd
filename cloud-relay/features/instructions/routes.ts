import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { InstructionView, NewInstruction } from '../../contract/instructions.ts';
import type { RouteParts } from '../../feature.ts';
import { notFound, ProblemError } from '../../http/problem.ts';
import { StorePath } from '../../http/schemas.ts';
import { faultOf } from './rules.ts';
import { instructionsOf, keepInstruction } from './tables.ts';

export function instructionRoutes(app: FastifyInstance, { db, now, instructed }: RouteParts): void {
  app.get<{ Params: StorePath }>(
    '/stores/:store/instructions',
    {
      schema: { params: StorePath, response: { 200: Type.Object({ instructions: Type.Array(InstructionView) }) } },
    },
    async ({ params }) => ({ instructions: await instructionsOf(db, params.store, now()) }),
  );
  app.post<{ Params: StorePath; Body: NewInstruction }>(
    '/stores/:store/instructions',
    { schema: { params: StorePath, body: NewInstruction, response: { 200: InstructionView } } },
    async ({ params, body }) => {
      const fault = faultOf(body, now());
      if (fault !== undefined) throw new ProblemError(400, 'instruction-invalid', fault);
      const kept = await db.transaction((tx) => keepInstruction(tx, params.store, body, now()));
      if (kept === undefined) throw notFound('store', params.store);
      if (kept.store !== params.store || kept.type !== body.type) {
        throw new ProblemError(409, 'id-used', 'this id belongs to another instruction; make a new one');
      }
      instructed(params.store);
      return kept;
    },
  );
}
