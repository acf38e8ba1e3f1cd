import SQLite from 'better-sqlite3';

/** Another relay has this folder open. */
export class FolderTaken extends Error {}

/**
 * Keeps a data folder to one relay: two of them, each with a port of its own, would share the stores out by chance. The
 * lock is a transaction that is never ended, so that the system lets go of it however the process ends.
 * @throws {FolderTaken} when another relay has it
 */
export function lockFolder(file: string): { release(): void } {
  const raw = new SQLite(file);
  try {
    raw.pragma('busy_timeout = 0');
    raw.pragma('journal_mode = DELETE');
    raw.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    raw.close();
    const isTaken = String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY');
    if (isTaken)
      throw new FolderTaken(`another relay has ${file} open: end it, or give this one a data_dir of its own`);
    throw error;
  }
  return { release: () => void raw.close() };
}
