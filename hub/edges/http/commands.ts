import Type from 'typebox';
import { Compile } from 'typebox/schema';
import { commandBodies, screenCommands, screenCommandTypes } from '../../contract/commands.ts';
import { Id } from '../../contract/ids.ts';
import { Actor } from '../../contract/journal.ts';
import { type Http, sendOutcome } from './http.ts';
import { problem, sendProblem } from './problem.ts';

const Answer = Type.Object({
  position: Type.Integer(),
  repeated: Type.Boolean(),
  entries: Type.Array(Type.Any({ description: 'Entry' })),
});

/**
 * POST /commands/:type for everything a screen or a program may wish. The envelope is checked here, the body by the
 * spine, so that there is one place that knows what a command must look like. Who does what with a task is for the
 * record, so those commands must say who wants them.
 */
export function commandRoutes({ app, submit }: Http): void {
  const envelope = Type.Object(
    { id: Id, actor: Type.Optional(Actor), body: Type.Object({}, { additionalProperties: true }) },
    { additionalProperties: false },
  );
  const validator = Compile(envelope);
  const check = (asked: unknown): true | { error: Error } => {
    if (validator.Check(asked)) return true;
    const fault = validator.Errors(asked)[1][0];
    return { error: new Error(`${fault?.instancePath || 'the command'} ${fault?.message ?? 'does not fit'}`) };
  };
  for (const type of screenCommandTypes) {
    const byPerson = type.startsWith('tasks.');
    const body = Type.Object({ id: Id, actor: byPerson ? Actor : Type.Optional(Actor), body: commandBodies[type] });
    app.post<{ Body: { id: string; actor?: Actor; body: unknown } }>(
      `/api/v1/commands/${type}`,
      {
        config: { permission: screenCommands[type] },
        schema: { body, response: { 200: Answer } },
        validatorCompiler: () => check,
        serializerCompiler: () => JSON.stringify,
      },
      async (request, reply) => {
        const { id, actor } = request.body;
        if (byPerson && !actor)
          return sendProblem(reply, problem(400, 'actor-needed', 'Say who wants this: send the actor with it.'));
        return sendOutcome(
          reply,
          await submit({ id, type, body: request.body.body, actor: actor ?? { by: 'screen' } }),
        );
      },
    );
  }
}
