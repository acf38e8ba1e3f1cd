import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Procedure, StepBegun } from '../../contract/procedures.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';

export function set(_facts: null, body: BodyOf<'procedures.set'>): Decision {
  return [happened('procedures.set', body)];
}

const missing = refuse('procedure-missing', 'There is no such procedure.');

export function remove(known: Procedure | undefined, body: BodyOf<'procedures.remove'>): Decision {
  return known ? [happened('procedures.removed', body)] : missing;
}

export interface StartFacts {
  readonly procedure: Procedure | undefined;
  readonly isRunning: boolean;
}
/** A run as it was begun: a procedure that is changed meanwhile changes nothing about it. */
export interface RunFact {
  readonly run: string;
  readonly subject: string;
  readonly step: number;
  readonly procedure: Procedure;
}

export function start(facts: StartFacts, body: BodyOf<'procedures.start'>, moment: Moment): Decision {
  const { procedure } = facts;
  if (!procedure) return missing;
  if (facts.isRunning) return refuse('procedure-running', 'This procedure is under way for this already.');
  const run = { run: moment.newId(), subject: body.subject ?? '', step: 0, procedure };
  const begun = stepOf(run, 0, moment);
  return begun ? [happened('procedures.started', { ...begun, steps: procedure.steps })] : missing;
}

function stepOf({ run, subject, procedure }: RunFact, step: number, moment: Moment): StepBegun | undefined {
  const wanted = procedure.steps[step];
  if (!wanted) return undefined;
  const { dueMinutes, ...task } = wanted;
  const dueAt = dueMinutes === undefined ? {} : { dueAt: moment.now + dueMinutes * 60_000 };
  const { nameZh, nameEn, steps } = procedure;
  return {
    ...{ run, step, of: steps.length, procedure: procedure.procedure, nameZh, nameEn, subject },
    task: { ...task, ...dueAt },
  };
}

/** Only the step at hand moves a run on: a task that is closed twice, or late, moves nothing. */
export function advance(run: RunFact | undefined, body: BodyOf<'procedures.advance'>, moment: Moment): Decision {
  if (run?.step !== body.step) return [];
  const begun = stepOf(run, run.step + 1, moment);
  return [begun ? happened('procedures.advanced', begun) : happened('procedures.finished', { run: run.run })];
}

export function stop(run: RunFact | undefined, body: BodyOf<'procedures.stop'>): Decision {
  return run?.step === body.step ? [happened('procedures.stopped', { run: run.run, reason: body.reason })] : [];
}

export function onBegun(begun: StepBegun): readonly Wish[] {
  const { run, step, of, nameZh, nameEn, subject, task } = begun;
  const about = subject === '' ? '' : ` ${subject}`;
  const why = {
    zh: `${nameZh}${about}：第 ${step + 1} 步，共 ${of} 步`,
    en: `${nameEn}${about}: step ${step + 1} of ${of}`,
  };
  return [wish('tasks.open', { ...task, subject: `procedure:${run}:${step}`, why })];
}

/** The run and step a task stands for, by its subject. */
function partOf(subject: string | undefined): { run: string; step: number } | undefined {
  const found = /^procedure:(.+):(\d+)$/.exec(subject ?? '');
  return found ? { run: found[1] ?? '', step: Number(found[2]) } : undefined;
}
export function onTaskCompleted({ subject }: Events['tasks.completed']): readonly Wish[] {
  const part = partOf(subject);
  return part ? [wish('procedures.advance', part)] : [];
}
export function onTaskWithdrawn({ subject, reason }: Events['tasks.withdrawn']): readonly Wish[] {
  const part = partOf(subject);
  return part ? [wish('procedures.stop', { ...part, reason })] : [];
}
