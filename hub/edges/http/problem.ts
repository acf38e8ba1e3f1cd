import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Outcome, Refusal } from '../../contract/command.ts';
import type { Problem } from '../../contract/problem.ts';

const titles: Record<number, string> = {
  400: 'This does not fit what is expected',
  401: 'Show who you are',
  403: 'Not allowed',
  404: 'Not found',
  409: 'A rule of the shop says no',
  421: 'This address is not served here',
  500: 'Something is broken in the hub',
  503: 'The disk does not take anything',
  507: 'The disk is full',
};

export function problem(status: number, code: string, detail?: string, params?: Refusal['params']): Problem {
  return {
    type: `urn:tillside:problem:${code}`,
    title: titles[status] ?? 'Not possible',
    status,
    code,
    ...(detail ? { detail } : {}),
    ...(params ? { params: { ...params } } : {}),
  };
}

export function sendProblem(reply: FastifyReply, body: Problem): FastifyReply {
  return reply.code(body.status).type('application/problem+json').serializer(JSON.stringify).send(body);
}

/** A refusal is a rule's answer (409), save where the asker was wrong (400) or what was asked for is not there (404). */
export function refusalProblem(refusal: Refusal): Problem {
  const status = refusal.code === 'invalid-body' ? 400 : refusal.code.endsWith('-missing') ? 404 : 409;
  return problem(status, refusal.code, refusal.detail, refusal.params);
}

export function faultProblem(fault: Extract<Outcome, { status: 'fault' }>): Problem {
  if (fault.code === 'disk-full')
    return problem(507, 'disk-full', 'The disk of this PC is full: nothing was done. Free some space, then try again.');
  if (fault.code === 'disk-failed')
    return problem(503, 'disk-failed', 'The disk of this PC refuses to write: nothing was done. Call for help.');
  return problem(500, 'bug', 'The hub could not do this, and nothing was done. It is in the log.');
}

/** Every error leaves as problem+json; what is inside a bug stays in the log. */
export function problemHandlers(app: FastifyInstance): void {
  app.setErrorHandler((error: { statusCode?: number; code?: string; message: string }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ err: error }, 'request failed');
    const code = status >= 500 ? 'bug' : (error.code ?? 'bad-request').toLowerCase().replaceAll('_', '-');
    return sendProblem(reply, problem(status, code, status >= 500 ? undefined : error.message));
  });
}
