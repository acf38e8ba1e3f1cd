import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Event } from '../../contract/journal.ts';
import type { Role } from '../../contract/staff.ts';
import type { TaskKind } from '../../contract/task-kinds.ts';
import type { Evidence, TaskOpened, TaskWhy } from '../../contract/tasks.ts';
import { type Decision, happened, type Moment } from '../../core/feature.ts';
import { type Load, lightest } from '../../core/load.ts';
import { rankAt, stockAtRisk } from '../../core/ranking/rank.ts';
import { kindOf, subjectOf } from '../../core/task-kinds.ts';
import { completed, type OneFacts, type TaskFact, withdrawn } from './rules.ts';

const MINUTE_MS = 60_000;

/** Who is on the shift, by role, with what they have to do already. */
export interface OnShift {
  readonly shift: string;
  readonly people: readonly (Load & { readonly role: Role })[];
}
/** What a piece or kilogram of an item costs. */
export interface PriceFact {
  readonly priceMinor: number;
  readonly unit: 'each' | 'gram';
}
export interface NewTaskFacts extends OnShift {
  readonly nextNumber: number;
  /** So many open tasks one person is given at most. */
  readonly mostOpen: number;
  /** Of the item it is about, where it is about one. */
  readonly price?: PriceFact | undefined;
}
export interface OpenFacts extends NewTaskFacts {
  readonly standing: boolean;
}

/** Who of a role has the least to do; nobody where all have as much as one person can bear. */
export function personFor(
  people: OnShift['people'],
  role: Role,
  mostOpen = Number.POSITIVE_INFINITY,
): string | undefined {
  return lightest(people.filter((person) => person.role === role && person.open < mostOpen));
}

/** What a shelf that is low or impossible puts at stake; undefined for work that is not about stock. */
export function atRisk(
  kind: TaskKind,
  price: PriceFact | undefined,
  quantity: number,
  why: TaskWhy = {},
): number | undefined {
  const { books } = kindOf(kind);
  if (books === 'nothing' || !price) return undefined;
  const { onHand = 0, level = 0 } = why;
  return stockAtRisk({ kind: books, onHand, level, quantity, ...price });
}

/** One open task of a kind and subject, given to whoever of its role on the shift has the least to do. */
export function open(facts: OpenFacts, body: BodyOf<'tasks.open'>, moment: Moment): Decision {
  return facts.standing ? [] : opened(facts, body, moment);
}

/** A task as its wish says it, and as its kind says where the wish is silent. */
export function opened(
  facts: NewTaskFacts,
  wanted: BodyOf<'tasks.open'>,
  moment: Moment,
  chosen?: string,
  task: string = moment.newId(),
): Decision {
  const { kind, dueAt, evidence, role, quantity, why, ...said } = wanted;
  const usual = kindOf(kind);
  const who = role ?? usual.role;
  const assignee = chosen ?? personFor(facts.people, who, facts.mostOpen);
  const due = dueAt ?? moment.now + usual.dueMinutes * MINUTE_MS;
  const workMinutes = said.workMinutes ?? usual.workMinutes;
  const valueMinor = said.valueMinor ?? atRisk(kind, facts.price, quantity ?? 0, why) ?? usual.valueMinor;
  const event: TaskOpened = {
    ...{ task, number: facts.nextNumber, version: 1, kind },
    ...(subjectOf(wanted) === undefined ? { subject: task } : {}),
    ...said,
    role: who,
    evidence: [...new Set([...(evidence ?? usual.evidence), ...(said.checks ? (['checklist'] as const) : [])])],
    approval: said.approval ?? usual.approval,
    quantity: quantity ?? 0,
    shift: facts.shift,
    ...(assignee ? { assignee } : {}),
    dueAt: due,
    workMinutes,
    valueMinor,
    rankAt: rankAt({ dueAt: due, workMinutes, valueMinor }),
    why: why ?? {},
  };
  return [happened('tasks.opened', event)];
}

