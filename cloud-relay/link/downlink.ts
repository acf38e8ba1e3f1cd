import type { Instruct } from '../../hub/contract/uplink.ts';
import { nextWaiting, storesWaiting } from '../features/instructions/tables.ts';
import type { Database } from '../store/database.ts';
import type { RelayClock } from './ingest.ts';

interface Sent {
  readonly id: string;
  readonly tries: number;
  readonly due: number;
}

/**
 * Tells each store the oldest thing HQ wants of it, again and again until the store has answered. What was sent is only
 * a hint in memory; the table is what is waited for.
 */
export class Downlink {
  readonly #db: Database;
  readonly #clock: RelayClock;
  readonly #isOurs: (store: string) => boolean;
  readonly #tell: (store: string, message: Instruct) => void;
  readonly #sent = new Map<string, Sent>();
  #cancel: (() => void) | undefined;

  /** @param isOurs whether this worker is the one that repeats what a store has not answered */
  constructor(
    db: Database,
    clock: RelayClock,
    isOurs: (store: string) => boolean,
    tell: (store: string, message: Instruct) => void,
  ) {
    this.#db = db;
    this.#clock = clock;
    this.#isOurs = isOurs;
    this.#tell = tell;
  }

  start(): void {
    this.#cancel = this.#clock.after(2000, () => {
      this.sweep()
        .catch(() => undefined)
        .finally(() => this.start());
    });
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  /** Sends again what no store has answered for a while. */
  async sweep(): Promise<void> {
    for (const store of await storesWaiting(this.#db)) if (this.#isOurs(store)) await this.next(store, false);
  }

  /** @param isNews whether there is a reason to send now: a hello, an answer, a new instruction */
  async next(store: string, isNews: boolean): Promise<void> {
    const waiting = await nextWaiting(this.#db, store);
    if (waiting === undefined) {
      this.#sent.delete(store);
      return;
    }
    const now = this.#clock.now();
    const before = this.#sent.get(store);
    const isSame = before?.id === waiting.id;
    if (isSame && !isNews && before.due > now) return;
    const tries = isSame ? before.tries + 1 : 1;
    this.#sent.set(store, { id: waiting.id, tries, due: now + Math.min(30_000, 1000 * 2 ** Math.min(tries, 6)) });
    this.#tell(store, {
      v: 1,
      t: 'instruct',
      id: waiting.id,
      seq: waiting.seq,
      type: waiting.type,
      body: JSON.parse(waiting.body),
      by: waiting.made_by,
      expires: waiting.expires_at,
      now,
    });
  }
}
