import Database from 'better-sqlite3';
import type { Sql, SqlValue, Store } from '../core/sql.ts';

interface Prepared {
  readonly statement: Database.Statement<SqlValue[]>;
  /** Names of what it gives; none where nothing comes back. */
  readonly columns: readonly string[];
}
/** A connection whose statements are prepared once and kept by their text. */
export interface Connection extends Store {
  readonly raw: Database.Database;
  close(): void;
}

/**
 * The one connection that writes. WAL with `synchronous=FULL`: set after opening, because a reopened file would
 * otherwise fall back to NORMAL and lose what was acknowledged when the power is cut; asserted, because a pragma that
 * did not take must never go unnoticed.
 * @throws when the file cannot be opened, or the library or the disk does not keep what we promise
 */
export function openWriter(file: string): Connection {
  const raw = new Database(file);
  raw.pragma('busy_timeout = 100');
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL');
  raw.pragma('foreign_keys = ON');
  raw.pragma('journal_size_limit = 67108864');
  raw.pragma('temp_store = MEMORY');
  if (raw.pragma('synchronous', { simple: true }) !== 2) throw new Error('SQLite did not take synchronous=FULL');
  const version = String(raw.prepare('SELECT sqlite_version()').pluck().get());
  if (!atLeast(version, [3, 51, 3]))
    throw new Error(`SQLite ${version} is too old to be trusted with WAL (3.51.3 or newer)`);
  return connection(raw);
}

/** A connection for looking things up; it cannot write. */
export function openReader(file: string): Connection {
  const raw = new Database(file, { readonly: true, fileMustExist: true });
  raw.pragma('busy_timeout = 100');
  return connection(raw);
}

/** An empty store in memory, for rebuilding projections and for the simulation. */
export function openMemory(serialized?: Buffer): Connection {
  const raw = serialized ? new Database(serialized) : new Database(':memory:');
  raw.pragma('foreign_keys = ON');
  return connection(raw);
}

function connection(raw: Database.Database): Connection {
  const statements = new Map<string, Prepared>();
  const prepared = (text: string): Prepared => {
    const known = statements.get(text);
    if (known) return known;
    const made = prepare(raw, text);
    statements.set(text, made);
    return made;
  };
  const sql: Sql = {
    get: <T>(text: string, ...values: SqlValue[]) => {
      const { statement, columns } = prepared(text);
      const row = statement.get(...values) as SqlValue[] | undefined;
      return row && (named(columns, row) as T);
    },
    all: <T>(text: string, ...values: SqlValue[]) => {
      const { statement, columns } = prepared(text);
      return (statement.all(...values) as SqlValue[][]).map((row) => named(columns, row) as T);
    },
    run: (text, ...values) => {
      prepared(text).statement.run(...values);
    },
    settings: keptByText(),
  };
  return {
    ...sql,
    raw,
    begin: () => sql.run('BEGIN IMMEDIATE'),
    commit: () => sql.run('COMMIT'),
    rollback: () => {
      if (raw.inTransaction) sql.run('ROLLBACK');
    },
    close: () => raw.close(),
  };
}

/** Rows are fetched as lists and named here: the library's own row objects are slower to make, to read and to copy. */
function prepare(raw: Database.Database, text: string): Prepared {
  const statement = raw.prepare<SqlValue[]>(text);
  if (!statement.reader) return { statement, columns: [] };
  return { statement: statement.raw(), columns: statement.columns().map((column) => column.name) };
}

function named(columns: readonly string[], row: readonly SqlValue[]): Record<string, SqlValue> {
  const object: Record<string, SqlValue> = {};
  for (let i = 0; i < columns.length; i += 1) object[columns[i] as string] = row[i] as SqlValue;
  return object;
}

/** A shop has a handful of settings; more texts than this are leftovers of changed ones. */
const SETTINGS_MAX = 50;

function keptByText(): Sql['settings'] {
  const kept = new Map<string, unknown>();
  return <T>(text: string): Readonly<T> => {
    const known = kept.get(text);
    if (known !== undefined) return known as T;
    if (kept.size >= SETTINGS_MAX) kept.clear();
    const parsed = Object.freeze(JSON.parse(text) as T);
    kept.set(text, parsed);
    return parsed;
  };
}

function atLeast(version: string, least: readonly number[]): boolean {
  const parts = version.split('.').map(Number);
  for (let i = 0; i < least.length; i += 1) {
    const difference = (parts[i] ?? 0) - (least[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
