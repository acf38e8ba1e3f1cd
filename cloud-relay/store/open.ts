import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from './database.ts';
import { lockFolder } from './lock.ts';
import { migrate, migrationsFolder } from './migrate.ts';
import { makeMonths } from './months.ts';
import { openSqlite } from './sqlite.ts';

export interface StoreSettings {
  readonly dataDir: string;
  /** `postgres://…`, or nothing for a file in the data folder. */
  readonly url?: string;
  readonly password?: string;
  readonly idleLimit: number;
  readonly onTrouble: (error: Error) => void;
}

/** HQ's store, migrated. `isShared` when other workers may have it open too. */
export interface OpenStore {
  readonly db: Database;
  readonly isShared: boolean;
  /** What is to be done now and then. */
  readonly tend: (now: number) => Promise<void>;
  close(): Promise<void>;
}

/** Opens the store the settings name, and brings it to this program's schema. */
export async function openStore(settings: StoreSettings, now: number): Promise<OpenStore> {
  const { url, dataDir } = settings;
  if (url !== undefined) return openShared({ ...settings, url }, now);
  mkdirSync(dataDir, { recursive: true });
  const lock = lockFolder(join(dataDir, 'hq.lock'));
  const db = openSqlite(join(dataDir, 'hq.db'));
  await migrate(db, migrationsFolder('sqlite'), now);
  const close = async (): Promise<void> => {
    await db.close();
    lock.release();
  };
  return { db, isShared: false, tend: async () => {}, close };
}

async function openShared(settings: StoreSettings & { url: string }, now: number): Promise<OpenStore> {
  // Loaded only here: a relay with its store in a file starts without the client library.
  const { PostgresDatabase } = await import('./postgres.ts');
  const db = await PostgresDatabase.open(settings);
  const tend = async (at: number): Promise<void> => {
    await db.alone(() => makeMonths(db, at));
  };
  await db.alone(() => migrate(db, migrationsFolder('postgres'), now));
  await tend(now);
  return { db, isShared: true, tend, close: () => db.close() };
}
