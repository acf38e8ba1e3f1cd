import Type from 'typebox';
import { BoardView } from '../../contract/board.ts';
import { TaskDetail, TaskDrafts } from '../../contract/task-detail.ts';
import { TaskKindView } from '../../contract/task-kinds.ts';
import { allKinds } from '../../core/task-kinds.ts';
import type { Http } from '../../edges/http/http.ts';
import { problem, sendProblem } from '../../edges/http/problem.ts';
import { refusedLately } from '../counters/tables.ts';
import { lyingOrders } from '../orders/view-tables.ts';
import { currentShift, followingShift, shiftView } from '../shifts/tables.ts';
import { slipsIn } from '../slips/tables.ts';
import { drafts, stepsOf, taskDetail, trailCsv } from './detail-tables.ts';
import { boardTasks, countOpen, endedTasks } from './view-tables.ts';

/** Refused reactions older than this are history, not news. */
const NEWS_MS = 30 * 60_000;

export function taskRoutes(http: Http): void {
  const { app, sql, head, now, today } = http;
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
        tasks: boardTasks(sql, shift ? shift.staff.map(({ staff }) => staff) : [], now()),
        open: countOpen(sql),
        done: current ? endedTasks(sql, current, 20) : [],
        slips: slipsIn(sql, ['unknown', 'failed', 'queued', 'sending'], 100),
        lying: lyingOrders(sql, now()),
        refused: refusedLately(sql, now() - NEWS_MS),
      };
    },
  );
  detailRoutes(http);
}

const missing = problem(404, 'task-missing', 'There is no such task in this shop.');

function detailRoutes({ app, sql, head, now }: Http): void {
  app.get<{ Params: { task: string } }>(
    '/api/v1/tasks/:task',
    { config: { permission: 'look' }, schema: { response: { 200: TaskDetail } } },
    async ({ params }, reply) => {
      const detail = taskDetail(sql, params.task);
      return detail ? { asOf: head(), at: now(), ...detail } : sendProblem(reply, missing);
    },
  );
  app.get<{ Params: { task: string } }>(
    '/api/v1/tasks/:task/trail.csv',
    { config: { permission: 'look' } },
    async ({ params }, reply) => {
      const steps = stepsOf(sql, params.task);
      if (steps.length === 0) return sendProblem(reply, missing);
      return reply.type('text/csv; charset=utf-8').send(trailCsv(steps, (at) => new Date(at).toISOString()));
    },
  );
  app.get(
    '/api/v1/task-drafts',
    { config: { permission: 'look' }, schema: { response: { 200: TaskDrafts } } },
    async () => ({ drafts: drafts(sql) }),
  );
  app.get(
    '/api/v1/task-kinds',
    {
      config: { permission: 'look' },
      schema: { response: { 200: Type.Object({ kinds: Type.Array(TaskKindView) }) } },
    },
    async () => ({
      kinds: allKinds().map(({ kind, zh, en, role, evidence, approval, byHand, dueMinutes }) => ({
        ...{ kind, nameZh: zh, nameEn: en, role, evidence: [...evidence], approval, byHand, dueMinutes },
      })),
    }),
  );
}
