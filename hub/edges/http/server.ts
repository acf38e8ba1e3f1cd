import { existsSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { problem, problemHandlers, sendProblem } from './problem.ts';

/** A server whose defaults are fit for money: nothing is coerced, nothing unknown is dropped, nobody is waited for long. */
export function openServer(log: FastifyBaseLogger): FastifyInstance {
  const app = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1024 * 1024,
    trustProxy: false,
    routerOptions: { maxParamLength: 300 },
    forceCloseConnections: true,
    http: { headersTimeout: 3000, requestTimeout: 5000, connectionsCheckingInterval: 1000 },
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: false } },
  });
  app.removeContentTypeParser('text/plain');
  problemHandlers(app);
  return app;
}

/**
 * Only names this machine really has are served: a foreign page that points its own name at the hub gets nothing. A
 * page of another origin, be it another port of this very machine, may not send anything in.
 */
export function guardHosts(app: FastifyInstance, names: readonly string[] = []): void {
  const machine = hostname().toLowerCase();
  const look = (): Set<string> =>
    new Set([
      ...['localhost', '127.0.0.1', '::1', machine, `${machine}.local`],
      ...names.map((name) => name.toLowerCase()),
      ...Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map((a) => a.address)),
    ]);
  let own = look();
  let lookedAt = 0;
  /** A machine gets new addresses while it runs; a stranger's names must not make it look for them all day. */
  const isOwn = (host: string): boolean => {
    if (own.has(host)) return true;
    if (performance.now() - lookedAt < 5000) return false;
    lookedAt = performance.now();
    own = look();
    return own.has(host);
  };
  const nameOf = (authority: string): string =>
    authority
      .replace(/:\d+$/, '')
      .replace(/^\[|\]$/g, '')
      .toLowerCase();
  app.addHook('onRequest', async (request, reply) => {
    const host = nameOf(request.headers.host ?? '');
    if (!isOwn(host))
      return sendProblem(reply, problem(421, 'foreign-host', 'Open this page by the address the hub printed.'));
    const { origin } = request.headers;
    if (origin && request.method !== 'GET' && origin.replace(/^https?:\/\//, '') !== request.headers.host)
      return sendProblem(reply, problem(403, 'foreign-origin', 'Another site tried to send this; it was not taken.'));
  });
}

const POLICY =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** The built dashboard; any other path outside the API gets its first page, which finds its own way. */
export async function servePages(app: FastifyInstance, folder: string): Promise<void> {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer');
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', POLICY);
  });
  const built = existsSync(folder);
  if (built) await app.register(fastifyStatic, { root: folder, wildcard: true, maxAge: 0 });
  app.setNotFoundHandler((request, reply) => {
    const page = built && request.method === 'GET' && !request.url.startsWith('/api/') && !request.url.includes('.');
    if (page) return reply.sendFile('index.html');
    return sendProblem(
      reply,
      problem(404, 'not-found', `There is nothing at ${request.method} ${request.url.slice(0, 200)}.`),
    );
  });
}

/** Listens on `port`, or on the next free one when it is taken and `next` allows it. */
export async function listen(app: FastifyInstance, host: string, port: number, next: boolean): Promise<string> {
  for (let tried = port; ; tried += 1) {
    try {
      return await app.listen({ host, port: tried });
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!taken || !next || tried >= port + 50) throw error;
    }
  }
}
