import type { Feature } from '../../feature.ts';
import { dayRoutes } from './routes.ts';

/** Business days as HQ closes them: only for stores it holds whole. */
export const days: Feature = { name: 'days', takes: {}, routes: dayRoutes };
