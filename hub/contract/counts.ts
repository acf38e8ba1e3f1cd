import Type from 'typebox';
import { CounterId, Id, ItemId, LocationId, StaffId } from './ids.ts';
import type { PaperGroup } from './papers.ts';
import { Counted } from './quantity.ts';

/** counting → review (differences are known) → posted; cancelled before that. */
export const CountState = Type.Enum(['counting', 'review', 'posted', 'cancelled']);
export type CountState = Type.Static<typeof CountState>;

/** By value sold: the few items that make most of the turnover are A. */
export const ItemClass = Type.Enum(['A', 'B', 'C']);
export type ItemClass = Type.Static<typeof ItemClass>;

/** What a sheet is about. The items are listed when it is begun; the whole place also takes what nobody expected there. */
export const CountScope = Type.Union([
  Type.Object({ of: Type.Enum(['place']) }, { additionalProperties: false }),
  Type.Object({ of: Type.Enum(['class']), class: ItemClass }, { additionalProperties: false }),
  Type.Object(
    { of: Type.Enum(['category']), category: Type.String({ minLength: 1, maxLength: 60 }) },
    { additionalProperties: false },
  ),
  Type.Object(
    { of: Type.Enum(['items']), items: Type.Array(ItemId, { minItems: 1, maxItems: 500, uniqueItems: true }) },
    { additionalProperties: false },
  ),
]);
export type CountScope = Type.Static<typeof CountScope>;

/** Why book and shelf differ, as far as a person can tell. */
export const CountReason = Type.Enum([
  'unknown',
  'theft',
  'damage',
  'expiry',
  'receipt-error',
  'sale-error',
  'transfer-error',
  'earlier-miscount',
  'found',
]);
export type CountReason = Type.Static<typeof CountReason>;

/** A bay of the place, or `*`: the figure is for the whole place, told in one word. */
export const CountBay = Type.String({ minLength: 1, maxLength: 20, pattern: '^(\\*|[^*]+)$' });

const Days = Type.Integer({ minimum: 1, maximum: 400 });
const Share = Type.Number({ minimum: 0, maximum: 1 });
export const CountPolicy = Type.Object(
  {
    salesDays: Type.Integer({
      minimum: 1,
      maximum: 400,
      description: 'the value sold in so many days makes the class',
    }),
    shareA: Type.Number({ minimum: 0, maximum: 1, description: 'the items that make this share of the value are A' }),
    shareB: Share,
    everyDays: Type.Object({ A: Days, B: Days, C: Days }, { additionalProperties: false }),
    repeated: Type.Integer({
      minimum: 1,
      maximum: 10,
      description: 'so many differences in the last three counts of an item bring the next count forward',
    }),
    limitUnits: Type.Integer({ minimum: 0, description: 'a larger difference needs a second person; pieces' }),
    limitGrams: Type.Integer({ minimum: 0, description: 'the same for goods sold by the gram' }),
    limitMinor: Type.Integer({ minimum: 0, description: 'the same by value at cost' }),
    daily: Type.Optional(
      Type.Object(
        {
          at: Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', description: 'in the shop’s own time' }),
          items: Type.Integer({ minimum: 1, maximum: 500 }),
        },
        { additionalProperties: false, description: 'a sheet of what is due is begun every day; none when left out' },
      ),
    ),
  },
  { additionalProperties: false },
);
export type CountPolicy = Type.Static<typeof CountPolicy>;

