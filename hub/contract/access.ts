import Type from 'typebox';
import { CounterId, Id, StaffId } from './ids.ts';
import { Role } from './staff.ts';

const closed = { additionalProperties: false };
/** Four to eight digits. Hashed with a key that is not in the store; it is in no journal, log or answer. */
export const Pin = Type.String({ pattern: '^[0-9]{4,8}$' });

/** How somebody was recognised: a PIN only they know, or the badge they carry. */
export const How = Type.Enum(['pin', 'badge']);
export type How = Type.Static<typeof How>;

/** What happened at the door, for the record: who came in, who was turned away, what was changed about coming in. */
export const AccessNote = Type.Object(
  {
    what: Type.Enum([
      ...(['signed-in', 'signed-out', 'refused', 'locked', 'unlocked', 'pin-set', 'sessions-ended'] as const),
      ...(['screen-registered', 'screen-revoked', 'approved', 'approval-refused'] as const),
    ]),
    staff: Type.Optional(StaffId),
    how: Type.Optional(How),
    /** Where: `this-pc`, or the id of a registered screen. */
    place: Type.String({ maxLength: 80 }),
    counter: Type.Optional(CounterId),
    until: Type.Optional(Type.Integer()),
    /** Name of a screen, or the command somebody approved. */
    about: Type.Optional(Type.String({ maxLength: 120 })),
    by: Type.Optional(StaffId),
  },
  closed,
);
export type AccessNote = Type.Static<typeof AccessNote>;

export const accessCommands = {
  'access.note': AccessNote,
  'access.set-limit': Type.Object(
    { act: Type.String({ maxLength: 80 }), minor: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }) },
    { ...closed, description: 'from what value (minor units) on this command takes a second person' },
  ),
  'access.ask-approval': Type.Object(
    { command: Id, counter: CounterId, act: Type.String({ maxLength: 80 }) },
    { ...closed, description: 'the next badge a gun reads at this counter approves that one command' },
  ),
};

export interface ApprovalAsked {
  command: string;
  counter: string;
  act: string;
  until: number;
}
export type AccessEvents = {
  'access.limit-set': { act: string; minor: number };
  'access.noted': AccessNote;
  'access.approval-asked': ApprovalAsked;
};

export const Proof = Type.Union([
  Type.Object({ kind: Type.Enum(['pin']), pin: Pin }, closed),
  Type.Object({ kind: Type.Enum(['badge']) }, { ...closed, description: 'scanned by a gun after ask-approval' }),
]);
/** A second person stands behind a command. Checked before the command is taken in; the journal names both. */
export const Approval = Type.Object({ by: StaffId, proof: Proof }, closed);
export type Approval = Type.Static<typeof Approval>;

export const Person = Type.Object({
  staff: StaffId,
  nameZh: Type.String(),
  nameEn: Type.String(),
  role: Role,
  how: How,
  counter: Type.Optional(CounterId),
});
export type Person = Type.Static<typeof Person>;

/** Where one stands at the door: what this screen is to the hub, who is signed in at it, and what they may do. */
export const AccessView = Type.Object({
  place: Type.Enum(['this-pc', 'screen', 'stranger']),
  /** Whether somebody must sign in here before anything is shown. */
  signIn: Type.Boolean(),
  screen: Type.Optional(Type.Object({ screen: Type.String(), name: Type.String(), counter: Type.Optional(CounterId) })),
  person: Type.Optional(Person),
  permissions: Type.Array(Type.String()),
  /** Somebody whose badge was just read at the counter asked about: they may come in here. */
  badge: Type.Optional(Type.Object({ staff: StaffId, nameZh: Type.String(), nameEn: Type.String() })),
});
export type AccessView = Type.Static<typeof AccessView>;

export const accessBodies = {
  signIn: Type.Object(
    { number: Type.Integer({ minimum: 1, maximum: 99_999_999 }), pin: Pin, counter: Type.Optional(CounterId) },
    { ...closed, description: '`number` is the one on the badge' },
  ),
  badge: Type.Object({ counter: CounterId }, closed),
  setPin: Type.Object(
    {
      staff: StaffId,
      pin: Pin,
      current: Type.Optional(Pin),
      id: Type.Optional(Id),
      approval: Type.Optional(Approval),
    },
    { ...closed, description: '`current` to change one’s own; `approval` to replace somebody else’s' },
  ),
  staff: Type.Object({ staff: StaffId }, closed),
  session: Type.Object({ session: Type.String({ maxLength: 80 }) }, closed),
  pairing: Type.Object(
    { name: Type.String({ minLength: 1, maxLength: 60 }), counter: Type.Optional(CounterId) },
    closed,
  ),
  pair: Type.Object({ code: Type.String({ minLength: 4, maxLength: 20 }) }, closed),
  screen: Type.Object({ screen: Type.String({ maxLength: 80 }) }, closed),
};

export const SessionView = Type.Object({
  session: Type.String(),
  staff: StaffId,
  how: How,
  place: Type.String(),
  counter: Type.Optional(CounterId),
  openedAt: Type.Integer(),
  seenAt: Type.Integer(),
});
export type SessionView = Type.Static<typeof SessionView>;

export const ScreenView = Type.Object({
  screen: Type.String(),
  name: Type.String(),
  counter: Type.Optional(CounterId),
  registeredAt: Type.Integer(),
  registeredBy: Type.String(),
  seenAt: Type.Integer(),
  revokedAt: Type.Optional(Type.Integer()),
});
export type ScreenView = Type.Static<typeof ScreenView>;

export const LockView = Type.Object({
  staff: Type.Optional(StaffId),
  place: Type.String(),
  failures: Type.Integer(),
  until: Type.Integer(),
});
export type LockView = Type.Static<typeof LockView>;

/** Everything about coming in, for who looks after people. */
export const AccessBook = Type.Object({
  pins: Type.Array(Type.Object({ staff: StaffId, setAt: Type.Integer() })),
  sessions: Type.Array(SessionView),
  screens: Type.Array(ScreenView),
  locks: Type.Array(LockView),
  notes: Type.Array(Type.Intersect([AccessNote, Type.Object({ position: Type.Integer(), at: Type.Integer() })])),
});
export type AccessBook = Type.Static<typeof AccessBook>;
