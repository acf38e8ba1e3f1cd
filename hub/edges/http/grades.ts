import type { FastifyInstance } from 'fastify';
import type { Grade } from '../../contract/permissions.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may come in here; a route that does not say so is not served, and the hub does not start. */
    permission?: Grade;
  }
}

/** What packages register for us, by the beginning of its path: the pages for anybody, the manual for who may look. */
const packages: readonly (readonly [RegExp, Grade])[] = [
  [/^\/docs(\/|$)/, 'look'],
  [/^\/\*$/, 'public'],
];

/**
 * Every route says who may come in, or the hub does not start: a route that was forgotten is found by whoever wrote it
 * and not by whoever should never have seen it. Call it before anything is registered.
 */
export function gradeRoutes(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    const grade = route.config?.permission ?? packages.find(([path]) => path.test(route.url))?.[1];
    if (!grade)
      throw new Error(
        `${String(route.method)} ${route.url} names no permission: give it config: { permission: … } (hub/contract/permissions.ts).`,
      );
    route.config = { ...route.config, permission: grade };
  });
}
