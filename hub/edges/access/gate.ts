import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problem, sendProblem } from '../http/problem.ts';
import type { Asking, Door } from './door.ts';
import { refusalAt } from './who.ts';

/** What the door looks at. The address is the socket's own: no header can claim another. */
export function askingOf(request: FastifyRequest): Asking {
  return { method: request.method, headers: request.headers, remoteAddress: request.socket.remoteAddress };
}

/**
 * Every request passes here first: whoever may not come in at its route gets a sentence that says why, and nothing of
 * the request is read. What is not graded is nothing of ours: it is answered with the pages or with 404.
 */
export function guardRoutes(app: FastifyInstance, door: Door): void {
  app.addHook('onRequest', async (request, reply) => {
    const grade = request.routeOptions.config.permission;
    if (grade === undefined) return;
    const who = door.who(askingOf(request));
    request.who = who;
    const no = refusalAt(grade, who);
    if (no) return sendProblem(reply, no);
    const isStrange = request.headers['sec-fetch-site'];
    if (request.method !== 'GET' && (isStrange === 'cross-site' || isStrange === 'same-site'))
      return sendProblem(reply, problem(403, 'foreign-origin', 'Another site tried to send this; it was not taken.'));
  });
}
