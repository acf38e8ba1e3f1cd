import Type from 'typebox';
import { CounterId, Id, ItemId, LocationId, StaffId } from './ids.ts';
import { Counted } from './quantity.ts';
import { Role } from './staff.ts';
import { Check, EvidenceKind, TaskKind } from './task-kinds.ts';

/** Progress in RFC 8984 words. */
export const TaskProgress = Type.Enum(['needs-action', 'in-process', 'completed', 'cancelled']);
export type TaskProgress = Type.Static<typeof TaskProgress>;

/** How far it is within the shop; RFC 8984 words outside. */
export const TaskStep = Type.Enum([
  'dispatched',
  'acknowledged',
  'in-progress',
  'blocked',
  'submitted',
  'rework',
  'closed',
  'cancelled',
]);
export type TaskStep = Type.Static<typeof TaskStep>;

/** A move that speaks for a task; `quantity` is signed as seen from the task's place. */
export const Evidence = Type.Object({
  position: Type.Integer(),
  at: Type.Integer(),
  reason: Type.String(),
  quantity: Type.Integer(),
});
export type Evidence = Type.Static<typeof Evidence>;

const Title = Type.String({ minLength: 1, maxLength: 120 });
const Text = Type.String({ minLength: 1, maxLength: 2000 });

/** Why it has to be done: a sentence in both languages, and the levels it rests on where it is about stock. */
const Why = Type.Object(
  {
    zh: Type.Optional(Type.String({ maxLength: 300 })),
    en: Type.Optional(Type.String({ maxLength: 300 })),
    onHand: Type.Optional(Type.Integer()),
    level: Type.Optional(Type.Integer()),
    backRoom: Type.Optional(Type.Integer()),
  },
  { additionalProperties: false },
);

/** What may be said of work when it is opened; the registry of kinds says the rest. */
export const Wanted = {
  titleZh: Type.Optional(Title),
  titleEn: Type.Optional(Title),
  content: Type.Optional(Text),
  standard: Type.Optional(Text),
  dueAt: Type.Optional(Type.Integer({ minimum: 0 })),
  role: Type.Optional(Role),
  gtin: Type.Optional(ItemId),
  from: Type.Optional(LocationId),
  to: Type.Optional(LocationId),
  bay: Type.Optional(Type.String({ minLength: 1, maxLength: 20, description: 'label of a shelf' })),
  quantity: Type.Optional(Counted),
  evidence: Type.Optional(Type.Array(EvidenceKind, { maxItems: 5 })),
  checks: Type.Optional(Type.Array(Check, { minItems: 1, maxItems: 60 })),
  approval: Type.Optional(Type.Boolean({ description: 'a leader looks at it before it is closed' })),
  workMinutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 1440 })),
  valueMinor: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
  guide: Type.Optional(Type.String({ minLength: 1, maxLength: 80, description: 'the know-how that goes with it' })),
  why: Type.Optional(Why),
};

export const taskCommands = {
  'tasks.open': Type.Object(
    {
      kind: TaskKind,
      subject: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 200,
          description: 'what it is about: one open task of a kind and subject; an item at a place where left out',
        }),
      ),
      ...Wanted,
    },
    { additionalProperties: false, description: 'wished by the shop itself; a person uses tasks.create' },
  ),
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

