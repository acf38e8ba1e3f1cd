import type { Feature } from '../../feature.ts';
import { storeRoutes } from './routes.ts';

/** Which stores there are, how far HQ is with each, and what each one's picture is as of. */
export const stores: Feature = { name: 'stores', takes: {}, routes: storeRoutes };
