/** An `INSERT … VALUES ($1, …)` of one row, read far enough to be said of many rows at once. */
export interface ManyRows {
  readonly table: string;
  /** The column each parameter goes into, by its number less one. */
  readonly columns: readonly string[];
  /** The same statement over one array for each column, its types given by name. */
  readonly text: (types: ReadonlyMap<string, string>) => string;
}

const shape = /^\s*INSERT INTO (\w+) \(([^)]+)\)\s+VALUES \(([^)]+)\)/;

/**
 * PostgreSQL takes many rows in one statement as one array a column: twenty times as fast as row by row. The statement
 * stays the portable one; only its `VALUES (…)` is replaced here.
 * @returns nothing when the statement has not that form
 */
export function manyRows(statement: string): ManyRows | undefined {
  const match = shape.exec(statement);
  const [head, table, columnList, valueList] = match ?? [];
  if (head === undefined || table === undefined || columnList === undefined || valueList === undefined)
    return undefined;
  const named = columnList.split(',').map((column) => column.trim());
  const values = valueList.split(',').map((value) => value.trim());
  if (named.length !== values.length) return undefined;
  const columns: string[] = [];
  for (const [at, value] of values.entries()) {
    const number = Number(/^\$(\d+)$/.exec(value)?.[1] ?? 0);
    const column = named[at];
    if (number > 0 && column !== undefined) columns[number - 1] ??= column;
  }
  if (columns.length === 0 || columns.includes(undefined as never)) return undefined;
  const picked = values.map((value) => value.replace(/^\$(\d+)$/, 'many.v$1')).join(', ');
  const tail = statement.slice(head.length);
  const text = (types: ReadonlyMap<string, string>): string => {
    const arrays = columns.map((column, at) => `$${at + 1}::${types.get(column) ?? 'text'}[]`).join(', ');
    const names = columns.map((_, at) => `v${at + 1}`).join(', ');
    return `INSERT INTO ${table} (${columnList}) SELECT ${picked} FROM unnest(${arrays}) AS many (${names})${tail}`;
  };
  return { table, columns, text };
}
