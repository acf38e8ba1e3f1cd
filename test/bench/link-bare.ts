import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import pg from 'pg';
import { migrate, migrationsFolder } from '../../cloud-relay/store/migrate.ts';
import { PostgresDatabase } from '../../cloud-relay/store/postgres.ts';
import { sqliteOver } from '../../cloud-relay/store/sqlite.ts';
import type { StockMoved } from '../../hub/contract/inventory.ts';
import type { Entry } from '../../hub/contract/journal.ts';

/**
 * The same batches written by hand, by somebody who trusts everything: no cursor, no checks, no answer. What it costs to
 * have the entries and the levels on HQ's disk at all is what the link is held against.
 */
const insertEntry = `INSERT INTO entry (store, epoch, seq, position, type, at, business_date, actor, command, data, received_at)`;
const setLevel = `ON CONFLICT (store, gtin, location) DO UPDATE SET on_hand = excluded.on_hand, rev = excluded.rev,
  changed_at = excluded.changed_at WHERE stock.rev < excluded.rev`;

const rowOf = (entry: Entry, seq: number): (string | number)[] => {
  const { position, type, at, businessDate, actor, command, data } = entry;
  return ['bare', 'e', seq, position, type, at, businessDate, JSON.stringify(actor), command, JSON.stringify(data), at];
};
type Level = [store: string, gtin: string, location: string, onHand: number, rev: number, at: number];
function levelsOf({ type, data, at }: Entry): Level[] {
  if (type !== 'inventory.moved') return [];
  const { gtin, after } = data as StockMoved;
  return after.map(({ location, onHand, rev }): Level => ['bare', gtin, location, onHand, rev, at]);
}
function* batches(entries: readonly Entry[], size: number): Generator<[from: number, batch: readonly Entry[]]> {
  for (let from = 0; from < entries.length; from += size) yield [from, entries.slice(from, from + size)];
}

/** @returns entries a second */
export async function bareSqlite(folder: string, entries: readonly Entry[], size: number): Promise<number> {
  const raw = new SQLite(join(folder, `bare-${performance.now()}.db`));
  await migrate(sqliteOver(raw));
  const entry = raw.prepare(`${insertEntry} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const stock = raw.prepare(
    `INSERT INTO stock (store, gtin, location, on_hand, rev, changed_at) VALUES (?, ?, ?, ?, ?, ?) ${setLevel}`,
  );
  const begun = performance.now();
  for (const [from, batch] of batches(entries, size)) {
    raw.transaction(() => {
      for (const [at, one] of batch.entries()) {
        entry.run(rowOf(one, from + at + 1));
        for (const level of levelsOf(one)) stock.run(level);
      }
    })();
  }
  const seconds = (performance.now() - begun) / 1000;
  raw.close();
  return entries.length / seconds;
}

const entryTypes = ['text', 'text', 'bigint', 'bigint', 'text', 'bigint', 'text', 'text', 'text', 'text', 'bigint'];
const stockTypes = ['text', 'text', 'text', 'bigint', 'bigint', 'bigint'];
const arraysOf = (types: readonly string[]): string => types.map((type, at) => `$${at + 1}::${type}[]`).join(', ');
const turned = (rows: readonly (readonly (string | number)[])[], width: number): (string | number)[][] =>
  Array.from({ length: width }, (_, column) => rows.map((row) => row[column] ?? ''));

async function prepared(url: string): Promise<pg.Client> {
  const db = await PostgresDatabase.open({ url, idleLimit: 60_000, onTrouble: () => {} });
  await migrate(db, migrationsFolder('postgres'));
  await db.close();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

/** One array a column, one statement a batch, over one connection. @returns entries a second */
export async function barePostgres(url: string, entries: readonly Entry[], size: number): Promise<number> {
  const client = await prepared(url);
  const begun = performance.now();
  for (const [from, batch] of batches(entries, size)) {
    const rows = batch.map((one, at) => rowOf(one, from + at + 1));
    const newest = new Map(batch.flatMap(levelsOf).map((level) => [`${level[1]} ${level[2]}`, level]));
    await client.query('BEGIN');
    await client.query({
      name: 'entries',
      text: `${insertEntry} SELECT * FROM unnest(${arraysOf(entryTypes)})`,
      values: turned(rows, entryTypes.length),
    });
    await client.query({
      name: 'levels',
      text: `INSERT INTO stock (store, gtin, location, on_hand, rev, changed_at)
        SELECT * FROM unnest(${arraysOf(stockTypes)}) ${setLevel}`,
      values: turned([...newest.values()], stockTypes.length),
    });
    await client.query('COMMIT');
  }
  const seconds = (performance.now() - begun) / 1000;
  await client.end();
  return entries.length / seconds;
}

/** One transaction an entry, as most would write it first. @returns entries a second */
export async function rowwisePostgres(url: string, entries: readonly Entry[]): Promise<number> {
  const client = await prepared(url);
  const entry = `${insertEntry} VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;
  const stock = `INSERT INTO stock (store, gtin, location, on_hand, rev, changed_at) VALUES ($1, $2, $3, $4, $5, $6) ${setLevel}`;
  const begun = performance.now();
  for (const [at, one] of entries.entries()) {
    await client.query('BEGIN');
    await client.query({ name: 'entry', text: entry, values: rowOf(one, at + 1) });
    for (const level of levelsOf(one)) await client.query({ name: 'level', text: stock, values: level });
    await client.query('COMMIT');
  }
  const seconds = (performance.now() - begun) / 1000;
  await client.end();
  return entries.length / seconds;
}
