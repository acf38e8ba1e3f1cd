import type { Feature } from '../../feature.ts';
import { salesRoutes } from './routes.ts';
import { takePaid } from './tables.ts';

/** What was sold on each business day. */
export const sales: Feature = { name: 'sales', takes: { 'orders.paid': takePaid }, routes: salesRoutes };
