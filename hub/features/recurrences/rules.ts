import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Event } from '../../contract/journal.ts';
import type { Routine } from '../../contract/recurrences.ts';
import type { TimerFired } from '../../contract/timers.ts';
import { type BusinessHours, dueAfter } from '../../core/business-hours.ts';
import { isDate } from '../../core/calendar.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';
import { type Occurrence, occurrencesAfter, type Recurrence } from '../../core/recurrence.ts';
import type { OffsetAt } from '../../core/zone.ts';

const PURPOSE = 'recurrences.due';
const MINUTE_MS = 60_000;
/** Punctual within this: a timer that is paced or waits for a busy disk is not late. */
const LATE_AFTER_MS = MINUTE_MS;
/** So many missed ones are named; of more only the count is told. */
const NAMED_MAX = 50;
/** Days off are caught up with in one go, but a clock that is decades wrong must not keep the hub busy. */
const CAUGHT_UP_MAX = 5000;

export interface PlanFact {
  readonly routine: Routine;
  readonly isPaused: boolean;
  /** The scheduling it waits by; 0 before the first. */
  readonly turn: number;
  /** Occurrences that were opened, from now on: a clock that was wrong may have brought them early. */
  readonly opened: readonly string[];
}
export interface PlanFacts {
  readonly plans: readonly PlanFact[];
  readonly offsetAt: OffsetAt;
}

const missing = refuse('routine-missing', 'There is no such routine: reload the page.');

export function set(facts: PlanFacts, body: BodyOf<'recurrences.set'>, moment: Moment): Decision {
  const days = [body.start, body.recurrenceRule.until, ...(body.excluded ?? []).map((one) => one.slice(0, 10))];
  if (days.some((day) => day !== undefined && !isDate(day)))
    return refuse('routine-date', 'One of the days does not exist: correct it.');
  if (!nextOf({ routine: body, isPaused: false, turn: 0, opened: [] }, moment.now, facts.offsetAt))
    return refuse('routine-never', 'This never comes again: check start, end and days.');
  return [happened('recurrences.set', body)];
}

export function pause(facts: PlanFacts, body: BodyOf<'recurrences.pause'>): Decision {
  const [plan] = facts.plans;
  if (!plan) return missing;
  return plan.isPaused === body.isPaused ? [] : [happened('recurrences.paused', body)];
}

export function remove(facts: PlanFacts, body: BodyOf<'recurrences.remove'>): Decision {
  const [plan] = facts.plans;
  return plan ? [happened('recurrences.removed', { ...body, turn: plan.turn })] : missing;
}

function planOf({ start, times, recurrenceRule, excluded }: Routine): Recurrence {
  return { start, times, rule: recurrenceRule, excluded };
}

function nextOf({ routine, opened }: PlanFact, now: number, offsetAt: OffsetAt): Occurrence | undefined {
  for (const one of occurrencesAfter(planOf(routine), now, offsetAt)) if (!opened.includes(one.occurrence)) return one;
  return undefined;
}

/** What a routine, or each of them, waits for from now on. A paused one waits for nothing. */
export function schedule({ plans, offsetAt }: PlanFacts, _body: unknown, moment: Moment): Decision {
  return plans.map((plan) => scheduled(plan, moment.now, offsetAt));
}

function scheduled(plan: PlanFact, now: number, offsetAt: OffsetAt): Event {
  const next = plan.isPaused ? undefined : nextOf(plan, now, offsetAt);
  return happened('recurrences.scheduled', {
    routine: plan.routine.routine,
    turn: plan.turn + 1,
    ...(next ? { occurrence: next.occurrence, due: next.at } : {}),
  });
}

export interface OccurFacts extends PlanFacts {
  readonly hours: BusinessHours;
  /** Tasks of earlier occurrences that nobody has begun. */
  readonly waiting: readonly string[];
}

/**
 * An occurrence's time has come, perhaps long ago. Of all that came meanwhile only the latest is opened, if it is still of use;
 * the others are listed as missed. What is due at the same instant, where clocks were set forward, counts as meanwhile.
 */
