export type SqlValue = string | number | null;

/**
 * What HQ asks of its store: statements with positional parameters (`$1`, `$2`, …) in SQL that SQLite and PostgreSQL
 * both read. Times and counts are whole numbers, JSON is text.
 */
export interface Sql {
  all<R>(statement: string, ...values: SqlValue[]): Promise<R[]>;
  /** Returns how many rows were changed. */
  run(statement: string, ...values: SqlValue[]): Promise<number>;
  /** One statement for many rows: a prepared loop here, one `unnest` or pipeline elsewhere. */
  each(statement: string, rows: readonly (readonly SqlValue[])[]): Promise<void>;
}

export interface Transaction extends Sql {
  /** Work that may be given up alone: when it throws, its writes are gone and the transaction goes on. */
  savepoint<T>(work: () => Promise<T>): Promise<T>;
}

export interface Database extends Sql {
  /** All or nothing, durable when it resolves. Transactions do not overlap; reads outside see only what is committed. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The storage itself failed: nothing of the transaction was done, and trying again later may help. */
export class StorageFault extends Error {}
