import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Connection } from './open.ts';

interface Migration {
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

/** A store this program must not touch; the sentence says what to do. */
export class StoreRefused extends Error {}

/**
 * Brings a store to this program's schema: numbered files, each in one transaction with its bookkeeping row.
 * @throws {StoreRefused} when the store comes from a newer program or its history was altered
 */
export function migrate(store: Connection, folder: string = migrationsFolder()): string[] {
  store.raw.exec(
    'CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, checksum TEXT NOT NULL, at TEXT NOT NULL) STRICT',
  );
  const wanted = readMigrations(folder);
  const applied = store.all<{ name: string; checksum: string }>('SELECT name, checksum FROM migration ORDER BY name');
  for (const [i, row] of applied.entries()) {
    const known = wanted[i];
    if (!known || known.name !== row.name)
      throw new StoreRefused(
        `This shop's data was written by a newer Tillside (it knows ${row.name}). Start the newer version, or restore a backup made by this one.`,
      );
    if (known.checksum !== row.checksum)
      throw new StoreRefused(
        `The history of this shop's data does not fit this program (${row.name} differs). Restore a backup, or reinstall the version that wrote it.`,
      );
  }
  const news = wanted.slice(applied.length);
  for (const migration of news) {
    store.begin();
    try {
      store.raw.exec(migration.text);
      store.run(
        "INSERT INTO migration (name, checksum, at) VALUES (?, ?, datetime('now'))",
        migration.name,
        migration.checksum,
      );
      store.commit();
    } catch (error) {
      store.rollback();
      throw new Error(`migration ${migration.name} failed`, { cause: error });
    }
  }
  return news.map((m) => m.name);
}

/** The schema as it stands after all migrations, in one readable text: compared with `schema.sql` by a test. */
export function schemaText(store: Connection): string {
  const rows = store.all<{ sql: string }>(
    "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
  );
  return `${rows.map((row) => `${row.sql};`).join('\n')}\n`;
}

/** Beside this file in the sources; the build copies no SQL, so a built program looks there too. */
function migrationsFolder(): string {
  const beside = new URL('./migrations/', import.meta.url);
  if (existsSync(beside)) return fileURLToPath(beside);
  return fileURLToPath(new URL('../../../hub/store/migrations/', import.meta.url));
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(`${folder}/${name}`, 'utf8');
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
    });
}
