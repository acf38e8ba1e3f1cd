import type Database from 'better-sqlite3';
import type { Connection } from '../../hub/store/open.ts';

type Value = string | number | null;
/** One row as it was written: which columns, and the values of a prepared statement in its order. */
export interface WrittenRow {
  readonly statement: string;
  readonly values: readonly Value[];
}
interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly key: readonly string[];
}
interface Change {
  place: number;
  name: string;
  kind: 'insert' | 'update' | 'delete';
  before: string;
  after: string;
}

/** All tables of a store, the bookkeeping of the spine included. */
export function tablesOf(store: Connection): Table[] {
  const names = store.all<{ name: string }>(
    "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
  );
  return names.map(({ name }) => {
    const info = store.all<{ name: string; pk: number }>(`SELECT name, pk FROM pragma_table_info('${name}')`);
    const key = info.filter((column) => column.pk > 0).sort((a, b) => a.pk - b.pk);
    return { name, columns: info.map((column) => column.name), key: key.map((column) => column.name) };
  });
}

/**
 * Watches a store by temporary triggers and tells which rows were really written: an update names only the columns
 * whose values changed, and a statement that touched nothing leaves nothing. That is what somebody who knew all values
 * beforehand would write, so it is the honest other side of a comparison.
 */
export class Recorder {
  readonly #store: Connection;
  readonly #tables: Map<string, Table>;

  constructor(store: Connection) {
    this.#store = store;
    this.#tables = new Map(tablesOf(store).map((table) => [table.name, table]));
    store.raw.exec(
      'CREATE TEMP TABLE change (place INTEGER PRIMARY KEY, name TEXT, kind TEXT, before TEXT, after TEXT)',
    );
    for (const table of this.#tables.values())
      for (const kind of ['insert', 'update', 'delete'] as const) store.raw.exec(trigger(table, kind));
  }

  /** Rows written since it was last asked, in their order. */
  take(): WrittenRow[] {
    const changes = this.#store.all<Change>('SELECT place, name, kind, before, after FROM temp.change ORDER BY place');
    this.#store.raw.exec('DELETE FROM temp.change');
    return changes.flatMap((change) => {
      const table = this.#tables.get(change.name);
      const row = table && written(table, change);
      return row ? [row] : [];
    });
  }
}

function trigger(table: Table, kind: Change['kind']): string {
  const image = (name: 'OLD' | 'NEW', there: boolean): string =>
    there ? `json_array(${table.columns.map((column) => `${name}."${column}"`).join(', ')})` : "'[]'";
  const images = [image('OLD', kind !== 'insert'), image('NEW', kind !== 'delete')];
  return `CREATE TEMP TRIGGER "watch_${table.name}_${kind}" AFTER ${kind} ON main."${table.name}" BEGIN
    INSERT INTO change (name, kind, before, after) VALUES ('${table.name}', '${kind}', ${images.join(', ')}); END`;
}

function written(table: Table, change: Change): WrittenRow | undefined {
  const before = JSON.parse(change.before) as Value[];
  const after = JSON.parse(change.after) as Value[];
  const at = (values: Value[], column: string): Value => values[table.columns.indexOf(column)] ?? null;
  const where = table.key.map((column) => `"${column}" = ?`).join(' AND ');
  const keys = table.key.map((column) => at(before, column));
  if (change.kind === 'delete') return { statement: `DELETE FROM "${table.name}" WHERE ${where}`, values: keys };
  if (change.kind === 'insert') {
    const columns = table.columns.filter((column) => at(after, column) !== null);
    const names = columns.map((column) => `"${column}"`).join(', ');
    const marks = columns.map(() => '?').join(', ');
    const statement = `INSERT INTO "${table.name}" (${names}) VALUES (${marks})`;
    return { statement, values: columns.map((column) => at(after, column)) };
  }
  const columns = table.columns.filter((column) => at(before, column) !== at(after, column));
  if (columns.length === 0) return undefined;
  const set = columns.map((column) => `"${column}" = ?`).join(', ');
  const statement = `UPDATE "${table.name}" SET ${set} WHERE ${where}`;
  return { statement, values: [...columns.map((column) => at(after, column)), ...keys] };
}

/** Recorded rows with their statements prepared beforehand: nothing is left to do but to write. */
export type ReadyRow = readonly [Database.Statement<unknown[]>, readonly Value[]];

export function prepareRows(raw: Database.Database, rows: readonly WrittenRow[]): ReadyRow[] {
  const statements = new Map<string, Database.Statement<unknown[]>>();
  return rows.map(({ statement, values }) => {
    const known = statements.get(statement) ?? raw.prepare<unknown[]>(statement);
    statements.set(statement, known);
    return [known, values];
  });
}

/** @throws when the two stores do not hold the same rows in every table, which would make a comparison worthless */
export function expectSameRows(one: Connection, other: Connection): void {
  for (const { name, columns } of tablesOf(one)) {
    if (name === 'epoch' || name === 'migration') continue;
    const list = columns.map((column) => `"${column}"`).join(', ');
    const text = `SELECT ${list} FROM main."${name}" ORDER BY ${list}`;
    const [here, there] = [one.all<object>(text), other.all<object>(text)];
    if (JSON.stringify(here) !== JSON.stringify(there))
      throw new Error(`the bare side wrote other rows than the spine in ${name} (${here.length} and ${there.length})`);
  }
}
