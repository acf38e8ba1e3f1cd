import type { Feature } from '../../feature.ts';
import { identityRoutes } from './routes.ts';

/** By what each store shows who it is, and which stores are not let in any more. */
export const identities: Feature = { name: 'identities', takes: {}, routes: identityRoutes };
