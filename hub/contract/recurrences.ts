import Type from 'typebox';
import { Role } from './staff.ts';
import { Check, EvidenceKind, TaskKind } from './task-kinds.ts';

const LocalDate = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
const LocalTime = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });
/** Which occurrence, `YYYY-MM-DDTHH:MM`, as the clock on the shop's wall was to show it. */
const OccurrenceId = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$' });
export const RoutineId = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' });
const strict = { additionalProperties: false };

/** How often, in the words of JSCalendar (RFC 8984). */
export const RecurrenceRule = Type.Object(
  {
    frequency: Type.Enum(['daily', 'weekly', 'monthly']),
    interval: Type.Optional(Type.Integer({ minimum: 1, maximum: 366 })),
    byDay: Type.Optional(
      Type.Array(
        Type.Object(
          {
            day: Type.Enum(['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su']),
            nthOfPeriod: Type.Optional(Type.Integer({ minimum: -5, maximum: 5, description: 'within the month' })),
          },
          strict,
        ),
        { maxItems: 35 },
      ),
    ),
    byMonthDay: Type.Optional(Type.Array(Type.Integer({ minimum: -31, maximum: 31 }), { maxItems: 62 })),
    until: Type.Optional(LocalDate),
  },
  strict,
);

/** Work that comes again: when it comes, what it asks for, how long it may take. */
export const Routine = Type.Object(
  {
    routine: RoutineId,
    titleZh: Type.String({ minLength: 1, maxLength: 120 }),
    titleEn: Type.String({ minLength: 1, maxLength: 120 }),
    kind: TaskKind,
    department: Type.Optional(Type.String({ maxLength: 60 })),
    start: LocalDate,
    times: Type.Array(LocalTime, { minItems: 1, maxItems: 24, description: 'by the clock on the shop’s wall' }),
    recurrenceRule: RecurrenceRule,
    excluded: Type.Optional(Type.Array(Type.Union([LocalDate, OccurrenceId]), { maxItems: 400 })),
    slaMinutes: Type.Integer({ minimum: 1, maximum: 20_000, description: 'of business time, from its opening' }),
    usefulMinutes: Type.Integer({
      minimum: 0,
      maximum: 20_000,
      description: 'after an outage it is still opened when it is no later than this',
    }),
    role: Type.Optional(Role),
    content: Type.Optional(Type.String({ minLength: 1, maxLength: 2000 })),
    standard: Type.Optional(Type.String({ minLength: 1, maxLength: 2000 })),
    evidence: Type.Optional(Type.Array(EvidenceKind, { maxItems: 5 })),
    checks: Type.Optional(Type.Array(Check, { minItems: 1, maxItems: 60 })),
    guide: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
  },
  strict,
);
export type Routine = Type.Static<typeof Routine>;

export const recurrenceCommands = {
  'recurrences.set': Routine,
  'recurrences.pause': Type.Object({ routine: RoutineId, isPaused: Type.Boolean() }, strict),
  'recurrences.remove': Type.Object({ routine: RoutineId }, strict),
  'recurrences.schedule': Type.Object({ routine: Type.Optional(RoutineId) }, strict),
  'recurrences.occur': Type.Object(
    { routine: RoutineId, occurrence: OccurrenceId, due: Type.Integer(), turn: Type.Integer() },
    strict,
  ),
};

export interface Occurred {
  routine: Routine;
  occurrence: string;
  due: number;
  lateBy: number;
  isLate: boolean;
  /** When its work is due, by the business hours. */
  dueAt: number;
  /** Tasks of earlier occurrences that nobody has begun: they give way. */
  instead: string[];
}
export type RecurrenceEvents = {
  'recurrences.set': Routine;
  'recurrences.paused': { routine: string; isPaused: boolean };
  'recurrences.removed': { routine: string; turn: number };
  /** What it waits for next; without `occurrence` nothing comes any more. `turn` counts the schedulings. */
  'recurrences.scheduled': { routine: string; turn: number; occurrence?: string; due?: number };
  'recurrences.occurred': Occurred;
  /** Came and went while nobody could see them; of very many only the newest are named. */
  'recurrences.missed': {
    routine: string;
    titleZh: string;
    titleEn: string;
    count: number;
    occurrences: { occurrence: string; due: number }[];
  };
};

export const RunView = Type.Object({
  occurrence: Type.String(),
  due: Type.Integer(),
  at: Type.Integer(),
  lateBy: Type.Integer(),
  isLate: Type.Boolean(),
  outcome: Type.Enum(['opened', 'missed', 'done', 'withdrawn']),
  task: Type.Optional(Type.String()),
});
export const RoutineView = Type.Intersect([
  Routine,
  Type.Object({
    isPaused: Type.Boolean(),
    nextOccurrence: Type.Optional(Type.String()),
    nextDue: Type.Optional(Type.Integer()),
    runs: Type.Array(RunView, { description: 'the last ones, newest first' }),
  }),
]);
export type RoutineView = Type.Static<typeof RoutineView>;
export const RoutinesView = Type.Object({
  at: Type.Integer(),
  timeZone: Type.String(),
  routines: Type.Array(RoutineView),
});
export type RoutinesView = Type.Static<typeof RoutinesView>;
