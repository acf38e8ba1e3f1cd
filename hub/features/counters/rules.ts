import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';

/** How long an open slip keeps a counter from selling when nothing more is scanned. */
export const CONTEXT_MS = 60_000;
/** How long a counter stays in another mode than selling when nothing is scanned. */
export const MODE_MS = 10 * 60_000;

export interface CounterFacts {
  readonly counter:
    | {
        readonly mode: string;
        readonly modeUntil: number | null;
        readonly context: string | null;
        readonly contextUntil: number | null;
      }
    | undefined;
  readonly numberTaken: boolean;
}
const missing = (counter: string) =>
  refuse('counter-missing', `There is no counter ${counter} in this shop.`, { counter });

export function setUp(facts: CounterFacts, body: BodyOf<'counters.set-up'>): Decision {
  if (facts.numberTaken)
    return refuse('counter-number-taken', 'Another counter has this number.', { number: body.number });
  return [happened('counters.set-up', body)];
}

export function setMode(facts: CounterFacts, body: BodyOf<'counters.set-mode'>, moment: Moment): Decision {
  if (!facts.counter) return missing(body.counter);
  const until = body.mode === 'sell' ? {} : { until: moment.now + MODE_MS };
  return [happened('counters.mode-set', { ...body, ...until })];
}

/** A mode left alone goes back to selling by itself; `since` names the end it had, so that a newer one is left alone. */
export function revertMode(facts: CounterFacts, body: BodyOf<'counters.revert-mode'>): Decision {
  if (!facts.counter || facts.counter.mode === 'sell' || facts.counter.modeUntil !== body.since) return [];
  return [happened('counters.mode-set', { counter: body.counter, mode: 'sell' })];
}

export function openContext(facts: CounterFacts, body: BodyOf<'counters.open-context'>, moment: Moment): Decision {
  if (!facts.counter) return missing(body.counter);
  const opened = happened('counters.context-opened', { ...body, until: moment.now + CONTEXT_MS });
  if (!facts.counter.context || facts.counter.context === body.task) return [opened];
  return [
    happened('counters.context-closed', { counter: body.counter, task: facts.counter.context, reason: 'replaced' }),
    opened,
  ];
}

export function closeContext(facts: CounterFacts, body: BodyOf<'counters.close-context'>): Decision {
  const { counter } = facts;
  if (!counter?.context) return [];
  if (body.opened !== undefined && body.opened !== counter.contextUntil) return [];
  return [happened('counters.context-closed', { counter: body.counter, task: counter.context, reason: body.reason })];
}

/** A task that is over, or given back, leaves no counter waiting for its item, wherever it was ended. */
export function endContexts(open: readonly { counter: string }[], body: BodyOf<'counters.end-contexts'>): Decision {
  return open.map(({ counter }) => happened('counters.context-closed', { counter, ...body }));
}

export function onTaken(data: { task: string; counter?: string }): readonly Wish[] {
  return data.counter ? [wish('counters.open-context', { counter: data.counter, task: data.task })] : [];
}
export function onCompleted({ task }: { task: string }): readonly Wish[] {
  return [wish('counters.end-contexts', { task, reason: 'finished' })];
}
export function onWithdrawn({ task }: Events['tasks.withdrawn']): readonly Wish[] {
  return [wish('counters.end-contexts', { task, reason: 'withdrawn' })];
}
/** What cannot go on keeps no counter from selling. */
export function onBlocked({ task }: { task: string }): readonly Wish[] {
  return [wish('counters.end-contexts', { task, reason: 'blocked' })];
}
export function onReleased({ task }: Events['tasks.released']): readonly Wish[] {
  return [wish('counters.end-contexts', { task, reason: 'released' })];
}
