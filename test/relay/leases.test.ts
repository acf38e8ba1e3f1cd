import { afterAll, describe, expect, test } from 'vitest';
import { Leases } from '../../cloud-relay/link/leases.ts';
import { type Database, StorageFault } from '../../cloud-relay/store/database.ts';
import { partitionOf } from '../../hub/contract/uplink.ts';
import { Stores, storeKinds } from './both-stores.ts';

const stores = new Stores();
afterAll(() => stores.close());

/** Workers over one store, on ticks that only the test moves: every `turn` lets each live one look once. */
class Workers {
  ticks = 0;
  readonly #db: Database;
  readonly #due = new Map<Leases, () => void>();
  readonly gained = new Map<Leases, string[]>();
  #ids = 0;

  constructor(db: Database) {
    this.#db = db;
  }
  async join(): Promise<Leases> {
    const worker: Leases = new Leases({
      db: this.#db,
      newId: () => {
        this.#ids += 1;
        return `w${this.#ids}`;
      },
      now: () => 0,
      ticks: () => this.ticks,
      after: (_ms, run) => {
        this.#due.set(worker, run);
        return () => this.#due.delete(worker);
      },
      ttl: 1000,
      onHeld: (_held, gained) => this.gained.set(worker, [...(this.gained.get(worker) ?? []), ...gained]),
    });
    worker.start();
    await this.#settled(worker);
    return worker;
  }
  /** A worker that is killed, or stands still. */
  still(worker: Leases): () => void {
    const run = this.#due.get(worker) ?? (() => {});
    this.#due.delete(worker);
    return run;
  }
  async #settled(worker: Leases): Promise<void> {
    while (!this.#due.has(worker)) await new Promise((done) => setTimeout(done, 2));
  }
  async turn(times = 1): Promise<void> {
    for (let at = 0; at < times; at += 1) {
      this.ticks += 250;
      for (const [worker, run] of [...this.#due]) {
        this.#due.delete(worker);
        run();
        await this.#settled(worker);
      }
    }
  }
}
const sizes = (workers: readonly Leases[]): number[] => workers.map(({ held }) => held.size);
const write = (db: Database, worker: Leases, store: string): Promise<void> =>
  db.transaction((tx) => worker.guard(tx, [store]));

describe.each(storeKinds)('leases in %s', (kind) => {
  test('workers share the partitions out evenly, and what one gives up another has at once', async () => {
    const workers = new Workers(await stores.migrated(kind));
    const all = [await workers.join()];
    expect(sizes(all)).toEqual([64]);
    all.push(await workers.join(), await workers.join());
    await workers.turn(3);
    expect(sizes(all)).toEqual([22, 22, 20]);
    expect(new Set(all.flatMap(({ held }) => [...held])).size).toBe(64);
    await all[0]?.stop();
    await workers.turn(2);
    expect(sizes(all)).toEqual([0, 32, 32]);
  });

  test('a dead worker is struck off after its time and not before; one that was only slow writes nothing more', async () => {
    const db = await stores.migrated(kind);
    const workers = new Workers(db);
    const [one, two] = [await workers.join(), await workers.join()];
    await workers.turn(2);
    expect(sizes([one, two])).toEqual([32, 32]);
    const store =
      Array.from({ length: 200 }, (_, at) => `s${at}`).find((name) => one.held.has(partitionOf(name))) ?? '';
    await write(db, one, store);
    await expect(write(db, two, store)).rejects.toBeInstanceOf(StorageFault);
    const wake = workers.still(one);
    await workers.turn(3);
    expect(sizes([two])).toEqual([32]);
    await workers.turn(2);
    expect(sizes([two])).toEqual([64]);
    expect(workers.gained.get(two)).toContain(partitionOf(store));
    // It still believes that it holds them; the store knows better.
    expect(one.holds(store)).toBe(true);
    await expect(write(db, one, store)).rejects.toBeInstanceOf(StorageFault);
    await write(db, two, store);
    wake();
    await workers.turn(3);
    expect(sizes([one, two])).toEqual([32, 32]);
  });
});
