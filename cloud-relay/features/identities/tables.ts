import type { IdentityView, Reasoned } from '../../contract/identities.ts';
import type { Sql } from '../../store/database.ts';
import { type Credential, endedByNew } from './rules.ts';

interface Row {
  token_sha256: string;
  made_by: string;
  made_at: number;
  ended_at: number | null;
}

/** The digests by which a store may show who it is now. */
export async function validDigests(sql: Sql, store: string): Promise<Credential[]> {
  return sql.all<Credential>(
    `SELECT token_sha256 AS digest, made_at AS "madeAt" FROM credential WHERE store = $1 AND ended_at IS NULL`,
    store,
  );
}

/** Keeps a new digest; the older ones beyond one end. @returns how many are valid now */
export async function keepCredential(
  sql: Sql,
  store: string,
  made: { digest: string; by: string; at: number },
): Promise<number> {
  const valid = await validDigests(sql, store);
  const ended = endedByNew(valid);
  for (const digest of ended) {
    await sql.run('UPDATE credential SET ended_at = $3 WHERE store = $1 AND token_sha256 = $2', store, digest, made.at);
  }
  await sql.run(
    'INSERT INTO credential (store, token_sha256, made_by, made_at) VALUES ($1, $2, $3, $4)',
    store,
    made.digest,
    made.by,
    made.at,
  );
  return valid.length - ended.length + 1;
}

export async function deny(sql: Sql, store: string, { by, reason }: Reasoned, now: number): Promise<void> {
  await sql.run(
    `INSERT INTO denial (store, reason, made_by, made_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (store) DO UPDATE SET reason = excluded.reason, made_by = excluded.made_by, made_at = excluded.made_at`,
    store,
    reason,
    by,
    now,
  );
}

/** @returns whether the store had been denied */
export async function allow(sql: Sql, store: string): Promise<boolean> {
  return (await sql.run('DELETE FROM denial WHERE store = $1', store)) > 0;
}

export async function isDenied(sql: Sql, store: string): Promise<boolean> {
  return (await sql.all('SELECT 1 AS denied FROM denial WHERE store = $1', store)).length > 0;
}

/** All that are not let in: few, and asked for with every group, since a broker of one's own may still let them in. */
export async function deniedStores(sql: Sql): Promise<string[]> {
  const rows = await sql.all<{ store: string }>('SELECT store FROM denial');
  return rows.map(({ store }) => store);
}

export async function identityOf(sql: Sql, store: string): Promise<IdentityView> {
  const rows = await sql.all<Row>(
    'SELECT token_sha256, made_by, made_at, ended_at FROM credential WHERE store = $1 ORDER BY made_at DESC LIMIT 20',
    store,
  );
  const [denied] = await sql.all<{ reason: string; by: string; at: number }>(
    'SELECT reason, made_by AS "by", made_at AS "at" FROM denial WHERE store = $1',
    store,
  );
  return {
    store,
    credentials: rows.map((row) => ({
      fingerprint: row.token_sha256.slice(0, 12),
      madeBy: row.made_by,
      madeAt: row.made_at,
      ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
    })),
    ...(denied === undefined ? {} : { denied }),
  };
}
