import Type from 'typebox';
import { ItemId, LocationId } from './ids.ts';
import { Role } from './staff.ts';
import { TaskKind } from './task-kinds.ts';

const strict = { additionalProperties: false };
const TimeOfDay = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });
const Day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });

/** What is on hand is at most, or below, a number or the item's own level. */
const Stock = Type.Object(
  {
    stock: Type.Object(
      {
        gtin: ItemId,
        location: Type.Optional(LocationId),
        is: Type.Enum(['at-most', 'below']),
        than: Type.Union([Type.Integer(), Type.Enum(['level'])]),
      },
      strict,
    ),
  },
  strict,
);
/** The clock on the wall stands within hours of these weekdays (1 is Monday), or up to so long before them. */
const Window = Type.Object(
  {
    window: Type.Object(
      {
        days: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), { minItems: 1, maxItems: 7 }),
        from: TimeOfDay,
        to: TimeOfDay,
        leadMinutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 1440 })),
      },
      strict,
    ),
  },
  strict,
);
/** So many of a role are on the shift that runs. */
const OnShift = Type.Object(
  { onShift: Type.Object({ role: Type.Optional(Role), atLeast: Type.Integer({ minimum: 1, maximum: 99 }) }, strict) },
  strict,
);
/** Today is one of these days of the calendar, such as a holiday. */
const Calendar = Type.Object(
  { calendar: Type.Object({ dates: Type.Array(Day, { minItems: 1, maxItems: 60 }) }, strict) },
  strict,
);

const Leaf = Type.Union([Stock, Window, OnShift, Calendar]);
const level = <T extends Type.TSchema>(inner: T) => {
  const list = Type.Array(inner, { minItems: 1, maxItems: 10 });
  return Type.Union([
    Leaf,
    Type.Object({ all: list }, strict),
    Type.Object({ any: list }, strict),
    Type.Object({ not: inner }, strict),
  ]);
};
/** Conditions within conditions, three deep: more than that nobody can read. */
const ConditionSchema = level(level(level(Leaf)));
type LeafCondition = Type.Static<typeof Leaf>;
export type Condition = LeafCondition | { all: Condition[] } | { any: Condition[] } | { not: Condition };

const ContextRule = Type.Object(
  {
    rule: Type.String({ minLength: 1, maxLength: 60, pattern: '^[a-z0-9-]+$' }),
    nameZh: Type.String({ minLength: 1, maxLength: 80 }),
    nameEn: Type.String({ minLength: 1, maxLength: 80 }),
    when: ConditionSchema,
    task: Type.Object(
      {
        kind: TaskKind,
        titleZh: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
        titleEn: Type.Optional(Type.String({ minLength: 1, maxLength: 120 })),
        content: Type.Optional(Type.String({ minLength: 1, maxLength: 2000 })),
        role: Type.Optional(Role),
        gtin: Type.Optional(ItemId),
        valueMinor: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
        dueMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 1440 })),
      },
      strict,
    ),
  },
  { ...strict, description: 'when this becomes true, this is to be done' },
);
export type ContextRule = Omit<Type.Static<typeof ContextRule>, 'when'> & { when: Condition };

export const Truth = Type.Enum(['true', 'false', 'unknown']);
export type Truth = Type.Static<typeof Truth>;
/** What a condition was found to be, and why: for `unknown`, what is not known. */
export const Finding = Type.Object({ zh: Type.String(), en: Type.String() });
export type Finding = Type.Static<typeof Finding>;

export const contextRuleCommands = {
  'context-rules.set': ContextRule,
  'context-rules.remove': Type.Object({ rule: Type.String({ maxLength: 60 }) }, strict),
  'context-rules.judge': Type.Object(
    { rule: Type.String({ maxLength: 60 }) },
    { ...strict, description: 'looks at the shop as it is now; what changed is written down with its reasons' },
  ),
};
export type ContextRuleEvents = {
  'context-rules.set': ContextRule;
  'context-rules.removed': { rule: string };
  'context-rules.judged': {
    rule: string;
    truth: Truth;
    because: Finding[];
    /** What is to be done, where it became true. */
    task?: ContextRule['task'] & { dueAt?: number; nameZh: string; nameEn: string };
  };
};

export const ContextRuleView = Type.Object({
  rule: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  when: Type.Unknown(),
  truth: Truth,
  because: Type.Array(Finding),
  since: Type.Optional(Type.Integer()),
  times: Type.Integer({ description: 'how often it became true' }),
});
export type ContextRuleView = Type.Static<typeof ContextRuleView>;
