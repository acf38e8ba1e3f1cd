import type { Feature } from '../core/feature.ts';
import { access } from './access/index.ts';
import { attendance } from './attendance/index.ts';
import { baskets } from './baskets/index.ts';
import { catalog } from './catalog/index.ts';
import { contextRules } from './context-rules/index.ts';
import { counters } from './counters/index.ts';
import { counts } from './counts/index.ts';
import { customers } from './customers/index.ts';
import { devices } from './devices/index.ts';
import { escalations } from './escalations/index.ts';
import { guides } from './guides/index.ts';
import { handOvers } from './hand-overs/index.ts';
import { inventory } from './inventory/index.ts';
import { orders } from './orders/index.ts';
import { parcels } from './parcels/index.ts';
import { procedures } from './procedures/index.ts';
import { promotions } from './promotions/index.ts';
import { purchasing } from './purchasing/index.ts';
import { recurrences } from './recurrences/index.ts';
import { replenishment } from './replenishment/index.ts';
import { returns } from './returns/index.ts';
import { shifts } from './shifts/index.ts';
import { shop } from './shop/index.ts';
import { slips } from './slips/index.ts';
import { staff } from './staff/index.ts';
import { tasks } from './tasks/index.ts';
import { timers } from './timers/index.ts';

/** All there is. The order is the order in which they react to one event. */
export const features: readonly Feature[] = [
  shop,
  timers,
  catalog,
  access,
  staff,
  shifts,
  attendance,
  devices,
  parcels,
  orders,
  promotions,
  baskets,
  customers,
  returns,
  tasks,
  contextRules,
  procedures,
  guides,
  inventory,
  purchasing,
  replenishment,
  slips,
  handOvers,
  counters,
  recurrences,
  escalations,
  counts,
];
