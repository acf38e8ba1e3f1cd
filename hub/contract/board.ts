import Type from 'typebox';
import { OrderView } from './orders.ts';
import { ShiftView } from './shifts.ts';
import { SlipView } from './slips.ts';
import { TaskView } from './tasks.ts';

/** How fresh HQ is, as the hub knows it: everything up to `marked` is on HQ's disk; `pending` entries are not yet. */
export const LinkView = Type.Object({
  configured: Type.Boolean(),
  connected: Type.Boolean(),
  pending: Type.Integer(),
  oldestPendingAt: Type.Optional(Type.Integer()),
  lastMarkAt: Type.Optional(Type.Integer()),
  diskDays: Type.Optional(Type.Integer({ description: 'days for which the disk takes entries, HQ being away' })),
  trouble: Type.Optional(Type.String({ description: 'code of what is wrong, for the dictionary' })),
});
export type LinkView = Type.Static<typeof LinkView>;

export const BoardView = Type.Object({
  asOf: Type.Integer({ description: 'position of the newest entry this picture holds' }),
  at: Type.Integer(),
  shift: Type.Optional(ShiftView),
  nextShift: Type.Optional(ShiftView),
  tasks: Type.Array(TaskView, { description: 'the first open ones in the order of work' }),
  open: Type.Integer({ description: 'how many are open in all' }),
  done: Type.Array(TaskView, { description: 'the last ones completed or withdrawn in this shift' }),
  slips: Type.Array(SlipView, { description: 'unknown, failed and waiting ones: what a person must look at' }),
  lying: Type.Array(OrderView, { description: 'orders nobody touched for a while, open or held' }),
  refused: Type.Array(
    Type.Object({
      position: Type.Integer(),
      at: Type.Integer(),
      type: Type.String(),
      code: Type.String(),
      detail: Type.String(),
    }),
    { description: 'reactions a rule refused lately: nothing is dropped silently' },
  ),
});
export type BoardView = Type.Static<typeof BoardView>;

export const Health = Type.Object({
  ok: Type.Boolean(),
  version: Type.String(),
  store: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  head: Type.Integer({ description: 'newest position on disk' }),
  epoch: Type.String(),
  startedAt: Type.Integer(),
  now: Type.Integer(),
  link: LinkView,
  bridge: Type.Object({ connected: Type.Boolean(), lastSeenAt: Type.Optional(Type.Integer()) }),
  disk: Type.Object({
    freeBytes: Type.Integer(),
    databaseBytes: Type.Integer(),
    walBytes: Type.Integer(),
    trouble: Type.Optional(Type.String()),
  }),
});
export type Health = Type.Static<typeof Health>;
