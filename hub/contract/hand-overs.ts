import Type from 'typebox';
import { CounterId, Id, StaffId } from './ids.ts';

const How = Type.Enum(['scan', 'screen']);
const OpenTask = Type.Object({
  task: Type.String(),
  number: Type.Integer(),
  kind: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  bay: Type.Optional(Type.String()),
  step: Type.String(),
  reason: Type.Optional(Type.String({ description: 'why it cannot go on, in somebody’s words' })),
  dueAt: Type.Integer(),
  owner: Type.Optional(Type.String()),
  ownerZh: Type.Optional(Type.String()),
  ownerEn: Type.Optional(Type.String()),
});
const StockException = Type.Object({
  exception: Type.Enum(['below-nothing', 'shelf-empty', 'unknown-code']),
  code: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  bay: Type.Optional(Type.String()),
  shopFloor: Type.Optional(Type.Integer()),
  backRoom: Type.Optional(Type.Integer()),
});
const Note = Type.Object({
  note: Type.String(),
  kind: Type.Enum(['cash', 'note']),
  counter: Type.Optional(Type.String()),
  text: Type.String(),
  amountMinor: Type.Optional(Type.Integer()),
  by: Type.String(),
  at: Type.Integer(),
});
export type HandOverNote = Type.Static<typeof Note>;

/** What one shift left to the next, fixed at the instant of the hand-over. */
export const HandOverDocument = Type.Object({
  handOver: Type.String(),
  number: Type.Integer(),
  from: Type.String(),
  to: Type.String(),
  fromZh: Type.String(),
  fromEn: Type.String(),
  toZh: Type.String(),
  toEn: Type.String(),
  at: Type.Integer(),
  timeZone: Type.String(),
  currency: Type.String(),
  reason: Type.String(),
  out: Type.Object({ staff: Type.String(), nameZh: Type.String(), nameEn: Type.String(), how: How }),
  tasks: Type.Array(OpenTask, { description: 'every open task, with whose it is from now on' }),
  stock: Type.Array(StockException),
  moreStock: Type.Integer({ description: 'stock exceptions beyond those listed' }),
  notes: Type.Array(Note),
  orders: Type.Array(
    Type.Object({
      order: Type.String(),
      number: Type.Integer(),
      state: Type.String(),
      counter: Type.String(),
      totalMinor: Type.Integer(),
      since: Type.Integer(),
    }),
    { description: 'open and held ones' },
  ),
  slips: Type.Array(
    Type.Object({
      slip: Type.String(),
      state: Type.String(),
      number: Type.Optional(Type.Integer()),
      nameZh: Type.String(),
    }),
    { description: 'papers nobody can be sure of' },
  ),
  devices: Type.Array(
    Type.Object({ identity: Type.String(), name: Type.String(), state: Type.String(), since: Type.Integer() }),
  ),
  link: Type.Object({
    pending: Type.Integer({ description: 'entries HQ has not confirmed' }),
    since: Type.Optional(Type.Integer()),
  }),
});
export type HandOverDocument = Type.Static<typeof HandOverDocument>;

export const handOverCommands = {
  'hand-overs.note': Type.Object(
    {
      kind: Type.Enum(['cash', 'note']),
      text: Type.String({ minLength: 1, maxLength: 200 }),
      counter: Type.Optional(CounterId),
      amountMinor: Type.Optional(Type.Integer({ minimum: -100_000_000_000, maximum: 100_000_000_000 })),
      staff: Type.Optional(StaffId),
    },
    { additionalProperties: false, description: 'for the next shift, above all the money in a drawer' },
  ),
  'hand-overs.write': Type.Object({
    from: Type.String(),
    to: Type.String(),
    leader: StaffId,
    reason: Type.String(),
  }),
  'hand-overs.sign': Type.Object(
    { handOver: Id, staff: StaffId },
    { additionalProperties: false, description: 'the coming leader takes the shift over, on a screen' },
  ),
  'hand-overs.sign-by-scan': Type.Object({
    handOver: Type.String(),
    staff: Type.Optional(StaffId),
    counter: CounterId,
  }),
};
export type HandOverEvents = {
  'hand-overs.noted': Omit<HandOverNote, 'by' | 'at'> & { by: string };
  'hand-overs.written': HandOverDocument;
  'hand-overs.signed': { handOver: string; number: number; staff: string; how: 'scan' | 'screen'; counter?: string };
};

export const HandOverView = Type.Intersect([
  HandOverDocument,
  Type.Object({
    in: Type.Optional(
      Type.Object({ staff: Type.String(), nameZh: Type.String(), nameEn: Type.String(), how: How, at: Type.Integer() }),
    ),
    late: Type.Boolean({ description: 'nobody took it over within half an hour' }),
  }),
]);
export type HandOverView = Type.Static<typeof HandOverView>;
export const HandOverPage = Type.Object({
  handOvers: Type.Array(HandOverView, { description: 'newest first' }),
  notes: Type.Array(Note, { description: 'those of the running shift, not yet in a document' }),
});
export type HandOverPage = Type.Static<typeof HandOverPage>;
