import {
  type Batch,
  type Digest,
  type DownMessage,
  type Levels,
  partitionOf,
  type UpMessage,
} from '../../hub/contract/uplink.ts';
import { type Codec, pack } from '../../hub/core/link/wire.ts';
import type { Feature } from '../feature.ts';
import { deniedStores } from '../features/identities/tables.ts';
import { settle } from '../features/instructions/tables.ts';
import { noteHeard, noteOffline } from '../features/stores/tables.ts';
import type { Database, Sql, Transaction } from '../store/database.ts';
import type { Placed } from '../store/entries.ts';
import { openIncarnation } from '../store/hq.ts';
import { keepAgain, type Takes, takeBatch, takeTip } from './batch.ts';
import { Downlink } from './downlink.ts';
import { takeHello } from './hello.ts';
import type { Partitions } from './leases.ts';
import { readUp } from './message.ts';
import { StockWatch } from './stock-watch.ts';

/** Time is handed in: `now` is the wall, `after` returns what cancels it. */
export interface RelayClock {
  now(): number;
  after(ms: number, run: () => void): () => void;
}

export type RelayLog = (level: 'info' | 'warn', message: string, facts: Record<string, unknown>) => void;

export interface IngestParts {
  readonly db: Database;
  readonly features: readonly Feature[];
  readonly clock: RelayClock;
  readonly codec: Codec;
  /** A text never given before, also by an earlier life of this program. */
  readonly newId: () => string;
  /** Says something to a store, if it is there; nothing hangs on its arriving. */
  readonly send: (store: string, bytes: Uint8Array) => void;
  /** Runs soon, after what is arriving now has arrived: the messages of many stores then share one commit. */
  readonly soon: (run: () => void) => void;
  readonly onChanged?: (store: string) => void;
  /** Called within each transaction: tells other workers, when it is on disk, which stores have news. */
  readonly announce?: (tx: Sql, stores: readonly string[]) => Promise<void>;
  /** Where several workers share the stores out. */
  readonly partitions?: Partitions;
  readonly log?: RelayLog;
}

/** Bytes wait as they travelled: inflated and parsed, the batches of a few hundred stores would fill the memory. */
interface Waiting {
  readonly store: string;
  readonly bytes: Uint8Array;
  readonly done: () => void;
}
type Effect = () => void;
/** A group is one commit: many small messages, or a few long ones, so that nobody waits long for its answer. */
const groupLimit = { messages: 64, bytes: 128 * 1024 };

/**
 * HQ's end of the link. What arrives is taken in groups, each message in its own savepoint, all in one durable
 * transaction; only after the commit is anybody answered. A group the storage refused was not done: each message is
 * tried alone, and what fails again is not answered, so that its store sends it again.
 */
export class Ingest {
  readonly #parts: IngestParts;
  readonly #takes: Takes;
  readonly #downlink: Downlink;
  readonly #stock = new StockWatch();
  readonly #asked = new Map<string, string>();
  readonly #queue: Waiting[] = [];
  #busy = false;
  #stopped = false;
  #inc: string;

  private constructor(parts: IngestParts, inc: string) {
    this.#parts = parts;
    this.#inc = inc;
    this.#takes = new Map(parts.features.flatMap(({ takes }) => Object.entries(takes)));
    const isOurs = (store: string): boolean => parts.partitions?.holds(store) ?? true;
    this.#downlink = new Downlink(parts.db, parts.clock, isOurs, (store, message) => this.#tell(store, message));
  }

  /** Opens HQ over a migrated store; a new store gets its incarnation here. */
  static async open(parts: IngestParts): Promise<Ingest> {
    return new Ingest(parts, await openIncarnation(parts.db, parts.newId));
  }

  get incarnation(): string {
    return this.#inc;
  }

  /** Begins to repeat instructions. */
  start(): void {
    this.#downlink.start();
  }

  /**
   * Asks every known store to say hello: behind a broker of its own it did not notice that HQ was away.
   * @param parts only the stores of these partitions
   */
  async callAll(parts?: readonly string[]): Promise<void> {
    try {
      const known = await this.#parts.db.all<{ name: string }>('SELECT name FROM store');
      const called = known.filter(({ name }) => parts === undefined || parts.includes(partitionOf(name)));
      for (const { name } of called) this.#tell(name, { v: 1, t: 'again', sid: '*', inc: this.#inc });
    } catch (error) {
      this.#parts.log?.('warn', 'the stores could not be called', { error: String(error) });
    }
  }

