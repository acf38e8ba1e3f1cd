import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { features } from '../../cloud-relay/features/index.ts';
import { nodeCodec } from '../../cloud-relay/link/codec.ts';
import { Ingest } from '../../cloud-relay/link/ingest.ts';
import type { Database } from '../../cloud-relay/store/database.ts';
import { migrate, migrationsFolder } from '../../cloud-relay/store/migrate.ts';
import { PostgresDatabase } from '../../cloud-relay/store/postgres.ts';
import { openSqlite } from '../../cloud-relay/store/sqlite.ts';
import type { Surroundings, UplinkStore } from '../../hub/edges/relay/port.ts';
import { Uplink } from '../../hub/edges/relay/uplink.ts';
import { type PostgresRig, startPostgres } from '../rigs/postgres.ts';
import { needs } from '../rigs/require.ts';

export type StoreKind = 'SQLite' | 'PostgreSQL';
/** Both stores HQ can be kept in, or the one this machine has. */
export const storeKinds: StoreKind[] = needs('psql') ? ['SQLite', 'PostgreSQL'] : ['SQLite'];

/** Empty databases of either kind, for one file of tests. */
export class Stores {
  readonly #folder = mkdtempSync(join(tmpdir(), 'hq-stores-'));
  #rig: Promise<PostgresRig> | undefined;
  readonly #open: Database[] = [];
  #count = 0;

  postgres(): Promise<PostgresRig> {
    this.#rig ??= startPostgres();
    return this.#rig;
  }
  /** Where the next database of this kind is: a file or a URL. */
  async place(kind: StoreKind): Promise<string> {
    this.#count += 1;
    if (kind === 'SQLite') return join(this.#folder, `${this.#count}.db`);
    return (await this.postgres()).database(`t${this.#count}`);
  }
  async bare(kind: StoreKind, place?: string): Promise<Database> {
    const at = place ?? (await this.place(kind));
    const db = kind === 'SQLite' ? openSqlite(at) : await openPostgres(at);
    this.#open.push(db);
    return db;
  }
  async migrated(kind: StoreKind, place?: string): Promise<Database> {
    const db = await this.bare(kind, place);
    await migrate(db, shipped(kind));
    return db;
  }
  async close(): Promise<void> {
    for (const db of this.#open) await db.close().catch(() => undefined);
    await this.#rig?.then((rig) => rig.close());
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

export const shipped = (kind: StoreKind): string => migrationsFolder(kind === 'SQLite' ? 'sqlite' : 'postgres');

export const openPostgres = (url: string): Promise<PostgresDatabase> =>
  PostgresDatabase.open({ url, idleLimit: 5000, onTrouble: () => {} });

const clock = {
  now: () => Date.now(),
  ticks: () => performance.now(),
  after: (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

export interface StraightLine {
  readonly ingest: Ingest;
  readonly uplink: Uplink;
  /** Resolves when HQ has all the store has. */
  drained(): Promise<void>;
  stop(): Promise<void>;
}

/** A store and HQ in one process with nothing between them, over any database, on the machine's clock. */
export async function straightLine(
  db: Database,
  store: UplinkStore,
  name = 's1',
  tuning = {},
  surroundings?: () => Surroundings,
): Promise<StraightLine> {
  let hear: (bytes: Uint8Array) => void = () => {};
  let ids = 0;
  const said: string[] = [];
  const newId = (): string => {
    ids += 1;
    return `${name}-${store.epochs().length}-${ids}`;
  };
  const ingest = await Ingest.open({
    db,
    features,
    clock,
    codec: nodeCodec,
    newId,
    send: (_store, bytes) => void setImmediate(() => hear(bytes)),
    soon: (run) => void setImmediate(run),
    log: (_level, message, facts) => void said.push(`${message} ${JSON.stringify(facts)}`),
  });
  const looked = surroundings === undefined ? {} : { surroundings };
  const transport = {
    send: (bytes: Uint8Array) => void ingest.receive(name, bytes),
    onMessage: (listener: (bytes: Uint8Array) => void) => {
      hear = listener;
    },
    onUp: (listener: () => void) => void setImmediate(listener),
    onDown: () => {},
    start: () => {},
    stop: async () => {},
  };
  const uplink = new Uplink({ store, transport, clock, codec: nodeCodec, newId, software: 'test', tuning, ...looked });
  uplink.start();
  const drained = async (): Promise<void> => {
    for (const end = Date.now() + 20_000; !uplink.view().connected || uplink.view().pending > 0; ) {
      if (Date.now() > end) throw new Error(`HQ never had it all; it said ${said.slice(-3).join('; ')}`);
      await new Promise((done) => setTimeout(done, 5));
    }
  };
  const stop = async (): Promise<void> => {
    await uplink.stop();
    await ingest.stop();
  };
  return { ingest, uplink, drained, stop };
}

/** A store with an empty journal, in memory. */
export const emptyDisk = (): SQLite.Database => new SQLite(':memory:');
