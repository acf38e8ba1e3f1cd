import { copyFileSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterAll, describe, expect, test } from 'vitest';
import { StorageFault } from '../../cloud-relay/store/database.ts';
import { migrate, StoreRefused } from '../../cloud-relay/store/migrate.ts';
import { makeMonths, monthsFrom } from '../../cloud-relay/store/months.ts';
import { sqliteOver } from '../../cloud-relay/store/sqlite.ts';
import { manyRows } from '../../cloud-relay/store/unnest.ts';
import { needs } from '../rigs/require.ts';
import { openPostgres, Stores, shipped, storeKinds } from './both-stores.ts';

const stores = new Stores();
afterAll(() => stores.close());

describe.each(storeKinds)('HQ’s store in %s', (kind) => {
  test('a transaction is all or nothing, a savepoint gives up alone, and readers see only what is committed', async () => {
    const db = await stores.bare(kind);
    await db.run('CREATE TABLE t (n BIGINT NOT NULL UNIQUE, word TEXT)');
    await db.transaction(async (tx) => {
      await tx.run('INSERT INTO t (n) VALUES ($1)', 1);
      await tx.savepoint(() => tx.run('INSERT INTO t (n) VALUES ($1)', 1)).catch(() => undefined);
      await tx.savepoint(() => tx.each('INSERT INTO t (n) VALUES ($1)', [[2], [3], [2]])).catch(() => undefined);
      await tx.savepoint(() => tx.run('INSERT INTO t (n, word) VALUES ($1, $2)', 4, 'vier'));
      expect(await db.all('SELECT n FROM t')).toEqual([]);
    });
    expect(await db.all('SELECT n FROM t ORDER BY n')).toEqual([{ n: 1 }, { n: 4 }]);
    const lost = db.transaction(async (tx) => {
      await tx.run('DELETE FROM t');
      throw new Error('no');
    });
    await expect(lost).rejects.toThrow('no');
    expect(await db.run('UPDATE t SET word = $2 WHERE n = $1 OR word = $2', 4, 'four')).toBe(1);
    expect(await db.all('SELECT n, word FROM t WHERE n > $1', 1)).toEqual([{ n: 4, word: 'four' }]);
    expect(await db.all('SELECT count(*) AS n, sum(n) AS sum FROM t')).toEqual([{ n: 2, sum: 5 }]);
  });

  test('many rows go in at once, over what is there, and a value that has no place in a row is a fault of the data', async () => {
    const db = await stores.bare(kind);
    await db.run('CREATE TABLE t (a TEXT, b BIGINT NOT NULL, c BIGINT, PRIMARY KEY (a))');
    const upsert = `INSERT INTO t (a, c, b) VALUES ($1, 0, $2)
      ON CONFLICT (a) DO UPDATE SET b = excluded.b WHERE t.b < excluded.b`;
    await db.each(upsert, [
      ['x', 5],
      ['y', 2 ** 52],
    ]);
    await db.each(upsert, [
      ['x', 4],
      ['牛\0奶', 1],
    ]);
    await db.each(upsert, []);
    const rows = await db.all<{ a: string }>('SELECT a, b, c FROM t ORDER BY b');
    expect(rows.slice(1)).toEqual([
      { a: 'x', b: 5, c: 0 },
      { a: 'y', b: 2 ** 52, c: 0 },
    ]);
    expect(rows[0]?.a).toMatch(/^牛.奶$/);
    const bad = db.each(upsert, [['z', null]]);
    await expect(bad).rejects.not.toBeInstanceOf(StorageFault);
    await expect(db.all('SELECT * FROM nowhere')).rejects.toBeInstanceOf(StorageFault);
  });

  test('migrations run once, in order; a newer or an altered store is refused with a sentence', async () => {
    const db = await stores.bare(kind);
    const names = readdirSync(shipped(kind)).sort();
    expect(await migrate(db, shipped(kind), 2 ** 41)).toEqual(names);
    expect(await migrate(db, shipped(kind))).toEqual([]);
    await db.run("INSERT INTO migration VALUES ('9999_future.sql', 'x', 0)");
    await expect(migrate(db, shipped(kind))).rejects.toThrow(StoreRefused);
    await db.run("DELETE FROM migration WHERE name = '9999_future.sql'");
    await db.run("UPDATE migration SET checksum = 'other' WHERE name = $1", names[0] ?? '');
    await expect(migrate(db, shipped(kind))).rejects.toThrow('Reinstall the version');
  });

  test('a migration that fails leaves nothing of itself', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'broken-'));
    for (const name of readdirSync(shipped(kind))) copyFileSync(join(shipped(kind), name), join(folder, name));
    writeFileSync(
      join(folder, '0900_broken.sql'),
      'CREATE TABLE half (n INTEGER);\nCREATE TABLE store (again INTEGER);\n',
    );
    const db = await stores.bare(kind);
    await expect(migrate(db, folder)).rejects.toThrow();
    await expect(db.all('SELECT * FROM half')).rejects.toThrow();
    expect(await db.all('SELECT count(*) AS n FROM migration')).toEqual([{ n: readdirSync(shipped(kind)).length }]);
  });
});