export interface CheckFacts extends NewTaskFacts {
  readonly onHand: number;
  readonly backRoom: number;
  /** The last moves at the place, newest first: what the book's figure rests on. */
  readonly moves: readonly Evidence[];
  readonly check: (TaskFact & { readonly onHand: number }) | undefined;
}

/**
 * A shelf cannot hold less than nothing. When the book says so, somebody looks: one task, with its evidence. It ends by
 * a count of that place; untouched, it is withdrawn when the figure is possible again.
 */
export function checkShelf(facts: CheckFacts, body: BodyOf<'tasks.check-shelf'>, moment: Moment): Decision {
  const { check, onHand, backRoom } = facts;
  const why = { onHand, level: 0, backRoom, moves: [...facts.moves] };
  if (check && onHand >= 0) {
    if (body.counted) return completed(check, onHand, 'count');
    return check.state === 'needs-action' ? withdrawn(check, 'shelf-recovered') : [];
  }
  if (check) return check.state === 'needs-action' && check.onHand !== onHand ? [revised(check, 0, why)] : [];
  const { gtin, location } = body;
  const wanted = { kind: 'check-shelf', gtin, from: location, to: location, quantity: 0, why } as const;
  return onHand < 0 ? opened(facts, wanted, moment) : [];
}

/** What changed about the stock changes what is at stake, and with it the place in the order of work. */
export function revised(
  task: TaskFact,
  quantity: number,
  why: TaskWhy,
): Event<'tasks.revised', Events['tasks.revised']> {
  const price = task.priceMinor === null ? undefined : { priceMinor: task.priceMinor, unit: task.unit };
  const valueMinor = atRisk(task.kind, price, quantity, why) ?? task.valueMinor;
  return happened('tasks.revised', {
    task: task.task,
    quantity,
    why,
    valueMinor,
    rankAt: rankAt({ ...task, valueMinor }),
  });
}

export function revise({ task }: OneFacts, { quantity, why }: BodyOf<'tasks.revise'>): Decision {
  return task?.state === 'needs-action' ? [revised(task, quantity, why)] : [];
}

export interface HandOverFacts extends Omit<OnShift, 'shift'> {
  readonly open: readonly { readonly task: string; readonly assignee: string | null; readonly role: Role }[];
}

/** Every open task goes along; who is on the next shift keeps theirs, the rest is shared out evenly within its role. */
export function handOver(facts: HandOverFacts, body: BodyOf<'tasks.hand-over'>): Decision {
  const people = facts.people.map((person) => ({
    ...person,
    open: facts.open.filter((t) => t.assignee === person.staff).length,
  }));
  return facts.open.map(({ task, assignee, role }) => {
    const stays = people.find((person) => person.staff === assignee);
    const next = stays?.staff ?? personFor(people, role);
    const load = people.find((person) => person.staff === next);
    if (load && !stays) load.open += 1;
    return happened('tasks.carried-over', { task, ...body, ...(next ? { assignee: next } : {}) });
  });
}

export interface ShareFacts extends Pick<NewTaskFacts, 'people' | 'mostOpen'> {
  /** What is nobody's yet, in the order of work. */
  readonly waiting: readonly { readonly task: string; readonly role: Role }[];
}

/** Whoever has a hand free again gets the first of what waited for one. */
export function shareOut({ waiting, people, mostOpen }: ShareFacts): Decision {
  const loads = people.map((person) => ({ ...person }));
  return waiting.flatMap(({ task, role }) => {
    const staff = personFor(loads, role, mostOpen);
    const load = loads.find((person) => person.staff === staff);
    if (staff === undefined || !load) return [];
    load.open += 1;
    return [happened('tasks.assigned', { task, staff })];
  });
}

export function setPolicy(_facts: null, body: BodyOf<'tasks.set-policy'>): Decision {
  return [happened('tasks.policy-set', body)];
}
