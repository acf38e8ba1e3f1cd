export type SqlValue = string | number | bigint | null | Uint8Array;

/** What a feature may do with the store: statements prepared once, by their text. Rows are plain objects. */
export interface Sql {
  get<T>(statement: string, ...values: SqlValue[]): T | undefined;
  all<T>(statement: string, ...values: SqlValue[]): T[];
  run(statement: string, ...values: SqlValue[]): void;
  /** Parses the JSON of a row that rarely changes, such as settings: once per text, so take it as read-only. */
  settings<T>(text: string): Readonly<T>;
}

/** The store as the spine sees it: one connection that writes, with explicit transactions. */
export interface Store extends Sql {
  begin(): void;
  commit(): void;
  /** Ends the transaction without its effects; harmless when a storage error has ended it already. */
  rollback(): void;
}
