import SQLite from 'better-sqlite3';
import type { NewInstruction } from '../../cloud-relay/contract/instructions.ts';
import { features } from '../../cloud-relay/features/index.ts';
import { keepInstruction } from '../../cloud-relay/features/instructions/tables.ts';
import { nodeCodec } from '../../cloud-relay/link/codec.ts';
import { Ingest } from '../../cloud-relay/link/ingest.ts';
import type { Database, Sql, Transaction } from '../../cloud-relay/store/database.ts';
import { migrate } from '../../cloud-relay/store/migrate.ts';
import { sqliteOver } from '../../cloud-relay/store/sqlite.ts';
import type { Chance } from './chance.ts';
import type { FarEnd, Line } from './line.ts';
import { Life } from './scheduler.ts';
import { DAWN } from './shop.ts';
import { type Mortal, Violation, type World } from './world.ts';

type Raw = SQLite.Database;

interface CursorRow {
  epoch: string;
  mark: number;
  held: number;
  newest: number | null;
}
const CURSOR = `SELECT e.epoch, e.mark, count(n.seq) AS held, max(n.seq) AS newest
  FROM store s JOIN epoch e ON e.store = s.name AND e.epoch = s.epoch
    LEFT JOIN entry n ON n.store = e.store AND n.epoch = e.epoch
  WHERE s.name = ? GROUP BY e.epoch`;

/** An empty HQ as bytes: migrating one takes longer than many a run. */
export async function emptyHq(): Promise<Buffer> {
  const raw = new SQLite(':memory:');
  await migrate(sqliteOver(raw));
  const bytes = raw.serialize();
  raw.close();
  return bytes;
}

/** HQ: the product's own ingest over a store in memory. */
export class RelayNode implements Mortal, FarEnd {
  readonly name = 'hq';
  raw: Raw;
  life = new Life('unborn');
  ingest: Ingest | undefined;
  restores = 0;
  readonly #world: World;
  readonly #chance: Chance;
  readonly #lines: ReadonlyMap<string, Line>;
  #db: Database | undefined;
  /** The newest mark of each life of each store, as HQ's disk had it after a commit. */
  readonly #marks = new Map<string, number>();
  #cursor: SQLite.Statement | undefined;
  #backup: Buffer | undefined;

  constructor(world: World, empty: Buffer, lines: ReadonlyMap<string, Line>) {
    this.#world = world;
    this.#chance = world.chance('hq');
    this.#lines = lines;
    this.raw = new SQLite(empty);
    for (const line of lines.values()) line.far = this;
  }

  get isBrokerUp(): boolean {
    return this.#world.faults.brokerApart || this.ingest !== undefined;
  }
  now(): number {
    return DAWN + this.#world.scheduler.ticks;
  }

  boot(): void {
    const world = this.#world;
    const life = new Life(this.name);
    this.life = life;
    world.scheduler.current = life;
    world.say(this.name, 'starts');
    const db = this.#mortal(sqliteOver(this.raw), life);
    this.#db = db;
    void Ingest.open({
      db,
      features,
      clock: {
        now: () => this.now(),
        // Sweeps of a beat that need not be punctual are stretched like the other beats.
        after: (ms, run) => world.later(ms * this.#chance.between(1, 40), life, run),
      },
      codec: nodeCodec,
      newId: () => world.newId('hq'),
      send: (store, bytes) => {
        if (!life.alive) return;
        this.#lines.get(store)?.toHub(bytes);
        world.effect(this, life, 'a word to a store');
      },
      onChanged: (store) => this.#watch(store),
      soon: (run) => world.later(this.#chance.below(5), life, run),
      log: (_level, message, facts) => world.say(this.name, `${message} ${JSON.stringify(facts)}`),
    }).then((ingest) => {
      if (!life.alive) return;
      this.ingest = ingest;
      ingest.start();
      if (world.faults.brokerApart) void ingest.callAll();
    });
  }

  crash(why: string): void {
    if (!this.life.alive || this.ingest === undefined) return;
    this.#world.count('HQ crashes');
    this.#world.say(this.name, `crashes: ${why}`);
    this.life.alive = false;
    this.ingest = undefined;
    if (this.raw.inTransaction) this.raw.exec('ROLLBACK');
    if (!this.#world.faults.brokerApart) for (const line of this.#lines.values()) line.drop();
    this.#world.later(this.#chance.between(200, 60_000), this.#world.nature, () => this.boot());
  }

  receive(store: string, bytes: Uint8Array): void {
    if (this.ingest === undefined) return;
    this.#world.say(this.name, `hears ${store} ${bytes.length} B`);
    this.#world.scheduler.current = this.life;
    void this.ingest.receive(store, bytes);
  }
  presence(store: string, online: boolean): void {
    const { ingest } = this;
    if (ingest !== undefined) this.#world.later(1, this.life, () => void ingest.presence(store, online));
  }

  /** Somebody at HQ wants something of a store. It counts as wanted once the promise has resolved. */
  async instruct(store: string, wanted: NewInstruction): Promise<boolean> {
    const { ingest, life } = this;
    const db = this.#db;
    if (ingest === undefined || db === undefined) return false;
    this.#world.scheduler.current = life;
    const kept = await db.transaction((tx) => keepInstruction(tx, store, wanted, this.now()));
    if (kept !== undefined) ingest.instructed(store);
    return kept !== undefined;
  }

  /** After every commit: a cursor never goes back, and everything up to it is there without a gap. */
  #watch(store: string): void {
    const { raw } = this;
    if (this.#cursor?.database !== raw) this.#cursor = raw.prepare(CURSOR);
    for (const { epoch, mark, held, newest } of this.#cursor.all(store) as CursorRow[]) {
      const before = this.#marks.get(epoch) ?? 0;
      const detail = `${epoch}: ${before} to ${mark}, ${held} held up to ${newest}`;
      const isWhole = mark >= before && held === mark && (newest ?? 0) === mark;
      if (!isWhole) this.#world.broken ??= new Violation('HQ takes entries in order', detail);
      this.#marks.set(epoch, mark);
    }
  }

  backUp(): void {
    if (!this.raw.inTransaction) this.#backup = this.raw.serialize();
  }
  restore(): void {
    const backup = this.#backup;
    if (backup === undefined || this.ingest === undefined) return;
    this.crash('its disk is lost');
    this.#world.say(this.name, 'is restored from a backup');
    this.#world.count('HQ restores');
    this.raw.close();
    this.raw = new SQLite(backup);
    this.#marks.clear();
    this.restores += 1;
  }

  /** A store whose process may die between any two statements: from then on nothing is done and nothing answers. */
  #mortal(db: Database, life: Life): Database {
    const world = this.#world;
    const guarded = <T>(work: () => Promise<T>): Promise<T> => {
      if (life.alive && world.scheduler.current === life) world.effect(this, life, 'a statement', 1 / 50);
      return life.alive ? work() : new Promise<T>(() => undefined);
    };
    const sql = (inner: Sql): Sql => ({
      all: (text, ...values) => guarded(() => inner.all(text, ...values)),
      run: (text, ...values) => guarded(() => inner.run(text, ...values)),
      each: (text, rows) => guarded(() => inner.each(text, rows)),
    });
    return {
      ...sql(db),
      transaction: (work) =>
        guarded(() =>
          db.transaction(async (tx: Transaction) => {
            const result = await work({ ...sql(tx), savepoint: (part) => guarded(() => tx.savepoint(part)) });
            return life.alive ? result : new Promise<never>(() => undefined);
          }),
        ),
      close: () => db.close(),
    };
  }
}
