import type { AsideView } from '../../contract/repairs.ts';
import type { Sql } from '../../store/database.ts';

interface Row extends Omit<AsideView, 'settledBy' | 'settledWhy' | 'settledAt'> {
  settledBy: string | null;
  settledWhy: string | null;
  settledAt: number | null;
}

const columns = `epoch, seq, position, type, reason, raw, received_at AS "receivedAt", state,
  settled_by AS "settledBy", settled_why AS "settledWhy", settled_at AS "settledAt"`;

/** Entries put aside, those that wait for somebody first, then the newest; at most 500. */
export async function asideOf(sql: Sql, store: string): Promise<AsideView[]> {
  const rows = await sql.all<Row>(
    `SELECT ${columns} FROM quarantine WHERE store = $1
     ORDER BY CASE WHEN state = 'waiting' THEN 0 ELSE 1 END, received_at DESC, position DESC LIMIT 500`,
    store,
  );
  return rows.map(viewOf);
}

export async function oneAside(sql: Sql, store: string, epoch: string, seq: number): Promise<AsideView | undefined> {
  const [row] = await sql.all<Row>(
    `SELECT ${columns} FROM quarantine WHERE store = $1 AND epoch = $2 AND seq = $3`,
    store,
    epoch,
    seq,
  );
  return row && viewOf(row);
}

function viewOf({ settledBy, settledWhy, settledAt, ...row }: Row): AsideView {
  return {
    ...row,
    ...(settledBy === null ? {} : { settledBy }),
    ...(settledWhy === null ? {} : { settledWhy }),
    ...(settledAt === null ? {} : { settledAt }),
  };
}

/** Settles an entry once: whoever comes second changes nothing. @returns whether it was still waiting */
export async function settleAside(
  sql: Sql,
  at: { store: string; epoch: string; seq: number },
  how: { state: 'resent' | 'skipped'; by: string; reason: string; edited?: string; now: number },
): Promise<boolean> {
  const changed = await sql.run(
    `UPDATE quarantine SET state = $4, settled_by = $5, settled_why = $6, settled_at = $7, edited = $8
     WHERE store = $1 AND epoch = $2 AND seq = $3 AND state = 'waiting'`,
    at.store,
    at.epoch,
    at.seq,
    how.state,
    how.by,
    how.reason,
    how.now,
    how.edited ?? null,
  );
  return changed === 1;
}
