import { converse } from '../../firmware-bridge/bridge.ts';
import type { Reading } from '../../firmware-bridge/contract/reading.ts';
import type { HubLink } from '../../firmware-bridge/link.ts';
import { type Outbox, openOutbox } from '../../firmware-bridge/outbox.ts';
import { openPrintDesk } from '../../firmware-bridge/print-desk.ts';
import type { Spool } from '../../firmware-bridge/spool.ts';
import { openTurns } from '../../firmware-bridge/turns.ts';
import { type Fault, isFault } from '../../hub/edges/bridge/desk.ts';
import type { Chance } from './chance.ts';
import type { HubDoor, HubNode } from './hub-node.ts';
import { PretendPrinter } from './printer.ts';
import { Life } from './scheduler.ts';
import { gunOf } from './shop.ts';
import { ask, type Mortal, type World } from './world.ts';

const ANSWER_WITHIN = 10_000;
/** A quiet hub holds a question for a while, in this world for 100 s. */
const WORK_WITHIN = 130_000;

/** One shop's bridge: the product's outbox, print desk and conversation; guns, printer and spool are the world's. */
export class BridgeNode implements Mortal {
  readonly name: string;
  life = new Life('unborn');
  readonly #world: World;
  readonly #chance: Chance;
  readonly #hub: HubNode;
  /** The spool's disk. */
  readonly #spooled = new Map<string, { place: number; reading: Reading }>();
  #places = 0;
  #outbox: Outbox | undefined;

  constructor(world: World, name: string, hub: HubNode) {
    this.#world = world;
    this.name = name;
    this.#hub = hub;
    this.#chance = world.chance(name);
  }

  /** Readings that wait for their verdict on disk. */
  get waiting(): number {
    return this.#outbox?.waiting() ?? this.#spooled.size;
  }

  boot(): void {
    const world = this.#world;
    const life = new Life(this.name);
    this.life = life;
    world.scheduler.current = life;
    const incarnation = world.newId(this.name);
    world.say(this.name, `starts as ${incarnation}`);
    const random = (): number => this.#chance.next();
    const now = (): number => this.#hub.now();
    const link = this.#link(life, incarnation);
    const turns = openTurns();
    const desk = openPrintDesk({
      link,
      turns,
      now,
      random,
      onDevices: () => undefined,
      onTrouble: () => undefined,
      supervise: (_name, events) => new PretendPrinter(world, this, life, this.#hub.oracle, events),
    });
    this.#outbox = openOutbox({
      link,
      spool: this.#spool(life),
      random,
      onTrouble: () => undefined,
      onVerdict: (reading, verdict) => {
        if (!life.alive) return;
        world.say(this.name, `beeps ${verdict.verdict} for ${reading.id}`);
        this.#hub.oracle.verdict(verdict);
        if (this.#chance.odds(world.faults.sentAgain)) {
          world.later(this.#chance.between(1, 20_000), life, () => this.#outbox?.add(reading));
        }
        world.effect(this, life, 'a beep');
      },
    });
    const log = { info: () => undefined, warn: () => undefined };
    void converse({
      settings: { name: this.name, incarnation, data: '', pretend: true, link, now, random, log },
      turns,
      desk,
      follow: (work) => desk.follow(work.plan, work.jobs),
      onHello: () => undefined,
      signal: new AbortController().signal,
      trouble: () => undefined,
    });
  }

  crash(why: string): void {
    if (!this.life.alive || this.#outbox === undefined) return;
    this.#world.count('bridge crashes');
    this.#world.say(this.name, `crashes: ${why}`);
    this.life.alive = false;
    this.#outbox = undefined;
    this.#world.later(this.#chance.between(200, 60_000), this.#world.nature, () => this.boot());
  }

  /** A gun of a counter read something. Without a bridge there is no beep, and the person sees that. */
  scan(counter: string, text: string): void {
    if (this.#outbox === undefined) return;
    const reading: Reading = {
      id: this.#world.newId(`${this.#hub.name}-reading`),
      device: gunOf(counter),
      at: this.#hub.now(),
      raw: Buffer.from(text).toString('base64'),
      text,
    };
    this.#world.say(this.name, `reads ${text} as ${reading.id}`);
    this.#world.scheduler.current = this.life;
    this.#outbox.add(reading);
  }

  #link(life: Life, incarnation: string): HubLink {
    const bridge = this.name;
    const call = async <T extends object>(within: number, work: (door: HubDoor) => Promise<T | Fault>): Promise<T> => {
      const answer = await ask(this.#world, life, within, () => this.#hub.door, work);
      if (isFault(answer)) throw new Error('the hub answered 507');
      return answer;
    };
    return {
      hello: (hello) => call(ANSWER_WITHIN, ({ desk }) => desk.hello(hello)),
      take: (readings) => call(ANSWER_WITHIN, ({ desk }) => desk.take(readings)),
      report: async () => undefined,
      work: (after) => call(WORK_WITHIN, ({ desk }) => desk.work(after)),
      progress: (job, progress) =>
        call(ANSWER_WITHIN, ({ desk }) => desk.progress(job, { bridge, incarnation }, progress)),
    };
  }

  #spool(life: Life): Spool {
    const disk = this.#spooled;
    return {
      keep: (readings) => {
        if (!life.alive) return;
        for (const reading of readings) {
          if (disk.has(reading.id)) continue;
          this.#places += 1;
          disk.set(reading.id, { place: this.#places, reading });
          this.#hub.oracle.kept.add(reading.id);
        }
      },
      forget: (ids) => {
        if (life.alive) for (const id of ids) disk.delete(id);
      },
      oldest: (after, limit) => [...disk.values()].filter(({ place }) => place > after).slice(0, limit),
      placeOf: (id) => disk.get(id)?.place ?? 0,
      setAside: (reading) => {
        throw new Error(`the hub refused to hear ${reading.id}`);
      },
      count: () => disk.size,
      asideCount: () => 0,
      close: () => undefined,
    };
  }
}
