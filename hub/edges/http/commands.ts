import Type from 'typebox';
import { Compile } from 'typebox/schema';
import { Approval } from '../../contract/access.ts';
import { commandBodies, screenCommands, screenCommandTypes } from '../../contract/commands.ts';
import { Id } from '../../contract/ids.ts';
import { Actor } from '../../contract/journal.ts';
import type { Problem } from '../../contract/problem.ts';
import type { Approvals } from '../access/approvals.ts';
import type { Who } from '../access/who.ts';
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
export function commandRoutes({ app, submit }: Http, approvals?: Approvals): void {
  const envelope = Type.Object(
    {
      id: Id,
      actor: Type.Optional(Actor),
      approval: Type.Optional(Approval),
      body: Type.Object({}, { additionalProperties: true }),
    },
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
    const body = Type.Object({
      id: Id,
      actor: byPerson ? Actor : Type.Optional(Actor),
      approval: Type.Optional(Approval),
      body: commandBodies[type],
    });
    app.post<{ Body: { id: string; actor?: Actor; approval?: Approval; body: object } }>(
      `/api/v1/commands/${type}`,
      {
        config: { permission: screenCommands[type] },
        schema: { body, response: { 200: Answer } },
        validatorCompiler: () => check,
        serializerCompiler: () => JSON.stringify,
      },
      async (request, reply) => {
        const { id, actor: told, approval, body } = request.body;
        const { who } = request;
        if (byPerson && !told && !who?.person)
          return sendProblem(reply, problem(400, 'actor-needed', 'Say who wants this: send the actor with it.'));
        if (actsForAnother(who, body))
          return sendProblem(reply, problem(403, 'not-yours', 'Only a leader does this in somebody else’s name.'));
        const unproven = namesApprover(who, body, approval);
        if (unproven) return sendProblem(reply, unproven);
        const second = await approvals?.weigh(who, type, id, body, approval);
        if (second?.problem) return sendProblem(reply, second.problem);
        const actor = {
          ...actorOf(who, told),
          ...(second?.approvedBy ? { approvedBy: `staff:${second.approvedBy}` } : {}),
        };
        return sendOutcome(reply, await submit({ id, type, body, actor }));
      },
    );
  }
}

/** Who is signed in is who wants it, whatever the request says; where nobody is, a PC that is open is taken at its word. */
function actorOf(who: Who | undefined, told: Actor | undefined): Actor {
  const { by = 'screen', counter } = told ?? {};
  return {
    by: who?.person ? `staff:${who.person.staff}` : by,
    ...(counter === undefined ? {} : { counter }),
    ...(who?.screen ? { screen: who.screen.screen } : {}),
  };
}

/** A command that names a person is theirs to send, or a leader's. */
function actsForAnother(who: Who | undefined, body: object): boolean {
  if (!who?.person || who.permissions.has('task.lead')) return false;
  return 'staff' in body && body.staff !== who.person.staff;
}

/** A command may name its approver in its body: it is whoever sends it, or somebody who proves to be there. */
function namesApprover(who: Who | undefined, body: object, approval: Approval | undefined): Problem | undefined {
  if (!who?.person || !('approver' in body) || typeof body.approver !== 'string') return undefined;
  if (body.approver === who.person.staff || body.approver === approval?.by) return undefined;
  return problem(403, 'approval-needed', 'The second person must prove to be there.', { permission: 'stock.approve' });
}
