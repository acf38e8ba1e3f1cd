import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import pg from 'pg';
import { programArguments } from '../bench/program.ts';
import { type MosquittoRig, startMosquitto } from '../rigs/mosquitto.ts';
import { type PostgresRig, startPostgres } from '../rigs/postgres.ts';
import { freePort } from '../rigs/processes.ts';
import { Program } from './program.ts';

export const token = 'a-token-of-the-chaos-0001';

/** An entry as HQ keeps it. */
export interface HeldEntry {
  readonly epoch: string;
  readonly seq: number;
  readonly position: number;
  readonly type: string;
  readonly data: string;
}
export interface HeldLevel {
  readonly gtin: string;
  readonly location: string;
  readonly onHand: number;
}

/** Something that can be hurt. */
export interface Victim {
  readonly pid: number;
  readonly name: string;
  kill(): Promise<void>;
  start(): Promise<unknown>;
  signal(signal: NodeJS.Signals): void;
}

/** HQ in one of its settings, as processes. */
export interface Headquarters {
  readonly about: string;
  readonly victims: readonly Victim[];
  /** Where stores connect. */
  readonly port: () => number;
  count(store: string): Promise<number>;
  entries(store: string): Promise<HeldEntry[]>;
  levels(store: string): Promise<HeldLevel[]>;
  close(): Promise<void>;
}

const relayArguments = (): string[] => programArguments('../../cloud-relay/main', import.meta.url);
const entriesOf = 'SELECT epoch, seq, position, type, data FROM entry WHERE store = $1 ORDER BY position, epoch';
const levelsOf = `SELECT gtin, location, on_hand AS "onHand" FROM stock WHERE store = $1 ORDER BY gtin, location`;

/** One process: aedes and SQLite inside. */
export async function oneProcess(folder: string): Promise<Headquarters> {
  const [http, mqtt] = [await freePort(), await freePort()];
  const relay = new Program('relay', relayArguments, () => ({
    TILLSIDE__RELAY__DATA_DIR: folder,
    TILLSIDE__RELAY__HTTP__PORT: String(http),
    TILLSIDE__RELAY__MQTT__PORT: String(mqtt),
    TILLSIDE__RELAY__FIND_FREE_PORT: 'false',
    TILLSIDE__RELAY__AUTO_ENROL_TOKEN: token,
  }));
  await relay.start();
  const db = new SQLite(join(folder, 'hq.db'), { readonly: true });
  const all = <T>(text: string, store: string): T[] => db.prepare(text).all({ 1: store }) as T[];
  return {
    about: 'aedes + SQLite in one process',
    victims: [relay],
    port: () => mqtt,
    count: async (store) => all<{ n: number }>('SELECT count(*) AS n FROM entry WHERE store = $1', store)[0]?.n ?? 0,
    entries: async (store) => all<HeldEntry>(entriesOf, store),
    levels: async (store) => all<HeldLevel>(levelsOf, store),
    close: async () => {
      db.close();
      await relay.kill();
    },
  };
}

/** Several workers behind mosquitto, over one PostgreSQL. */
export async function manyProcesses(folder: string, workers: number): Promise<Headquarters> {
  const [broker, postgres] = await Promise.all([startMosquitto(folder), startPostgres()]);
  const url = await postgres.database('hq');
  const programs = Array.from(
    { length: workers },
    (_, at) =>
      new Program(`worker-${at + 1}`, relayArguments, () => ({
        TILLSIDE__RELAY__DATA_DIR: folder,
        TILLSIDE__RELAY__HTTP__PORT: '0',
        TILLSIDE__RELAY__DATABASE__URL: url,
        TILLSIDE__RELAY__BROKER__URL: `mqtt://127.0.0.1:${broker.port}`,
        TILLSIDE__RELAY__LEASE_MS: '1000',
      })),
  );
  await Promise.all(programs.map((program) => program.start()));
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on('error', () => {});
  const all = async <T>(text: string, store: string): Promise<T[]> => (await pool.query(text, [store])).rows as T[];
  return {
    about: `mosquitto + PostgreSQL, ${workers} workers`,
    victims: [...programs, brokerVictim(broker)],
    port: () => broker.port,
    count: async (store) =>
      (await all<{ n: number }>('SELECT count(*)::int AS n FROM entry WHERE store = $1', store))[0]?.n ?? 0,
    entries: async (store) => {
      const rows = await all<HeldEntry & { seq: unknown; position: unknown }>(entriesOf, store);
      return rows.map((row) => ({ ...row, seq: Number(row.seq), position: Number(row.position) }));
    },
    levels: async (store) =>
      (await all<HeldLevel>(levelsOf, store)).map((row) => ({ ...row, onHand: Number(row.onHand) })),
    close: () => closeAll(pool, programs, broker, postgres),
  };
}

async function closeAll(
  pool: pg.Pool,
  programs: Program[],
  broker: MosquittoRig,
  postgres: PostgresRig,
): Promise<void> {
  await pool.end();
  await Promise.all(programs.map((program) => program.kill()));
  await broker.close();
  await postgres.close();
}

const brokerVictim = (rig: MosquittoRig): Victim => ({
  name: 'mosquitto',
  get pid() {
    return rig.pid;
  },
  kill: rig.kill,
  start: rig.start,
  signal: rig.signal,
});
