import Type from 'typebox';
import { Actor } from './journal.ts';

/** A store's name on the link: also its MQTT client id, its user name and one segment of its topics. */
export const StoreName = Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' });

/** Largest message either end takes, as it travels; and what it may swell to once inflated. */
export const wireLimit = { packed: 512 * 1024, inflated: 16 * 1024 * 1024 };

/** What HQ may order: each goes through the store's own spine, like any other command. */
export const hqCommands = [
  'catalog.set-items',
  'replenishment.set-levels',
  'purchasing.expect',
  'shifts.set-plan',
  'staff.set',
  'orders.take-in',
  'orders.note-payment',
  'orders.cancel',
] as const;
export type HqCommand = (typeof hqCommands)[number];

const open = { additionalProperties: true };
const Sequence = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const Token = Type.String({ minLength: 1, maxLength: 80 });
const When = Type.Integer();

/**
 * An entry on the link. Its sequence is the batch's `from` plus its index, its position the epoch's first plus that.
 * `withheld` stands where an entry was too large to travel: HQ puts it aside, the store still has it.
 */
export const LinkEntry = Type.Object(
  {
    type: Type.String({ minLength: 1, maxLength: 100 }),
    data: Type.Unknown(),
    at: When,
    businessDate: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }),
    // Open, as every part of the link: a newer hub may say more of who it was, and an older HQ keeps it as it is.
    actor: Type.Object(Actor.properties, open),
    command: Type.String({ maxLength: 400 }),
    withheld: Type.Optional(Type.String({ maxLength: 100 })),
  },
  open,
);
export type LinkEntry = Type.Static<typeof LinkEntry>;

/** A life of the store's journal: positions `first` to `last`, numbered from 1 on the link. */
export const EpochClaim = Type.Object({ ep: Token, first: Type.Integer({ minimum: 1 }), last: Sequence }, open);
export type EpochClaim = Type.Static<typeof EpochClaim>;
export const EpochMark = Type.Object({ ep: Token, mark: Sequence }, open);
export type EpochMark = Type.Static<typeof EpochMark>;