export interface TaskWhy extends Type.Static<typeof Why> {
  /** The last moves at the place, newest first: what the book's figure rests on. */
  moves?: Evidence[];
}
/** What journals of earlier programs do not say stands in the registry of kinds. */
export interface TaskOpened {
  task: string;
  number: number;
  version: number;
  kind: TaskKind;
  /** Left out for an item at a place. */
  subject?: string;
  titleZh?: string;
  titleEn?: string;
  content?: string;
  standard?: string;
  role?: Role;
  evidence?: EvidenceKind[];
  checks?: Check[];
  approval?: boolean;
  gtin?: string;
  from?: string;
  to?: string;
  bay?: string;
  quantity: number;
  shift: string;
  assignee?: string;
  dueAt: number;
  workMinutes?: number;
  valueMinor?: number;
  /** Where it stands in the order of work: see the core's ranking. */
  rankAt?: number;
  guide?: string;
  why: TaskWhy;
}
/** What a task is about, told wherever it ends, so that whoever asked for it knows. */
export interface TaskAbout {
  task: string;
  kind: TaskKind;
  subject?: string;
  gtin?: string;
  from?: string;
  to?: string;
}
export type TaskEvents = {
  'tasks.opened': TaskOpened;
  'tasks.revised': { task: string; quantity: number; why: TaskWhy; valueMinor?: number; rankAt?: number };
  'tasks.assigned': { task: string; staff: string };
  'tasks.claimed': { task: string; staff?: string; counter?: string };
  'tasks.resumed': { task: string; staff?: string; counter: string };
  'tasks.released': { task: string; gtin?: string; to?: string; reason: string };
  'tasks.item-scanned': { task: string; counter: string; gtin: string };
  'tasks.moved-set': { task: string; quantity: number };
  'tasks.completed': TaskAbout & {
    quantity: number;
    staff?: string;
    counter?: string;
    proof: 'slip' | 'screen' | 'count' | 'approval';
  };
  'tasks.withdrawn': { task: string; kind?: TaskKind; subject?: string; reason: string };
  'tasks.carried-over': { task: string; fromShift: string; toShift: string; reason: string; assignee?: string };
};

export const TaskView = Type.Object({
  task: Type.String(),
  number: Type.Integer(),
  version: Type.Integer(),
  kind: TaskKind,
  state: TaskProgress,
  step: TaskStep,
  subject: Type.String(),
  role: Role,
  evidence: Type.Array(EvidenceKind),
  approval: Type.Boolean(),
  gtin: Type.Optional(Type.String()),
  nameZh: Type.String({ description: 'its title, or the name of its item' }),
  nameEn: Type.String(),
  content: Type.Optional(Type.String()),
  standard: Type.Optional(Type.String()),
  unit: Type.Enum(['each', 'gram']),
  from: Type.Optional(Type.String()),
  fromBay: Type.Optional(Type.String()),
  to: Type.Optional(Type.String()),
  toBay: Type.Optional(Type.String()),
  quantity: Type.Integer(),
  onHand: Type.Optional(Type.Integer()),
  level: Type.Optional(Type.Integer()),
  backRoom: Type.Optional(Type.Integer()),
  whyZh: Type.Optional(Type.String()),
  whyEn: Type.Optional(Type.String()),
  moves: Type.Optional(Type.Array(Evidence, { description: 'check-shelf: the last moves at the place, newest first' })),
  shift: Type.String(),
  carriedFrom: Type.Optional(Type.String()),
  assignee: Type.Optional(Type.String()),
  assigneeZh: Type.Optional(Type.String()),
  assigneeEn: Type.Optional(Type.String()),
  claimedBy: Type.Optional(Type.String()),
  claimedZh: Type.Optional(Type.String()),
  claimedEn: Type.Optional(Type.String()),
  blocked: Type.Optional(Type.String({ description: 'why it cannot go on' })),
  guide: Type.Optional(Type.String()),
  evidenceShare: Type.Number({ description: 'share of the evidence asked for that is there, 0 to 1' }),
  workMinutes: Type.Integer(),
  valueMinor: Type.Integer({ description: 'what is lost when it is not done in time' }),
  changedAt: Type.Integer(),
  openedAt: Type.Integer(),
  dueAt: Type.Integer(),
  endsAt: Type.Optional(Type.Integer({ description: 'when it will be done if everybody goes on in this order' })),
  willBeLate: Type.Optional(Type.Boolean()),
  code: Type.String({ description: 'what the slip’s barcode says' }),
  slip: Type.Optional(Type.String({ description: 'state of its newest slip' })),
  reached: Type.Optional(Type.Integer({ description: 'percent of its time that was used up when somebody was told' })),
});
export type TaskView = Type.Static<typeof TaskView>;
