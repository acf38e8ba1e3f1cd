import type { BodyOf } from '../../contract/commands.ts';
import { type Decision, happened, refuse } from '../../core/feature.ts';
import { kindOf } from '../../core/task-kinds.ts';
import {
  about,
  completed,
  done,
  ended,
  handedIn,
  nobody,
  type OneFacts,
  type TaskFact,
  whoHas,
  withdrawn,
} from './rules.ts';

export function withdraw(facts: OneFacts, body: BodyOf<'tasks.withdraw'>): Decision {
  return ended(facts.task) ?? (facts.task ? withdrawn(facts.task, body.reason) : []);
}
/** What the shop opened because of its stock ends with its cause: called off, it would only hide it. */
export function cancel(facts: OneFacts, body: BodyOf<'tasks.cancel'>): Decision {
  const no = ended(facts.task) ?? (facts.staffKnown ? undefined : nobody);
  if (no || !facts.task) return no ?? nobody;
  if (kindOf(facts.task.kind).books !== 'nothing')
    return refuse('task-of-the-shop', 'This task ends when the shelf is right: fill or count it instead.', {
      number: facts.task.number,
    });
  return withdrawn(facts.task, body.reason);
}
export function assign(facts: OneFacts, body: BodyOf<'tasks.assign'>): Decision {
  return ended(facts.task) ?? (facts.staffKnown ? [happened('tasks.assigned', body)] : nobody);
}

/** A task is one person's: whoever comes second is told who was first. */
export function claim(facts: OneFacts, body: BodyOf<'tasks.claim'>): Decision {
  const no = ended(facts.task) ?? (facts.staffKnown ? undefined : nobody);
  if (no || !facts.task) return no ?? nobody;
  if (facts.task.state === 'in-process') return taken(facts.task);
  const counter = body.counter ? { counter: body.counter } : {};
  return [happened('tasks.claimed', { task: body.task, staff: body.staff, ...counter })];
}

function taken(task: TaskFact): Decision {
  const { number } = task;
  const who = whoHas(task);
  if (who === undefined) return refuse('task-taken', 'Somebody has taken this task already.', { number });
  return refuse('task-taken-by', `${who} has taken this task already.`, { number, who });
}

/** Read and accepted. A second time, or later than that, it only says who has read it. */
export function acknowledge(facts: OneFacts, body: BodyOf<'tasks.acknowledge'>): Decision {
  const no = ended(facts.task) ?? (facts.staffKnown ? undefined : nobody);
  if (no || !facts.task) return no ?? nobody;
  if (facts.task.step !== 'dispatched') return see(facts, body);
  return [happened('tasks.acknowledged', { ...body, version: facts.task.version })];
}

export function see(facts: OneFacts, body: BodyOf<'tasks.see'>): Decision {
  if (!facts.task) return ended(facts.task) ?? [];
  if (!facts.staffKnown) return nobody;
  const { task, staff } = body;
  return facts.seen ? [] : [happened('tasks.seen', { task, version: facts.task.version, staff })];
}

const notTaken = (sentence: string) => refuse('task-not-taken', sentence);

export function block(facts: OneFacts, body: BodyOf<'tasks.block'>): Decision {
  const no = ended(facts.task) ?? (facts.staffKnown ? undefined : nobody);
  if (no || !facts.task) return no ?? nobody;
  if (facts.task.state !== 'in-process') return notTaken('Take the task first, then say what keeps you from it.');
  return handedIn(facts.task) ?? [happened('tasks.blocked', body)];
}
export function unblock(facts: OneFacts, body: BodyOf<'tasks.unblock'>): Decision {
  const no = ended(facts.task) ?? (facts.staffKnown ? undefined : nobody);
  if (no) return no;
  return facts.task?.step === 'blocked' ? [happened('tasks.unblocked', body)] : [];
}

export function release(facts: OneFacts, body: BodyOf<'tasks.release'>): Decision {
  const no = ended(facts.task);
  if (no) return no;
  if (facts.task?.state !== 'in-process') return notTaken('Nobody has taken this task.');
  const late = handedIn(facts.task);
  if (late) return late;
  const { gtin, to } = about(facts.task);
  return [happened('tasks.released', { ...body, ...(gtin ? { gtin } : {}), ...(to ? { to } : {}) })];
}

export function setMoved(facts: OneFacts, body: BodyOf<'tasks.set-moved'>): Decision {
  const no = ended(facts.task);
  if (no) return no;
  if (facts.task?.state !== 'in-process') return notTaken('Take the task first, then say how many were moved.');
  return handedIn(facts.task) ?? [happened('tasks.moved-set', body)];
}

export function finish(facts: OneFacts, body: BodyOf<'tasks.finish'>): Decision {
  const no = ended(facts.task) ?? (facts.staffKnown ? undefined : nobody);
  if (no || !facts.task) return no ?? nobody;
  const { task } = facts;
  if (task.step === 'blocked')
    return refuse('task-blocked', 'This task is blocked: say first that it can go on.', { number: task.number });
  return handedIn(task) ?? done(task, body, 'screen');
}

const leaderNeeded = refuse('leader-needed', 'A shift leader or a manager does this.');
const notHandedIn = refuse('task-not-submitted', 'This task was not handed in: there is nothing to approve.');

/** Why this person may not judge the work; undefined where they may. */
function judge({ task, staffRole }: OneFacts): Decision | undefined {
  const no = ended(task);
  if (no) return no;
  if (staffRole === undefined) return nobody;
  if (staffRole === 'clerk') return leaderNeeded;
  return task?.step === 'submitted' ? undefined : notHandedIn;
}

/** A leader's word closes the work; what it does to the stock is done now and not before. */
export function approve(facts: OneFacts, body: BodyOf<'tasks.approve'>): Decision {
  const no = judge(facts);
  if (no || !facts.task) return no ?? notHandedIn;
  const { task } = facts;
  const end = completed(task, task.moved ?? task.quantity, 'approval', task.claimedBy);
  return 'code' in end ? end : [happened('tasks.approved', body), ...end];
}

export function sendBack(facts: OneFacts, body: BodyOf<'tasks.send-back'>): Decision {
  const { reject = [], ...rest } = body;
  return judge(facts) ?? [happened('tasks.sent-back', { ...rest, reject })];
}
