import type { Database, Sql } from './database.ts';

/** HQ's incarnation: the life of this database. Every mark is given in its name. */
export async function incarnationOf(sql: Sql): Promise<string | undefined> {
  const [row] = await sql.all<{ value: string }>("SELECT value FROM hq WHERE key = 'incarnation'");
  return row?.value;
}

/** A new incarnation: for a new database, and for one found to have been restored from a backup. */
export async function mintIncarnation(sql: Sql, fresh: string): Promise<string> {
  await sql.run(
    `INSERT INTO hq (key, value) VALUES ('incarnation', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    fresh,
  );
  return fresh;
}

/** The incarnation of this store; of several workers that open a new one at once, one mints it for all. */
export async function openIncarnation(db: Database, newId: () => string): Promise<string> {
  const known = await incarnationOf(db);
  if (known !== undefined) return known;
  const fresh = newId();
  await db.run(`INSERT INTO hq (key, value) VALUES ('incarnation', $1) ON CONFLICT (key) DO NOTHING`, fresh);
  return (await incarnationOf(db)) ?? fresh;
}
