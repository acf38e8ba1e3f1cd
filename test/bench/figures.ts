import { dailyPlan } from './daily-plan.ts';
import { durableScans } from './durable-scans.ts';
import type { Figure } from './figure.ts';
import { link } from './link.ts';
import { lookUp } from './look-up.ts';
import { oneScan } from './one-scan.ts';
import { openLoop } from './open-loop.ts';
import { promotionOrders } from './promotion-orders.ts';
import { reservedSales } from './reserved-sales.ts';
import { slowDisk } from './slow-disk.ts';
import { startUp } from './start-up.ts';
import { taskBoard } from './task-board.ts';

/** All that is measured, in the order in which it is printed. */
export const figures: readonly Figure[] = [
  durableScans,
  promotionOrders,
  reservedSales,
  slowDisk,
  openLoop,
  oneScan,
  lookUp,
  dailyPlan,
  link,
  startUp,
  taskBoard,
];
