import { BoardView } from '../../contract/board.ts';
import type { Http } from '../../edges/http/http.ts';
import { refusedLately } from '../counters/tables.ts';
import { lyingOrders } from '../orders/tables.ts';
import { currentShift, followingShift, shiftView } from '../shifts/tables.ts';
import { slipsIn } from '../slips/tables.ts';
import { endedTasks, openTasks } from './view-tables.ts';

/** Refused reactions older than this are history, not news. */
const NEWS_MS = 30 * 60_000;

export function taskRoutes({ app, sql, head, now, today }: Http): void {
  app.get(
    '/api/v1/board',
    { config: { permission: 'look' }, schema: { response: { 200: BoardView } } },
    async (): Promise<BoardView> => {
      const current = currentShift(sql);
      const shift = current && shiftView(sql, current);
      const nextShift = followingShift(sql, today());
      return {
        asOf: head(),
        at: now(),
        ...(shift ? { shift } : {}),
        ...(nextShift ? { nextShift } : {}),
        tasks: openTasks(sql),
        done: current ? endedTasks(sql, current, 20) : [],
        slips: slipsIn(sql, ['unknown', 'failed', 'queued', 'sending'], 100),
        lying: lyingOrders(sql, now()),
        refused: refusedLately(sql, now() - NEWS_MS),
      };
    },
  );
}
