import type { Tip } from '../../../hub/contract/uplink.ts';
import type { StoreView } from '../../contract/stores.ts';
import type { Sql } from '../../store/database.ts';
import type { Cursor, StoreFacts } from './rules.ts';

/** A store is online while it says something at least every third beacon. */
const silentAfter = 95_000;

export async function storeFacts(sql: Sql, store: string): Promise<StoreFacts | undefined> {
  const [row] = await sql.all<{ epoch: string | null; line: number }>(
    'SELECT epoch, line FROM store WHERE name = $1',
    store,
  );
  if (row === undefined) return undefined;
  const cursors = await sql.all<Omit<Cursor, 'orphan'> & { orphan: number }>(
    'SELECT epoch, first, told, mark, line, orphan FROM epoch WHERE store = $1 ORDER BY first, told',
    store,
  );
  return { ...row, cursors: cursors.map((cursor) => ({ ...cursor, orphan: cursor.orphan === 1 })) };
}

/** Takes a store in when it is heard for the first time, and notes that it was heard. */
export async function noteHeard(sql: Sql, store: string, now: number): Promise<void> {
  await sql.run(
    `INSERT INTO store (name, first_heard_at, last_heard_at) VALUES ($1, $2, $2)
     ON CONFLICT (name) DO UPDATE SET last_heard_at = excluded.last_heard_at, online = 1`,
    store,
    now,
  );
}

/** The same for a store that is known; a stranger's batch or tip takes nobody in. */
export async function noteAlive(sql: Sql, store: string, now: number): Promise<void> {
  await sql.run('UPDATE store SET last_heard_at = $2, online = 1 WHERE name = $1', store, now);
}

export async function noteLife(
  sql: Sql,
  store: string,
  life: { epoch: string; line: number; offset: number; software: string },
): Promise<void> {
  await sql.run(
    'UPDATE store SET epoch = $2, line = $3, clock_offset = $4, software = $5 WHERE name = $1',
    store,
    life.epoch,
    life.line,
    life.offset,
    life.software,
  );
}

/** Inserts or overwrites what a store told of its lives; how far HQ is in them is not touched. */
export async function writeCursors(sql: Sql, store: string, cursors: readonly Cursor[]): Promise<void> {
  await sql.each(
    `INSERT INTO epoch (store, epoch, first, told, mark, line, orphan) VALUES ($1, $2, $3, $4, 0, $5, $6)
     ON CONFLICT (store, epoch) DO UPDATE SET first = excluded.first, told = excluded.told, line = excluded.line,
       orphan = excluded.orphan`,
    [...new Map(cursors.map((cursor) => [cursor.epoch, cursor])).values()].map(
      ({ epoch, first, told, line, orphan }) => [store, epoch, first, told, line, orphan ? 1 : 0],
    ),
  );
}

/** The cursor a batch stands at, whether it is the life the store is in, and HQ's incarnation. */
export async function cursorOf(
  sql: Sql,
  store: string,
  epoch: string,
): Promise<{ first: number; told: number; mark: number; line: number; isOpen: boolean; inc: string } | undefined> {
  const [row] = await sql.all<Pick<Cursor, 'first' | 'told' | 'mark' | 'line'> & { open: number; inc: string | null }>(
    `SELECT e.first, e.told, e.mark, e.line, CASE WHEN s.epoch = e.epoch THEN 1 ELSE 0 END AS open,
       (SELECT value FROM hq WHERE key = 'incarnation') AS inc
     FROM epoch e JOIN store s ON s.name = e.store WHERE e.store = $1 AND e.epoch = $2`,
    store,
    epoch,
  );
  if (row === undefined) return undefined;
  const { first, told, mark, line, inc } = row;
  return { first, told, mark, line, isOpen: row.open === 1, inc: inc ?? '' };
}

/**
 * Moves a cursor on, only from where it was seen: another worker may have been faster.
 * @param told how many entries of this life the store spoke of
 */
export async function advance(
  sql: Sql,
  store: string,
  epoch: string,
  step: { from: number; to: number; told: number },
): Promise<boolean> {
  const moved = await sql.run(
    `UPDATE epoch SET mark = $4, told = CASE WHEN told < $5 THEN $5 ELSE told END
     WHERE store = $1 AND epoch = $2 AND mark = $3`,
    store,
    epoch,
    step.from,
    step.to,
    step.told,
  );
  return moved === 1;
}

/** The store told of more entries in the life it is in. */
export async function noteTold(sql: Sql, store: string, epoch: string, told: number): Promise<void> {
  await sql.run('UPDATE epoch SET told = $3 WHERE store = $1 AND epoch = $2 AND told < $3', store, epoch, told);
}

/** Whether HQ holds all a store has: the life it is in up to `last`, and every one before. */
export async function isComplete(sql: Sql, store: string, epoch: string, last: number): Promise<boolean> {
  const open = await sql.all<{ mark: number }>(
    `SELECT mark FROM epoch WHERE store = $1 AND orphan = 0
     AND (mark < told OR (epoch = $2 AND mark <> $3)) LIMIT 1`,
    store,
    epoch,
    last,
  );
  return open.length === 0;
}

/** @param isWhole whether HQ held everything when the store said this: then every day before its own is complete here */
export async function noteAbout(sql: Sql, store: string, about: About, isWhole: boolean): Promise<void> {
  await sql.run(
    `UPDATE store SET disk_days = $2, oldest_pending_at = $3,
       whole_day = CASE WHEN $4 <> '' AND (whole_day IS NULL OR whole_day < $4) THEN $4 ELSE whole_day END
     WHERE name = $1`,
    store,
    about.diskDays ?? null,
    about.oldestAt ?? null,
    isWhole ? (about.day ?? '') : '',
  );
}
type About = Pick<Tip, 'day' | 'diskDays' | 'oldestAt'>;

