import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { atomicWrite } from '../../hub/store/atomic-write.ts';
import { backUp, inspect, restore } from '../../hub/store/backup.ts';
import { migrate, StoreRefused } from '../../hub/store/migrate.ts';
import { openReader, openWriter } from '../../hub/store/open.ts';
import { checkRebuild } from '../../hub/store/rebuild.ts';
import { TestShop, WATER } from '../rigs/shop.ts';
import { Trade } from './trade.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillside-backup-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const about = { program: '0.1.0', madeAt: '2026-11-21T02:00:00.000Z', settings: '[hub]\nport = 8420\n' };
const at = (name: string): string => join(folder, name);

/** A shop that has traded, its file, and a backup of it. */
async function traded(commands = 300): Promise<{ shop: TestShop; store: string; file: string }> {
  const store = at('shop.sqlite');
  const shop = new TestShop(openWriter(store)).setUp();
  const trade = new Trade(shop, 5);
  for (let i = 0; i < commands; i += 10) shop.group(Array.from({ length: 10 }, () => trade.next()));
  const file = at('shop.tillside-backup');
  await backUp(store, file, about);
  return { shop, store, file };
}

test('REL: a backup made while the shop is open comes back in a clean folder, newest entry and all', async () => {
  const { shop, file } = await traded();
  const newest = shop.sql.get('SELECT * FROM journal ORDER BY position DESC LIMIT 1') as { position: number };
  shop.must('inventory.receive', { gtin: WATER, quantity: 1 });
  const manifest = await restore(file, at('clean/hub/shop.sqlite'), 'x');
  expect(manifest).toMatchObject({ ...about, store: 'store-1', epoch: 'epoch-1', head: newest.position });
  const back = openWriter(at('clean/hub/shop.sqlite'));
  expect(migrate(back)).toEqual([]);
  expect(back.get('SELECT * FROM journal ORDER BY position DESC LIMIT 1')).toEqual(newest);
  expect(checkRebuild(back, shop.book)).toMatchObject({ entries: newest.position, drift: [] });
  expect(readdirSync(at('clean/hub')).filter((name) => name.includes('draft'))).toEqual([]);
  back.close();
  shop.sql.close();
});

test('a backup is readable by its owner alone, says in its second line what it is, and leaves no drafts', async () => {
  const { shop, file } = await traded(10);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const [first = '', second = ''] = readFileSync(file, 'latin1').split('\n');
  expect(first).toMatch(/^tillside-backup 1 [0-9a-f]{64}$/);
  expect(JSON.parse(second)).toMatchObject({ store: 'store-1', program: '0.1.0' });
  expect(readdirSync(folder).filter((name) => name.includes('draft'))).toEqual([]);
  shop.sql.close();
});

test('BAD INPUT: a damaged, cut off, foreign or newer file is refused in one sentence and touches nothing', async () => {
  const { shop, store, file } = await traded(20);
  shop.sql.close();
  const whole = readFileSync(file);
  const before = readFileSync(store);
  const refused = async (bytes: Buffer, sentence: RegExp): Promise<void> => {
    writeFileSync(at('bad'), bytes);
    await expect(restore(at('bad'), store, 'x')).rejects.toThrow(StoreRefused);
    await expect(restore(at('bad'), store, 'x')).rejects.toThrow(sentence);
    expect(readFileSync(store).equals(before)).toBe(true);
  };
  for (const place of [90, 200, Math.floor(whole.length / 2), whole.length - 1]) {
    const flipped = Buffer.from(whole);
    flipped[place] = (flipped[place] ?? 0) ^ 1;
    await refused(flipped, /damaged or incomplete \(its checksum does not fit\); nothing was changed/);
  }
  await refused(whole.subarray(0, whole.length - 100), /damaged or incomplete/);
  await refused(whole.subarray(0, 40), /damaged or incomplete/);
  await refused(Buffer.from('PK\u0003\u0004 something else'), /is not a Tillside backup/);
  await refused(Buffer.alloc(0), /is not a Tillside backup/);
  await refused(Buffer.from(whole.toString('latin1').replace('backup 1 ', 'backup 2 '), 'latin1'), /newer Tillside/);
  await expect(restore(at('nowhere'), store, 'x')).rejects.toThrow(/There is no file/);
});

test('a backup of a newer program is refused before the store that stands there is touched', async () => {
  const store = at('shop.sqlite');
  const shop = new TestShop(openWriter(store)).setUp();
  shop.sql.run(`INSERT INTO migration (name, checksum, at) VALUES ('9000_parcel.sql', 'x', 'x')`);
  await backUp(store, at('newer'), about);
  shop.sql.close();
  await expect(restore(at('newer'), at('other.sqlite'), 'x')).rejects.toThrow(/newer Tillside \(it knows 9000_parcel/);
  expect(readdirSync(folder).filter((name) => name.startsWith('other'))).toEqual([]);
});

test('a store that is replaced is kept beside the new one, with its write-ahead log', async () => {
  const { shop, store, file } = await traded(20);
  const head = shop.sql.get<{ n: number }>('SELECT max(position) AS n FROM journal')?.n ?? 0;
  shop.must('inventory.receive', { gtin: WATER, quantity: 1 });
  shop.sql.close();
  await restore(file, store, 'before');
  const [old, now] = [openReader(`${store}.replaced-before`), openReader(store)];
  expect(old.get<{ n: number }>('SELECT max(position) AS n FROM journal')?.n).toBeGreaterThan(head);
  expect(now.get<{ n: number }>('SELECT max(position) AS n FROM journal')?.n).toBe(head);
  old.close();
  now.close();
});

test('a backup that cannot be written leaves the one that stands there as it was', async () => {
  const { shop, file } = await traded(10);
  const before = readFileSync(file);
  await expect(backUp(at('missing.sqlite'), file, about)).rejects.toThrow(/could not be copied/);
  expect(readFileSync(file).equals(before)).toBe(true);
  expect((await inspect(file)).manifest.store).toBe('store-1');
  expect(readdirSync(folder).filter((name) => name.includes('draft'))).toEqual([]);
  shop.sql.close();
});

test('an atomic write replaces a whole file or nothing, with its permissions from the start', () => {
  const file = at('deep/secret.token');
  atomicWrite(file, 'one', 0o600);
  atomicWrite(file, 'two', 0o600);
  expect(readFileSync(file, 'utf8')).toBe('two');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  writeFileSync(at('plain'), 'here');
  truncateSync(at('plain'), 2);
  expect(() => atomicWrite(at('plain/below'), 'x')).toThrow();
  expect(readdirSync(at('deep'))).toEqual(['secret.token']);
});
