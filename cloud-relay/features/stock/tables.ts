import { bucketOf, type Level as StoreLevel } from '../../../hub/core/link/stock-digest.ts';
import type { StoreStock } from '../../contract/stores.ts';
import { newestOf, rankOf, type Take } from '../../feature.ts';
import type { Sql } from '../../store/database.ts';
import { itemOf, levelsOf, shopOf } from './rules.ts';

/**
 * A level is set, not added to, and only by a later revision: entries may come in any order, also beside a backlog.
 * The line lifts the revision over those of the time before a restored backup.
 */
export const takeMoved: Take = async (tx, arrived) => {
  const levels = arrived.flatMap(({ store, line, entry }) => {
    const { gtin, after } = levelsOf(entry.data);
    return after.map(({ location, onHand, rev }) => ({
      store,
      gtin,
      location,
      onHand,
      rev: rankOf(line, rev),
      at: entry.at,
    }));
  });
  await keepLevels(
    tx,
    newestOf(
      levels,
      ({ gtin, location }) => `${gtin} ${location}`,
      ({ rev }) => rev,
    ),
  );
};

interface Level {
  readonly store: string;
  readonly gtin: string;
  readonly location: string;
  readonly onHand: number;
  readonly rev: number;
  readonly at: number;
}

async function keepLevels(tx: Sql, levels: readonly Level[]): Promise<void> {
  await tx.each(
    `INSERT INTO stock (store, gtin, location, on_hand, rev, changed_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (store, gtin, location) DO UPDATE
     SET on_hand = excluded.on_hand, rev = excluded.rev, changed_at = excluded.changed_at
     WHERE stock.rev < excluded.rev`,
    levels.map(({ store, gtin, location, onHand, rev, at }) => [store, gtin, location, onHand, rev, at]),
  );
}

/** All levels HQ knows of a store. */
export function levelsOfStore(sql: Sql, store: string): Promise<{ gtin: string; location: string; onHand: number }[]> {
  return sql.all('SELECT gtin, location, on_hand AS "onHand" FROM stock WHERE store = $1', store);
}

/**
 * Sets levels right from the store's own: they are its word as of now, so the same revision with another level is ours
 * that is wrong. What HQ knows of these items from before the store was restored, and the store does not, goes.
 * @returns how many were wrong
 */
export async function repairLevels(
  sql: Sql,
  store: string,
  line: number,
  told: { buckets: readonly number[]; levels: readonly StoreLevel[] },
  now: number,
): Promise<number> {
  const wanted = new Set(told.buckets);
  const known = new Map(told.levels.map((level) => [`${level.gtin} ${level.location}`, level]));
  const ours = await sql.all<Level>(
    `SELECT store, gtin, location, on_hand AS "onHand", rev, changed_at AS "at" FROM stock WHERE store = $1`,
    store,
  );
  const held = new Map(ours.map((level) => [`${level.gtin} ${level.location}`, level]));
  const wrong = [...known].filter(([name, level]) => isNews(held.get(name), level, line));
  const gone = ours.filter(({ gtin, location, rev }) => {
    return wanted.has(bucketOf(gtin)) && !known.has(`${gtin} ${location}`) && rev < rankOf(line, 0);
  });
  await sql.each(
    `INSERT INTO stock (store, gtin, location, on_hand, rev, changed_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (store, gtin, location) DO UPDATE
     SET on_hand = excluded.on_hand, rev = excluded.rev, changed_at = excluded.changed_at
     WHERE stock.rev <= excluded.rev`,
    wrong.map(([, { gtin, location, onHand, rev }]) => [store, gtin, location, onHand, rankOf(line, rev), now]),
  );
  for (const { gtin, location } of gone) {
    await sql.run('DELETE FROM stock WHERE store = $1 AND gtin = $2 AND location = $3', store, gtin, location);
  }
  const count = wrong.length + gone.length;
  if (count > 0) {
    await sql.run(
      'UPDATE store SET repaired_at = $2, repaired_levels = repaired_levels + $3 WHERE name = $1',
      store,
      now,
      count,
    );
  }
  return count;
}

