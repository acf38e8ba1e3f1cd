import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { ProblemError } from './problem.ts';

/** Where HQ listens, by which names, and what orders must show. */
export interface Access {
  readonly host: string;
  readonly names: readonly string[];
  readonly token?: string;
}

const local = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Who may ask and order. On this machine only HQ's own names are answered: a page that lets its own name point here
 * must not be served. A page of another origin may not order anything in the name of whoever looks at it, and off this
 * machine an order needs the token.
 */
export function guardAccess(app: FastifyInstance, access: Access): void {
  const isLocal = [...local, '::1'].includes(access.host);
  const names = new Set([...(isLocal ? local : []), ...access.names].map((name) => name.toLowerCase()));
  const token = access.token === undefined ? undefined : digest(access.token);
  app.addHook('onRequest', async ({ method, headers }, reply) => {
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'no-referrer');
    const host = (headers.host ?? '').toLowerCase();
    if (names.size > 0 && !names.has(host.replace(/:[0-9]+$/, ''))) {
      throw new ProblemError(403, 'foreign-name', 'HQ does not go by this name; add it to relay.http.names');
    }
    if (method === 'GET' || method === 'HEAD') return;
    const { origin } = headers;
    if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host.toLowerCase() !== host)) {
      throw new ProblemError(403, 'foreign-origin', 'this page may not send orders to HQ');
    }
    if (token === undefined && isLocal) return;
    const shown = digest(headers.authorization?.replace(/^Bearer /i, '') ?? '');
    if (token === undefined || !timingSafeEqual(shown, token)) {
      throw new ProblemError(403, 'token-needed', 'an order needs the token of relay.http.token');
    }
  });
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
