import type { Entry } from '../contract/journal.ts';
import { readEntries } from '../core/spine.ts';
import type { Sql } from '../core/sql.ts';

/** One start of the hub: its entries stand at positions `first` to `last`, so their seq is position - first + 1. */
export interface EpochSpan {
  readonly epoch: string;
  readonly first: number;
  readonly last: number;
}

/** Looking into the journal, by anyone, at any time. */
export interface Journal {
  head(): number;
  entries(from: number, limit: number): Entry[];
  epochs(): EpochSpan[];
}

export function journalOf(sql: Sql): Journal {
  const head = (): number =>
    sql.get<{ head: number }>('SELECT coalesce(max(position), 0) AS head FROM journal')?.head ?? 0;
  return {
    head,
    entries: (from, limit) => readEntries(sql, from, from + limit - 1),
    epochs: () => {
      const rows = sql.all<{ epoch: string; first: number }>('SELECT epoch, first FROM epoch ORDER BY ordinal');
      const end = head();
      return rows.map((row, i) => ({ ...row, last: (rows[i + 1]?.first ?? end + 1) - 1 }));
    },
  };
}

/** Opens a new epoch. Every start of the hub does: after a restore, old and new entries can then never be confused. */
export function mintEpoch(sql: Sql, epoch: string, at: number): void {
  const first = journalOf(sql).head() + 1;
  sql.run('INSERT INTO epoch (epoch, first, at) VALUES (?, ?, ?)', epoch, first, at);
}
