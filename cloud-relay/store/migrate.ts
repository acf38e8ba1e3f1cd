import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Database } from './database.ts';

interface Migration {
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

/** A store this program must not touch; the sentence says what to do. */
export class StoreRefused extends Error {}

/**
 * Brings HQ's store to this program's schema: numbered files, each in a transaction of its own with its checksum.
 * @throws {StoreRefused} when the store comes from a newer program or its history was altered
 */
export async function migrate(db: Database, folder: string = migrationsFolder('sqlite'), now = 0): Promise<string[]> {
  await db.run(
    'CREATE TABLE IF NOT EXISTS migration (name TEXT PRIMARY KEY, checksum TEXT NOT NULL, at BIGINT NOT NULL)',
  );
  const wanted = readMigrations(folder);
  const applied = await db.all<{ name: string; checksum: string }>(
    'SELECT name, checksum FROM migration ORDER BY name',
  );
  for (const [at, row] of applied.entries()) {
    const known = wanted[at];
    if (known?.name !== row.name) {
      throw new StoreRefused(
        `HQ's data was written by a newer Tillside (it knows ${row.name}). Start the newer version.`,
      );
    }
    if (known.checksum !== row.checksum) {
      throw new StoreRefused(
        `The history of HQ's data does not fit this program (${row.name} differs). Reinstall the version that wrote it.`,
      );
    }
  }
  const news = wanted.slice(applied.length);
  for (const { name, text, checksum } of news) {
    await db.transaction(async (tx) => {
      for (const statement of text.split(/;\s*$/m).filter((part) => part.trim() !== '')) await tx.run(statement);
      await tx.run('INSERT INTO migration (name, checksum, at) VALUES ($1, $2, $3)', name, checksum, now);
    });
  }
  return news.map(({ name }) => name);
}

/** Beside this file in the sources; the build copies no SQL, so a built program looks there too. */
export function migrationsFolder(kind: 'sqlite' | 'postgres'): string {
  const name = kind === 'sqlite' ? 'migrations' : 'migrations-postgres';
  const beside = fileURLToPath(new URL(`./${name}/`, import.meta.url));
  return existsSync(beside) ? beside : fileURLToPath(new URL(`../../../cloud-relay/store/${name}/`, import.meta.url));
}

function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  return names.sort().map((name) => {
    const text = readFileSync(`${folder}/${name}`, 'utf8');
    return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
  });
}
