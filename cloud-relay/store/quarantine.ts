import type { Sql } from './database.ts';

export interface AsideRow {
  epoch: string;
  seq: number;
  position: number;
  type: string;
  reason: string;
  raw: string;
  receivedAt: number;
}

/** Puts an entry aside, as it came. */
export async function putAside(sql: Sql, store: string, row: AsideRow): Promise<void> {
  await sql.run(
    `INSERT INTO quarantine (store, epoch, seq, position, type, reason, raw, received_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (store, epoch, seq) DO NOTHING`,
    store,
    row.epoch,
    row.seq,
    row.position,
    row.type,
    row.reason,
    row.raw,
    row.receivedAt,
  );
}

/** The newest entries put aside, at most 500. */
export function asideOf(sql: Sql, store: string): Promise<AsideRow[]> {
  return sql.all<AsideRow>(
    `SELECT epoch, seq, position, type, reason, raw, received_at AS "receivedAt" FROM quarantine
     WHERE store = $1 ORDER BY received_at DESC, position DESC LIMIT 500`,
    store,
  );
}

export async function countAside(sql: Sql, store: string): Promise<number> {
  const [row] = await sql.all<{ n: number }>(
    "SELECT count(*) AS n FROM quarantine WHERE store = $1 AND state = 'waiting'",
    store,
  );
  return row?.n ?? 0;
}
