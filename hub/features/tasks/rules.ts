import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { ReadingTaken } from '../../contract/devices.ts';
import type { StockMoved } from '../../contract/inventory.ts';
import type { ShelfLow } from '../../contract/replenishment.ts';
import type { Evidence, TaskKind, TaskProgress } from '../../contract/tasks.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';
import { type Load, lightest } from '../../core/load.ts';

/** How long a shelf may wait, in milliseconds. */
const DUE_MS = 60 * 60_000;

export interface OpenFacts {
  readonly standing: boolean;
  readonly nextNumber: number;
  readonly shift: string;
  readonly loads: readonly Load[];
}

/** One open task of a kind per item and place, given to whoever on the shift has the least to do. */
export function open(facts: OpenFacts, body: BodyOf<'tasks.open'>, moment: Moment): Decision {
  return facts.standing ? [] : opened(facts, body, moment);
}

function opened(
  facts: Omit<OpenFacts, 'standing'>,
  wanted: Pick<Events['tasks.opened'], 'kind' | 'gtin' | 'from' | 'to' | 'quantity' | 'why'>,
  moment: Moment,
): Decision {
  const assignee = lightest(facts.loads);
  return [
    happened('tasks.opened', {
      task: moment.newId(),
      number: facts.nextNumber,
      version: 1,
      ...wanted,
      shift: facts.shift,
      ...(assignee ? { assignee } : {}),
      dueAt: moment.now + DUE_MS,
    }),
  ];
}

export interface CheckFacts extends Omit<OpenFacts, 'standing'> {
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
    return check.state === 'needs-action'
      ? [happened('tasks.withdrawn', { task: check.task, reason: 'shelf-recovered' })]
      : [];
  }
  if (check)
    return check.state === 'needs-action' && check.onHand !== onHand
      ? [happened('tasks.revised', { task: check.task, quantity: 0, why })]
      : [];
  const { gtin, location } = body;
  const wanted = { kind: 'check-shelf', gtin, from: location, to: location, quantity: 0, why } as const;
  return onHand < 0 ? opened(facts, wanted, moment) : [];
}

export interface TaskFact {
  readonly task: string;
  readonly number: number;
  readonly version: number;
  readonly kind: TaskKind;
  readonly state: TaskProgress;
  readonly gtin: string;
  readonly from: string;
  readonly to: string;
  readonly quantity: number;
  readonly moved: number | null;
  readonly claimedBy: string | null;
}
export interface OneFacts {
  readonly task: TaskFact | undefined;
  readonly staffKnown: boolean;
}

function ended(task: TaskFact | undefined): Decision | undefined {
  if (!task) return refuse('task-missing', 'There is no such task in this shop.');
  if (task.state === 'completed')
    return refuse('task-done', 'This task is done already; nothing was changed.', { number: task.number });
  if (task.state === 'cancelled')
    return refuse('task-withdrawn', 'This task was withdrawn; throw the slip away.', { number: task.number });
  return undefined;
}
const nobody = refuse('staff-missing', 'There is no such person here; scan a badge or choose a name.');

export function revise(facts: OneFacts, body: BodyOf<'tasks.revise'>): Decision {
  return facts.task?.state === 'needs-action' ? [happened('tasks.revised', body)] : [];
}
export function withdraw(facts: OneFacts, body: BodyOf<'tasks.withdraw'>): Decision {
  return ended(facts.task) ?? [happened('tasks.withdrawn', body)];
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
  return [happened('tasks.released', { ...body, gtin: facts.task.gtin, to: facts.task.to })];
}
export function setMoved(facts: OneFacts, body: BodyOf<'tasks.set-moved'>): Decision {
  const no = ended(facts.task);
  if (no) return no;
  if (facts.task?.state !== 'in-process')
    return refuse('task-not-taken', 'Take the task first, then say how many were moved.');
  return [happened('tasks.moved-set', body)];
}

function completed(
  task: TaskFact,
  quantity: number,
  proof: Events['tasks.completed']['proof'],
  staff?: string | null,
  counter?: string,
): Decision {
  const { task: id, kind, gtin, from, to } = task;
  return [
    happened('tasks.completed', {
      task: id,
      kind,
      gtin,
      from,
      to,
      quantity,
      proof,
      ...(staff ? { staff } : {}),
      ...(counter ? { counter } : {}),
    }),
  ];
}

/** How many were moved, as somebody said or as was planned. A count is never assumed: somebody has to say it. */
function amount(task: TaskFact, said: number | null | undefined): number | undefined {
  return said ?? task.moved ?? (task.kind === 'check-shelf' ? undefined : task.quantity);
}
const notCounted = (task: TaskFact) =>
  refuse('count-needed', 'Count what is on the shelf and enter the number first.', { number: task.number });

