import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Role } from '../../contract/staff.ts';
import type { EvidenceKind, TaskKind } from '../../contract/task-kinds.ts';
import type { TaskAbout, TaskProgress, TaskStep } from '../../contract/tasks.ts';
import { type Decision, happened, refuse } from '../../core/feature.ts';
import { subjectOf } from '../../core/task-kinds.ts';

export interface TaskFact {
  readonly task: string;
  readonly number: number;
  readonly version: number;
  readonly kind: TaskKind;
  readonly subject: string;
  readonly state: TaskProgress;
  readonly step: TaskStep;
  readonly role: Role;
  readonly evidence: readonly EvidenceKind[];
  readonly approval: boolean;
  readonly gtin: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly quantity: number;
  readonly moved: number | null;
  readonly claimedBy: string | null;
}
export interface OneFacts {
  readonly task: TaskFact | undefined;
  readonly staffKnown: boolean;
}

/** Why nothing more can be done about a task. */
export function ended(task: TaskFact | undefined): Decision | undefined {
  if (!task) return refuse('task-missing', 'There is no such task in this shop.');
  if (task.state === 'completed')
    return refuse('task-done', 'This task is done already; nothing was changed.', { number: task.number });
  if (task.state === 'cancelled')
    return refuse('task-withdrawn', 'This task was withdrawn; throw the slip away.', { number: task.number });
  return undefined;
}
const nobody = refuse('staff-missing', 'There is no such person here; scan a badge or choose a name.');

/** What a task is about, in as few words as its kind needs. */
function about(task: TaskFact): TaskAbout {
  const { kind, subject } = task;
  const gtin = task.gtin === null ? {} : { gtin: task.gtin };
  const from = task.from === null ? {} : { from: task.from };
  const to = task.to === null ? {} : { to: task.to };
  const isItem = subjectOf({ ...gtin, ...to }) === subject;
  return { task: task.task, kind, ...(isItem ? {} : { subject }), ...gtin, ...from, ...to };
}

export function revise(facts: OneFacts, body: BodyOf<'tasks.revise'>): Decision {
  return facts.task?.state === 'needs-action' ? [happened('tasks.revised', body)] : [];
}
export function withdraw(facts: OneFacts, body: BodyOf<'tasks.withdraw'>): Decision {
  return ended(facts.task) ?? (facts.task ? withdrawn(facts.task, body.reason) : []);
}
export function withdrawn(task: TaskFact, reason: string): Decision {
  const { kind, subject } = about(task);
  return [happened('tasks.withdrawn', { task: task.task, kind, ...(subject ? { subject } : {}), reason })];
}
export function assign(facts: OneFacts, body: BodyOf<'tasks.assign'>): Decision {
  return ended(facts.task) ?? (facts.staffKnown ? [happened('tasks.assigned', body)] : nobody);
}
export function claim(facts: OneFacts, body: BodyOf<'tasks.claim'>): Decision {
  const no = ended(facts.task) ?? (facts.staffKnown ? undefined : nobody);
  if (no) return no;
  if (facts.task?.state === 'in-process')
    return refuse('task-taken', 'Somebody has taken this task already.', { number: facts.task.number });
  return [
    happened('tasks.claimed', {
      task: body.task,
      staff: body.staff,
      ...(body.counter ? { counter: body.counter } : {}),
    }),
  ];
}
export function release(facts: OneFacts, body: BodyOf<'tasks.release'>): Decision {
  const no = ended(facts.task);
  if (no) return no;
  if (facts.task?.state !== 'in-process') return refuse('task-not-taken', 'Nobody has taken this task.');
  const { gtin, to } = about(facts.task);
  return [happened('tasks.released', { ...body, ...(gtin ? { gtin } : {}), ...(to ? { to } : {}) })];
}
export function setMoved(facts: OneFacts, body: BodyOf<'tasks.set-moved'>): Decision {
  const no = ended(facts.task);
  if (no) return no;
  if (facts.task?.state !== 'in-process')
    return refuse('task-not-taken', 'Take the task first, then say how many were moved.');
  return [happened('tasks.moved-set', body)];
}

export function completed(
  task: TaskFact,
  quantity: number,
  proof: Events['tasks.completed']['proof'],
  staff?: string | null,
  counter?: string,
): Decision {
  return [
    happened('tasks.completed', {
      ...about(task),
      quantity,
      proof,
      ...(staff ? { staff } : {}),
      ...(counter ? { counter } : {}),
    }),
  ];
}

/** How many were moved, as somebody said or as was planned. A count is never assumed: somebody has to say it. */
export function amount(task: TaskFact, said: number | null | undefined): number | undefined {
  return said ?? task.moved ?? (task.evidence.includes('count') ? undefined : task.quantity);
}
export const notCounted = (task: TaskFact) =>
  refuse('count-needed', 'Count what is on the shelf and enter the number first.', { number: task.number });

export function finish(facts: OneFacts, body: BodyOf<'tasks.finish'>): Decision {
  const no = ended(facts.task) ?? (facts.staffKnown ? undefined : nobody);
  if (no || !facts.task) return no ?? nobody;
  const quantity = amount(facts.task, body.quantity);
  if (quantity === undefined) return notCounted(facts.task);
  return completed(facts.task, quantity, 'screen', body.staff, body.counter);
}
