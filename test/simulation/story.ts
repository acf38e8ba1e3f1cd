import type { Events } from '../../hub/contract/commands.ts';
import type { Entry } from '../../hub/contract/journal.ts';
import { Violation } from './world.ts';

const LEVEL_NOTHING = { onHand: 0, rev: 0 };

/**
 * Reads a journal from its first entry and holds every step of it to what the shop promises. It knows the events but
 * none of the product's rules or tables, so that a mistake in those cannot hide here as well.
 */
export class Story {
  /** Open tasks by kind and subject. */
  readonly open = new Map<string, string>();
  readonly tasks = new Map<
    string,
    { state: string; shift: string; key: string; quantity: number; restocked: boolean }
  >();
  readonly levels = new Map<string, { onHand: number; rev: number }>();
  /** Pieces out of the shop floor for each order line, by the ledger and by the order. */
  readonly #sold = new Map<string, number>();
  readonly #ordered = new Map<string, number>();
  readonly slips = new Map<string, { state: string; copy: number; task: string | undefined; begun: number }>();
  readonly readings = new Map<string, number>();
  readonly #contexts = new Map<string, { task: string; until: number }>();
  readonly #modes = new Map<string, number>();
  readonly #waiting = new Map<string, number>();
  readonly #fired = new Set<string>();
  shift = '';
  timersFired = 0;
  #position = 0;
  #day = '';
  readonly #store: string;

  constructor(store: string) {
    this.#store = store;
  }

  read(entry: Entry): void {
    this.#position += 1;
    this.#demand(entry.position === this.#position, 'the journal has no gap', entry, `expected ${this.#position}`);
    this.#demand(entry.businessDate >= this.#day, 'the business date never goes back', entry, this.#day);
    this.#day = entry.businessDate;
    const step = this.#steps[entry.type];
    step?.(entry.data as never, entry);
  }

  /** What must be so when the last entry was read. */
  end(): void {
    for (const [line, quantity] of this.#ordered) {
      const taken = this.#sold.get(line) ?? 0;
      if (taken !== quantity)
        this.#fail('orders and ledger agree', `line ${line}: ${quantity} ordered, ${taken} moved`);
    }
    for (const [task, { state, shift, quantity, restocked }] of this.tasks) {
      if (state === 'completed' && quantity > 0 && !restocked) this.#fail('a finished task moves its stock', task);
      if (state === 'open' && shift !== this.shift)
        this.#fail('open tasks go along with the shift', `${task} is in ${shift}`);
      const slips = [...this.slips.values()].filter((slip) => slip.task === task);
      if (slips.length === 0) this.#fail('a task gets its slip', task);
      const waits = slips.some((slip) => slip.state === 'queued');
      if (state !== 'open' && waits) this.#fail('a task that is over takes its waiting slips back', task);
    }
  }

