import type { BodyOf } from '../../contract/commands.ts';
import type { LatePolicy, TimerSet } from '../../contract/timers.ts';
import { type Decision, happened, type Moment } from '../../core/feature.ts';

/** Firing within this of its time counts as punctual: pacing and a busy disk take seconds, an outage takes longer. */
export const LATE_AFTER_MS = 60_000;
/** How many of one purpose fire within a second at most, so that days off do not end in a storm. */
export const PER_SECOND = 20;

export interface TimerFact {
  readonly key: string;
  readonly due: number;
  readonly purpose: string;
  readonly policy: LatePolicy;
  readonly series: string;
  /** JSON of what comes back with the firing. */
  readonly body: string;
}
export interface SetFacts {
  readonly timer: TimerFact | undefined;
  /** This very occurrence has fired, or was missed, before. */
  readonly hasBeen: boolean;
}

/** An occurrence, key and due, is waited for once in all time; the same key at another time moves what waits. */
export function set(facts: SetFacts, body: BodyOf<'timers.set'>): Decision {
  const wanted: TimerSet = {
    key: body.key,
    due: body.due,
    purpose: body.purpose,
    policy: body.policy ?? 'each',
    series: body.series ?? '',
    body: { ...body.body },
  };
  return facts.hasBeen || isSame(facts.timer, wanted) ? [] : [happened('timers.set', wanted)];
}

function isSame(timer: TimerFact | undefined, wanted: TimerSet): boolean {
  if (!timer) return false;
  const { body, ...rest } = wanted;
  return (
    Object.entries(rest).every(([name, value]) => timer[name as keyof TimerFact] === value) &&
    timer.body === JSON.stringify(body)
  );
}

export function cancel(timer: TimerFact | undefined): Decision {
  return timer ? [happened('timers.cancelled', { key: timer.key, due: timer.due })] : [];
}

export interface FireFacts {
  readonly timer: TimerFact | undefined;
  /** For `latest`: all of its series whose time has come, oldest first, itself among them. */
  readonly series: readonly TimerFact[];
}

/**
 * Fires what is due by the moment's clock. Asked too early (the clock was set back), or for what was moved or has fired,
 * it does nothing: what waits stays in the table and is asked for again.
 */
export function fire({ timer, series }: FireFacts, body: BodyOf<'timers.fire'>, moment: Moment): Decision {
  if (timer?.due !== body.due || timer.due > moment.now) return [];
  const newest = series.at(-1) ?? timer;
  const { key, due, purpose, series: name } = newest;
  const lateBy = moment.now - due;
  return [
    happened('timers.fired', {
      ...{ key, due, purpose, series: name },
      body: JSON.parse(newest.body) as Record<string, unknown>,
      lateBy,
      isLate: lateBy > LATE_AFTER_MS,
      missed: series.slice(0, -1).map((older) => ({ key: older.key, due: older.due })),
    }),
  ];
}
