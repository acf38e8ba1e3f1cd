import type { Feature } from '../../feature.ts';
import { stockRoutes } from './routes.ts';
import { takeItem, takeMoved, takeShop } from './tables.ts';

/** What each store has, under which names. */
export const stock: Feature = {
  name: 'stock',
  takes: { 'shop.set-up': takeShop, 'catalog.item-set': takeItem, 'inventory.moved': takeMoved },
  routes: stockRoutes,
};
