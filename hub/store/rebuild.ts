import { createHash } from 'node:crypto';
import type { RuleBook } from '../core/rule-book.ts';
import { replay } from '../core/spine.ts';
import type { Sql } from '../core/sql.ts';
import { migrate } from './migrate.ts';
import { openMemory } from './open.ts';

export interface Drift {
  readonly table: string;
  readonly live: string;
  readonly rebuilt: string;
}

/** One digest per projection: all rows in the order of all columns, so that equal tables have equal digests. */
export function digests(sql: Sql, book: RuleBook): Map<string, string> {
  const result = new Map<string, string>();
  for (const table of book.features.flatMap((f) => f.tables)) {
    const columns = sql
      .all<{ name: string }>(`SELECT name FROM pragma_table_info('${table}')`)
      .map((c) => `"${c.name}"`);
    const hash = createHash('sha256');
    for (const row of sql.all<object>(`SELECT ${columns} FROM "${table}" ORDER BY ${columns}`))
      hash.update(JSON.stringify(row));
    result.set(table, hash.digest('hex'));
  }
  return result;
}

/**
 * Builds every projection anew from the journal, beside the live ones, and compares.
 * @returns the tables that differ; none is what must come out
 */
export function checkRebuild(live: Sql, book: RuleBook): { entries: number; tables: number; drift: Drift[] } {
  const fresh = openMemory();
  try {
    migrate(fresh);
    const entries = replay(live, fresh, book);
    const rebuilt = digests(fresh, book);
    const standing = digests(live, book);
    const drift = [...standing]
      .filter(([table, digest]) => rebuilt.get(table) !== digest)
      .map(([table, digest]) => ({ table, live: digest, rebuilt: rebuilt.get(table) ?? '' }));
    return { entries, tables: standing.size, drift };
  } finally {
    fresh.close();
  }
}