test('SQLite keeps what it confirms: WAL, and a full disk is a fault of the storage, not of the data', async () => {
  const file = await stores.place('SQLite');
  await (await stores.bare('SQLite', file)).run('CREATE TABLE t (n INTEGER)');
  const again = new SQLite(file);
  expect(again.pragma('journal_mode', { simple: true })).toBe('wal');
  again.close();
  const raw = new SQLite(':memory:');
  const db = sqliteOver(raw);
  await db.run('CREATE TABLE t (text TEXT)');
  raw.pragma('max_page_count = 4');
  const write = db.transaction((tx) => tx.run('INSERT INTO t VALUES ($1)', 'x'.repeat(100_000)));
  await expect(write).rejects.toBeInstanceOf(StorageFault);
  raw.pragma('max_page_count = 1000');
  await db.transaction((tx) => tx.run('INSERT INTO t VALUES ($1)', 'x'));
  expect(await db.all('SELECT count(*) AS n FROM t')).toEqual([{ n: 1 }]);
});

test('a statement of one row becomes one of many rows, and what has another form is left alone', () => {
  const many = manyRows('INSERT INTO t (a, b, c) VALUES ($2, 0, $1) ON CONFLICT (a) DO NOTHING');
  expect(many?.columns).toEqual(['c', 'a']);
  expect(many?.text(new Map([['c', 'bigint']]))).toBe(
    'INSERT INTO t (a, b, c) SELECT many.v2, 0, many.v1 FROM unnest($1::bigint[], $2::text[]) AS many (v1, v2) ON CONFLICT (a) DO NOTHING',
  );
  for (const other of ['UPDATE t SET a = $1', 'INSERT INTO t VALUES ($1)', 'INSERT INTO t (a, b) VALUES ($1)']) {
    expect(manyRows(other)).toBeUndefined();
  }
});

test('months end where the next begin, also at the turn of the year', () => {
  const months = monthsFrom(Date.UTC(2026, 10, 30, 23), 3);
  expect(months.map(({ name }) => name)).toEqual(['entry_2026_11', 'entry_2026_12', 'entry_2027_01']);
  expect(months[0]?.to).toBe(Date.UTC(2026, 11, 1));
  expect(months[1]?.to).toBe(months[2]?.from);
});

describe.skipIf(!needs('psql'))('PostgreSQL', () => {
  test('both kinds of store have the same tables with the same columns', async () => {
    const [lite, postgres] = [await stores.migrated('SQLite'), await stores.migrated('PostgreSQL')];
    const known = await postgres.all<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name NOT LIKE 'entry\\_%'`,
    );
    const wanted = await lite.all<{ name: string }>(
      `SELECT m.name || '.' || c.name AS name FROM sqlite_master m, pragma_table_info(m.name) c
       WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'`,
    );
    const names = (rows: readonly { name: string }[]): string[] => rows.map(({ name }) => name).sort();
    expect(names(known)).toEqual(names(wanted));
  });

  test('entries lie in the month they came in; a month that began in the last part stays there', async () => {
    const db = await stores.migrated('PostgreSQL');
    const november = Date.UTC(2026, 10, 5);
    const insert = (at: number) =>
      db.run(
        `INSERT INTO entry (store, epoch, seq, position, type, at, business_date, actor, command, data, received_at)
         VALUES ('s', 'e', $1, 1, 't', 0, '2026-11-05', '{}', 'c', '{}', $2)`,
        at,
        at,
      );
    await insert(november);
    expect(await makeMonths(db, november)).toEqual(['entry_2026_12', 'entry_2027_01']);
    expect(await makeMonths(db, november)).toEqual([]);
    await insert(Date.UTC(2026, 11, 5));
    const parts = await db.all('SELECT tableoid::regclass::text AS part FROM entry ORDER BY seq');
    expect(parts).toEqual([{ part: 'entry_other' }, { part: 'entry_2026_12' }]);
  });

  test('a session that breaks is a fault of the storage; the next one works, and nobody ends by it', async () => {
    const url = await stores.place('PostgreSQL');
    const [db, other] = [await openPostgres(url), await openPostgres(url)];
    await db.run('CREATE TABLE t (n BIGINT)');
    const cut = db.transaction(async (tx) => {
      await tx.run('INSERT INTO t (n) VALUES ($1)', 1);
      await other.all(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()',
      );
      await tx.run('INSERT INTO t (n) VALUES ($1)', 2);
    });
    await expect(cut).rejects.toBeInstanceOf(StorageFault);
    await db.run('INSERT INTO t (n) VALUES ($1)', 3);
    expect(await db.all('SELECT n FROM t')).toEqual([{ n: 3 }]);
    await Promise.all([db.close(), other.close()]);
  });

  test('two programs that migrate at once do it once', async () => {
    const url = await stores.place('PostgreSQL');
    const both = [await openPostgres(url), await openPostgres(url)];
    const done = await Promise.all(both.map((db) => db.alone(() => migrate(db, shipped('PostgreSQL')))));
    expect(done.map((names) => names.length).sort((a, b) => a - b)).toEqual([
      0,
      readdirSync(shipped('PostgreSQL')).length,
    ]);
    await Promise.all(both.map((db) => db.close()));
  });
});