export function finish(facts: OneFacts, body: BodyOf<'tasks.finish'>): Decision {
  const no = ended(facts.task) ?? (facts.staffKnown ? undefined : nobody);
  if (no || !facts.task) return no ?? nobody;
  const quantity = amount(facts.task, body.quantity);
  if (quantity === undefined) return notCounted(facts.task);
  return completed(facts.task, quantity, 'screen', body.staff, body.counter);
}

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
  if (body.version !== task.version)
    return refuse('slip-outdated', 'This slip was replaced by a newer one: print the task again.', {
      number: task.number,
      version: task.version,
    });
  const staff = facts.staff ? { staff: facts.staff } : {};
  if (task.state === 'needs-action') return [happened('tasks.claimed', { task: task.task, ...staff, counter })];
  if (facts.here?.task === task.task) {
    if (!facts.here.itemScanned)
      return refuse('scan-item-first', 'Scan the item you put on the shelf, then the slip again.', {
        number: task.number,
      });
    const quantity = amount(task, undefined);
    if (quantity === undefined) return notCounted(task);
    return completed(task, quantity, 'slip', facts.staff ?? task.claimedBy, counter);
  }
  if (facts.elsewhere)
    return refuse('slip-in-hands', 'Somebody is working on this slip at another counter right now.', {
      counter: facts.elsewhere,
    });
  return [happened('tasks.resumed', { task: task.task, ...staff, counter })];
}

/** Items scanned while a slip is open are never sold: the right one proves presence, a wrong one is told. */
export function scanItem(facts: OneFacts, body: BodyOf<'tasks.scan-item'>): Decision {
  const no = ended(facts.task);
  if (no || !facts.task) return no ?? refuse('task-missing', 'There is no such task in this shop.');
  if (facts.task.gtin !== body.gtin)
    return refuse('wrong-item', 'This is not the item of the open slip; it was not sold. Close the slip to sell.', {
      number: facts.task.number,
    });
  return [happened('tasks.item-scanned', { task: body.task, counter: body.counter, gtin: body.gtin })];
}

export interface HandOverFacts {
  readonly open: readonly { readonly task: string; readonly assignee: string | null }[];
  readonly loads: readonly Load[];
}

/** Every open task goes along; who is on the next shift keeps theirs, the rest is shared out evenly. */
export function handOver(facts: HandOverFacts, body: BodyOf<'tasks.hand-over'>): Decision {
  const loads = facts.loads.map((load) => ({
    ...load,
    open: facts.open.filter((t) => t.assignee === load.staff).length,
  }));
  return facts.open.map(({ task, assignee }) => {
    const stays = loads.find((load) => load.staff === assignee);
    const next = stays?.staff ?? lightest(loads);
    const load = loads.find((l) => l.staff === next);
    if (load && !stays) load.open += 1;
    return happened('tasks.carried-over', { task, ...body, ...(next ? { assignee: next } : {}) });
  });
}

export function onLow(low: ShelfLow): readonly Wish[] {
  const { gtin, from, location, quantity, onHand, level, backRoom } = low;
  return [
    wish('tasks.open', { kind: 'restock', gtin, from, to: location, quantity, why: { onHand, level, backRoom } }),
  ];
}
export function onNeedChanged(low: ShelfLow & { task: string }): readonly Wish[] {
  const { task, quantity, onHand, level, backRoom } = low;
  return [wish('tasks.revise', { task, quantity, why: { onHand, level, backRoom } })];
}
export function onRecovered(data: Events['replenishment.shelf-recovered']): readonly Wish[] {
  return [wish('tasks.withdraw', { task: data.task, reason: 'shelf-recovered' })];
}
/** Only what the shop floor shows to be impossible, or makes possible again, is worth a look. */
export function onMoved(moved: StockMoved): readonly Wish[] {
  return moved.after.flatMap(({ location, onHand }) => {
    const before = location === moved.from ? onHand + moved.quantity : onHand - moved.quantity;
    const counted = moved.reason === 'count_gain' || moved.reason === 'count_loss';
    if (location !== 'shop-floor' || (onHand >= 0 && before >= 0 && !counted)) return [];
    return [wish('tasks.check-shelf', { gtin: moved.gtin, location, counted })];
  });
}
export function onReleased(data: Events['tasks.released']): readonly Wish[] {
  return [wish('tasks.check-shelf', { gtin: data.gtin, location: data.to, counted: false })];
}
/** Work left from before the first shift began is not forgotten. */
export function onBegun(data: Events['shifts.begun']): readonly Wish[] {
  return [wish('tasks.hand-over', { fromShift: '', toShift: data.shift, reason: 'shift-begun' })];
}
export function onHandedOver(data: Events['shifts.handed-over']): readonly Wish[] {
  return [wish('tasks.hand-over', { fromShift: data.from, toShift: data.to, reason: data.reason })];
}
export function onReading({ meaning, counter, context }: ReadingTaken): readonly Wish[] {
  if (!counter) return [];
  if (meaning.kind === 'slip')
    return [
      wish('tasks.scan-slip', { counter, store: meaning.store, serial: meaning.serial, version: meaning.version }),
    ];
  if (meaning.kind === 'item' && context)
    return [wish('tasks.scan-item', { counter, task: context, gtin: meaning.gtin })];
  return [];
}