const sheet = Id;
export const countCommands = {
  'counts.begin': Type.Object(
    {
      name: Type.String({ minLength: 1, maxLength: 60 }),
      location: LocationId,
      scope: CountScope,
      blind: Type.Boolean({ description: 'what the book says is told to nobody until the counting is over' }),
      staff: Type.Optional(StaffId),
    },
    { additionalProperties: false },
  ),
  'counts.begin-due': Type.Object({ date: Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' }) }),
  'counts.record': Type.Object(
    {
      sheet,
      gtin: ItemId,
      quantity: Counted,
      how: Type.Enum(['add', 'set'], { description: 'so many more, or so many in all in this bay' }),
      bay: Type.Optional(CountBay),
      staff: Type.Optional(StaffId),
      counter: Type.Optional(CounterId),
    },
    {
      additionalProperties: false,
      description:
        'whoever counts is `staff`, or who is on at the `counter`; the bay is the open one of the counter, else the home bay of the item',
    },
  ),
  'counts.open-at': Type.Object(
    { counter: CounterId, sheet, bay: Type.Optional(CountBay) },
    { additionalProperties: false, description: 'this counter counts for that sheet now: its scans are no sales' },
  ),
  'counts.leave': Type.Object(
    { counter: CounterId, until: Type.Optional(Type.Integer({ description: 'only if this is still its end' })) },
    { additionalProperties: false },
  ),
  'counts.review': Type.Object(
    { sheet },
    {
      additionalProperties: false,
      description: 'the counting is over: differences are shown, and only recounts and forgotten items are taken',
    },
  ),
  'counts.explain': Type.Object(
    { sheet, gtin: ItemId, reason: CountReason, note: Type.Optional(Type.String({ maxLength: 200 })) },
    { additionalProperties: false },
  ),
  'counts.close': Type.Object(
    {
      sheet,
      uncounted: Type.Optional(
        Type.Enum(['leave', 'zero'], {
          description: 'what becomes of items nobody counted; needed when there are any',
        }),
      ),
      staff: Type.Optional(StaffId),
    },
    { additionalProperties: false, description: 'posts every difference as a move, once' },
  ),
  'counts.cancel': Type.Object(
    { sheet, reason: Type.String({ minLength: 1, maxLength: 200 }) },
    { additionalProperties: false },
  ),
  'counts.print': Type.Object(
    { sheet, auto: Type.Optional(Type.Boolean({ description: 'wished by the plan, not by a person' })) },
    {
      additionalProperties: false,
      description: 'the sheet as a slip, by bay, with a barcode that opens it at a counter',
    },
  ),
  'counts.set-policy': CountPolicy,
};

export interface CountBegun {
  sheet: string;
  number: number;
  name: string;
  location: string;
  scope: CountScope;
  blind: boolean;
  /** Whoever began it; empty for the hub's own plan. */
  person: string;
  /** The business date of the plan that asked for it. */
  plan?: string;
}
/** What one person found in one bay, all told; `fresh` when it was not added to what was there but said anew. */
export interface CountRecorded {
  sheet: string;
  gtin: string;
  bay: string;
  person: string;
  quantity: number;
  fresh: boolean;
  counter?: string;
}
/** A line whose difference went to the ledger: counted and book as of `evidence`, a position of this store's journal. */
export interface CountPosted {
  sheet: string;
  gtin: string;
  location: string;
  evidence: number;
  counted: number;
  book: number;
  variance: number;
  valueMinor: number;
  reason: CountReason;
  note?: string;
  people: string[];
}
export type CountEvents = {
  'counts.policy-set': CountPolicy;
  'counts.begun': CountBegun;
  /** The items of a sheet, a few hundred an entry. */
  'counts.listed': { sheet: string; items: string[] };
  'counts.recorded': CountRecorded;
  'counts.opened-at': { counter: string; sheet: string; bay?: string; until: number };
  'counts.left': { counter: string; reason: 'left' | 'timed-out' | 'sheet-over' };
  'counts.reviewed': { sheet: string };
  'counts.explained': { sheet: string; gtin: string; reason: CountReason; note?: string };
  'counts.posted': CountPosted;
  /** Lines that came out as the book had it: counted, and as of when. */
  'counts.agreed': { sheet: string; lines: { gtin: string; counted: number; evidence: number }[] };
  'counts.closed': {
    sheet: string;
    /** The open task that asked for it. */
    task?: string;
    uncounted: 'leave' | 'zero' | 'none';
    person: string;
    lines: number;
    differing: number;
    gainMinor: number;
    lossMinor: number;
  };
  'counts.paper-wanted': { sheet: string; number: number; name: string; auto: boolean; groups: PaperGroup[] };
  'counts.planned': { date: string; items: number };
  'counts.cancelled': { sheet: string; task?: string; reason: string };
};
