import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrate, StoreRefused, schemaText } from '../../hub/store/migrate.ts';
import { openMemory, openReader, openWriter } from '../../hub/store/open.ts';

const OURS = new URL('../../hub/store/migrations/', import.meta.url).pathname;
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillside-migrations-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The migrations of this program and then some, in a folder of their own. */
function withMore(files: Record<string, string>): string {
  const place = join(folder, 'migrations');
  mkdirSync(place, { recursive: true });
  for (const name of readdirSync(OURS)) copyFileSync(join(OURS, name), join(place, name));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(place, name), text);
  return place;
}

test('the readable schema.sql is what all migrations together make', async () => {
  const store = openMemory();
  migrate(store);
  await expect(schemaText(store)).toMatchFileSnapshot('../../hub/store/schema.sql');
  store.close();
});

test('a second start applies nothing, and a new migration is applied once', () => {
  const store = openWriter(join(folder, 'shop.sqlite'));
  expect(migrate(store)).toHaveLength(readdirSync(OURS).length);
  expect(migrate(store)).toEqual([]);
  const more = withMore({ '9000_widget.sql': 'CREATE TABLE widget (widget TEXT PRIMARY KEY) STRICT;' });
  expect(migrate(store, more)).toEqual(['9000_widget.sql']);
  expect(migrate(store, more)).toEqual([]);
  store.close();
});

test('REL: a store from a newer program is refused in one sentence that names what it does not know', () => {
  const store = openWriter(join(folder, 'shop.sqlite'));
  migrate(store, withMore({ '9000_widget.sql': 'CREATE TABLE widget (widget TEXT PRIMARY KEY) STRICT;' }));
  expect(() => migrate(store)).toThrow(StoreRefused);
  expect(() => migrate(store)).toThrow(/newer Tillside \(it knows 9000_widget\.sql\).*restore a backup/);
  store.close();
});

test('REL: a store whose migrations were altered is refused, and nothing of it changes', () => {
  const store = openWriter(join(folder, 'shop.sqlite'));
  migrate(store);
  const altered = withMore({ '0002_shop.sql': 'CREATE TABLE shop (one INTEGER PRIMARY KEY) STRICT;' });
  const before = schemaText(store);
  expect(() => migrate(store, altered)).toThrow(/does not fit this program \(0002_shop\.sql differs\)/);
  expect(schemaText(store)).toBe(before);
  store.close();
});

test('a migration that fails half-way leaves no trace and can be tried again', () => {
  const store = openWriter(join(folder, 'shop.sqlite'));
  migrate(store);
  const before = schemaText(store);
  const broken = withMore({
    '9000_widget.sql': 'CREATE TABLE widget (widget TEXT) STRICT; INSERT INTO nowhere VALUES (1);',
  });
  expect(() => migrate(store, broken)).toThrow(/9000_widget\.sql failed/);
  expect(schemaText(store)).toBe(before);
  const mended = withMore({ '9000_widget.sql': 'CREATE TABLE widget (widget TEXT) STRICT;' });
  expect(migrate(store, mended)).toEqual(['9000_widget.sql']);
  store.close();
});

test('REL-01: synchronous is FULL on the connection that writes, also when a file is opened again', () => {
  const file = join(folder, 'shop.sqlite');
  for (let round = 0; round < 3; round += 1) {
    const store = openWriter(file);
    migrate(store);
    expect(store.raw.pragma('synchronous', { simple: true })).toBe(2);
    expect(store.raw.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(store.raw.pragma('foreign_keys', { simple: true })).toBe(1);
    store.close();
  }
});

test('the reading connection cannot write, and the journal can be neither changed nor shortened', () => {
  const file = join(folder, 'shop.sqlite');
  const writer = openWriter(file);
  migrate(writer);
  writer.run(
    `INSERT INTO journal (position, type, data, at, business_date, actor, command) VALUES (1, 't', '{}', 0, 'd', '{}', 'c')`,
  );
  const reader = openReader(file);
  expect(() => reader.run('DELETE FROM item')).toThrow(/readonly/);
  expect(() => writer.run(`UPDATE journal SET data = '[]'`)).toThrow('the journal is never changed');
  expect(() => writer.run('DELETE FROM journal')).toThrow('the journal is never shortened');
  reader.close();
  writer.close();
});
