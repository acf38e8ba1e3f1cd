import type { Feature } from '../../feature.ts';
import { repairRoutes } from './routes.ts';

/** The repair tray: entries HQ could not take, and what a person does about them. */
export const repairs: Feature = { name: 'repairs', takes: {}, routes: repairRoutes };
