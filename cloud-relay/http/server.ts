import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import fastifySwagger from '@fastify/swagger';
import Fastify, { type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import Type from 'typebox';
import type { Feature, RouteParts } from '../feature.ts';
import { type Access, guardAccess } from './access.ts';
import type { HqFeed } from './feed.ts';
import { handleProblems, sendProblem } from './problem.ts';

export interface ServerParts extends RouteParts {
  readonly features: readonly Feature[];
  readonly feed: HqFeed;
  readonly version: string;
  readonly log: Logger;
  readonly dashboardDir?: string;
  readonly access: Access;
  /** How this worker stands: the partitions it holds, where several share them, and what is wrong. */
  readonly worker?: () => { parts?: number; trouble?: string | undefined };
}

const Health = Type.Object({
  ok: Type.Boolean(),
  version: Type.String(),
  incarnation: Type.String(),
  stores: Type.Integer(),
  now: Type.Integer(),
  parts: Type.Optional(Type.Integer({ description: 'partitions this worker holds, where several share them' })),
  trouble: Type.Optional(Type.String({ description: 'code of what is wrong with this worker' })),
});

/** HQ's web server: the API under /api/v1, and the dashboard's pages. */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: parts.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1024 * 1024,
    requestTimeout: 10_000,
    http: { headersTimeout: 5000, requestTimeout: 10_000, connectionsCheckingInterval: 1000 },
    forceCloseConnections: true,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false } },
  }) as unknown as FastifyInstance;
  handleProblems(app);
  guardAccess(app, parts.access);
  await app.register(fastifySwagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Tillside HQ', version: parts.version } },
  });
  await app.register(async (api) => apiRoutes(api, parts), { prefix: '/api/v1' });
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
  await pages(app, dashboardFolder(parts.dashboardDir));
  return app;
}

function apiRoutes(api: FastifyInstance, parts: ServerParts): void {
  api.get('/health', { schema: { response: { 200: Health } } }, async () => {
    const [count] = await parts.db.all<{ n: number }>('SELECT count(*) AS n FROM store');
    const { version, now } = parts;
    const { parts: held, trouble } = parts.worker?.() ?? {};
    return {
      ok: trouble === undefined,
      version,
      incarnation: parts.incarnation(),
      stores: count?.n ?? 0,
      now: now(),
      ...(held === undefined ? {} : { parts: held }),
      ...(trouble === undefined ? {} : { trouble }),
    };
  });
  for (const feature of parts.features) feature.routes(api, parts);
  parts.feed.routes(api);
}

async function pages(app: FastifyInstance, folder: string | undefined): Promise<void> {
  if (folder !== undefined) await app.register(fastifyStatic, { root: folder, index: false });
  app.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect('/hq'));
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !request.url.startsWith('/api/') && !/\.[a-z0-9]+$/i.test(request.url);
    if (isPage && folder !== undefined) return reply.sendFile('index.html', { cacheControl: false });
    return sendProblem(reply, 404, 'route-unknown', `there is nothing at ${request.url.split('?')[0]}`);
  });
}

/** The built dashboard: where the settings say, or `dist/dashboard` seen from the sources or from a built relay. */
function dashboardFolder(named: string | undefined): string | undefined {
  const usual = ['../../dist/dashboard', '../../dashboard'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  const places = named === undefined ? usual.filter((place) => place.includes('dist')) : [named];
  return places.find((place) => existsSync(join(place, 'index.html')));
}
