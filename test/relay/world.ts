import SQLite, { type Database as Disk } from 'better-sqlite3';
import { features } from '../../cloud-relay/features/index.ts';
import { nodeCodec } from '../../cloud-relay/link/codec.ts';
import { Ingest } from '../../cloud-relay/link/ingest.ts';
import { type Database, StorageFault } from '../../cloud-relay/store/database.ts';
import { migrate } from '../../cloud-relay/store/migrate.ts';
import { sqliteOver } from '../../cloud-relay/store/sqlite.ts';
import type { Transport } from '../../hub/edges/relay/port.ts';
import { Uplink } from '../../hub/edges/relay/uplink.ts';
import { chance } from './chance.ts';
import { copyOf, HubDouble } from './hub-double.ts';

/** What goes wrong, each as a probability. */
export interface Faults {
  drop: number;
  repeat: number;
  /** Of a message to be seconds late instead of milliseconds. */
  late: number;
  /** Of an end to die right after something it said left it. */
  crashOnSend: number;
}
export const calm: Faults = { drop: 0, repeat: 0, late: 0, crashOnSend: 0 };

interface Due {
  at: number;
  order: number;
  run: () => void;
}

/** Hubs and HQ in one process on virtual time: the product's own code at both ends, storage that outlives crashes. */
export class World {
  now = 1_700_000_000_000;
  faults: Faults = calm;
  readonly random: () => number;
  readonly hubs = new Map<string, SimulatedHub>();
  hq: SimulatedHq;
  readonly log: string[] = [];
  /** Looks at both ends after every step; throws when they must never stand like this. */
  afterStep: () => void = () => {};
  #order = 0;
  readonly #due: Due[] = [];
  #ids = 0;

  constructor(seed: number) {
    this.random = chance(seed);
    this.hq = new SimulatedHq(this, new SQLite(':memory:'));
  }

  newId = (): string => {
    this.#ids += 1;
    return `id-${this.#ids}`;
  };

  after(ms: number, run: () => void): () => void {
    const due = { at: this.now + Math.max(0, Math.floor(ms)), order: this.#order++, run };
    this.#due.push(due);
    return () => {
      const at = this.#due.indexOf(due);
      if (at >= 0) this.#due.splice(at, 1);
    };
  }

  /** One message on its way, with whatever happens to it. */
  carry(deliver: () => void): void {
    const { drop, repeat, late } = this.faults;
    const copies = this.random() < repeat ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      if (this.random() < drop) continue;
      this.after(this.random() < late ? this.random() * 20_000 : 1 + this.random() * 50, deliver);
    }
  }

  /** Runs the next thing that is due and everything that follows from it at once. */
  async step(): Promise<boolean> {
    const next = this.#due.reduce<Due | undefined>(
      (best, due) => (!best || due.at < best.at || (due.at === best.at && due.order < best.order) ? due : best),
      undefined,
    );
    if (next === undefined) return false;
    this.#due.splice(this.#due.indexOf(next), 1);
    this.now = Math.max(this.now, next.at);
    next.run();
    await settled();
    this.afterStep();
    return true;
  }

  async run(ms: number): Promise<void> {
    const end = this.now + ms;
    this.after(ms, () => {});
    while (this.now < end && (await this.step()));
  }

  /** Runs without faults until no hub has anything to send, or gives up. */
  async heal(): Promise<void> {
    this.faults = calm;
    this.hq.line = true;
    await this.run(300_000);
  }

  async hub(name: string): Promise<SimulatedHub> {
    const hub = new SimulatedHub(this, name, new SQLite(':memory:'));
    this.hubs.set(name, hub);
    hub.boot();
    await settled();
    return hub;
  }
}

const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

export class SimulatedHub {
  readonly #world: World;
  readonly name: string;
  raw: Disk;
  store!: HubDouble;
  uplink!: Uplink;
  #life = 0;
  #message: (bytes: Uint8Array) => void = () => {};
  #up: () => void = () => {};
  #down: (reason: string) => void = () => {};
  #isUp = false;

  constructor(world: World, name: string, raw: Disk) {
    this.#world = world;
    this.name = name;
    this.raw = raw;
  }