  /** Takes nothing more, and resolves when what was begun is on disk. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#downlink.stop();
    while (this.#busy) await new Promise<void>((done) => this.#parts.soon(done));
  }

  /** A message of a store, as it travelled. Resolves when it was dealt with; never rejects. */
  receive(store: string, bytes: Uint8Array): Promise<void> {
    if (this.#stopped || this.#parts.partitions?.holds(store) === false) return Promise.resolve();
    return new Promise((done) => {
      this.#queue.push({ store, bytes, done });
      if (this.#busy) return;
      this.#busy = true;
      this.#parts.soon(() => void this.#run());
    });
  }

  /** What the store's birth, or its last will, says. */
  async presence(store: string, online: boolean): Promise<void> {
    const { db, clock } = this.#parts;
    try {
      await db.transaction(async (tx) => {
        if (online) await noteHeard(tx, store, clock.now());
        else await noteOffline(tx, store);
        await this.#parts.announce?.(tx, [store]);
      });
      this.#parts.onChanged?.(store);
    } catch (error) {
      this.#parts.log?.('warn', 'a store’s presence could not be noted', { store, error: String(error) });
    }
  }

  /** An edited entry of the repair tray. @throws {Poison} when it still cannot be taken */
  keepAgain(tx: Sql, store: string, placed: Placed): Promise<void> {
    return keepAgain(tx, this.#takes, store, placed, this.#parts.clock.now());
  }

  /** There is something new to tell a store. */
  instructed(store: string): void {
    this.#downlink.next(store, true).catch((error: unknown) => {
      this.#parts.log?.('warn', 'an instruction could not be sent', { store, error: String(error) });
    });
  }

  #tell(store: string, message: DownMessage): void {
    if (!this.#stopped) this.#parts.send(store, pack(message, this.#parts.codec));
  }

  async #run(): Promise<void> {
    while (this.#queue.length > 0) {
      const group = this.#queue.splice(0, this.#groupSize());
      if (!(await this.#commit(group)) && group.length > 1) for (const one of group) await this.#commit([one]);
      for (const { done } of group) done();
    }
    this.#busy = false;
  }

  #groupSize(): number {
    let bytes = 0;
    const most = this.#queue.slice(0, groupLimit.messages);
    for (const [at, waiting] of most.entries()) {
      bytes += waiting.bytes.length;
      if (bytes > groupLimit.bytes) return Math.max(1, at);
    }
    return most.length;
  }

  async #commit(group: readonly Waiting[]): Promise<boolean> {
    try {
      const effects = await this.#parts.db.transaction((tx) => this.#takeGroup(tx, group));
      for (const effect of effects) effect();
      return true;
    } catch (error) {
      const facts = { count: group.length, error: String(error), cause: String((error as Error).cause ?? '') };
      this.#parts.log?.('warn', 'messages could not be written down', facts);
      return false;
    }
  }

  async #takeGroup(tx: Transaction, group: readonly Waiting[]): Promise<Effect[]> {
    const effects: Effect[] = [];
    // In one order for all workers, so that no two wait for each other; what one store said stays in its own order.
    const sorted = group.toSorted((one, other) => (one.store < other.store ? -1 : one.store > other.store ? 1 : 0));
    const stores = [...new Set(sorted.map(({ store }) => store))];
    await this.#parts.partitions?.guard(tx, stores);
    await this.#parts.announce?.(tx, stores);
    const denied = new Set(await deniedStores(tx));
    for (const { store, bytes } of sorted) {
      if (denied.has(store)) continue;
      const read = readUp(bytes, this.#parts.codec);
      if ('fault' in read)
        this.#parts.log?.('warn', 'a message of a store cannot be read', { store, fault: read.fault });
      // A message that is tried alone needs no savepoint of its own.
      else if (group.length === 1) effects.push(...(await this.#take(tx, store, read.message)));
      else effects.push(...(await tx.savepoint(() => this.#take(tx, store, read.message))));
    }
    return effects;
  }

  /** Returns what may be done once the transaction is on disk. */
  async #take(tx: Transaction, store: string, message: UpMessage): Promise<Effect[]> {
    const { clock, newId, log, onChanged } = this.#parts;
    const now = clock.now();
    if (message.t === 'hello') {
      const isProven = message.proof !== undefined && this.#asked.get(store) === message.proof;
      const { answer, notes } = await takeHello(tx, store, message, now, newId, isProven);
      return [
        () => {
          if (isProven) this.#asked.delete(store);
          this.#inc = answer.inc;
          for (const note of notes) log?.('warn', note.message, note.facts);
          this.#tell(store, answer);
          onChanged?.(store);
          if (answer.t === 'welcome') this.instructed(store);
        },
      ];
    }
    if (message.t === 'result') {
      const settled = await settle(tx, store, message, now);
      return settled ? [() => this.instructed(store)] : [];
    }
    if (message.t === 'digest' || message.t === 'levels') return this.#takeStock(tx, store, message, now);
    const answer =
      message.t === 'tip'
        ? await takeTip(tx, store, message, now, (name) => this.#ask(name))
        : await takeBatch(tx, this.#takes, store, message as Batch, now, (name) => this.#ask(name));
    const isHeld = message.t === 'tip' && answer.t === 'ack';
    const asked = isHeld ? await this.#stock.tip(tx, store, message) : undefined;
    return [
      () => {
        if (asked !== undefined) this.#tell(store, asked);
        if (answer.t === 'ack' && answer.aside !== undefined) {
          log?.('warn', 'entries were put aside', { store, aside: answer.aside });
        }
        this.#tell(store, answer);
        onChanged?.(store);
      },
    ];
  }

  /** A word only a store that lives now can say back; it serves once. */
  #ask(store: string): string {
    const word = this.#parts.newId();
    this.#asked.set(store, word);
    return word;
  }

  /** The store's own levels, where HQ's differ from them. */
  async #takeStock(tx: Transaction, store: string, message: Digest | Levels, now: number): Promise<Effect[]> {
    if (message.t === 'digest') {
      const asked = await this.#stock.digest(tx, store, message);
      return asked === undefined ? [] : [() => this.#tell(store, asked)];
    }
    const count = await this.#stock.levels(tx, store, message, now);
    if (count === 0) return [];
    return [
      () => {
        this.#parts.log?.('warn', 'levels were set right from the store’s own', { store, count });
        this.#parts.onChanged?.(store);
      },
    ];
  }
}
