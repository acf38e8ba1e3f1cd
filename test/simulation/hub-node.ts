import type { Outcome } from '../../hub/contract/command.ts';
import { type BridgeDesk, bridgeDesk, concernsBridge } from '../../hub/edges/bridge/desk.ts';
import { Presence } from '../../hub/edges/bridge/presence.ts';
import { machine } from '../../hub/edges/clock.ts';
import type { Asked } from '../../hub/edges/http/http.ts';
import { nodeCodec } from '../../hub/edges/relay/codec.ts';
import { Uplink } from '../../hub/edges/relay/uplink.ts';
import { relayStore } from '../../hub/edges/relay-store.ts';
import { startTimers } from '../../hub/edges/timers.ts';
import { features } from '../../hub/features/index.ts';
import { journalOf, mintEpoch } from '../../hub/store/journal.ts';
import { type Connection, openMemory } from '../../hub/store/open.ts';
import { obey } from '../../hub/store/write-orders.ts';
import { Writer, type WriterThread } from '../../hub/store/writer.ts';
import type { WriterAnswer } from '../../hub/store/writer-messages.ts';
import type { Chance } from './chance.ts';
import type { Line } from './line.ts';
import { Oracle } from './oracle.ts';
import { Life } from './scheduler.ts';
import { book, DAWN } from './shop.ts';
import type { Mortal, World } from './world.ts';

/** A running hub, as those who ask it see it. */
export interface HubDoor {
  readonly life: Life;
  readonly mortal: Mortal;
  readonly submit: (asked: Asked) => Promise<Outcome>;
  readonly desk: BridgeDesk;
  readonly uplink: Uplink;
}

/** Beacons come more seldom than in a shop: they buy virtual hours. A backlog counts as long much sooner. */
const tuning = { tipEvery: 120_000, backfillAt: 30, rollAfter: 300_000 };
const dayIn = machine.dayIn('Asia/Shanghai');

/** One shop's hub: the product's own parts over a disk in memory, put together as `hub/hub.ts` does. */
export class HubNode implements Mortal {
  readonly name: string;
  readonly oracle = new Oracle();
  disk: Connection;
  life = new Life('unborn');
  door: HubDoor | undefined;
  /** How far its clock is from the world's, in ms. */
  skew = 0;
  isDiskFull = false;
  restores = 0;
  readonly #world: World;
  readonly #chance: Chance;
  readonly #line: Line;
  #backup: Buffer | undefined;

  constructor(world: World, name: string, disk: Connection, line: Line) {
    this.#world = world;
    this.name = name;
    this.disk = disk;
    this.#line = line;
    this.#chance = world.chance(name);
  }

  now(): number {
    return DAWN + this.#world.scheduler.ticks + this.skew;
  }

  boot(): void {
    const world = this.#world;
    const life = new Life(this.name);
    this.life = life;
    world.scheduler.current = life;
    if (this.disk.raw.inTransaction) this.disk.rollback();
    const epoch = world.newId(`${this.name}-life`);
    mintEpoch(this.disk, epoch, this.now());
    world.say(this.name, `starts as ${epoch}`);
    const sql = this.disk;
    const writer = new Writer(this.#thread(life), epoch);
    const journal = journalOf(sql);
    const now = (): number => this.now();
    const newId = (): string => world.newId(`${this.name}-id`);
    const submit = (asked: Asked): Promise<Outcome> => {
      const at = now();
      return writer.submit({ ...asked, at, businessDate: dayIn(at) });
    };
    const presence = new Presence(now);
    writer.onCommitted((entries) => {
      this.oracle.tell(entries);
      if (entries.some((entry) => concernsBridge(entry.type))) presence.changed();
    });
    const desk = bridgeDesk({ sql, submit, newId }, presence);
    const clock = {
      now,
      ticks: () => world.scheduler.ticks,
      after: (ms: number, run: () => void) => world.later(ms, life, run),
    };
    const transport = this.#line.forHub(this, life);
    const nextLife = (): string => {
      world.count('lives opened beside a backlog');
      return world.newId(`${this.name}-life`);
    };
    const lives = { now, newId: nextLife };
    const store = relayStore(sql, journal, writer, submit, lives);
    const uplink = new Uplink({ store, transport, clock, codec: nodeCodec, newId, software: 'simulation', tuning });
    startTimers(sql, features, now, submit);
    uplink.start();
    this.door = { life, mortal: this, submit, desk, uplink };
  }

  crash(why: string): void {
    if (!this.life.alive || this.door === undefined) return;
    this.#world.count('hub crashes');
    this.#world.say(this.name, `crashes: ${why}`);
    this.life.alive = false;
    this.door = undefined;
    this.#line.hubGone();
    if (this.disk.raw.inTransaction) this.disk.rollback();
    this.#world.later(this.#chance.between(200, 60_000), this.#world.nature, () => this.boot());
  }

  /** Takes an online backup for a later restore. */
  backUp(): void {
    if (!this.disk.raw.inTransaction) this.#backup = this.disk.raw.serialize();
  }
  /** The disk is lost; what comes back is the backup. What was done since is gone at this hub, and that is forgiven. */
  restore(): void {
    const backup = this.#backup;
    if (backup === undefined || this.door === undefined) return;
    this.crash('its disk is lost');
    this.#world.say(this.name, 'is restored from a backup');
    this.#world.count('hub restores');
    this.disk.close();
    this.disk = openMemory(backup);
    this.restores += 1;
    const head = journalOf(this.disk).head();
    this.oracle.rewind(head, (id) => this.disk.get('SELECT 1 FROM reply WHERE command = ?', id) !== undefined);
  }

  /** The writer's thread: an order takes a while, its answer too, and between disk and answer the power may go. */
  #thread(life: Life): WriterThread {
    const world = this.#world;
    let hear: (answer: WriterAnswer) => void = () => undefined;
    const store = this.#store();
    return {
      on: (_event, listener) => {
        hear = listener;
      },
      terminate: async () => 0,
      postMessage: (order) => {
        if (!life.alive) return;
        if (order.kind === 'group' && order.commands.length > 1) world.count('groups of several commands');
        const slow = this.#chance.odds(0.15) ? 800 : 6;
        world.later(this.#chance.between(1, slow), life, () => {
          const answer = (answered: WriterAnswer): void => {
            if (!life.alive) return;
            if (order.kind === 'group') world.say(this.name, `decides ${order.commands.map((c) => c.type).join(' ')}`);
            world.later(this.#chance.below(3), life, () => hear(answered));
            world.effect(this, life, 'a commit');
          };
          obey(store, book, order).then(answer, (error: unknown) => answer({ kind: 'failed', detail: String(error) }));
        });
      },
    };
  }

  /** The store, on a disk that may be full: then nothing is taken, not even a commit. */
  #store(): Connection {
    const full = (): never => {
      throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    };
    const { disk } = this;
    return {
      ...disk,
      run: (text, ...values) => (this.isDiskFull && this.#chance.odds(0.1) ? full() : disk.run(text, ...values)),
      commit: () => (this.isDiskFull ? full() : disk.commit()),
    };
  }
}
