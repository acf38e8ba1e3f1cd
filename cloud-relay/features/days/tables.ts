import type { StoreDay } from '../../contract/days.ts';
import type { Sql } from '../../store/database.ts';
import { missingOf } from './rules.ts';

interface Row {
  store: string;
  name_zh: string | null;
  name_en: string | null;
  whole_day: string | null;
  as_of: number | null;
  backlog: number | null;
  waiting: number;
  gaps: number;
  orders: number | null;
  sales_minor: number | null;
  closed_by: string | null;
  closed_at: number | null;
  closed_orders: number | null;
  closed_minor: number | null;
  closed_as_of: number | null;
}

/** Every store on a business date. */
export async function storeDays(sql: Sql, businessDate: string): Promise<StoreDay[]> {
  const rows = await sql.all<Row>(
    `SELECT s.name AS store, h.name_zh, h.name_en, s.whole_day, s.as_of, d.orders, d.sales_minor,
       (SELECT sum(e.told - e.mark) FROM epoch e WHERE e.store = s.name AND e.orphan = 0 AND e.told > e.mark) AS backlog,
       (SELECT count(*) FROM quarantine q WHERE q.store = s.name AND q.state = 'waiting') AS waiting,
       (SELECT count(*) FROM epoch e WHERE e.store = s.name
         AND ((e.orphan = 1 AND e.mark > 0) OR (e.orphan = 0 AND e.mark > e.told))) AS gaps,
       c.closed_by, c.closed_at, c.orders AS closed_orders, c.sales_minor AS closed_minor, c.as_of AS closed_as_of
     FROM store s LEFT JOIN shop h ON h.store = s.name
       LEFT JOIN sales_day d ON d.store = s.name AND d.business_date = $1
       LEFT JOIN day_close c ON c.store = s.name AND c.business_date = $1
     ORDER BY s.name`,
    businessDate,
  );
  return rows.map((row) => viewOf(row, businessDate));
}

function viewOf(row: Row, businessDate: string): StoreDay {
  const backlog = row.backlog ?? 0;
  const { whole_day: wholeDay, waiting: waitingAside, closed_by: closedBy, closed_at: closedAt } = row;
  const isClosed = closedBy !== null && closedAt !== null;
  const gap = row.gaps > 0;
  const missing = isClosed ? [] : missingOf({ businessDate, wholeDay, backlog, waitingAside, gap });
  const [orders, salesMinor] = [row.orders ?? 0, row.sales_minor ?? 0];
  const asOf = isClosed ? row.closed_as_of : row.as_of;
  return {
    store: row.store,
    nameZh: row.name_zh ?? row.store,
    nameEn: row.name_en ?? row.store,
    state: isClosed ? 'closed' : missing.length === 0 ? 'complete' : 'missing',
    missing: gap && !isClosed ? [...missing, 'lost-entries'] : missing,
    backlog,
    orders: isClosed ? (row.closed_orders ?? 0) : orders,
    salesMinor: isClosed ? (row.closed_minor ?? 0) : salesMinor,
    ...(asOf === null ? {} : { asOf }),
    ...(isClosed ? { closedBy, closedAt } : {}),
    changedSince: isClosed && (row.closed_orders !== orders || row.closed_minor !== salesMinor),
  };
}

/** Closes the day for the stores that are complete, with what it came to. A closed one stays as it was closed. */
export async function closeDay(sql: Sql, businessDate: string, by: string, now: number): Promise<void> {
  const ready = (await storeDays(sql, businessDate)).filter(({ state }) => state === 'complete');
  await sql.each(
    `INSERT INTO day_close (store, business_date, orders, sales_minor, as_of, closed_by, closed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (store, business_date) DO NOTHING`,
    ready.map(({ store, orders, salesMinor, asOf }) => [
      store,
      businessDate,
      orders,
      salesMinor,
      asOf ?? null,
      by,
      now,
    ]),
  );
}
