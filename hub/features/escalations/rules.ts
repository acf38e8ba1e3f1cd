import type { Wish } from '../../contract/command.ts';
import type { BodyOf } from '../../contract/commands.ts';
import type { EscalationPolicy, NextStep, Rung, StepTaken } from '../../contract/escalations.ts';
import type { TaskKind } from '../../contract/task-kinds.ts';
import type { TaskOpened } from '../../contract/tasks.ts';
import type { TimerFired } from '../../contract/timers.ts';
import { type BusinessHours, businessTimeBetween, dueAfter } from '../../core/business-hours.ts';
import { isDate } from '../../core/calendar.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';
import type { OffsetAt } from '../../core/zone.ts';

const PURPOSE = 'escalations.step';
const MINUTE_MS = 60_000;
const LATE_AFTER_MS = MINUTE_MS;

/** The ladder, by the share of its time a task has used up: a reminder, the shift's lead, then the area at once. */
export const LADDER: readonly { readonly percent: number; readonly to: Rung }[] = [
  { percent: 50, to: 'assignee' },
  { percent: 80, to: 'leader' },
  { percent: 100, to: 'area' },
  { percent: 150, to: 'area' },
];

export interface Clock {
  readonly task: string;
  readonly kind: TaskKind;
  /** ms of business time it may take. */
  readonly budget: number;
  /** ms used up before `since`; it stands still where `since` is null. */
  readonly used: number;
  readonly since: number | null;
  /** Percent of the highest step taken. */
  readonly reached: number;
  readonly nextDue: number | null;
}
export interface TaskAtHand {
  readonly number: number;
  readonly kind: TaskKind;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly assignee: string | null;
}
export interface Calendar {
  readonly hours: BusinessHours;
  readonly offsetAt: OffsetAt;
}
export interface ClockFacts extends Calendar {
  readonly clock: Clock | undefined;
  readonly task: TaskAtHand | undefined;
  readonly policy: EscalationPolicy;
}

export function setPolicy(_facts: null, body: BodyOf<'escalations.set-policy'>): Decision {
  if (body.hours.closed.some((day) => !isDate(day)))
    return refuse('routine-date', 'One of the days does not exist: correct it.');
  if (body.hours.week.every((day) => day.length === 0))
    return refuse('never-open', 'A shop that never opens needs no clocks: give at least one day its hours.');
  return [happened('escalations.policy-set', body)];
}

/** How much of its time a clock has used up at an instant, in ms. */
export function usedAt({ used, since }: Clock, at: number, { hours, offsetAt }: Calendar): number {
  return since === null ? used : used + businessTimeBetween(hours, since, at, offsetAt);
}

/** When a clock that runs reaches a share of its time. */
function dueOf(clock: Clock, percent: number, { hours, offsetAt }: Calendar): number | undefined {
  if (clock.since === null) return undefined;
  const due = dueAfter(hours, clock.since, Math.max(0, (clock.budget * percent) / 100 - clock.used), offsetAt);
  return due === undefined ? undefined : Math.ceil(due);
}

function nextOf(clock: Clock, calendar: Calendar): { next?: NextStep } {
  const rung = LADDER.find(({ percent }) => percent > clock.reached);
  const due = rung && dueOf(clock, rung.percent, calendar);
  return rung === undefined || due === undefined ? {} : { next: { percent: rung.percent, due } };
}

/**
 * A task's clock starts when it is opened. Its time is what its kind is given, or else the business time until it is due;
 * one that is opened and due while the shop is closed has that long from the next opening.
 */
export function start(facts: ClockFacts, body: BodyOf<'escalations.start'>, moment: Moment): Decision {
  const { clock, task, policy } = facts;
  if (clock || !task) return [];
  const set = policy.budgets.find(({ kind }) => kind === task.kind);
  const until = businessTimeBetween(facts.hours, moment.now, body.dueAt, facts.offsetAt) || body.dueAt - moment.now;
  const budget = set ? set.minutes * MINUTE_MS : until;
  if (budget <= 0) return [];
  const started: Clock = {
    ...{ task: body.task, kind: task.kind, budget, used: 0, since: moment.now, reached: 0, nextDue: null },
  };
  return [happened('escalations.started', { task: body.task, kind: task.kind, budget, ...nextOf(started, facts) })];
}