  readonly #steps: { [T in keyof Events]?: (data: Events[T], entry: Entry) => void } & Record<
    string,
    ((data: never, entry: Entry) => void) | undefined
  > = {
    'devices.reading-taken': ({ reading, counter }, entry) => {
      const times = (this.readings.get(reading.id) ?? 0) + 1;
      this.readings.set(reading.id, times);
      this.#demand(times === 1, 'nothing is applied twice', entry, `reading ${reading.id}`);
      if (counter !== null && this.#modes.has(counter)) this.#modes.set(counter, entry.at + 10 * 60_000);
    },
    'inventory.moved': (move, entry) => {
      for (const [location, sign] of [
        [move.from, -1],
        [move.to, 1],
      ] as const) {
        const key = `${move.gtin} ${location}`;
        const before = this.levels.get(key) ?? LEVEL_NOTHING;
        const onHand = before.onHand + sign * move.quantity;
        const told = move.after.find((after) => after.location === location);
        this.levels.set(key, { onHand, rev: before.rev + 1 });
        const agrees = told?.onHand === onHand && told.rev === before.rev + 1;
        this.#demand(agrees, 'levels follow from the ledger', entry, `${key} is ${onHand}`);
      }
      const { reference = '', quantity, reason } = move;
      const change = { sale: quantity, sale_void: -quantity }[reason as string];
      if (change !== undefined) this.#sold.set(reference, (this.#sold.get(reference) ?? 0) + change);
      const task = this.tasks.get(reference);
      if (reason === 'restock' && task) {
        this.#demand(!task.restocked, 'nothing is applied twice', entry, `restock of ${reference}`);
        task.restocked = true;
      }
    },
    'orders.line-added': (step, entry) => this.#line(step, entry),
    'orders.line-changed': (step, entry) => this.#line(step, entry),
    'orders.line-removed': (step, entry) => this.#line(step, entry),
    'orders.dropped': ({ order, lines }) => {
      for (const { line } of lines) this.#ordered.set(`${order}#${line}`, 0);
    },
    'tasks.opened': ({ task, kind, subject, gtin, to, shift, quantity }, entry) => {
      const key = `${kind} ${subject ?? `${gtin}@${to}`}`;
      this.#demand(
        !this.open.has(key),
        'one open task per kind and subject',
        entry,
        `${key} has ${this.open.get(key)}`,
      );
      this.open.set(key, task);
      this.tasks.set(task, { state: 'open', shift, key, quantity, restocked: kind !== 'restock' });
    },
    'tasks.completed': ({ task, quantity }, entry) => this.#ended(task, 'completed', entry, quantity),
    'tasks.withdrawn': ({ task }, entry) => this.#ended(task, 'cancelled', entry, 0),
    'tasks.carried-over': ({ task, toShift }) => {
      const known = this.tasks.get(task);
      if (known) known.shift = toShift;
    },
    'shifts.begun': ({ shift }) => {
      this.shift = shift;
    },
    'shifts.handed-over': ({ from, to }, entry) => {
      this.#demand(from === this.shift, 'shifts follow each other', entry, this.shift);
      this.shift = to;
    },
    'slips.queued': ({ slip, copy, task }) => void this.slips.set(slip, { state: 'queued', copy, task, begun: 0 }),
    'slips.sending': ({ slip }, entry) => {
      const known = this.slips.get(slip);
      this.#demand(known?.begun === 0, 'a slip is begun once', entry, slip);
      if (known) Object.assign(known, { begun: known.begun + 1, state: 'sending' });
    },
    'slips.done': ({ slip }) => this.#slip(slip, 'done'),
    'slips.failed': ({ slip }) => this.#slip(slip, 'failed'),
    'slips.unknown': ({ slip }) => this.#slip(slip, 'unknown'),
    'slips.cancelled': ({ slip }) => this.#slip(slip, 'cancelled'),
    'slips.resolved': ({ slip, outcome }) => this.#slip(slip, outcome),
    'counters.context-opened': ({ counter, task, until }) => void this.#contexts.set(counter, { task, until }),
    'tasks.item-scanned': ({ counter, task }, entry) => {
      if (this.#contexts.get(counter)?.task === task) this.#contexts.set(counter, { task, until: entry.at + 60_000 });
    },
    'tasks.released': ({ task }) => this.#forget(task),
    'counters.context-closed': ({ counter, reason }, entry) => {
      const context = this.#contexts.get(counter);
      this.#contexts.delete(counter);
      if (reason !== 'timed-out') return;
      this.timersFired += 1;
      const isDue = context !== undefined && context.until <= entry.at;
      this.#demand(isDue, 'a timer fires once, and not before its time', entry, `${counter} until ${context?.until}`);
    },
    'timers.set': ({ key, due }) => void this.#waiting.set(key, due),
    'timers.cancelled': ({ key }) => void this.#waiting.delete(key),
    'timers.fired': ({ key, due, lateBy, missed }, entry) => {
      this.timersFired += 1;
      this.#demand(entry.at - due === lateBy, 'a late timer says how late', entry, `${key}: ${lateBy}`);
      for (const one of [{ key, due }, ...missed]) this.#fire(one.key, one.due, entry);
    },
    'counters.mode-set': ({ counter, mode, until }, entry) => {
      const before = this.#modes.get(counter);
      if (until === undefined) this.#modes.delete(counter);
      else this.#modes.set(counter, until);
      if (entry.actor.by !== 'hub') return;
      this.timersFired += 1;
      const isDue = mode === 'sell' && before !== undefined && before <= entry.at;
      this.#demand(isDue, 'a timer fires once, and not before its time', entry, `${counter} until ${before}`);
    },
  };

  #fire(key: string, due: number, entry: Entry): void {
    const occurrence = `${key} at ${due}`;
    const isDue = this.#waiting.get(key) === due && due <= entry.at && !this.#fired.has(occurrence);
    this.#demand(isDue, 'a timer fires once, and not before its time', entry, occurrence);
    this.#waiting.delete(key);
    this.#fired.add(occurrence);
  }
  #line({ order, line, after }: Events['orders.line-added'], _entry: Entry): void {
    this.#ordered.set(`${order}#${line}`, after);
  }
  #ended(task: string, state: string, entry: Entry, quantity: number): void {
    const known = this.tasks.get(task);
    this.#demand(known?.state === 'open', 'a task ends once', entry, `${task} is ${known?.state}`);
    if (!known) return;
    Object.assign(known, { state, quantity });
    this.open.delete(known.key);
    if (state === 'cancelled') this.#forget(task);
  }
  #forget(task: string): void {
    for (const [counter, context] of this.#contexts) if (context.task === task) this.#contexts.delete(counter);
  }
  #slip(slip: string, state: string): void {
    const known = this.slips.get(slip);
    if (known) known.state = state;
  }
  #demand(holds: boolean, invariant: string, entry: Entry, detail: string): void {
    if (!holds) this.#fail(invariant, `entry ${entry.position} ${entry.type}: ${detail}`);
  }
  #fail(invariant: string, detail: string): never {
    throw new Violation(invariant, `${this.#store}: ${detail}`);
  }
}
