import type { Feature } from '../../feature.ts';
import { taskRoutes } from './routes.ts';
import { takeTask } from './tables.ts';

/** What is to be done in each store, and how far it is. */
export const tasks: Feature = {
  name: 'tasks',
  takes: {
    'tasks.opened': takeTask,
    'tasks.revised': takeTask,
    'tasks.assigned': takeTask,
    'tasks.claimed': takeTask,
    'tasks.resumed': takeTask,
    'tasks.released': takeTask,
    'tasks.submitted': takeTask,
    'tasks.corrected': takeTask,
    'tasks.completed': takeTask,
    'tasks.withdrawn': takeTask,
  },
  routes: taskRoutes,
};