/** A store's business date now, and for how many days its disk lasts; absent where an older hub does not say. */
const about = {
  day: Type.Optional(Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' })),
  diskDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
  oldestAt: Type.Optional(When),
};

/**
 * First word of a session. `epochs` are the newest ones (or those that end before `upTo`, when HQ wanted older ones);
 * `acked` is how far the store believes HQ is, and in whose incarnation: by it an HQ restored from a backup knows.
 * `proof` is the word HQ asked for in its last `again`: only a store that lives can say it.
 */
export const Hello = Type.Object(
  {
    v: Type.Literal(1),
    t: Type.Literal('hello'),
    sid: Token,
    ep: Token,
    epochs: Type.Array(EpochClaim, { minItems: 1, maxItems: 200 }),
    upTo: Type.Optional(Sequence),
    proof: Type.Optional(Token),
    acked: Type.Optional(Type.Object({ inc: Token, marks: Type.Array(EpochMark, { maxItems: 200 }) }, open)),
    pending: Sequence,
    clock: When,
    software: Type.String({ maxLength: 80 }),
    ...about,
  },
  open,
);
export type Hello = Type.Static<typeof Hello>;

/** Entries `from`, `from + 1`, … of one epoch; `head` is the newest sequence of that epoch on the store's disk. */
export const Batch = Type.Object(
  {
    v: Type.Literal(1),
    t: Type.Literal('batch'),
    sid: Token,
    n: Sequence,
    ep: Token,
    from: Type.Integer({ minimum: 1 }),
    head: Sequence,
    entries: Type.Array(Type.Unknown(), { minItems: 1, maxItems: 1000 }),
  },
  open,
);
export type Batch = Omit<Type.Static<typeof Batch>, 'entries'> & { entries: LinkEntry[] };

/** Said when nothing is left to send: the store lives, and this is where it stands. */
export const Tip = Type.Object(
  {
    v: Type.Literal(1),
    t: Type.Literal('tip'),
    sid: Token,
    n: Sequence,
    ep: Token,
    last: Sequence,
    pending: Sequence,
    clock: When,
    stock: Type.Optional(Type.String({ maxLength: 40, description: 'root of the digest of all levels' })),
    ...about,
  },
  open,
);
export type Tip = Type.Static<typeof Tip>;

/** HQ's levels differ: the digest in 1,024 buckets, asked for by `stock`. True as of `last` in `ep`. */
export const Digest = Type.Object(
  {
    v: Type.Literal(1),
    t: Type.Literal('digest'),
    sid: Token,
    ep: Token,
    last: Sequence,
    buckets: Type.Array(Sequence, { minItems: 1024, maxItems: 1024 }),
  },
  open,
);
export type Digest = Type.Static<typeof Digest>;

/** Every level of the items in these buckets, absolute: what HQ has beyond them the store has not. */
export const Levels = Type.Object(
  {
    v: Type.Literal(1),
    t: Type.Literal('levels'),
    sid: Token,
    ep: Token,
    last: Sequence,
    buckets: Type.Array(Type.Integer({ minimum: 0, maximum: 1023 }), { maxItems: 1024 }),
    levels: Type.Array(
      Type.Object(
        {
          gtin: Type.String({ minLength: 1, maxLength: 20 }),
          location: Type.String({ minLength: 1, maxLength: 40 }),
          onHand: Type.Integer(),
          rev: Sequence,
        },
        open,
      ),
    ),
  },
  open,
);
export type Levels = Type.Static<typeof Levels>;

/** What became of an instruction. `fault` is not final: HQ asks again. */
export const InstructionStatus = Type.Enum(['done', 'refused', 'expired', 'unsupported', 'fault']);
export const Result = Type.Object(
  {
    v: Type.Literal(1),
    t: Type.Literal('result'),
    id: Type.String({ minLength: 8, maxLength: 200 }),
    seq: Sequence,
    status: InstructionStatus,
    position: Type.Optional(Sequence),
    code: Type.Optional(Type.String({ maxLength: 100 })),
    detail: Type.Optional(Type.String({ maxLength: 1000 })),
  },
  open,
);
export type Result = Type.Static<typeof Result>;

/** What HQ can take next: at most so many entries and bytes a batch, after a pause. */
export const Window = Type.Object({ entries: Sequence, bytes: Sequence, pauseMs: Sequence }, open);
export type Window = Type.Static<typeof Window>;
const SetAside = Type.Object({ ep: Token, seq: Sequence, reason: Type.String({ maxLength: 300 }) }, open);

/** HQ's answer to a hello: how far it is in each epoch. `want` asks for the epochs that end before that position. */
export const Welcome = Type.Object(
  {
    v: Type.Literal(1),
    t: Type.Literal('welcome'),
    sid: Token,
    inc: Token,
    marks: Type.Array(EpochMark),
    want: Type.Optional(Sequence),
    win: Window,
    now: When,
    quarantined: Sequence,
  },
  open,
);
export type Welcome = Type.Static<typeof Welcome>;

/** The only thing that moves a store's mark: everything of `ep` up to `mark` is on HQ's disk. Answers message `n`. */
export const Ack = Type.Object(
  {
    v: Type.Literal(1),
    t: Type.Literal('ack'),
    sid: Token,
    n: Sequence,
    inc: Token,
    ep: Token,
    mark: Sequence,
    win: Window,
    now: When,
    quarantined: Type.Optional(Sequence),
    aside: Type.Optional(Type.Array(SetAside)),
  },
  open,
);
export type Ack = Type.Static<typeof Ack>;

/**
 * HQ does not know this session (or `*`: has just started): say hello again, with the word `ask`, if there is one. It is
 * there where HQ takes another life for the newest: late words of a dead one and the living one look the same otherwise.
 */
export const Again = Type.Object(
  { v: Type.Literal(1), t: Type.Literal('again'), sid: Token, inc: Token, ask: Type.Optional(Token) },
  open,
);
export type Again = Type.Static<typeof Again>;

/** HQ's levels of this store differ from its own: send the digest, or all levels of these buckets. */
export const StockAsked = Type.Object(
  {
    v: Type.Literal(1),
    t: Type.Literal('stock'),
    sid: Token,
    buckets: Type.Optional(Type.Array(Type.Integer({ minimum: 0, maximum: 1023 }), { maxItems: 1024 })),
  },
  open,
);
export type StockAsked = Type.Static<typeof StockAsked>;

/** HQ wants something of the store. Sent one by one in the order of `seq`, again and again until a final result. */
export const Instruct = Type.Object(
  {
    v: Type.Literal(1),
    t: Type.Literal('instruct'),
    id: Type.String({ minLength: 8, maxLength: 200 }),
    seq: Sequence,
    type: Type.String({ maxLength: 100 }),
    body: Type.Unknown(),
    by: Type.String({ maxLength: 200 }),
    expires: When,
    now: When,
  },
  open,
);
export type Instruct = Type.Static<typeof Instruct>;

export const UpMessage = Type.Union([Hello, Batch, Tip, Result, Digest, Levels]);
export type UpMessage = Hello | Batch | Tip | Result | Digest | Levels;
export const DownMessage = Type.Union([Welcome, Ack, Again, Instruct, StockAsked]);
export type DownMessage = Welcome | Ack | Again | Instruct | StockAsked;

/** Two digits by which ingest workers share out the stores (FNV-1a, 64 parts): the same for a store for ever. */
export function partitionOf(store: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < store.length; at += 1) hash = Math.imul(hash ^ store.charCodeAt(at), 0x01000193) >>> 0;
  return String(hash % 64).padStart(2, '0');
}

/** The three topics of a store: everything it says in order, everything it is told, and whether it is there. */
export function topicsOf(store: string): { up: string; down: string; state: string } {
  const root = `rh/1/${partitionOf(store)}/${store}`;
  return { up: `${root}/up`, down: `${root}/dn`, state: `${root}/state` };
}
/** Which store and which of its topics, or nothing when the name is not one a store may use. */
export function storeOfTopic(topic: string): { store: string; lane: 'up' | 'dn' | 'state' } | undefined {
  const match = /^rh\/1\/([0-9]{2})\/([A-Za-z0-9_-]{1,64})\/(up|dn|state)$/.exec(topic);
  const [, part, store, lane] = match ?? [];
  if (store === undefined || part !== partitionOf(store)) return undefined;
  return { store, lane: lane as 'up' | 'dn' | 'state' };
}
export const hqStateTopic = 'rh/1/hq/state';

/** Retained on the state topic: birth, and the last will when the line breaks. */
export const StateMessage = Type.Object({ online: Type.Boolean(), at: Type.Optional(When) }, open);
