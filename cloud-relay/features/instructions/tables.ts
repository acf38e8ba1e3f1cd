import type { Result } from '../../../hub/contract/uplink.ts';
import type { InstructionView, NewInstruction } from '../../contract/instructions.ts';
import type { Sql } from '../../store/database.ts';
import { settles } from './rules.ts';

export interface Waiting {
  id: string;
  seq: number;
  type: string;
  body: string;
  made_by: string;
  expires_at: number;
}

/**
 * Keeps an instruction under the store's next number, or finds the one that has this id.
 * @returns nothing when the store is unknown
 */
export async function keepInstruction(
  sql: Sql,
  store: string,
  wanted: NewInstruction,
  now: number,
): Promise<InstructionView | undefined> {
  const known = await instructionOf(sql, wanted.id, now);
  if (known !== undefined) return known;
  // The number is taken under the store's row, so that numbers and commits stand in the same order.
  const [numbered] = await sql.all<{ down_seq: number }>(
    'UPDATE store SET down_seq = down_seq + 1 WHERE name = $1 RETURNING down_seq',
    store,
  );
  if (numbered === undefined) return undefined;
  await sql.run(
    `INSERT INTO instruction (id, store, seq, type, body, made_by, made_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    wanted.id,
    store,
    numbered.down_seq,
    wanted.type,
    JSON.stringify(wanted.body),
    wanted.by,
    now,
    wanted.expiresAt,
  );
  return instructionOf(sql, wanted.id, now);
}

/** The oldest instruction a store has not answered: the next one waits for it, so that order is kept. */
export async function nextWaiting(sql: Sql, store: string): Promise<Waiting | undefined> {
  const [row] = await sql.all<Waiting>(
    `SELECT id, seq, type, body, made_by, expires_at FROM instruction
     WHERE store = $1 AND state = 'waiting' ORDER BY seq LIMIT 1`,
    store,
  );
  return row;
}

export async function storesWaiting(sql: Sql): Promise<string[]> {
  const rows = await sql.all<{ store: string }>(
    `SELECT DISTINCT i.store FROM instruction i JOIN store s ON s.name = i.store
     WHERE i.state = 'waiting' AND s.online = 1`,
  );
  return rows.map(({ store }) => store);
}

/** Writes a store's answer down once. Returns whether it settled anything. */
export async function settle(sql: Sql, store: string, result: Result, now: number): Promise<boolean> {
  const [row] = await sql.all<{ state: string }>(
    'SELECT state FROM instruction WHERE id = $1 AND store = $2',
    result.id,
    store,
  );
  if (row === undefined || !settles(row.state, result.status)) return false;
  await sql.run(
    `UPDATE instruction SET state = $3, answered_at = $4, position = $5, code = $6, detail = $7
     WHERE id = $1 AND store = $2`,
    result.id,
    store,
    result.status,
    now,
    result.position ?? null,
    result.code ?? null,
    result.detail ?? null,
  );
  return true;
}

interface Row {
  id: string;
  store: string;
  seq: number;
  type: string;
  made_by: string;
  made_at: number;
  expires_at: number;
  state: InstructionView['state'];
  answered_at: number | null;
  position: number | null;
  code: string | null;
  detail: string | null;
}
const columns = 'id, store, seq, type, made_by, made_at, expires_at, state, answered_at, position, code, detail';

async function instructionOf(sql: Sql, id: string, now: number): Promise<InstructionView | undefined> {
  const [row] = await sql.all<Row>(`SELECT ${columns} FROM instruction WHERE id = $1`, id);
  return row === undefined ? undefined : viewOf(row, now);
}

/** The newest instructions of a store, at most 200. */
export async function instructionsOf(sql: Sql, store: string, now: number): Promise<InstructionView[]> {
  const rows = await sql.all<Row>(
    `SELECT ${columns} FROM instruction WHERE store = $1 ORDER BY seq DESC LIMIT 200`,
    store,
  );
  return rows.map((row) => viewOf(row, now));
}

function viewOf(row: Row, now: number): InstructionView {
  return {
    id: row.id,
    store: row.store,
    seq: row.seq,
    type: row.type,
    by: row.made_by,
    madeAt: row.made_at,
    expiresAt: row.expires_at,
    state: row.state,
    overdue: row.state === 'waiting' && row.expires_at < now,
    ...(row.answered_at === null ? {} : { answeredAt: row.answered_at }),
    ...(row.position === null ? {} : { position: row.position }),
    ...(row.code === null ? {} : { code: row.code }),
    ...(row.detail === null ? {} : { detail: row.detail }),
  };
}