function isNews(ours: Level | undefined, theirs: StoreLevel, line: number): boolean {
  if (ours === undefined) return theirs.onHand !== 0;
  return ours.onHand !== theirs.onHand && ours.rev <= rankOf(line, theirs.rev);
}

export const takeItem: Take = async (tx, arrived) => {
  const items = arrived.map(({ store, rank, entry }) => ({ store, rank, ...itemOf(entry.data) }));
  const rows = newestOf(
    items,
    ({ gtin }) => gtin,
    ({ rank }) => rank,
  );
  await tx.each(
    `INSERT INTO item (store, gtin, name_zh, name_en, initials, rank) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (store, gtin) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en,
       initials = excluded.initials, rank = excluded.rank WHERE item.rank < excluded.rank`,
    rows.map(({ store, gtin, nameZh, nameEn, initials, rank }) => [store, gtin, nameZh, nameEn, initials ?? '', rank]),
  );
};

export const takeShop: Take = async (tx, arrived) => {
  const shops = arrived.map(({ store, rank, entry }) => ({ store, rank, ...shopOf(entry.data) }));
  const rows = newestOf(
    shops,
    ({ store }) => store,
    ({ rank }) => rank,
  );
  await tx.each(
    `INSERT INTO shop (store, number, name_zh, name_en, currency, rank) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (store) DO UPDATE SET number = excluded.number, name_zh = excluded.name_zh,
       name_en = excluded.name_en, currency = excluded.currency, rank = excluded.rank WHERE shop.rank < excluded.rank`,
    rows.map(({ store, number, nameZh, nameEn, currency, rank }) => [store, number, nameZh, nameEn, currency, rank]),
  );
};

const virtual = "('supplier', 'customer', 'loss', 'count', 'transit')";

interface LevelRow {
  gtin: string;
  name_zh: string | null;
  name_en: string | null;
  location: string;
  on_hand: number;
  changed_at: number;
}

/** Levels at real places, what changed last first. `q` looks into the number, both names and the pinyin initials. */
export async function stockOf(sql: Sql, store: string, q: string, limit: number): Promise<StoreStock> {
  const like = `%${q.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`).toLowerCase()}%`;
  const found = `FROM stock s LEFT JOIN item i ON i.store = s.store AND i.gtin = s.gtin
    WHERE s.store = $1 AND s.location NOT IN ${virtual} AND (s.gtin LIKE $2 ESCAPE '\\'
      OR lower(i.name_zh) LIKE $2 ESCAPE '\\' OR lower(i.name_en) LIKE $2 ESCAPE '\\'
      OR lower(i.initials) LIKE $2 ESCAPE '\\')`;
  const [about] = await sql.all<{ as_of: number | null }>('SELECT as_of FROM store WHERE name = $1', store);
  const [count] = await sql.all<{ n: number }>(`SELECT count(DISTINCT s.gtin) AS n ${found}`, store, like);
  const rows = await sql.all<LevelRow>(
    `SELECT l.gtin, i.name_zh, i.name_en, l.location, l.on_hand, l.changed_at
     FROM (SELECT s.gtin AS gtin, max(s.changed_at) AS latest ${found} GROUP BY s.gtin
           ORDER BY latest DESC, s.gtin LIMIT $3) page
     JOIN stock l ON l.store = $1 AND l.gtin = page.gtin
     LEFT JOIN item i ON i.store = $1 AND i.gtin = l.gtin
     WHERE l.location NOT IN ${virtual} ORDER BY page.latest DESC, l.gtin, l.location`,
    store,
    like,
    limit,
  );
  const asOf = about?.as_of ?? null;
  return { store, ...(asOf === null ? {} : { asOf }), total: count?.n ?? 0, items: itemsOf(rows) };
}

function itemsOf(rows: readonly LevelRow[]): StoreStock['items'] {
  const items = new Map<string, StoreStock['items'][number]>();
  for (const { gtin, name_zh, name_en, location, on_hand, changed_at } of rows) {
    const item = items.get(gtin);
    const levels = { ...item?.levels, [location]: on_hand };
    const changedAt = Math.max(item?.changedAt ?? 0, changed_at);
    items.set(gtin, { gtin, nameZh: name_zh ?? gtin, nameEn: name_en ?? gtin, levels, changedAt });
  }
  return [...items.values()];
}
