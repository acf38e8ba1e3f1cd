import SQLite from 'better-sqlite3';
import { type Database, type Sql, type SqlValue, StorageFault, type Transaction } from './database.ts';

type Raw = SQLite.Database;
type Bound = Record<number, SqlValue>;
type Statement = SQLite.Statement<Bound[]>;

/** What a bad row causes; everything else SQLite says is about the storage. */
const causedByData = ['SQLITE_CONSTRAINT', 'SQLITE_MISMATCH', 'SQLITE_TOOBIG', 'SQLITE_RANGE'];

/**
 * HQ's store in one file: one connection that writes, one that only reads. `synchronous=FULL` is set after opening and
 * asserted, because a reopened WAL file otherwise falls back to NORMAL and a confirmed entry could be lost.
 */
export function openSqlite(file: string): Database {
  const writer = new SQLite(file);
  settle(writer);
  const reader = new SQLite(file, { readonly: true, fileMustExist: true });
  reader.pragma('busy_timeout = 100');
  return new SqliteDatabase(writer, reader);
}

/** The same over a connection that is given, in memory or in a file: for the simulation and for tests. */
export function sqliteOver(raw: Raw): Database {
  if (!raw.memory) settle(raw);
  return new SqliteDatabase(raw, undefined);
}

function settle(raw: Raw): void {
  raw.pragma('busy_timeout = 100');
  raw.pragma('journal_mode = WAL');
  raw.pragma('synchronous = FULL');
  raw.pragma('foreign_keys = ON');
  raw.pragma('journal_size_limit = 67108864');
  if (raw.pragma('synchronous', { simple: true }) !== 2) throw new Error('SQLite did not take synchronous=FULL');
}

class Statements {
  readonly #raw: Raw;
  readonly #kept = new Map<string, Statement>();
  constructor(raw: Raw) {
    this.#raw = raw;
  }
  get(text: string): Statement {
    const known = this.#kept.get(text);
    if (known !== undefined) return known;
    const made: Statement = this.#raw.prepare<Bound[]>(text);
    this.#kept.set(text, made);
    return made;
  }
}

/** `$1` is a name to SQLite; values are bound by it, so that a parameter may stand twice. */
const named = (values: readonly SqlValue[]): Bound => {
  const bound: Bound = {};
  for (let at = 0; at < values.length; at += 1) bound[at + 1] = values[at] ?? null;
  return bound;
};

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (typeof code === 'string' && code.startsWith('SQLITE_') && !causedByData.some((one) => code.startsWith(one))) {
      throw new StorageFault(`the store failed (${code})`, { cause: error });
    }
    throw error;
  }
}

function sqlOver(statements: Statements): Sql {
  const all = <R>(text: string, values: readonly SqlValue[]): R[] => {
    const statement = statements.get(text);
    return (values.length === 0 ? statement.all() : statement.all(named(values))) as R[];
  };
  const run = (text: string, values: readonly SqlValue[]): number => {
    const statement = statements.get(text);
    return (values.length === 0 ? statement.run() : statement.run(named(values))).changes;
  };
  return {
    all: async <R>(text: string, ...values: SqlValue[]) => guarded(() => all<R>(text, values)),
    run: async (text, ...values) => guarded(() => run(text, values)),
    each: async (text, rows) => guarded(() => rows.forEach((row) => void run(text, row))),
  };
}

class SqliteDatabase implements Database {
  readonly #writer: Raw;
  readonly #reader: Raw | undefined;
  readonly #write: Sql;
  readonly #read: Sql;
  #last: Promise<unknown> = Promise.resolve();

  constructor(writer: Raw, reader: Raw | undefined) {
    this.#writer = writer;
    this.#reader = reader;
    this.#write = sqlOver(new Statements(writer));
    this.#read = reader === undefined ? this.#write : sqlOver(new Statements(reader));
  }

  /** One after the other: on a shared connection a read between the steps of a transaction would see its half. */
  #queued<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work, work);
    this.#last = next.catch(() => undefined);
    return next;
  }

  all<R>(text: string, ...values: SqlValue[]): Promise<R[]> {
    const read = (): Promise<R[]> => this.#read.all<R>(text, ...values);
    return this.#reader === undefined ? this.#queued(read) : read();
  }
  run(text: string, ...values: SqlValue[]): Promise<number> {
    return this.#queued(() => this.#write.run(text, ...values));
  }
  each(text: string, rows: readonly (readonly SqlValue[])[]): Promise<void> {
    return this.transaction((tx) => tx.each(text, rows));
  }

  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#queued(async () => {
      guarded(() => this.#writer.exec('BEGIN IMMEDIATE'));
      try {
        const result = await work({ ...this.#write, savepoint: (inner) => this.#savepoint(inner) });
        guarded(() => this.#writer.exec('COMMIT'));
        return result;
      } catch (error) {
        // A storage error may have ended the transaction already; then there is nothing left to roll back.
        if (this.#writer.inTransaction) this.#writer.exec('ROLLBACK');
        throw error;
      }
    });
  }

  async #savepoint<T>(work: () => Promise<T>): Promise<T> {
    guarded(() => this.#writer.exec('SAVEPOINT part'));
    try {
      const result = await work();
      guarded(() => this.#writer.exec('RELEASE part'));
      return result;
    } catch (error) {
      if (error instanceof StorageFault || !this.#writer.inTransaction) throw error;
      guarded(() => this.#writer.exec('ROLLBACK TO part; RELEASE part'));
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#last;
    this.#reader?.close();
    if (this.#writer.open && this.#reader !== undefined) this.#writer.close();
  }
}