/** Another due time: what is used up stays used up, and no step is taken twice. */
export function rebudget(facts: ClockFacts, body: BodyOf<'escalations.rebudget'>, moment: Moment): Decision {
  const { clock } = facts;
  if (!clock) return [];
  const left = businessTimeBetween(facts.hours, moment.now, body.dueAt, facts.offsetAt);
  const budget = Math.max(1, usedAt(clock, moment.now, facts) + left);
  if (budget === clock.budget) return [];
  return [happened('escalations.rebudgeted', { task: clock.task, budget, ...nextOf({ ...clock, budget }, facts) })];
}

export function pause(facts: ClockFacts, _body: unknown, moment: Moment): Decision {
  const { clock } = facts;
  if (!clock || clock.since === null) return [];
  return [happened('escalations.paused', { task: clock.task, used: usedAt(clock, moment.now, facts) })];
}

export function resume(facts: ClockFacts, _body: unknown, moment: Moment): Decision {
  const { clock } = facts;
  if (!clock || clock.since !== null) return [];
  return [happened('escalations.resumed', { task: clock.task, ...nextOf({ ...clock, since: moment.now }, facts) })];
}

/**
 * Takes every step whose time has come. After an outage that may be several: all go on record with how late they are,
 * and only the highest is acted upon. Asked too early, it waits anew.
 */
export function step(facts: ClockFacts, _body: unknown, moment: Moment): Decision {
  const { clock, task } = facts;
  if (!clock || !task || clock.since === null) return [];
  const used = usedAt(clock, moment.now, facts);
  const taken = LADDER.filter(({ percent }) => percent > clock.reached && used * 100 >= clock.budget * percent);
  const live = taken.at(-1);
  if (!live) return [happened('escalations.scheduled', { task: clock.task, ...nextOf(clock, facts) })];
  const steps = taken.map(({ percent }): StepTaken => {
    const due = dueOf(clock, percent, facts) ?? moment.now;
    const lateBy = Math.max(0, moment.now - due);
    return { percent, due, lateBy, isLate: lateBy > LATE_AFTER_MS };
  });
  const { number, kind, titleZh, titleEn, assignee } = task;
  return [
    happened('escalations.stepped', {
      ...{ task: clock.task, number, kind, titleZh, titleEn, steps, live: live.percent, to: live.to },
      ...(assignee === null ? {} : { assignee }),
      ...nextOf({ ...clock, reached: live.percent }, facts),
    }),
  ];
}

export interface RunningFacts extends Calendar {
  readonly clocks: readonly Clock[];
}

/** Other hours, another zone: what waits by the old ones waits by the new ones. */
export function reschedule(facts: RunningFacts): Decision {
  return facts.clocks.flatMap((clock) => {
    const next = nextOf(clock, facts);
    return next.next?.due === (clock.nextDue ?? undefined)
      ? []
      : [happened('escalations.scheduled', { task: clock.task, ...next })];
  });
}

const keyOf = (task: string): string => `escalation:${task}`;

export function onTaskOpened({ task, dueAt }: TaskOpened): readonly Wish[] {
  return [wish('escalations.start', { task, dueAt })];
}
export function onTaskEnded({ task }: { task: string }): readonly Wish[] {
  return [wish('timers.cancel', { key: keyOf(task) }), wish('escalations.clear', { kind: 'task-late', subject: task })];
}
export function onCorrected({ task, dueAt }: { task: string; dueAt?: number }): readonly Wish[] {
  return dueAt === undefined ? [] : [wish('escalations.rebudget', { task, dueAt })];
}
/** Nobody can go on with it, or it waits for a leader's eye: its clock stands still. */
export function onHalted({ task }: { task: string }): readonly Wish[] {
  return [wish('escalations.pause', { task })];
}
export function onGoesOn({ task }: { task: string }): readonly Wish[] {
  return [wish('escalations.resume', { task })];
}
export function onNext({ task, next }: { task: string; next?: NextStep }): readonly Wish[] {
  if (!next) return [wish('timers.cancel', { key: keyOf(task) })];
  return [wish('timers.set', { key: keyOf(task), due: next.due, purpose: PURPOSE, body: { task } })];
}
export function onPaused({ task }: { task: string }): readonly Wish[] {
  return [wish('timers.cancel', { key: keyOf(task) })];
}
export function onCalendarChanged(): readonly Wish[] {
  return [wish('escalations.reschedule', {})];
}
export function onFired({ purpose, body }: TimerFired): readonly Wish[] {
  return purpose === PURPOSE ? [wish('escalations.step', body as BodyOf<'escalations.step'>)] : [];
}
