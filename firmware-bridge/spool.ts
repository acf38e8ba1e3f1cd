import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Reading } from './contract/reading.ts';

/** Thrown when another bridge works in the same folder. */
export class SpoolBusy extends Error {}

/** Readings on disk, in the order they were made, until the hub has given its verdict on each. */
export type Spool = {
  /** Returns only when all of them are on disk. */
  keep(readings: Reading[]): void;
  forget(ids: string[]): void;
  /** The oldest kept readings that stand behind `after` (a place, 0 for all). */
  oldest(after: number, limit: number): { place: number; reading: Reading }[];
  /** Where a kept reading stands, 0 if it is not kept. */
  placeOf(id: string): number;
  /** Takes a reading the hub will never take out of the queue, without losing it. */
  setAside(reading: Reading, why: string): void;
  count(): number;
  asideCount(): number;
  close(): void;
};

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS reading (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS aside (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    why TEXT NOT NULL
  ) STRICT;
`;

/**
 * Opens the spool in the bridge's data folder. It is locked for this process alone, which is also what keeps two
 * bridges out of one folder; the lock goes with the process, however that ends.
 */
export function openSpool(folder: string): Spool {
  mkdirSync(folder, { recursive: true });
  const db = new Database(join(folder, 'spool.db'), { timeout: 0 });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.exec(SCHEMA);
  } catch (error) {
    db.close();
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) {
      throw new SpoolBusy(`another bridge is running with the data folder ${folder}`);
    }
    throw error;
  }
  const isDurable =
    db.pragma('synchronous', { simple: true }) === 2 && db.pragma('journal_mode', { simple: true }) === 'wal';
  if (!isDurable)
    throw new Error('the spool cannot be made durable on this disk (synchronous=FULL and WAL are needed)');

  const insert = db.prepare('INSERT INTO reading (id, body) VALUES (?, ?) ON CONFLICT (id) DO NOTHING');
  const remove = db.prepare('DELETE FROM reading WHERE id = ?');
  const select = db.prepare<[number, number], { place: number; body: string }>(
    'SELECT place, body FROM reading WHERE place > ? ORDER BY place LIMIT ?',
  );
  const aside = db.prepare('INSERT INTO aside (id, body, why) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING');
  const place = db.prepare<[string], { place: number }>('SELECT place FROM reading WHERE id = ?');
  const counting = (table: string) => db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${table}`);
  const [inQueue, inAside] = [counting('reading'), counting('aside')];
  return {
    keep: db.transaction((readings: Reading[]) => {
      for (const reading of readings) insert.run(reading.id, JSON.stringify(reading));
    }),
    forget: db.transaction((ids: string[]) => {
      for (const id of ids) remove.run(id);
    }),
    oldest: (after, limit) =>
      select.all(after, limit).map(({ place, body }) => ({ place, reading: JSON.parse(body) as Reading })),
    placeOf: (id) => place.get(id)?.place ?? 0,
    setAside: db.transaction((reading: Reading, why: string) => {
      aside.run(reading.id, JSON.stringify(reading), why);
      remove.run(reading.id);
    }),
    count: () => inQueue.get()?.n ?? 0,
    asideCount: () => inAside.get()?.n ?? 0,
    close: () => db.close(),
  };
}
