import type { Events } from '../../contract/commands.ts';
import type { Role } from '../../contract/staff.ts';
import type { Check, EvidenceKind, TaskKind } from '../../contract/task-kinds.ts';
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
  readonly checks: readonly Check[];
  /** Kinds of evidence that were given and not rejected. */
  readonly given: readonly EvidenceKind[];
  readonly approval: boolean;
  readonly gtin: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly bay: string | null;
  readonly quantity: number;
  readonly moved: number | null;
  readonly claimedBy: string | null;
  readonly claimedZh: string | null;
  readonly claimedEn: string | null;
  readonly dueAt: number;
  readonly workMinutes: number;
  readonly valueMinor: number;
  readonly priceMinor: number | null;
  readonly unit: 'each' | 'gram';
}
export interface OneFacts {
  readonly task: TaskFact | undefined;
  readonly staffKnown: boolean;
  readonly staffRole: Role | undefined;
  /** This person has seen this very version before. */
  readonly seen: boolean;
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

export const nobody = refuse('staff-missing', 'There is no such person here; scan a badge or choose a name.');

/** Work that was handed in waits for a leader: whoever did it has nothing more to do. */
export function handedIn(task: TaskFact): Decision | undefined {
  if (task.step !== 'submitted') return undefined;
  return refuse('task-submitted', 'This task was handed in and waits for a leader.', { number: task.number });
}

/** Both names of whoever has taken it, as they stand on slips. */
export function whoHas({ claimedZh, claimedEn }: TaskFact): string | undefined {
  if (claimedZh === null) return undefined;
  return claimedEn === null || claimedEn === claimedZh ? claimedZh : `${claimedZh} ${claimedEn}`;
}

/** What a task is about, in as few words as its kind needs. */
export function about(task: TaskFact): TaskAbout {
  const { kind, subject } = task;
  const gtin = task.gtin === null ? {} : { gtin: task.gtin };
  const from = task.from === null ? {} : { from: task.from };
  const to = task.to === null ? {} : { to: task.to };
  const isItem = subjectOf({ ...gtin, ...to }) === subject;
  return { task: task.task, kind, ...(isItem ? {} : { subject }), ...gtin, ...from, ...to };
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

export function withdrawn(task: TaskFact, reason: string): Decision {
  const { kind, subject } = about(task);
  return [happened('tasks.withdrawn', { task: task.task, kind, ...(subject ? { subject } : {}), reason })];
}

/** How many were moved, as somebody said or as was planned. A count is never assumed: somebody has to say it. */
export function amount(task: TaskFact, said: number | null | undefined): number | undefined {
  return said ?? task.moved ?? (task.evidence.includes('count') ? undefined : task.quantity);
}

const MISSING: Readonly<Record<Exclude<EvidenceKind, 'count'>, Decision>> = {
  photo: refuse('photo-needed', 'Take a photo of the work first: this task asks for one.'),
  scan: refuse('scan-needed', 'Scan the item or the label of the shelf first: it shows that you were there.'),
  checklist: refuse('checklist-needed', 'Answer every point of the checklist first.'),
  text: refuse('text-needed', 'Write down first what you found or did.'),
};

/** Evidence that is asked for and not there, in the order in which the task asks for it. */
export function missing(task: TaskFact, counted: boolean): EvidenceKind[] {
  return task.evidence.filter((kind) => (kind === 'count' ? !counted : !task.given.includes(kind)));
}

/** Ends the work where its condition holds: handed in where a leader looks at it, closed otherwise. */
export function done(
  task: TaskFact,
  by: { staff: string | null | undefined; counter?: string | undefined; quantity?: number | undefined },
  proof: 'slip' | 'screen',
): Decision {
  const quantity = amount(task, by.quantity);
  if (quantity === undefined)
    return refuse('count-needed', 'Count what is on the shelf and enter the number first.', { number: task.number });
  const [first] = missing(task, true);
  if (first !== undefined && first !== 'count') return MISSING[first];
  if (!task.approval) return completed(task, quantity, proof, by.staff, by.counter);
  const staff = by.staff ? { staff: by.staff } : {};
  const counter = by.counter ? { counter: by.counter } : {};
  return [happened('tasks.submitted', { task: task.task, quantity, proof, ...staff, ...counter })];
}
