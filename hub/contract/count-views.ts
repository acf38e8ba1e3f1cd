import Type from 'typebox';
import { CountPolicy, CountReason, CountState, ItemClass } from './counts.ts';
import { MinorUnits } from './quantity.ts';

const names = { nameZh: Type.String(), nameEn: Type.String() };
export const CountSummary = Type.Object({
  sheet: Type.String(),
  number: Type.Integer(),
  name: Type.String(),
  location: Type.String(),
  scope: Type.String({ description: 'place, class, category, items' }),
  about: Type.Optional(Type.String({ description: 'the class or category' })),
  blind: Type.Boolean(),
  state: CountState,
  person: Type.String(),
  plan: Type.Optional(Type.String()),
  openedAt: Type.Integer(),
  endedAt: Type.Optional(Type.Integer()),
  items: Type.Integer({ description: 'to be counted, with those found besides' }),
  counted: Type.Integer(),
  differing: Type.Optional(Type.Integer()),
  gainMinor: Type.Optional(MinorUnits),
  lossMinor: Type.Optional(MinorUnits),
});
export type CountSummary = Type.Static<typeof CountSummary>;

export const CountTally = Type.Object({
  person: Type.String(),
  bay: Type.String(),
  quantity: Type.Integer(),
  at: Type.Integer(),
  position: Type.Integer({ description: 'of the journal, when it was counted last' }),
});
export type CountTally = Type.Static<typeof CountTally>;

/** What a sheet may be about here: for whoever begins one. */
export const CountScopes = Type.Object({
  locations: Type.Array(Type.Object({ location: Type.String(), items: Type.Integer() })),
  categories: Type.Array(Type.Object({ ...names, items: Type.Integer() })),
});
export type CountScopes = Type.Static<typeof CountScopes>;

/** A line while it is counted. `expected` stands on guided sheets only. */
export const CountLine = Type.Object({
  gtin: Type.String(),
  ...names,
  unit: Type.Enum(['each', 'gram']),
  bay: Type.Optional(Type.String({ description: 'where it lives in this place' })),
  listed: Type.Boolean({ description: 'false: found here and not expected' }),
  tallies: Type.Array(CountTally),
  expected: Type.Optional(Type.Integer()),
});
export type CountLine = Type.Static<typeof CountLine>;

export const CountPerson = Type.Object({
  person: Type.String(),
  ...names,
  lines: Type.Integer(),
  quantity: Type.Integer({ description: 'pieces; grams are left out' }),
  lastAt: Type.Integer(),
});
export type CountPerson = Type.Static<typeof CountPerson>;

export const CountView = Type.Object({
  asOf: Type.Integer(),
  sheet: CountSummary,
  people: Type.Array(CountPerson),
  counters: Type.Array(
    Type.Object({ counter: Type.String(), bay: Type.Optional(Type.String()), until: Type.Integer() }),
  ),
  lines: Type.Array(CountLine, {
    description: 'those counted last first, then those still to be counted by their bay',
  }),
  more: Type.Integer({ description: 'lines that found no room in this answer' }),
});
export type CountView = Type.Static<typeof CountView>;

/** Why a move may be the cause of a difference; the strongest first. */
export const SuspectWhy = Type.Enum([
  'same-quantity',
  'twice',
  'in-basket',
  'around-count',
  'case-pack',
  'by-hand',
  'voided',
  'unusually-many',
  'large-enough',
]);
export type SuspectWhy = Type.Static<typeof SuspectWhy>;
export const Suspect = Type.Object({
  position: Type.Integer(),
  at: Type.Integer(),
  reason: Type.String(),
  quantity: Type.Integer({ description: 'signed, as seen from the place that was counted' }),
  reference: Type.Optional(Type.String()),
  score: Type.Integer(),
  why: Type.Array(SuspectWhy),
});
export type Suspect = Type.Static<typeof Suspect>;

