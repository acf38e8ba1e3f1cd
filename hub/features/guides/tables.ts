import type { Guide } from '../../contract/guides.ts';
import type { Sql } from '../../core/sql.ts';

export function guideFact(sql: Sql, body: { guide: string }): Guide | undefined {
  const row = sql.get<{ details: string }>('SELECT details FROM guide WHERE guide = ?', body.guide);
  return row && (JSON.parse(row.details) as Guide);
}

export function applySet(sql: Sql, data: Guide): void {
  sql.run(
    'INSERT INTO guide (guide, details) VALUES (?, ?) ON CONFLICT (guide) DO UPDATE SET details = excluded.details',
    data.guide,
    JSON.stringify(data),
  );
  sql.run('DELETE FROM guide_kind WHERE guide = ?', data.guide);
  for (const kind of data.kinds ?? [])
    sql.run('INSERT OR IGNORE INTO guide_kind (kind, guide) VALUES (?, ?)', kind, data.guide);
}
export function applyRemoved(sql: Sql, data: { guide: string }): void {
  sql.run('DELETE FROM guide WHERE guide = ?', data.guide);
  sql.run('DELETE FROM guide_kind WHERE guide = ?', data.guide);
}

export function allGuides(sql: Sql): Guide[] {
  return sql
    .all<{ details: string }>('SELECT details FROM guide ORDER BY guide')
    .map(({ details }) => JSON.parse(details) as Guide);
}

/** The know-how that goes with a task: the one it names, else the first for its kind. */
export function guideFor(sql: Sql, task: { guide?: string; kind: string }): Guide | undefined {
  const named = task.guide === undefined ? undefined : guideFact(sql, { guide: task.guide });
  if (named) return named;
  const first = sql.get<{ guide: string }>(
    'SELECT guide FROM guide_kind WHERE kind = ? ORDER BY guide LIMIT 1',
    task.kind,
  );
  return first && guideFact(sql, first);
}
