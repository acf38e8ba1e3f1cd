import type { Feature } from '../../feature.ts';
import { instructionRoutes } from './routes.ts';

/** What HQ wants done in a store, and what became of it. */
export const instructions: Feature = { name: 'instructions', takes: {}, routes: instructionRoutes };
