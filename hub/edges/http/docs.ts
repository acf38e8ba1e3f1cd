import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';

/** The API as OpenAPI 3.1, made from the schemas that check it: /openapi.json, and a page to read it at /docs. */
export async function serveDocs(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    transform: ({ schema, url, route }) => ({
      schema: { ...schema, tags: [tagOf(url)], 'x-permission': route.config?.permission },
      url,
    }),
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tillside hub',
        version,
        description: 'The hub beside the till. Commands by POST, news by /api/v1/feed.',
      },
    },
  });
  await app.register(swaggerUi, { routePrefix: '/docs' });
  app.get('/openapi.json', { config: { permission: 'look' } }, async () => app.swagger());
}

/** Operations are gathered by the feature they belong to. */
function tagOf(url: string): string {
  const [, , , first = 'hub', second = ''] = url.split('/');
  return first === 'commands' ? (second.split('.')[0] ?? first) : first;
}
