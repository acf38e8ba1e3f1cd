import type { Entry } from '../../hub/contract/journal.ts';
import { BridgeNode } from './bridge-node.ts';
import { type FaultSettings, fairWeather, swarm } from './faults.ts';
import { checkHq } from './hq-invariants.ts';
import { HubNode } from './hub-node.ts';
import { checkHub } from './invariants.ts';
import { Line } from './line.ts';
import { People } from './people.ts';
import { emptyHq, RelayNode } from './relay-node.ts';
import { Shops } from './shop.ts';
import type { Story } from './story.ts';
import { settled, virtualTimers } from './timers.ts';
import { Violation, World } from './world.ts';

export interface RunSettings extends FaultSettings {
  readonly hours?: number;
  readonly onLine?: (line: string) => void;
}

export interface RunReport {
  readonly seed: number;
  readonly digest: number;
  readonly virtualMs: number;
  readonly events: number;
  readonly entries: number;
  readonly tally: ReadonlyMap<string, number>;
  readonly violation?: { readonly invariant: string; readonly detail: string; readonly lines: readonly string[] };
}

/** What runs share because making it is dear and nobody changes it. */
export class Bench {
  readonly shops = new Shops();
  #hq: Promise<Buffer> | undefined;

  hq(): Promise<Buffer> {
    this.#hq ??= emptyHq();
    return this.#hq;
  }
}

const MINUTE = 60_000;
/** How long a healed world may take until nothing is left to do. */
const PATIENCE = 180 * MINUTE;

/** Lets one seed's world live, heals it, and holds it to every invariant. Two runs of one seed are the same run. */
export async function runSeed(seed: number, bench: Bench, settings: RunSettings = {}): Promise<RunReport> {
  const world = new World(seed, settings.onLine);
  const undo = virtualTimers(world.scheduler, world.chance('beats'));
  const errors: unknown[] = [];
  const onError = (error: unknown): void => void errors.push(error);
  process.on('unhandledRejection', onError);
  const town = new Town(world, bench, await bench.hq(), settings, errors);
  let violation: RunReport['violation'];
  try {
    await town.live();
    await town.heal();
    town.check();
  } catch (error) {
    const invariant = error instanceof Violation ? error.invariant : 'nothing breaks';
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    violation = { invariant, detail: error instanceof Violation ? error.message : detail, lines: [...world.lines] };
  } finally {
    process.off('unhandledRejection', onError);
    undo();
    town.close();
  }
  const { digest, scheduler, tally } = world;
  const report = { seed, digest, virtualMs: scheduler.ticks, events: scheduler.events, entries: town.entries, tally };
  return violation === undefined ? report : { ...report, violation };
}

class Town {
  readonly #world: World;
  readonly #bench: Bench;
  readonly #errors: readonly unknown[];
  readonly #relay: RelayNode;
  readonly #hubs: HubNode[] = [];
  readonly #bridges: BridgeNode[] = [];
  readonly #people: People[] = [];
  readonly #lines = new Map<string, Line>();
  readonly #until: number;
  readonly #isThorough: boolean;
  /** Half of the worlds must come to rest without it: a restart would wake what has fallen asleep. */
  readonly #restartsAtTheEnd: boolean;
  readonly #instructions = new Set<string>();
  entries = 0;

