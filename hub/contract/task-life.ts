import Type from 'typebox';
import { CounterId, Id, StaffId } from './ids.ts';
import { Check, EvidenceKind, TaskKind } from './task-kinds.ts';
import { Wanted } from './tasks.ts';

const strict = { additionalProperties: false };
const Reason = Type.String({ minLength: 1, maxLength: 200 });
const { why: _why, from: _from, to: _to, ...ByHand } = Wanted;

/** What may be said anew about a task: the whole of it is a new version. */
const { gtin: _gtin, role: _role, approval: _approval, ...Corrected } = ByHand;

const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Taken = Type.Object(
  {
    at: Type.Optional(Type.String({ maxLength: 30 })),
    latitude: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
    longitude: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
  },
  strict,
);

export const taskLifeCommands = {
  'tasks.create': Type.Object(
    {
      kind: TaskKind,
      ...ByHand,
      code: Type.Optional(
        Type.String({ minLength: 1, maxLength: 200, description: 'what was scanned: an item or the label of a shelf' }),
      ),
      note: Type.Optional(
        Type.String({ minLength: 1, maxLength: 300, description: 'why, in the words of the person' }),
      ),
      staff: StaffId,
      assignee: Type.Optional(StaffId),
      draft: Type.Optional(Type.Boolean({ description: 'written down now, given out by tasks.dispatch' })),
    },
    { ...strict, description: 'a person wants something done' },
  ),
  'tasks.set-policy': Type.Object(
    { mostOpen: Type.Integer({ minimum: 1, maximum: 200 }) },
    { ...strict, description: 'so many open tasks the shop itself gives to one person at most' },
  ),
  'tasks.share-out': Type.Object({}, strict),
  'tasks.dispatch': Type.Object({ task: Id }, { ...strict, description: 'gives a draft out' }),
  'tasks.discard': Type.Object({ task: Id }, { ...strict, description: 'throws a draft away' }),
  'tasks.acknowledge': Type.Object(
    { task: Id, staff: StaffId, counter: Type.Optional(CounterId) },
    { ...strict, description: 'I have read it and will do it' },
  ),
  'tasks.see': Type.Object({ task: Id, staff: StaffId }, { ...strict, description: 'this version was on my screen' }),
  'tasks.block': Type.Object({ task: Id, staff: StaffId, reason: Reason, counter: Type.Optional(CounterId) }, strict),
  'tasks.unblock': Type.Object({ task: Id, staff: StaffId }, strict),
  'tasks.approve': Type.Object({ task: Id, staff: StaffId }, { ...strict, description: 'a leader found it well done' }),
  'tasks.send-back': Type.Object(
    { task: Id, staff: StaffId, reason: Reason, reject: Type.Optional(Type.Array(Id, { maxItems: 20 })) },
    { ...strict, description: 'a leader wants it done again; `reject` names evidence that does not count' },
  ),
  'tasks.cancel': Type.Object(
    { task: Id, staff: StaffId, reason: Reason },
    { ...strict, description: 'a leader calls off what a person, or a feature, asked for' },
  ),
  'tasks.correct': Type.Object(
    { task: Id, staff: StaffId, reason: Reason, ...Corrected },
    { ...strict, description: 'a new version, which takes the place of the old one on every board and slip' },
  ),
  'tasks.give-evidence': Type.Object(
    {
      task: Id,
      staff: Type.Optional(StaffId),
      counter: Type.Optional(CounterId),
      kind: Type.Enum(['scan', 'text']),
      text: Type.String({ minLength: 1, maxLength: 2000, description: 'what was written or scanned' }),
    },
    { ...strict, description: 'a photo is sent to POST /tasks/:task/photos' },
  ),
  'tasks.give-photo': Type.Object(
    {
      task: Id,
      staff: Type.Optional(StaffId),
      counter: Type.Optional(CounterId),
      photo: Sha256,
      original: Sha256,
      hash: Type.String({ pattern: '^[0-9a-f]{16}$' }),
      alikeBits: Type.Integer({ minimum: 0, maximum: 64 }),
      width: Type.Integer({ minimum: 1 }),
      height: Type.Integer({ minimum: 1 }),
      sharpness: Type.Integer({ minimum: 0 }),
      brightness: Type.Integer({ minimum: 0, maximum: 255 }),
      taken: Taken,
      codes: Type.Array(Type.String({ maxLength: 100 }), { maxItems: 64 }),
    },
    { ...strict, description: 'the hub itself asks this, with the photo on its disk' },
  ),
  'tasks.answer-check': Type.Object(
    {
      task: Id,
      staff: StaffId,
      check: Type.String({ minLength: 1, maxLength: 40 }),
      ok: Type.Boolean(),
      note: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
    },
    { ...strict, description: 'a check that fails opens one repair for what was looked at' },
  ),
};