/** What stands in the way of posting a line; none when it may be posted. */
export const RecountWhy = Type.Enum(['beyond-limit', 'opinions-differ', 'moved-meanwhile']);
export type RecountWhy = Type.Static<typeof RecountWhy>;

export const VarianceLine = Type.Object({
  gtin: Type.String(),
  ...names,
  unit: Type.Enum(['each', 'gram']),
  bay: Type.Optional(Type.String()),
  counted: Type.Optional(Type.Integer({ description: 'the figure that stands; none while opinions differ' })),
  book: Type.Integer({ description: 'what the book said when it was counted' }),
  low: Type.Integer({ description: 'the difference lies between low and high' }),
  high: Type.Integer(),
  valueMinor: Type.Integer({ description: 'at cost, signed, of what will be posted' }),
  superseded: Type.Boolean({ description: 'another count of the item came later: nothing is left to post' }),
  recount: Type.Optional(RecountWhy),
  notBy: Type.Array(Type.String(), { description: 'people whose recount would be no second word' }),
  people: Type.Array(Type.String()),
  at: Type.Integer(),
  position: Type.Integer(),
  reason: Type.Optional(CountReason),
  note: Type.Optional(Type.String()),
  twin: Type.Optional(
    Type.Object(
      { gtin: Type.String(), ...names },
      { description: 'differs as much the other way: one sold as the other?' },
    ),
  ),
  suspects: Type.Array(Suspect),
  tallies: Type.Array(CountTally),
});
export type VarianceLine = Type.Static<typeof VarianceLine>;
export const VariancesView = Type.Object({
  asOf: Type.Integer(),
  sheet: CountSummary,
  lines: Type.Array(VarianceLine, { description: 'only those that differ or wait for a recount; the dearest first' }),
  agreeing: Type.Integer(),
  uncounted: Type.Integer({ description: 'items nobody counted of which the book has any' }),
  recounts: Type.Integer(),
  gainMinor: Type.Integer(),
  lossMinor: Type.Integer(),
  more: Type.Integer(),
});
export type VariancesView = Type.Static<typeof VariancesView>;

export const PlanWhy = Type.Enum(['negative', 'repeated', 'never', 'overdue', 'later']);
export type PlanWhy = Type.Static<typeof PlanWhy>;
export const PlanLine = Type.Object({
  gtin: Type.String(),
  ...names,
  bay: Type.Optional(Type.String()),
  class: ItemClass,
  soldMinor: Type.Integer(),
  lastCounted: Type.Optional(Type.Integer({ description: 'time; none when it was never counted' })),
  dueInDays: Type.Integer({ description: 'negative: so many days late' }),
  why: PlanWhy,
});
export type PlanLine = Type.Static<typeof PlanLine>;
export const PlanView = Type.Object({
  asOf: Type.Integer(),
  at: Type.Integer(),
  location: Type.String(),
  policy: CountPolicy,
  classes: Type.Array(
    Type.Object({ class: ItemClass, items: Type.Integer(), due: Type.Integer(), soldMinor: Type.Integer() }),
  ),
  due: Type.Integer(),
  items: Type.Array(PlanLine, { description: 'the most urgent first' }),
});
export type PlanView = Type.Static<typeof PlanView>;

/** The sheet a counter counts for, with what was counted there last. Nothing of it tells what the book says. */
export const CountingHere = Type.Object({
  sheet: Type.String(),
  number: Type.Integer(),
  name: Type.String(),
  location: Type.String(),
  blind: Type.Boolean(),
  state: CountState,
  bay: Type.Optional(Type.String()),
  until: Type.Integer(),
  items: Type.Integer(),
  counted: Type.Integer(),
  last: Type.Optional(
    Type.Object({
      gtin: Type.String(),
      ...names,
      unit: Type.Enum(['each', 'gram']),
      bay: Type.String(),
      person: Type.String(),
      quantity: Type.Integer({ description: 'in all, in this bay, by this person' }),
    }),
  ),
});
export type CountingHere = Type.Static<typeof CountingHere>;
