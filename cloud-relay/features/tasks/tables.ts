import type { StoreTasks } from '../../contract/stores.ts';
import type { Take } from '../../feature.ts';
import type { Sql } from '../../store/database.ts';
import { wordOf } from './rules.ts';

/** Each side of a task (state, quantity, who) moves only to a later word, so that words may come in any order. */
export const takeTask: Take = async (tx, { store, rank, entry }) => {
  const word = wordOf(entry.type, entry.data, entry.at);
  await tx.run(
    `INSERT INTO task (store, task, changed_at) VALUES ($1, $2, $3) ON CONFLICT (store, task)
     DO UPDATE SET changed_at = excluded.changed_at WHERE task.changed_at < excluded.changed_at`,
    store,
    word.task,
    entry.at,
  );
  if (word.opened !== undefined) {
    const { number, gtin, at } = word.opened;
    await tx.run(
      'UPDATE task SET number = $3, gtin = $4, opened_at = $5 WHERE store = $1 AND task = $2',
      store,
      word.task,
      number,
      gtin,
      at,
    );
  }
  if (word.quantity !== undefined) {
    await tx.run(
      'UPDATE task SET quantity = $3, quantity_rank = $4 WHERE store = $1 AND task = $2 AND quantity_rank < $4',
      store,
      word.task,
      word.quantity,
      rank,
    );
  }
  if (word.state !== undefined) {
    await tx.run(
      'UPDATE task SET state = $3, state_rank = $4 WHERE store = $1 AND task = $2 AND state_rank < $4',
      store,
      word.task,
      word.state,
      rank,
    );
  }
  if (word.staff !== undefined) {
    await tx.run(
      'UPDATE task SET staff = $3, staff_rank = $4 WHERE store = $1 AND task = $2 AND staff_rank < $4',
      store,
      word.task,
      word.staff,
      rank,
    );
  }
};

interface Row {
  task: string;
  number: number;
  state: string;
  gtin: string;
  name_zh: string | null;
  name_en: string | null;
  quantity: number | null;
  opened_at: number;
  changed_at: number;
  staff: string | null;
}

/** Tasks of a store, the newest first; of a task whose opening has not arrived yet nothing is shown. */
export async function tasksOf(sql: Sql, store: string, state: string, limit: number): Promise<StoreTasks> {
  const [about] = await sql.all<{ as_of: number | null }>('SELECT as_of FROM store WHERE name = $1', store);
  const rows = await sql.all<Row>(
    `SELECT t.task, t.number, t.state, t.gtin, i.name_zh, i.name_en, t.quantity, t.opened_at, t.changed_at, t.staff
     FROM task t LEFT JOIN item i ON i.store = t.store AND i.gtin = t.gtin
     WHERE t.store = $1 AND t.number IS NOT NULL AND t.state IS NOT NULL
       AND ($2 = '' OR t.state = $2 OR ($2 = 'open' AND t.state IN ('needs-action', 'in-process')))
     ORDER BY t.opened_at DESC, t.number DESC LIMIT $3`,
    store,
    state,
    limit,
  );
  const asOf = about?.as_of ?? null;
  return { store, ...(asOf === null ? {} : { asOf }), tasks: rows.map(viewOf) };
}

function viewOf(row: Row): StoreTasks['tasks'][number] {
  return {
    task: row.task,
    number: row.number,
    state: row.state,
    gtin: row.gtin,
    nameZh: row.name_zh ?? row.gtin,
    nameEn: row.name_en ?? row.gtin,
    quantity: row.quantity ?? 0,
    openedAt: row.opened_at,
    changedAt: row.changed_at,
    ...(row.staff === null ? {} : { staff: row.staff }),
  };
}