type Wish = Type.Static<(typeof taskLifeCommands)['tasks.create']>;
/** What stands in a draft: the wish, and what its code was found to be. */
export type TaskDraft = Omit<Wish, 'code' | 'draft' | 'staff'>;
export type TaskCorrection = Omit<Type.Static<(typeof taskLifeCommands)['tasks.correct']>, 'staff'>;

export type TaskLifeEvents = {
  'tasks.drafted': { task: string; staff: string; wanted: TaskDraft };
  'tasks.discarded': { task: string };
  'tasks.policy-set': { mostOpen: number };
  'tasks.acknowledged': { task: string; version: number; staff: string; counter?: string };
  'tasks.seen': { task: string; version: number; staff: string };
  'tasks.blocked': { task: string; staff: string; reason: string; counter?: string };
  'tasks.unblocked': { task: string; staff: string };
  'tasks.submitted': {
    task: string;
    quantity: number;
    staff?: string;
    counter?: string;
    proof: 'slip' | 'screen';
  };
  'tasks.approved': { task: string; staff: string };
  'tasks.sent-back': { task: string; staff: string; reason: string; reject: string[] };
  'tasks.corrected': TaskCorrection & { version: number; staff: string; rankAt: number };
  'tasks.evidence-given': {
    task: string;
    evidence: string;
    kind: 'scan' | 'text' | 'photo';
    text?: string;
    photo?: string;
    grade?: 'A' | 'B' | 'C' | 'D';
    faults?: string[];
    taken?: Type.Static<typeof Taken>;
    codes?: string[];
    original?: string;
    hash?: string;
    /** Number of the task for which a photo like this was shown before. */
    likeNumber?: number;
    staff?: string;
    counter?: string;
  };
  'tasks.check-answered': {
    task: string;
    number: number;
    check: string;
    zh: string;
    en: string;
    subject: string;
    ok: boolean;
    note?: string;
    staff: string;
  };
};

const Person = {
  staff: Type.Optional(Type.String()),
  nameZh: Type.Optional(Type.String()),
  nameEn: Type.Optional(Type.String()),
};

/** One step of a task's trail: what happened, who did it, where and when. */
export const TaskStepView = Type.Object({
  position: Type.Integer(),
  at: Type.Integer(),
  type: Type.String(),
  by: Type.String(),
  counter: Type.Optional(Type.String()),
  ...Person,
  version: Type.Optional(Type.Integer()),
  quantity: Type.Optional(Type.Integer()),
  reason: Type.Optional(Type.String()),
  text: Type.Optional(Type.String()),
});
export type TaskStepView = Type.Static<typeof TaskStepView>;

export const TaskEvidenceView = Type.Object({
  evidence: Type.String(),
  kind: Type.String(),
  at: Type.Integer(),
  ...Person,
  counter: Type.Optional(Type.String()),
  text: Type.Optional(Type.String()),
  photo: Type.Optional(Type.String({ description: 'sha256 of the picture' })),
  grade: Type.Optional(Type.String()),
  faults: Type.Optional(Type.Array(Type.String())),
  takenAt: Type.Optional(Type.String()),
  codes: Type.Optional(Type.Array(Type.String(), { description: 'what was read on it' })),
  likeNumber: Type.Optional(Type.Integer({ description: 'the task for which one like it was shown before' })),
  rejected: Type.Boolean(),
});
export type TaskEvidenceView = Type.Static<typeof TaskEvidenceView>;

export const TaskCheckView = Type.Intersect([
  Check,
  Type.Object({
    ok: Type.Optional(Type.Boolean()),
    note: Type.Optional(Type.String()),
    at: Type.Optional(Type.Integer()),
  }),
]);
export type TaskCheckView = Type.Static<typeof TaskCheckView>;

export const TaskSeenView = Type.Object({ version: Type.Integer(), at: Type.Integer(), ...Person });
export type TaskSeenView = Type.Static<typeof TaskSeenView>;

export const TaskDraftView = Type.Object({
  task: Type.String(),
  kind: TaskKind,
  nameZh: Type.String(),
  nameEn: Type.String(),
  staff: Type.Optional(Type.String()),
  at: Type.Integer(),
});
export type TaskDraftView = Type.Static<typeof TaskDraftView>;

/** Evidence that is asked for and not there yet. */
export const Missing = Type.Array(EvidenceKind);
