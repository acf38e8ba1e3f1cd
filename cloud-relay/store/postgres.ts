import pg from 'pg';
import { type Database, type Sql, type SqlValue, StorageFault, type Transaction } from './database.ts';
import { StoreRefused } from './migrate.ts';
import { type ManyRows, manyRows } from './unnest.ts';

type Value = SqlValue | SqlValue[];

export interface PostgresPlace {
  /** `postgres://user@host:port/database`. */
  readonly url: string;
  readonly password?: string;
  /** After this long within a transaction a worker that stands still loses it, and its locks with it. In ms. */
  readonly idleLimit: number;
  readonly onTrouble: (error: Error) => void;
}

/** Whole numbers come as text from PostgreSQL; ours all fit a double exactly. */
const wholeNumbers = new Set([20, 21, 23, 1700]);
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    wholeNumbers.has(oid) ? Number : pg.types.getTypeParser(oid, format as 'text'),
} as pg.CustomTypesConfig;

/** Bad rows are of these classes of SQLSTATE (22 data, 23 integrity); everything else is about the storage. */
const isCausedByData = (error: unknown): boolean => /^2[23]...$/.test(String((error as { code?: unknown }).code));

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StorageFault || isCausedByData(error)) throw error;
    const code = String((error as { code?: unknown }).code ?? (error as Error).message);
    throw new StorageFault(`the store failed (${code})`, { cause: error });
  }
}

/** PostgreSQL has no text with a NUL in it; refusing it would let one letter block a store for ever. */
const storable = (value: SqlValue): SqlValue =>
  typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value;

/** HQ's store in PostgreSQL, shared by as many workers as there are. */
export class PostgresDatabase implements Database {
  readonly #pool: pg.Pool;
  readonly #names = new Map<string, string>();
  readonly #many = new Map<string, ManyRows | undefined>();
  readonly #types = new Map<string, Map<string, string>>();

  private constructor(place: PostgresPlace) {
    this.#pool = new pg.Pool({
      connectionString: place.url,
      ...(place.password === undefined ? {} : { password: place.password }),
      types,
      max: 6,
      application_name: 'tillside-hq',
      connectionTimeoutMillis: 5000,
      idleTimeoutMillis: 60_000,
      keepAlive: true,
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: place.idleLimit,
    });
    this.#pool.on('error', place.onTrouble);
  }

  /** @throws {StoreRefused} when this server does not keep what it confirms */
  static async open(place: PostgresPlace): Promise<PostgresDatabase> {
    const db = new PostgresDatabase(place);
    try {
      const [row] = await db.all<{ fsync: string }>("SELECT current_setting('fsync') AS fsync");
      if (row?.fsync !== 'on')
        throw new StoreRefused('this PostgreSQL runs with fsync off: what HQ confirms would be lost with the power');
      return db;
    } catch (error) {
      await db.close();
      throw error;
    }
  }

  all<R>(text: string, ...values: SqlValue[]): Promise<R[]> {
    return guarded(async () => (await this.#query(this.#pool, text, values)).rows as R[]);
  }
  run(text: string, ...values: SqlValue[]): Promise<number> {
    return this.transaction((tx) => tx.run(text, ...values));
  }
  each(text: string, rows: readonly (readonly SqlValue[])[]): Promise<void> {
    return this.transaction((tx) => tx.each(text, rows));
  }

  async transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const client = await guarded(() => this.#pool.connect());
    let broken: Error | undefined;
    // A connection that breaks between two statements says so here, and must not end the program.
    const onBroken = (error: Error): void => {
      broken = error;
    };
    client.on('error', onBroken);
    try {
      // Whatever role or database says: an answer is given only for what is on disk.
      await guarded(() => client.query('BEGIN; SET LOCAL synchronous_commit = on'));
      const result = await work(this.#transactionOver(client));
      await guarded(() => committed(client));
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch((failed: Error) => {
        broken ??= failed;
      });
      throw error;
    } finally {
      client.removeListener('error', onBroken);
      client.release(broken);
    }
  }

  /** Work that no two programs may do at once on this store, such as migrating it. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    const client = await guarded(() => this.#pool.connect());
    try {
      await client.query('SELECT pg_advisory_lock(714558391)');
      return await work();
    } finally {
      // Closing the connection gives the lock back, however the work ended.
      client.release(true);
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  #transactionOver(client: pg.PoolClient): Transaction {
    const sql: Sql = {
      all: <R>(text: string, ...values: SqlValue[]) =>
        guarded(async () => (await this.#query(client, text, values)).rows as R[]),
      run: (text, ...values) => guarded(async () => (await this.#query(client, text, values)).rowCount ?? 0),
      each: (text, rows) => guarded(() => this.#each(client, text, rows)),
    };
    const savepoint = async <T>(work: () => Promise<T>): Promise<T> => {
      await guarded(() => client.query('SAVEPOINT part'));
      try {
        const result = await work();
        await guarded(() => client.query('RELEASE part'));
        return result;
      } catch (error) {
        if (error instanceof StorageFault) throw error;
        await guarded(() => client.query('ROLLBACK TO part; RELEASE part'));
        throw error;
      }
    };
    return { ...sql, savepoint };
  }

  async #each(client: pg.PoolClient, text: string, rows: readonly (readonly SqlValue[])[]): Promise<void> {
    if (rows.length === 0) return;
    if (!this.#many.has(text)) this.#many.set(text, manyRows(text));
    const many = this.#many.get(text);
    if (many === undefined) {
      for (const row of rows) await this.#query(client, text, row);
      return;
    }
    const columns = many.columns.map((_, at) => rows.map((row) => storable(row[at] ?? null)));
    await this.#query(client, many.text(await this.#typesOf(client, many.table)), columns);
  }

  async #typesOf(client: pg.PoolClient, table: string): Promise<ReadonlyMap<string, string>> {
    const known = this.#types.get(table);
    if (known !== undefined) return known;
    const { rows } = await client.query<{ name: string; type: string }>(
      `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
      [table],
    );
    const found = new Map(rows.map(({ name, type }) => [name, type]));
    this.#types.set(table, found);
    return found;
  }

  /** Prepared once a connection, by a name of its own. */
  #query(on: pg.Pool | pg.PoolClient, text: string, values: readonly Value[]): Promise<pg.QueryResult> {
    let name = this.#names.get(text);
    if (name === undefined) {
      name = `s${this.#names.size}`;
      this.#names.set(text, name);
    }
    return on.query({ name, text, values: values.map((value) => (Array.isArray(value) ? value : storable(value))) });
  }
}

/** A transaction that had failed answers COMMIT with a rollback, and no error. */
async function committed(client: pg.PoolClient): Promise<void> {
  const { command } = await client.query('COMMIT');
  if (command !== 'COMMIT') throw new StorageFault('the transaction had failed and was rolled back');
}
