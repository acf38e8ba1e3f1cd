import type { StoreTasks } from '../../contract/stores.ts';
import { newestOf, type Take } from '../../feature.ts';
import type { Sql } from '../../store/database.ts';
import { type TaskWord, wordOf } from './rules.ts';

interface Word extends TaskWord {
  readonly store: string;
  readonly rank: number;
  readonly at: number;
}
type Side = 'quantity' | 'state' | 'staff';

/** Each side of a task (state, quantity, who) moves only to a later word, so that words may come in any order. */
export const takeTask: Take = async (tx, arrived) => {
  const words = arrived.map(
    ({ store, rank, entry }): Word => ({
      store,
      rank,
      at: entry.at,
      ...wordOf(entry.type, entry.data, entry.at),
    }),
  );
  await tx.each(
    `INSERT INTO task (store, task, changed_at) VALUES ($1, $2, $3) ON CONFLICT (store, task)
     DO UPDATE SET changed_at = excluded.changed_at WHERE task.changed_at < excluded.changed_at`,
    newestOf(words, taskOf, ({ at }) => at).map(({ store, task, at }) => [store, task, at]),
  );
  const opened = newestOf(
    words.filter((word) => word.opened !== undefined),
    taskOf,
    ({ rank }) => rank,
  );
  await tx.each(
    `INSERT INTO task (store, task, changed_at, number, gtin, opened_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (store, task) DO UPDATE
     SET number = excluded.number, gtin = excluded.gtin, opened_at = excluded.opened_at`,
    opened.map(({ store, task, at, opened: about }) => [
      store,
      task,
      at,
      about?.number ?? null,
      about?.gtin ?? null,
      about?.at ?? null,
    ]),
  );
  for (const side of ['quantity', 'state', 'staff'] as const) await takeSide(tx, words, side);
};

const taskOf = ({ task }: TaskWord): string => task;

async function takeSide(tx: Sql, words: readonly Word[], side: Side): Promise<void> {
  const spoken = words.filter((word) => word[side] !== undefined);
  await tx.each(
    `INSERT INTO task (store, task, changed_at, ${side}, ${side}_rank) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (store, task) DO UPDATE SET ${side} = excluded.${side}, ${side}_rank = excluded.${side}_rank
     WHERE task.${side}_rank < excluded.${side}_rank`,
    newestOf(spoken, taskOf, ({ rank }) => rank).map((word) => [
      word.store,
      word.task,
      word.at,
      word[side] ?? null,
      word.rank,
    ]),
  );
}

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
