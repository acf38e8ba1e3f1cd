import { fingerprint } from '../../hub/core/fingerprint.ts';
import { Chance } from './chance.ts';
import { type Faults, fairWeather } from './faults.ts';
import { Life, Scheduler } from './scheduler.ts';

/** Something that can die at any moment and comes back with nothing but its disk. */
export interface Mortal {
  readonly name: string;
  readonly life: Life;
  crash(why: string): void;
}

/** An invariant that did not hold. */
export class Violation extends Error {
  readonly invariant: string;
  constructor(invariant: string, detail: string) {
    super(`${invariant}: ${detail}`);
    this.invariant = invariant;
  }
}

/** Lines of the trace that are kept for whoever must find out what happened. */
const KEPT = 80;
/** How long a call over a network may take before its caller gives up. */
const NEAR_MS = 8;

/** What all parts of a simulated world share: time, chance, the weather and the record of what happened. */
export class World {
  readonly nature = new Life('nature');
  readonly scheduler = new Scheduler(this.nature);
  readonly seed: number;
  readonly onLine: ((line: string) => void) | undefined;
  faults: Faults = fairWeather;
  digest = 0;
  /** The first invariant found broken while the day went on. */
  broken: Violation | undefined;
  /** How often what happened: a run in which nothing goes wrong proves nothing. */
  readonly tally = new Map<string, number>();
  readonly lines: string[] = [];
  readonly #effects: Chance;
  readonly #network: Chance;
  #ids = 0;

  constructor(seed: number, onLine?: (line: string) => void) {
    this.seed = seed;
    this.onLine = onLine;
    this.#effects = new Chance(seed, 'effects');
    this.#network = new Chance(seed, 'network');
  }

  chance(stream: string): Chance {
    return new Chance(this.seed, stream);
  }
  /** A text never given before in this world. */
  newId(kind: string): string {
    this.#ids += 1;
    return `${kind}-${String(this.#ids).padStart(6, '0')}`;
  }

  /** Writes down that something happened; the digest of all lines is what makes two runs the same run. */
  say(who: string, what: string): void {
    const line = `${String(this.scheduler.ticks).padStart(9)} ${who} ${what}`;
    this.digest = fingerprint(`${this.digest} ${line}`);
    this.lines.push(line);
    if (this.lines.length > KEPT) this.lines.shift();
    this.onLine?.(line);
  }

  count(what: string): void {
    this.tally.set(what, (this.tally.get(what) ?? 0) + 1);
  }

  /** Something left a process just now: the worst moment to die, so that it happens here more often than elsewhere. */
  effect(mortal: Mortal, life: Life, what: string, weight = 1): void {
    if (life.alive && life === mortal.life && this.#effects.odds(this.faults.effectCrash * weight)) {
      this.count('crashes right after an effect');
      mortal.crash(`right after ${what}`);
    }
  }

  /** How a message travels: not at all, once, or twice, each with its own delay. */
  travels(): number[] {
    const chance = this.#network;
    if (chance.odds(this.faults.lost)) {
      this.count('messages lost');
      return [];
    }
    const delay = (): number =>
      chance.between(1, NEAR_MS) + (this.faults.delay > 0 && chance.odds(0.1) ? chance.below(this.faults.delay) : 0);
    if (!chance.odds(this.faults.repeated)) return [delay()];
    this.count('messages repeated');
    return [delay(), delay()];
  }

  /** Lets `run` happen later as the doing of `life`, whoever asks for it. */
  later(ms: number, life: Life, run: () => void): () => void {
    return this.scheduler.after(ms, life, run);
  }
}

/**
 * A question over a faulty network and its answer. It may be asked twice, answered to nobody, or not at all; after
 * `within` ms the asker gives up. A server that is not there refuses at once.
 * @param door what answers now, or nothing when the server is down
 */
export function ask<D extends { readonly life: Life; readonly mortal: Mortal }, T>(
  world: World,
  asker: Life,
  within: number,
  door: () => D | undefined,
  work: (door: D) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = world.later(within, asker, () => reject(new Error('no answer in time')));
    const settle = (end: () => void): void => {
      giveUp();
      end();
    };
    for (const delay of world.travels()) {
      world.later(delay, world.nature, () => {
        const server = door();
        if (server === undefined) {
          world.later(NEAR_MS, asker, () => settle(() => reject(new Error('nobody there'))));
          return;
        }
        const { life, mortal } = server;
        const back = (deliver: () => void): void => {
          if (!life.alive) return;
          for (const late of world.travels()) world.later(late, asker, deliver);
          world.effect(mortal, life, 'an answer');
        };
        // The promise's own continuations run in this turn or in turns of the server's life: they are its doing.
        world.scheduler.current = life;
        work(server).then(
          (answer) => back(() => settle(() => resolve(answer))),
          (error: unknown) => back(() => settle(() => reject(error))),
        );
      });
    }
  });
}
