import type { Http } from '../edges/http/http.ts';
import { attendanceRoutes } from './attendance/routes.ts';
import { basketRoutes } from './baskets/routes.ts';
import { catalogRoutes } from './catalog/routes.ts';
import { contextRuleRoutes } from './context-rules/routes.ts';
import { counterRoutes } from './counters/routes.ts';
import { countRoutes } from './counts/routes.ts';
import { customerRoutes } from './customers/routes.ts';
import { escalationRoutes } from './escalations/routes.ts';
import { guideRoutes } from './guides/routes.ts';
import { handOverRoutes } from './hand-overs/routes.ts';
import { inventoryRoutes } from './inventory/routes.ts';
import { bookRoutes } from './orders/book-routes.ts';
import { orderRoutes } from './orders/routes.ts';
import { parcelRoutes } from './parcels/routes.ts';
import { procedureRoutes } from './procedures/routes.ts';
import { promotionRoutes } from './promotions/routes.ts';
import { purchasingRoutes } from './purchasing/routes.ts';
import { recurrenceRoutes } from './recurrences/routes.ts';
import { replenishmentRoutes, restockRoutes } from './replenishment/routes.ts';
import { rosterRoutes } from './shifts/roster-routes.ts';
import { shiftRoutes } from './shifts/routes.ts';
import { shopRoutes } from './shop/routes.ts';
import { slipRoutes } from './slips/routes.ts';
import { staffRoutes } from './staff/routes.ts';
import { taskRoutes } from './tasks/routes.ts';
import { timerRoutes } from './timers/routes.ts';

/** What each feature shows over HTTP. Kept apart from the features themselves, so that the writer thread loads no server. */
export const featureRoutes: readonly ((http: Http) => void)[] = [
  shopRoutes,
  catalogRoutes,
  inventoryRoutes,
  staffRoutes,
  shiftRoutes,
  rosterRoutes,
  attendanceRoutes,
  handOverRoutes,
  orderRoutes,
  promotionRoutes,
  basketRoutes,
  customerRoutes,
  bookRoutes,
  parcelRoutes,
  taskRoutes,
  contextRuleRoutes,
  procedureRoutes,
  guideRoutes,
  purchasingRoutes,
  replenishmentRoutes,
  restockRoutes,
  slipRoutes,
  counterRoutes,
  countRoutes,
  timerRoutes,
  recurrenceRoutes,
  escalationRoutes,
];
