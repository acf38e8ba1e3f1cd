import type { Command, Outcome } from '../contract/command.ts';
import type { Entry } from '../contract/journal.ts';
import type { AccessWrite } from './access-book.ts';
import { StoreRefused } from './migrate.ts';
import { startThread } from './thread.ts';
import type { WriterAnswer, WriterOrder, WriterStart } from './writer-messages.ts';

/** How many commands share one transaction at the most; more wait for the next, so one group stays short. */
const GROUP_MAX = 256;

/** What the writer needs of its thread: a worker, or one that a simulation runs by its own clock. */
export interface WriterThread {
  postMessage(order: WriterOrder): void;
  on(event: 'message', hear: (answer: WriterAnswer) => void): unknown;
  terminate(): Promise<unknown>;
}

interface Waiting {
  readonly order: WriterOrder;
  readonly settle: (answer: WriterAnswer) => void;
}

/**
 * The hub's door to its one writer. As soon as the writer is idle it gets everything that waits, as one group with one
 * fsync: the fsync is the window, so there is no timer and a lone command waits for nobody.
 */
export class Writer {
  readonly epoch: string;
  readonly #thread: WriterThread;
  readonly #commands: { command: Command; settle: (outcome: Outcome) => void }[] = [];
  readonly #orders: Waiting[] = [];
  readonly #listeners = new Set<(entries: readonly Entry[]) => void>();
  #busy: ((answer: WriterAnswer) => void) | undefined;
  #closed = false;

  /** Over a thread that is ready: its store is open and `epoch` is minted. */
  constructor(thread: WriterThread, epoch: string) {
    this.#thread = thread;
    this.epoch = epoch;
    thread.on('message', (answer: WriterAnswer) => this.#answered(answer));
  }

  /** @throws {StoreRefused} with one sentence that says what to do */
  static async open(start: WriterStart, onDeath: (error: unknown) => void): Promise<Writer> {
    const thread = startThread('writer-thread', import.meta.url, start);
    const first = await new Promise<WriterAnswer>((resolve, reject) => {
      thread.once('message', resolve);
      thread.once('error', reject);
    });
    if (first.kind !== 'ready') {
      await thread.terminate();
      throw new StoreRefused(first.kind === 'refused' ? first.sentence : 'the writer did not start');
    }
    const writer = new Writer(thread, first.epoch);
    thread.on('error', onDeath);
    thread.on('exit', () => {
      if (!writer.#closed) onDeath(new Error('the writer thread ended'));
    });
    return writer;
  }

  /** Answers when the outcome is on disk, never before. */
  submit(command: Command): Promise<Outcome> {
    return new Promise((settle) => {
      this.#commands.push({ command, settle });
      this.#next();
    });
  }

  /** Keeps a piece of bookkeeping, durably. */
  async note(name: string, value: string): Promise<void> {
    await this.#order({ kind: 'note', name, value });
  }

  /**
   * Changes the book of who may come in, together with the command that says so in the journal.
   * @throws when the disk or the spine did not take it; then the journal says nothing
   */
  async keep(writes: readonly AccessWrite[], command?: Command): Promise<void> {
    const answer = await new Promise<WriterAnswer>((settle) => {
      const order: WriterOrder = { kind: 'access', writes, ...(command ? { command } : {}) };
      const told = (answer: WriterAnswer): void => {
        if (answer.kind === 'group') this.#tell(answer.outcomes);
        settle(answer);
      };
      this.#orders.push({ order, settle: told });
      this.#next();
    });
    const failed = answer.kind === 'group' ? answer.outcomes.find((one) => one.status !== 'done') : answer;
    if (failed) throw new Error(`the book of who may come in: ${JSON.stringify(failed)}`);
  }

  /** Ends the open epoch and opens a new one, durably: between two groups, so that no entry is in both. */
  async roll(epoch: string, at: number): Promise<void> {
    await this.#order({ kind: 'roll', epoch, at });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#order({ kind: 'close' });
    await this.#thread.terminate();
  }

  /** Called with entries after they are on disk, in order, each once. */
  onCommitted(listener: (entries: readonly Entry[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #order(order: WriterOrder): Promise<void> {
    const answer = await new Promise<WriterAnswer>((settle) => {
      this.#orders.push({ order, settle });
      this.#next();
    });
    if (answer.kind === 'failed') throw new Error(answer.detail);
  }

  #answered(answer: WriterAnswer): void {
    const settle = this.#busy;
    this.#busy = undefined;
    settle?.(answer);
    this.#next();
  }

  #next(): void {
    if (this.#busy) return;
    const waiting = this.#orders.shift();
    if (waiting) {
      this.#busy = waiting.settle;
      this.#thread.postMessage(waiting.order);
    } else if (this.#commands.length > 0) this.#group(this.#commands.splice(0, GROUP_MAX));
  }

  #tell(outcomes: readonly Outcome[]): void {
    const entries = outcomes.flatMap((o) => (o.status === 'done' && !o.repeated ? o.entries : []));
    if (entries.length > 0) for (const listener of this.#listeners) listener(entries);
  }

  #group(group: { command: Command; settle: (outcome: Outcome) => void }[]): void {
    this.#busy = (answer) => {
      const outcomes = answer.kind === 'group' ? answer.outcomes : [];
      this.#tell(outcomes);
      const detail = answer.kind === 'failed' ? answer.detail : 'the writer gave no answer';
      for (const [i, { settle }] of group.entries()) settle(outcomes[i] ?? { status: 'fault', code: 'bug', detail });
    };
    this.#thread.postMessage({ kind: 'group', commands: group.map((g) => g.command) } satisfies WriterOrder);
  }
}