/**
 * What HQ's pictures of a store are as of (the newest entry in the store's own order, whenever it came), how many
 * entries there are, and how fast they came lately: by that the page says when HQ will have caught up.
 */
export async function noteNewest(
  sql: Sql,
  store: string,
  newest: { count: number; rank: number; at: number; businessDate: string },
  now: number,
): Promise<void> {
  const { count, rank, at, businessDate } = newest;
  const [stamp, many] = ['CAST($6 AS BIGINT)', 'CAST($2 AS BIGINT)'];
  await sql.run(
    `UPDATE store SET entries = entries + ${many}, batch_at = ${stamp},
       pace = CASE WHEN batch_at IS NULL OR batch_at >= ${stamp} - 60000 THEN
         (pace * 3 + CAST(${many} * 1000000 / (${stamp} - coalesce(batch_at, ${stamp}) + 1) AS BIGINT)) / 4 ELSE pace END,
       as_of = CASE WHEN newest_rank < $3 THEN $4 ELSE as_of END,
       business_date = CASE WHEN newest_rank < $3 THEN $5 ELSE business_date END,
       newest_rank = CASE WHEN newest_rank < $3 THEN $3 ELSE newest_rank END
     WHERE name = $1`,
    store,
    count,
    rank,
    at,
    businessDate,
    now,
  );
}

export async function noteOffline(sql: Sql, store: string): Promise<void> {
  await sql.run('UPDATE store SET online = 0 WHERE name = $1', store);
}

interface Row {
  name: string;
  online: number;
  last_heard_at: number;
  as_of: number | null;
  epoch: string | null;
  entries: number;
  business_date: string | null;
  clock_offset: number;
  software: string;
  oldest_pending_at: number | null;
  disk_days: number | null;
  whole_day: string | null;
  pace: number;
  repaired_at: number | null;
  repaired_levels: number;
  number: number | null;
  name_zh: string | null;
  name_en: string | null;
  mark: number | null;
  backlog: number | null;
  gaps: number | null;
  quarantined: number;
  open_tasks: number;
  low_items: number;
  sales_minor: number | null;
  orders: number | null;
}

/** One store, or all of them by name, as HQ knows them. */
export async function storeViews(sql: Sql, now: number, store?: string): Promise<StoreView[]> {
  const rows = await sql.all<Row>(
    `SELECT s.name, s.online, s.last_heard_at, s.as_of, s.epoch, s.entries, s.business_date, s.clock_offset,
       s.software, s.oldest_pending_at, s.disk_days, s.whole_day, s.pace, s.repaired_at, s.repaired_levels,
       h.number, h.name_zh, h.name_en, d.sales_minor, d.orders,
       (SELECT mark FROM epoch e WHERE e.store = s.name AND e.epoch = s.epoch) AS mark,
       (SELECT sum(e.told - e.mark) FROM epoch e WHERE e.store = s.name AND e.orphan = 0 AND e.told > e.mark) AS backlog,
       (SELECT count(*) FROM epoch e WHERE e.store = s.name
         AND ((e.orphan = 1 AND e.mark > 0) OR (e.orphan = 0 AND e.mark > e.told))) AS gaps,
       (SELECT count(*) FROM quarantine q WHERE q.store = s.name AND q.state = 'waiting') AS quarantined,
       (SELECT count(*) FROM task t WHERE t.store = s.name AND t.state IN ('needs-action', 'in-process')) AS open_tasks,
       (SELECT count(DISTINCT t.gtin) FROM task t WHERE t.store = s.name
         AND t.state IN ('needs-action', 'in-process')) AS low_items
     FROM store s LEFT JOIN shop h ON h.store = s.name
       LEFT JOIN sales_day d ON d.store = s.name AND d.business_date = s.business_date
     WHERE $1 = '' OR s.name = $1 ORDER BY s.name`,
    store ?? '',
  );
  return rows.map((row) => viewOf(row, now));
}

function viewOf(row: Row, now: number): StoreView {
  const backlog = row.backlog ?? 0;
  return {
    store: row.name,
    ...(row.number === null ? {} : { number: row.number }),
    nameZh: row.name_zh ?? row.name,
    nameEn: row.name_en ?? row.name,
    online: row.online === 1 && now - row.last_heard_at < silentAfter,
    lastHeardAt: row.last_heard_at,
    ...(row.as_of === null ? {} : { asOf: row.as_of }),
    ...(row.epoch === null ? {} : { epoch: row.epoch }),
    mark: row.mark ?? 0,
    entries: row.entries,
    backlog,
    gap: (row.gaps ?? 0) > 0,
    quarantined: row.quarantined,
    openTasks: row.open_tasks,
    lowItems: row.low_items,
    salesTodayMinor: row.sales_minor ?? 0,
    ordersToday: row.orders ?? 0,
    ...(row.business_date === null ? {} : { businessDate: row.business_date }),
    clockOffset: row.clock_offset,
    software: row.software,
    ...(backlog > 0 && row.oldest_pending_at !== null ? { oldestPendingAt: row.oldest_pending_at } : {}),
    ...(backlog > 0 && row.pace > 0 ? { catchUpMs: Math.ceil((backlog * 1_000_000) / row.pace) } : {}),
    ...(row.disk_days === null ? {} : { diskDays: row.disk_days }),
    ...(row.whole_day === null ? {} : { wholeDay: row.whole_day }),
    ...(row.repaired_at === null ? {} : { levelsRepairedAt: row.repaired_at, levelsRepaired: row.repaired_levels }),
  };
}