  boot(raw: Disk = this.raw): void {
    this.raw = raw;
    this.#life += 1;
    const life = this.#life;
    const world = this.#world;
    this.store = new HubDouble(raw).boot(`${this.name}-${world.newId()}`);
    const isThis = (): boolean => life === this.#life;
    const transport: Transport = {
      send: (bytes) => {
        if (!isThis() || !this.#isUp) return;
        world.carry(() => world.hq.deliver(this.name, bytes));
        if (world.random() < world.faults.crashOnSend) this.crash();
      },
      onMessage: (listener) => {
        this.#message = listener;
      },
      onUp: (listener) => {
        this.#up = listener;
      },
      onDown: (listener) => {
        this.#down = listener;
      },
      start: () => this.connect(),
      stop: async () => {},
    };
    this.uplink = new Uplink({
      store: this.store,
      transport,
      clock: {
        now: () => world.now,
        ticks: () => world.now,
        after: (ms, run) => world.after(ms, () => isThis() && run()),
      },
      codec: nodeCodec,
      newId: world.newId,
      software: 'test',
      tuning: { batchEntries: 7, markEvery: 100, helloEpochs: 5, backfillAt: 60 },
    });
    this.uplink.start();
  }

  connect(): void {
    const life = this.#life;
    this.#world.after(20, () => {
      if (life !== this.#life || this.store.dead) return;
      this.#isUp = true;
      this.#up();
    });
  }
  cut(): void {
    this.#isUp = false;
    this.#down('closed');
  }
  /** The process dies: what it had in memory is gone, its disk is not. It is back after a while. */
  crash(raw: Disk = this.raw): void {
    this.store.dead = true;
    this.#isUp = false;
    this.#life += 1;
    const life = this.#life;
    this.#world.after(500, () => life === this.#life && this.boot(raw));
  }
  backup(): Disk {
    return copyOf(this.raw);
  }
  /** A late message reaches whoever listens now. */
  deliver(bytes: Uint8Array): void {
    if (this.#isUp) this.#message(bytes);
  }
  move(gtin: string, quantity: number): void {
    if (this.store.dead) return;
    this.store.move(gtin, quantity);
    this.store.committed();
  }
}

export class SimulatedHq {
  readonly #world: World;
  raw: Disk;
  db!: Database;
  #life = 0;
  #ingest: Ingest | undefined;
  /** Whether the broker between them works. */
  line = true;

  constructor(world: World, raw: Disk) {
    this.#world = world;
    this.raw = raw;
  }

  async boot(raw: Disk = this.raw): Promise<void> {
    this.raw = raw;
    this.#life += 1;
    const life = this.#life;
    const world = this.#world;
    const isThis = (): boolean => life === this.#life;
    this.db = sqliteOver(raw);
    await migrate(this.db);
    this.#ingest = await Ingest.open({
      db: mortal(this.db, isThis),
      features,
      clock: { now: () => world.now, after: (ms, run) => world.after(ms, () => isThis() && run()) },
      codec: nodeCodec,
      newId: world.newId,
      soon: (run) => void world.after(0, () => isThis() && run()),
      send: (store, bytes) => {
        if (!isThis() || !this.line) return;
        world.carry(() => world.hubs.get(store)?.deliver(bytes));
        if (world.random() < world.faults.crashOnSend) this.crash();
      },
      log: (_level, message, facts) => world.log.push(`${message} ${JSON.stringify(facts)}`),
    });
    this.#ingest.start();
    await this.#ingest.callAll();
  }

  get ingest(): Ingest {
    if (this.#ingest === undefined) throw new Error('HQ is away');
    return this.#ingest;
  }

  crash(raw: Disk = this.raw): void {
    this.#life += 1;
    this.#ingest = undefined;
    const life = this.#life;
    this.#world.after(700, () => life === this.#life && void this.boot(raw));
  }
  backup(): Disk {
    return copyOf(this.raw);
  }
  deliver(store: string, bytes: Uint8Array): void {
    if (this.line) void this.#ingest?.receive(store, bytes);
  }
}

/** A process that died writes nothing more, whatever of its code still runs. */
function mortal(db: Database, isAlive: () => boolean): Database {
  const check = (): void => {
    if (!isAlive()) throw new StorageFault('this HQ is dead');
  };
  return {
    all: async (text, ...values) => {
      check();
      return db.all(text, ...values);
    },
    run: async (text, ...values) => {
      check();
      return db.run(text, ...values);
    },
    each: async (text, rows) => {
      check();
      return db.each(text, rows);
    },
    transaction: async (work) => {
      check();
      return db.transaction(async (tx) => {
        check();
        const result = await work(tx);
        check();
        return result;
      });
    },
    close: () => db.close(),
  };
}
