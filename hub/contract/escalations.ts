import Type from 'typebox';
import { Id } from './ids.ts';
import { TaskKind } from './task-kinds.ts';

const TimeOfDay = Type.String({ pattern: '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$' });
const LocalDate = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
const strict = { additionalProperties: false };

/** When the shop works: clocks of tasks stand still outside. Closing no later than opening is past midnight. */
export const WorkingHours = Type.Object(
  {
    week: Type.Array(Type.Array(Type.Object({ open: TimeOfDay, close: TimeOfDay }, strict), { maxItems: 4 }), {
      minItems: 7,
      maxItems: 7,
      description: 'Monday first',
    }),
    closed: Type.Array(LocalDate, { maxItems: 400 }),
  },
  strict,
);
export type WorkingHours = Type.Static<typeof WorkingHours>;

/** The working hours, and how much of them a kind of task may take where its own due time shall not decide. */
export const EscalationPolicy = Type.Object(
  {
    hours: WorkingHours,
    budgets: Type.Array(
      Type.Object({ kind: TaskKind, minutes: Type.Integer({ minimum: 0, maximum: 20_000 }) }, strict),
      { maxItems: 60, description: 'of business time; 0 means that nobody is reminded' },
    ),
  },
  strict,
);
export type EscalationPolicy = Type.Static<typeof EscalationPolicy>;

/** Whom a step turns to; the area manager hears of it through the journal, by HQ. */
export const Rung = Type.Enum(['assignee', 'leader', 'area']);
export type Rung = Type.Static<typeof Rung>;
export const AnomalyKind = Type.Enum(['task-late', 'routine-missed', 'order-late', 'stock', 'device', 'other']);
export type AnomalyKind = Type.Static<typeof AnomalyKind>;

export const escalationCommands = {
  'escalations.set-policy': EscalationPolicy,
  'escalations.start': Type.Object({ task: Id, dueAt: Type.Integer() }, strict),
  'escalations.rebudget': Type.Object({ task: Id, dueAt: Type.Integer() }, strict),
  'escalations.pause': Type.Object({ task: Id }, strict),
  'escalations.resume': Type.Object({ task: Id }, strict),
  'escalations.step': Type.Object({ task: Id }, strict),
  'escalations.reschedule': Type.Object({}, strict),
  'escalations.detect': Type.Object(
    {
      kind: AnomalyKind,
      subject: Type.String({ minLength: 1, maxLength: 300, description: 'one open anomaly of a kind and subject' }),
      zh: Type.String({ maxLength: 300 }),
      en: Type.String({ maxLength: 300 }),
    },
    strict,
  ),
  'escalations.acknowledge': Type.Object({ anomaly: Id }, strict),
  'escalations.resolve': Type.Object({ anomaly: Id, note: Type.Optional(Type.String({ maxLength: 300 })) }, strict),
  'escalations.clear': Type.Object({ kind: AnomalyKind, subject: Type.String({ maxLength: 300 }) }, strict),
  'escalations.overdue': Type.Object({ anomaly: Id }, strict),
};

export interface NextStep {
  percent: number;
  due: number;
}
export interface StepTaken {
  percent: number;
  due: number;
  lateBy: number;
  isLate: boolean;
}
export type EscalationEvents = {
  'escalations.policy-set': EscalationPolicy;
  'escalations.started': { task: string; kind: TaskKind; budget: number; next?: NextStep };
  'escalations.rebudgeted': { task: string; budget: number; next?: NextStep };
  'escalations.paused': { task: string; used: number };
  'escalations.resumed': { task: string; next?: NextStep };
  'escalations.scheduled': { task: string; next?: NextStep };
  /** Steps whose time has come; only the highest is acted upon, the others are on record. */
  'escalations.stepped': {
    task: string;
    number: number;
    kind: TaskKind;
    titleZh: string;
    titleEn: string;
    steps: StepTaken[];
    live: number;
    to: Rung;
    assignee?: string;
    next?: NextStep;
  };
  'escalations.detected': {
    anomaly: string;
    kind: AnomalyKind;
    subject: string;
    zh: string;
    en: string;
    dueAt: number;
  };
  'escalations.acknowledged': { anomaly: string; by: string };
  'escalations.resolved': { anomaly: string; kind: AnomalyKind; subject: string; by: string; note?: string };
  /** Nobody settled it in time: the area manager hears of it. */
  'escalations.anomaly-overdue': { anomaly: string; kind: AnomalyKind; zh: string; en: string; acknowledged: boolean };
};

export const EscalationView = Type.Object({
  task: Type.String(),
  number: Type.Integer(),
  kind: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  assignee: Type.Optional(Type.String()),
  reached: Type.Integer({ description: 'percent of the highest step: 50, 80, 100 or 150' }),
  to: Rung,
  isPaused: Type.Boolean(),
  isLate: Type.Boolean({ description: 'the step itself was taken late, after an outage' }),
  at: Type.Integer(),
  nextPercent: Type.Optional(Type.Integer()),
  nextDue: Type.Optional(Type.Integer()),
});
export type EscalationView = Type.Static<typeof EscalationView>;
export const AnomalyView = Type.Object({
  anomaly: Type.String(),
  kind: AnomalyKind,
  subject: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  detectedAt: Type.Integer(),
  dueAt: Type.Integer(),
  acknowledgedAt: Type.Optional(Type.Integer()),
  acknowledgedBy: Type.Optional(Type.String()),
  resolvedAt: Type.Optional(Type.Integer()),
  resolvedBy: Type.Optional(Type.String()),
  isOverdue: Type.Boolean(),
});
export type AnomalyView = Type.Static<typeof AnomalyView>;
export const EscalationsView = Type.Object({
  at: Type.Integer(),
  policy: EscalationPolicy,
  running: Type.Integer({ description: 'clocks of open tasks' }),
  reached: Type.Array(EscalationView, { description: 'open tasks that reached a step, the furthest first' }),
  anomalies: Type.Array(AnomalyView, { description: 'open ones first, then the last resolved' }),
  resolvedInTime: Type.Optional(
    Type.Number({ description: 'share of the last 200 anomalies settled within two hours' }),
  ),
});
export type EscalationsView = Type.Static<typeof EscalationsView>;