export function occur(facts: OccurFacts, body: BodyOf<'recurrences.occur'>, moment: Moment): Decision {
  const [plan] = facts.plans;
  if (!plan || plan.isPaused || plan.turn !== body.turn) return [];
  const { routine } = plan;
  const come = meanwhile(plan, body, moment.now, facts.offsetAt);
  const latest = come.at(-1);
  const isUseful = latest !== undefined && moment.now - latest.at <= routine.usefulMinutes * MINUTE_MS;
  const missed = isUseful ? come.slice(0, -1) : come;
  const events: Event[] = [];
  if (missed.length > 0)
    events.push(
      happened('recurrences.missed', {
        ...{ routine: routine.routine, titleZh: routine.titleZh, titleEn: routine.titleEn, count: missed.length },
        occurrences: missed.slice(-NAMED_MAX).map(({ occurrence, at }) => ({ occurrence, due: at })),
      }),
    );
  if (isUseful) events.push(happened('recurrences.occurred', occurred(facts, routine, latest, moment.now)));
  return [...events, scheduled({ ...plan, opened: [...plan.opened, body.occurrence] }, moment.now, facts.offsetAt)];
}

function meanwhile(plan: PlanFact, { due }: { due: number }, now: number, offsetAt: OffsetAt): Occurrence[] {
  const come: Occurrence[] = [];
  for (const one of occurrencesAfter(planOf(plan.routine), due - 1, offsetAt)) {
    if (one.at > now || come.length >= CAUGHT_UP_MAX) break;
    if (!plan.opened.includes(one.occurrence)) come.push(one);
  }
  return come;
}

function occurred(
  facts: OccurFacts,
  routine: Routine,
  latest: Occurrence,
  now: number,
): Events['recurrences.occurred'] {
  const lateBy = now - latest.at;
  const budget = routine.slaMinutes * MINUTE_MS;
  return {
    routine,
    occurrence: latest.occurrence,
    due: latest.at,
    lateBy,
    isLate: lateBy > LATE_AFTER_MS,
    dueAt: dueAfter(facts.hours, now, budget, facts.offsetAt) ?? now + budget,
    instead: [...facts.waiting],
  };
}

export function again(routine?: string): readonly Wish[] {
  return [wish('recurrences.schedule', routine === undefined ? {} : { routine })];
}

const keyOf = (routine: string, turn: number): string => `routine:${routine}/${turn}`;

/** Each scheduling waits under a name of its own, so that one that was given up never stands in the way of the next. */
export function onScheduled(data: Events['recurrences.scheduled']): readonly Wish[] {
  const { routine, turn, occurrence, due } = data;
  const before = wish('timers.cancel', { key: keyOf(routine, turn - 1) });
  if (occurrence === undefined || due === undefined) return [before];
  const body = { routine, occurrence, due, turn };
  return [before, wish('timers.set', { key: keyOf(routine, turn), due: Math.max(0, due), purpose: PURPOSE, body })];
}

export function onRemoved({ routine, turn }: { routine: string; turn: number }): readonly Wish[] {
  return [wish('timers.cancel', { key: keyOf(routine, turn) })];
}

export function onFired({ purpose, body }: TimerFired): readonly Wish[] {
  return purpose === PURPOSE ? [wish('recurrences.occur', body as BodyOf<'recurrences.occur'>)] : [];
}

/** The work itself is the tasks' business. */
export function onOccurred({
  routine,
  occurrence,
  dueAt,
  instead,
  isLate,
}: Events['recurrences.occurred']): readonly Wish[] {
  const { titleZh, titleEn, kind, role, content, standard, evidence, checks, guide } = routine;
  return [
    ...instead.map((task) => wish('tasks.withdraw', { task, reason: 'came-again' })),
    wish('tasks.open', {
      ...{ kind, subject: `routine:${routine.routine}@${occurrence}`, titleZh, titleEn, dueAt },
      ...(role ? { role } : {}),
      ...(content ? { content } : {}),
      ...(standard ? { standard } : {}),
      ...(evidence ? { evidence } : {}),
      ...(checks ? { checks } : {}),
      ...(guide ? { guide } : {}),
      why: {
        zh: `例行任务 ${occurrence.replace('T', ' ')}${isLate ? '（补开）' : ''}`,
        en: `Routine of ${occurrence.replace('T', ' ')}${isLate ? ' (opened late)' : ''}`,
      },
    }),
  ];
}
