import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { StorageFault } from '../../cloud-relay/store/database.ts';
import { migrate, StoreRefused } from '../../cloud-relay/store/migrate.ts';
import { openSqlite, sqliteOver } from '../../cloud-relay/store/sqlite.ts';

const dir = mkdtempSync(join(tmpdir(), 'hq-store-'));
afterAll(() => rmSync(dir, { recursive: true }));
const shipped = 'cloud-relay/store/migrations';

test('a transaction is all or nothing, a savepoint gives up alone, and readers see only what is committed', async () => {
  const db = openSqlite(join(dir, 'a.db'));
  await db.run('CREATE TABLE t (n INTEGER NOT NULL UNIQUE) STRICT');
  await db.transaction(async (tx) => {
    await tx.run('INSERT INTO t VALUES ($1)', 1);
    await tx.savepoint(() => tx.run('INSERT INTO t VALUES ($1)', 1)).catch(() => undefined);
    await tx.savepoint(() => tx.each('INSERT INTO t VALUES ($1)', [[2], [3], [2]])).catch(() => undefined);
    await tx.savepoint(() => tx.run('INSERT INTO t VALUES ($1)', 4));
    expect(await db.all('SELECT n FROM t')).toEqual([]);
  });
  expect(await db.all('SELECT n FROM t ORDER BY n')).toEqual([{ n: 1 }, { n: 4 }]);
  const lost = db.transaction(async (tx) => {
    await tx.run('DELETE FROM t');
    throw new Error('no');
  });
  await expect(lost).rejects.toThrow('no');
  expect(await db.all('SELECT $1 AS a, $2 AS b, $1 AS c', 7, 'x')).toEqual([{ a: 7, b: 'x', c: 7 }]);
  expect(await db.all('SELECT count(*) AS n FROM t')).toEqual([{ n: 2 }]);
  await db.close();
  const again = new SQLite(join(dir, 'a.db'));
  expect(again.pragma('journal_mode', { simple: true })).toBe('wal');
  again.close();
});

test('a full disk is a fault of the storage, not of the data', async () => {
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

test('migrations run once, in order; a newer or an altered store is refused with a sentence', async () => {
  const raw = new SQLite(':memory:');
  const db = sqliteOver(raw);
  const names = readdirSync(shipped).sort();
  expect(await migrate(db)).toEqual(names);
  expect(await migrate(db)).toEqual([]);
  raw.prepare("INSERT INTO migration VALUES ('9999_future.sql', 'x', 0)").run();
  await expect(migrate(db)).rejects.toThrow(StoreRefused);
  raw.prepare("DELETE FROM migration WHERE name = '9999_future.sql'").run();
  raw.prepare("UPDATE migration SET checksum = 'other' WHERE name = ?").run(names[0]);
  await expect(migrate(db)).rejects.toThrow('Reinstall the version');
});

test('a migration that fails leaves nothing of itself', async () => {
  const folder = mkdtempSync(join(dir, 'broken-'));
  for (const name of readdirSync(shipped)) copyFileSync(join(shipped, name), join(folder, name));
  writeFileSync(
    join(folder, '0900_broken.sql'),
    'CREATE TABLE half (n INTEGER);\nCREATE TABLE store (again INTEGER);\n',
  );
  const raw = new SQLite(':memory:');
  await expect(migrate(sqliteOver(raw), folder)).rejects.toThrow();
  expect(raw.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'half'").pluck().get()).toBe(0);
  expect(raw.prepare('SELECT count(*) FROM migration').pluck().get()).toBe(readdirSync(shipped).length);
});
