import type { Transport } from '../../hub/edges/relay/port.ts';
import type { Chance } from './chance.ts';
import type { Life } from './scheduler.ts';
import type { Mortal, World } from './world.ts';

/** HQ's end of all lines. */
export interface FarEnd {
  readonly isBrokerUp: boolean;
  receive(store: string, bytes: Uint8Array): void;
  presence(store: string, online: boolean): void;
}

interface Near {
  readonly mortal: Mortal;
  readonly life: Life;
  isUp: boolean;
  message: (bytes: Uint8Array) => void;
  up: () => void;
  down: (reason: string) => void;
}

/** One store's line to HQ: a broker somewhere, a network in between, and nothing that arrives for certain. */
export class Line {
  readonly store: string;
  far: FarEnd | undefined;
  /** No packet passes. */
  isCut = false;
  readonly #world: World;
  readonly #chance: Chance;
  #near: Near | undefined;

  constructor(world: World, store: string) {
    this.#world = world;
    this.store = store;
    this.#chance = world.chance(`line ${store}`);
  }

  get isUp(): boolean {
    return this.#near?.isUp === true;
  }

  /** The hub's transport for one of its lives. */
  forHub(mortal: Mortal, life: Life): Transport {
    const near: Near = { mortal, life, isUp: false, message: () => {}, up: () => {}, down: () => {} };
    this.#near = near;
    return {
      onMessage: (listener) => {
        near.message = listener;
      },
      onUp: (listener) => {
        near.up = listener;
      },
      onDown: (listener) => {
        near.down = listener;
      },
      start: () => this.#dial(near),
      stop: async () => undefined,
      send: (bytes) => {
        if (!near.isUp || !life.alive) return;
        for (const delay of this.#world.travels()) {
          this.#world.later(delay, this.#world.nature, () => {
            if (!this.isCut && this.far?.isBrokerUp) this.far.receive(this.store, bytes);
          });
        }
        this.#world.effect(mortal, life, 'a word to HQ');
      },
    };
  }

  /** HQ says something to whoever holds the line when it arrives. */
  toHub(bytes: Uint8Array): void {
    for (const delay of this.#world.travels()) {
      this.#world.later(delay, this.#world.nature, () => {
        const near = this.#near;
        if (near === undefined || !near.isUp || !near.life.alive || this.isCut) return;
        this.#world.scheduler.current = near.life;
        near.message(bytes);
      });
    }
  }

  cut(minutes: number): void {
    this.isCut = true;
    this.#world.count('lines cut');
    this.#world.say(this.store, `is cut off for ${minutes} min`);
    this.drop();
    this.#world.later(minutes * 60_000, this.#world.nature, () => {
      this.isCut = false;
    });
  }

  /** The connection breaks: the hub notices, and the broker gives out the last will. */
  drop(): void {
    const near = this.#near;
    if (near === undefined || !near.isUp) return;
    near.isUp = false;
    this.far?.presence(this.store, false);
    if (!near.life.alive) return;
    this.#world.later(1, near.life, () => near.down('closed'));
    this.#dial(near);
  }

  hubGone(): void {
    if (this.#near?.isUp) this.far?.presence(this.store, false);
    this.#near = undefined;
  }

  #dial(near: Near): void {
    this.#world.later(this.#chance.between(300, 15_000), near.life, () => {
      if (near !== this.#near || near.isUp) return;
      if (this.isCut || !this.far?.isBrokerUp) {
        this.#dial(near);
        return;
      }
      near.isUp = true;
      this.#world.say(this.store, 'is connected');
      near.up();
      this.far.presence(this.store, true);
    });
  }
}
