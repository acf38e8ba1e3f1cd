import type { LinkEntry } from '../../hub/contract/uplink.ts';
import type { Sql, SqlValue } from './database.ts';

/** An entry with its name (`epoch`, `seq`) and its place in the store's journal. */
export interface Placed {
  readonly epoch: string;
  readonly seq: number;
  readonly position: number;
  readonly entry: LinkEntry;
}

/** Keeps entries for ever; the same name twice is an error, because the cursor above must have stopped it. */
export async function keepEntries(sql: Sql, store: string, placed: readonly Placed[], now: number): Promise<void> {
  await sql.each(
    `INSERT INTO entry (store, epoch, seq, position, type, at, business_date, actor, command, data, received_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    placed.map(({ epoch, seq, position, entry }): SqlValue[] => [
      store,
      epoch,
      seq,
      position,
      entry.type,
      entry.at,
      entry.businessDate,
      JSON.stringify(entry.actor),
      entry.command,
      JSON.stringify(entry.data ?? null),
      now,
    ]),
  );
}
