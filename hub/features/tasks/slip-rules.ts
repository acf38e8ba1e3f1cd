import type { BodyOf } from '../../contract/commands.ts';
import { type Decision, happened, refuse } from '../../core/feature.ts';
import { done, ended, handedIn, type OneFacts, type TaskFact, whoHas } from './rules.ts';

export interface SlipFacts {
  readonly store: number;
  readonly task: TaskFact | undefined;
  readonly staff: string | null;
  /** The task whose slip is open at this counter, and whether its item was scanned there. */
  readonly here: { readonly task: string; readonly itemScanned: boolean } | undefined;
  /** Another counter where this very task is in hands right now. */
  readonly elsewhere: string | undefined;
}

/**
 * One slip, scanned: the first time it takes the task; with its item scanned in between it ends it (item and slip
 * together are the proof of presence); after a while away it takes the work up again.
 */
export function scanSlip(facts: SlipFacts, body: BodyOf<'tasks.scan-slip'>): Decision {
  const { task, counter } = { task: facts.task, counter: body.counter };
  if (body.store !== facts.store)
    return refuse('slip-of-another-shop', 'This slip belongs to another shop: send it back there.', {
      store: body.store,
    });
  const no = ended(task);
  if (no || !task) return no ?? refuse('task-missing', 'There is no such task in this shop.');
  if (body.version !== task.version) return outdated(task, body.version);
  const late = handedIn(task);
  if (late) return late;
  const staff = facts.staff ? { staff: facts.staff } : {};
  if (task.state === 'needs-action') return [happened('tasks.claimed', { task: task.task, ...staff, counter })];
  if (facts.here?.task === task.task) {
    if (task.gtin !== null && !facts.here.itemScanned)
      return refuse('scan-item-first', 'Scan the item you put on the shelf, then the slip again.', {
        number: task.number,
      });
    return done(task, { staff: facts.staff ?? task.claimedBy, counter }, 'slip');
  }
  if (facts.elsewhere) return inHands(task, facts.elsewhere);
  return [happened('tasks.resumed', { task: task.task, ...staff, counter })];
}

/** Only the newest version counts: the paper in hand says something else than the task. */
function outdated({ number, version }: TaskFact, old: number): Decision {
  return refuse(
    'slip-outdated',
    `This slip is version ${old}, and version ${version} counts: throw it away and print task ${number} again.`,
    { number, old, version },
  );
}

function inHands(task: TaskFact, counter: string): Decision {
  const who = whoHas(task);
  if (who === undefined)
    return refuse('slip-in-hands', 'Somebody is working on this slip at another counter right now.', { counter });
  return refuse('slip-in-hands-of', `${who} is working on this slip at counter ${counter} right now.`, {
    counter,
    who,
  });
}

/** Items scanned while a slip is open are never sold: the right one proves presence, a wrong one is told. */
export function scanItem(facts: OneFacts, body: BodyOf<'tasks.scan-item'>): Decision {
  const no = ended(facts.task);
  if (no || !facts.task) return no ?? refuse('task-missing', 'There is no such task in this shop.');
  if (facts.task.gtin !== null && facts.task.gtin !== body.gtin)
    return refuse('wrong-item', 'This is not the item of the open slip; it was not sold. Close the slip to sell.', {
      number: facts.task.number,
    });
  return [happened('tasks.item-scanned', { task: body.task, counter: body.counter, gtin: body.gtin })];
}
