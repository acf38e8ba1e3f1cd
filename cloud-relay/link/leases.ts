import { partitionOf } from '../../hub/contract/uplink.ts';
import { type Database, type Sql, StorageFault } from '../store/database.ts';
import type { RelayLog } from './ingest.ts';

/** Which stores this worker takes in, and the proof of it within a transaction. */
export interface Partitions {
  holds(store: string): boolean;
  /** @throws {StorageFault} when a store of these is another worker's: nothing may be written then */
  guard(tx: Sql, stores: readonly string[]): Promise<void>;
}

export interface LeaseParts {
  readonly db: Database;
  readonly newId: () => string;
  readonly now: () => number;
  /** Goes only forward, in ms. */
  readonly ticks: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  /** A worker whose beat stands still for so long is taken for dead. In ms. */
  readonly ttl: number;
  readonly onHeld: (held: ReadonlySet<string>, gained: readonly string[]) => void;
  readonly log?: RelayLog;
}

interface WorkerRow {
  id: string;
  beat: number;
}
interface LeaseRow {
  part: string;
  holder: string;
}

/**
 * Leases of partitions in HQ's store. Each worker beats in a row of its own, and holds its fair share of the 64 parts.
 * Whoever sees a beat stand still strikes that worker off and takes what it held. A worker that was only slow finds out
 * in its next transaction, which then writes nothing, and begins again under a new name.
 */
export class Leases implements Partitions {
  readonly #o: LeaseParts;
  #me: string;
  #held: ReadonlySet<string> = new Set();
  readonly #seen = new Map<string, { beat: number; since: number }>();
  #cancel: (() => void) | undefined;
  #turning: Promise<void> | undefined;
  #stopped = false;

  constructor(parts: LeaseParts) {
    this.#o = parts;
    this.#me = parts.newId();
  }

  get me(): string {
    return this.#me;
  }
  get held(): ReadonlySet<string> {
    return this.#held;
  }
  holds(store: string): boolean {
    return this.#held.has(partitionOf(store));
  }

  async guard(tx: Sql, stores: readonly string[]): Promise<void> {
    const parts = [...new Set(stores.map(partitionOf))];
    // The row is written, not only read: whoever wants to strike this worker off waits until its transaction ended.
    const mine = await tx.run(
      `UPDATE lease SET holder = holder WHERE holder = $1 AND $2 LIKE '%,' || part || ',%'`,
      this.#me,
      `,${parts.join(',')},`,
    );
    if (mine !== parts.length) throw new StorageFault('another worker holds these stores now');
  }

  /** Takes part from now on. */
  start(): void {
    this.#turning = this.#turn()
      .catch((error: unknown) => this.#o.log?.('warn', 'the leases could not be looked at', { error: String(error) }))
      .finally(() => {
        if (!this.#stopped) this.#cancel = this.#o.after(this.#o.ttl / 4, () => this.start());
      });
  }

  /** Gives everything back at once, so that nobody has to wait for it. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#turning;
    const me = this.#me;
    await this.#o.db
      .transaction(async (tx) => {
        await tx.run("UPDATE lease SET holder = '' WHERE holder = $1", me);
        await tx.run('DELETE FROM worker WHERE id = $1', me);
      })
      .catch(() => undefined);
    this.#held = new Set();
  }

  async #turn(): Promise<void> {
    const { db, log } = this.#o;
    const workers = await this.#beat();
    for (const dead of this.#stillOnes(workers)) {
      if (await db.transaction((tx) => strikeOff(tx, dead))) log?.('warn', 'a worker is gone', { worker: dead.id });
    }
    const held = new Set(await db.transaction((tx) => this.#share(tx)));
    const gained = [...held].filter((part) => !this.#held.has(part));
    const isChanged = gained.length > 0 || held.size !== this.#held.size;
    this.#held = held;
    if (isChanged && !this.#stopped) this.#o.onHeld(held, gained);
  }

  /** Says that this worker lives; one that was struck off begins anew. */
  async #beat(): Promise<WorkerRow[]> {
    const { db, newId, now } = this.#o;
    if ((await db.run('UPDATE worker SET beat = beat + 1 WHERE id = $1', this.#me)) === 0) {
      const me = newId();
      await db.run('INSERT INTO worker (id, started_at) VALUES ($1, $2)', me, now());
      this.#me = me;
    }
    return db.all<WorkerRow>('SELECT id, beat FROM worker');
  }

  #stillOnes(workers: readonly WorkerRow[]): WorkerRow[] {
    const now = this.#o.ticks();
    const ids = new Set(workers.map(({ id }) => id));
    for (const id of this.#seen.keys()) if (!ids.has(id)) this.#seen.delete(id);
    return workers.filter(({ id, beat }) => {
      const before = this.#seen.get(id);
      if (before?.beat !== beat) this.#seen.set(id, { beat, since: now });
      return id !== this.#me && before?.beat === beat && now - before.since >= this.#o.ttl;
    });
  }

  /** Takes what is free up to a fair share, and gives back what is more than that. */
  async #share(tx: Sql): Promise<string[]> {
    const workers = await tx.all<WorkerRow>('SELECT id, beat FROM worker');
    const leases = await tx.all<LeaseRow>('SELECT part, holder FROM lease ORDER BY part');
    const known = new Set(workers.map(({ id }) => id));
    const fair = Math.ceil(leases.length / Math.max(1, workers.length));
    const mine = leases.filter(({ holder }) => holder === this.#me);
    const free = leases.filter(({ holder }) => !known.has(holder));
    if (mine.length > fair) await hand(tx, mine.slice(fair), '');
    else if (mine.length < fair) await hand(tx, free.slice(0, fair - mine.length), this.#me);
    const held = await tx.all<LeaseRow>('SELECT part, holder FROM lease WHERE holder = $1', this.#me);
    return held.map(({ part }) => part);
  }
}

/** Gives parts to another holder, each only if it is still whose it was. */
async function hand(tx: Sql, leases: readonly LeaseRow[], to: string): Promise<void> {
  for (const { part, holder } of leases) {
    await tx.run('UPDATE lease SET holder = $2 WHERE part = $1 AND holder = $3', part, to, holder);
  }
}

/** Only when its beat is still the one that was seen; in the same transaction it loses all it held. */
async function strikeOff(tx: Sql, { id, beat }: WorkerRow): Promise<boolean> {
  if ((await tx.run('DELETE FROM worker WHERE id = $1 AND beat = $2', id, beat)) === 0) return false;
  await tx.run("UPDATE lease SET holder = '' WHERE holder = $1", id);
  return true;
}
