import Type from 'typebox';
import { CounterId, Id, ItemId, LocationId, StaffId } from './ids.ts';
import { Counted } from './quantity.ts';

/** Progress in RFC 8984 words. */
export const TaskProgress = Type.Enum(['needs-action', 'in-process', 'completed', 'cancelled']);
export type TaskProgress = Type.Static<typeof TaskProgress>;

/** Fill a shelf from the back room, or look at a shelf whose book shows what cannot be: fewer than nothing. */
export const TaskKind = Type.Enum(['restock', 'check-shelf']);
export type TaskKind = Type.Static<typeof TaskKind>;

/** A move that speaks for a task; `quantity` is signed as seen from the task's place. */
export const Evidence = Type.Object({
  position: Type.Integer(),
  at: Type.Integer(),
  reason: Type.String(),
  quantity: Type.Integer(),
});
export type Evidence = Type.Static<typeof Evidence>;

export const taskCommands = {
  'tasks.open': Type.Object({
    kind: Type.Enum(['restock']),
    gtin: ItemId,
    from: LocationId,
    to: LocationId,
    quantity: Type.Integer({ minimum: 0 }),
    why: Type.Object({ onHand: Type.Integer(), level: Type.Integer(), backRoom: Type.Integer() }),
  }),
  'tasks.revise': Type.Object({
    task: Id,
    quantity: Type.Integer({ minimum: 0 }),
    why: Type.Object({ onHand: Type.Integer(), level: Type.Integer(), backRoom: Type.Integer() }),
  }),
  'tasks.check-shelf': Type.Object({
    gtin: ItemId,
    location: LocationId,
    counted: Type.Boolean({ description: 'the move that calls for it was a count of that very place' }),
  }),
  'tasks.withdraw': Type.Object({ task: Id, reason: Type.String({ maxLength: 200 }) }, { additionalProperties: false }),
  'tasks.assign': Type.Object({ task: Id, staff: StaffId }, { additionalProperties: false }),
  'tasks.claim': Type.Object(
    { task: Id, staff: StaffId, counter: Type.Optional(CounterId) },
    { additionalProperties: false },
  ),
  'tasks.release': Type.Object({ task: Id, reason: Type.String({ maxLength: 200 }) }, { additionalProperties: false }),
  'tasks.finish': Type.Object(
    { task: Id, staff: StaffId, quantity: Type.Optional(Counted), counter: Type.Optional(CounterId) },
    {
      additionalProperties: false,
      description:
        'on a screen, without paper; a slip at a counter uses scan-slip. `quantity`: how many were moved, or for check-shelf how many were counted (needed there)',
    },
  ),
  'tasks.scan-slip': Type.Object({
    counter: CounterId,
    store: Type.Integer(),
    serial: Type.Integer(),
    version: Type.Integer(),
  }),
  'tasks.scan-item': Type.Object({ counter: CounterId, task: Id, gtin: ItemId }),
  'tasks.set-moved': Type.Object(
    { task: Id, quantity: Counted },
    {
      additionalProperties: false,
      description: 'how many were really taken to the shelf, or counted there, before the slip ends it',
    },
  ),
  'tasks.hand-over': Type.Object({ fromShift: Type.String(), toShift: Type.String(), reason: Type.String() }),
};

export interface TaskWhy {
  onHand: number;
  level: number;
  backRoom: number;
  /** The last moves at the place, newest first: what the book's figure rests on. */
  moves?: Evidence[];
}
export interface TaskOpened {
  task: string;
  number: number;
  version: number;
  kind: TaskKind;
  gtin: string;
  from: string;
  to: string;
  quantity: number;
  shift: string;
  assignee?: string;
  dueAt: number;
  why: TaskWhy;
}
export type TaskEvents = {
  'tasks.opened': TaskOpened;
  'tasks.revised': { task: string; quantity: number; why: TaskWhy };
  'tasks.assigned': { task: string; staff: string };
  'tasks.claimed': { task: string; staff?: string; counter?: string };
  'tasks.resumed': { task: string; staff?: string; counter: string };
  'tasks.released': { task: string; gtin: string; to: string; reason: string };
  'tasks.item-scanned': { task: string; counter: string; gtin: string };
  'tasks.moved-set': { task: string; quantity: number };
  'tasks.completed': {
    task: string;
    kind: TaskKind;
    gtin: string;
    from: string;
    to: string;
    quantity: number;
    staff?: string;
    counter?: string;
    proof: 'slip' | 'screen' | 'count';
  };
  'tasks.withdrawn': { task: string; reason: string };
  'tasks.carried-over': { task: string; fromShift: string; toShift: string; reason: string; assignee?: string };
};

export const TaskView = Type.Object({
  task: Type.String(),
  number: Type.Integer(),
  version: Type.Integer(),
  kind: TaskKind,
  state: TaskProgress,
  gtin: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  unit: Type.Enum(['each', 'gram']),
  from: Type.String(),
  fromBay: Type.Optional(Type.String()),
  to: Type.String(),
  toBay: Type.Optional(Type.String()),
  quantity: Type.Integer(),
  onHand: Type.Integer(),
  level: Type.Integer(),
  backRoom: Type.Integer(),
  moves: Type.Optional(Type.Array(Evidence, { description: 'check-shelf: the last moves at the place, newest first' })),
  shift: Type.String(),
  carriedFrom: Type.Optional(Type.String()),
  assignee: Type.Optional(Type.String()),
  assigneeZh: Type.Optional(Type.String()),
  assigneeEn: Type.Optional(Type.String()),
  openedAt: Type.Integer(),
  dueAt: Type.Integer(),
  code: Type.String({ description: 'what the slip’s barcode says' }),
  slip: Type.Optional(Type.String({ description: 'state of its newest slip' })),
});
export type TaskView = Type.Static<typeof TaskView>;