  constructor(world: World, bench: Bench, hq: Buffer, settings: RunSettings, errors: readonly unknown[]) {
    this.#world = world;
    this.#bench = bench;
    this.#errors = errors;
    const chance = world.chance('town');
    world.faults = swarm(chance, settings);
    world.say('swarm', JSON.stringify(world.faults));
    this.#until = (settings.hours ?? chance.any([0.25, 0.5, 1, 2])) * 60 * MINUTE;
    this.#isThorough = chance.odds(0.5);
    this.#restartsAtTheEnd = chance.odds(0.5);
    for (let number = 1; number <= chance.between(1, 2); number += 1) this.#open(number, bench);
    this.#relay = new RelayNode(world, hq, this.#lines);
    this.#relay.boot();
    for (const hub of this.#hubs) this.#plan(0, () => hub.boot());
    for (const bridge of this.#bridges) this.#plan(0, () => bridge.boot());
    for (const people of this.#people) this.#often(this.#until / chance.between(10, 40), 'acts', () => people.act());
    this.#weather();
  }

  #open(number: number, bench: Bench): void {
    const world = this.#world;
    const name = `store-${number}`;
    const line = new Line(world, name);
    const hub = new HubNode(world, name, bench.shops.open(number), line);
    const bridge = new BridgeNode(world, `bridge-${number}`, hub);
    this.#lines.set(name, line);
    this.#hubs.push(hub);
    this.#bridges.push(bridge);
    this.#people.push(new People(world, hub, bridge, number));
  }

  #plan(ms: number, run: () => void): void {
    this.#world.later(ms, this.#world.nature, run);
  }

  /** Something that happens again and again by chance until the day is over. */
  #often(mean: number, stream: string, run: () => void): void {
    if (mean <= 0) return;
    const chance = this.#world.chance(`${stream} ${this.#world.newId('chain')}`);
    const next = (): void => {
      const wait = chance.wait(mean);
      if (this.#world.scheduler.ticks + wait > this.#until) return;
      this.#plan(wait, () => {
        next();
        run();
      });
    };
    next();
  }

  #weather(): void {
    const { faults } = this.#world;
    const chance = this.#world.chance('weather');
    this.#often(faults.relayCrash * MINUTE, 'relay', () => this.#relay.crash('by chance'));
    this.#often(faults.relayRestore * MINUTE, 'hq backup', () => this.#relay.backUp());
    this.#often(faults.relayRestore * MINUTE, 'hq restore', () => this.#relay.restore());
    for (const bridge of this.#bridges) {
      this.#often(faults.bridgeCrash * MINUTE, 'bridge', () => bridge.crash('by chance'));
    }
    for (const line of this.#lines.values()) {
      const longest = Math.max(1, faults.linkBreakLongest);
      this.#often(faults.linkBreak * MINUTE, 'line', () => line.cut(chance.between(1, longest)));
    }
    for (const hub of this.#hubs) {
      this.#often(faults.hubCrash * MINUTE, 'hub', () => hub.crash('by chance'));
      this.#often(faults.hubRestore * MINUTE, 'backup', () => hub.backUp());
      this.#often(faults.hubRestore * MINUTE, 'restore', () => hub.restore());
      this.#often(faults.diskFull * MINUTE, 'disk', () => {
        hub.isDiskFull = true;
        this.#world.count('full disks');
        this.#world.say(hub.name, 'has a full disk');
        this.#plan(chance.between(1000, 5 * MINUTE), () => {
          hub.isDiskFull = false;
        });
      });
      this.#often(faults.clockJump * MINUTE, 'clock', () => {
        hub.skew += chance.any([-1, 1]) * chance.any([5000, 10 * MINUTE, 26 * 60 * MINUTE]);
        this.#world.count('clock jumps');
        this.#world.say(hub.name, `has a clock ${hub.skew} ms off`);
      });
      this.#often(this.#until / 2, 'instructions', () => this.#instruct(hub.name));
    }
  }

  /** HQ wants levels of an item changed. */
  #instruct(store: string): void {
    const chance = this.#world.chance(this.#world.newId('instruction'));
    const level = chance.below(9);
    const rules = [{ gtin: '06909876543210', location: 'shop-floor', level, target: level + 6 }];
    const id = this.#world.newId(`hq-instruction-${store}`);
    const expiresAt = this.#relay.now() + 30 * 24 * 60 * MINUTE;
    const wanted = { id, type: 'replenishment.set-levels' as const, body: { rules }, by: 'planner', expiresAt };
    this.#relay.instruct(store, wanted).then(
      (isKept) => {
        if (isKept) this.#instructions.add(id);
      },
      () => undefined,
    );
  }

  async #turn(): Promise<boolean> {
    const isOn = this.#world.scheduler.step();
    await settled();
    if (this.#world.broken !== undefined) throw this.#world.broken;
    if (this.#errors.length > 0) throw this.#errors[0];
    return isOn;
  }

  async live(): Promise<void> {
    const { scheduler } = this.#world;
    while ((scheduler.nextAt() ?? Number.POSITIVE_INFINITY) <= this.#until) await this.#turn();
  }

  /** Faults end, clocks are set past every end, some worlds are started anew, and what is left must come to its end. */
  async heal(): Promise<void> {
    const world = this.#world;
    const { scheduler } = world;
    world.say('nature', 'heals');
    world.faults = { ...fairWeather, brokerApart: world.faults.brokerApart };
    const latest = Math.max(...this.#hubs.map((hub) => hub.skew), 0) + 48 * 60 * MINUTE;
    for (const line of this.#lines.values()) line.isCut = false;
    for (const hub of this.#hubs) {
      hub.isDiskFull = false;
      hub.skew = latest;
      if (this.#restartsAtTheEnd) hub.crash('to be started a last time');
    }
    if (this.#restartsAtTheEnd) for (const bridge of this.#bridges) bridge.crash('to be started a last time');
    const from = scheduler.ticks;
    for (let look = from; ; ) {
      await this.#turn();
      if (scheduler.ticks < look) continue;
      look = scheduler.ticks + MINUTE;
      const left = this.#left();
      if (left === '') return;
      if (scheduler.ticks - from > PATIENCE) throw new Violation('a healed world comes to rest', left);
    }
  }

  /** What is not done yet, in words. */
  #left(): string {
    const left: string[] = [];
    if (this.#relay.ingest === undefined) left.push('HQ is down');
    for (const [at, hub] of this.#hubs.entries()) {
      const bridge = this.#bridges[at];
      if (hub.door === undefined) {
        left.push(`${hub.name} is down`);
        continue;
      }
      const view = hub.door.uplink.view();
      if (!view.connected || view.pending > 0) left.push(`${hub.name} has ${view.pending} entries for HQ`);
      if (view.trouble !== undefined && hub.restores + this.#relay.restores === 0)
        left.push(`${hub.name}: ${view.trouble}`);
      if (hub.oracle.waiting.size > 0) left.push(`${hub.name} owes ${[...hub.oracle.waiting][0]} an answer`);
      if (bridge !== undefined && bridge.waiting > 0) left.push(`${bridge.name} has ${bridge.waiting} readings`);
      const slips = hub.disk.all<{ slip: string; state: string }>(
        `SELECT slip, state FROM slip WHERE state IN ('queued', 'sending')`,
      );
      if (slips[0] !== undefined) left.push(`${hub.name} has slip ${slips[0].slip} ${slips[0].state}`);
      const due =
        hub.disk.get('SELECT 1 FROM counter WHERE context_until IS NOT NULL OR mode_until IS NOT NULL') ??
        hub.disk.get('SELECT 1 FROM timer WHERE due <= ?', hub.now());
      if (due !== undefined) left.push(`${hub.name} has timers that did not fire`);
    }
    const asked = this.#relay.raw.prepare(`SELECT id FROM instruction WHERE state = 'waiting'`).all();
    if (asked.length > 0) left.push(`HQ waits for ${JSON.stringify(asked[0])}`);
    return left.join('; ');
  }

  /** What the journals say went on, for those who ask whether a run was worth it. */
  #tell(entries: readonly Entry[], story: Story): void {
    const { tally } = this.#world;
    const add = (what: string, n: number): void => void tally.set(what, (tally.get(what) ?? 0) + n);
    const slips = [...story.slips.values()];
    add('tasks', story.tasks.size);
    add('timers fired', story.timersFired);
    add('copies', slips.filter(({ copy, begun }) => copy > 0 && begun > 0).length);
    add('slips nobody can be sure of', entries.filter(({ type }) => type === 'slips.unknown').length);
    add('orders paid', entries.filter(({ type }) => type === 'orders.paid').length);
    add('shifts handed over', entries.filter(({ type }) => type === 'shifts.handed-over').length);
  }

  check(): void {
    let restores = this.#relay.restores;
    for (const hub of this.#hubs) {
      const { entries, story } = checkHub(hub, this.#isThorough ? this.#bench.shops.empty() : undefined);
      this.entries += entries.length;
      this.#tell(entries, story);
      for (const { actor, command } of entries) {
        const isForeign = actor.by.startsWith('hq:') && !this.#instructions.has(command);
        if (isForeign) throw new Violation('an instruction is done under its own id', command);
      }
      checkHq(this.#relay, hub, entries, hub.restores + restores > 0);
    }
    restores += this.#hubs.reduce((sum, hub) => sum + hub.restores, 0);
    const done = this.#relay.raw.prepare(`SELECT id, state FROM instruction`).all() as { id: string; state: string }[];
    if (restores === 0 && done.length !== this.#instructions.size) {
      throw new Violation('no instruction is lost', `${this.#instructions.size} were taken, ${done.length} are kept`);
    }
    for (const { id, state } of done) {
      if (state !== 'done') throw new Violation('every instruction is done', `${id} is ${state}`);
    }
  }

  close(): void {
    for (const hub of this.#hubs) hub.disk.close();
    this.#relay.raw.close();
  }
}
