import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { Problem } from '../../hub/contract/problem.ts';
import { StorageFault } from '../store/database.ts';

/** What a route throws to answer with problem details (RFC 9457). */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, detail: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

export const notFound = (what: string, name: string): ProblemError =>
  new ProblemError(404, `${what}-unknown`, `there is no ${what} ${name}`);

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  403: 'Forbidden',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Cannot be taken',
  500: 'Fault',
  503: 'Not now',
};

export function sendProblem(reply: FastifyReply, status: number, code: string, detail?: string): FastifyReply {
  const problem: Problem = {
    type: 'about:blank',
    title: titles[status] ?? 'Refused',
    status,
    code,
    ...(detail === undefined ? {} : { detail }),
  };
  return reply.code(status).type('application/problem+json').send(JSON.stringify(problem));
}

/** Set before any route: a route's own response schemas must never turn a refusal into a 500. */
export function handleProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | ProblemError | StorageFault, request, reply) => {
    if (error instanceof ProblemError) return sendProblem(reply, error.status, error.code, error.message);
    if (error instanceof StorageFault) {
      request.log.error({ err: error }, 'the store failed');
      return sendProblem(reply, 503, 'storage-fault', 'HQ cannot reach its disk; try again in a moment');
    }
    const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
    if (status >= 500) {
      request.log.error({ err: error }, 'a request failed');
      return sendProblem(reply, 500, 'fault');
    }
    return sendProblem(reply, status, 'validation' in error && error.validation ? 'invalid' : 'refused', error.message);
  });
}
