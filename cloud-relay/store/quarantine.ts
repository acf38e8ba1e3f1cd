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

/** Entries that wait for somebody to settle them. */
export async function countAside(sql: Sql, store: string): Promise<number> {
  const [row] = await sql.all<{ n: number }>(
    "SELECT count(*) AS n FROM quarantine WHERE store = $1 AND state = 'waiting'",
    store,
  );
  return row?.n ?? 0;
}
