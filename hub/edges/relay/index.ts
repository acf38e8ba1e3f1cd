import { randomBytes } from 'node:crypto';
import type { LinkView } from '../../contract/board.ts';
import { nodeCodec } from './codec.ts';
import { type LineTls, MqttTransport } from './mqtt.ts';
import type { LinkClock, LinkLog, Surroundings, UplinkStore } from './port.ts';
import { Uplink } from './uplink.ts';

export type { Instructed, LinkClock, LinkLog, LinkState, Surroundings, Transport, UplinkStore } from './port.ts';

export interface LinkSettings {
  /** Where HQ's broker is: `mqtt://host:port`. */
  readonly url: string;
  /** Name of this store on the link (`ShopSetUp.store`). */
  readonly store: string;
  /** What the store shows, unless its certificate is enough. */
  readonly token?: string;
  readonly tls?: LineTls;
  readonly software: string;
  readonly surroundings?: () => Surroundings;
  readonly log?: LinkLog;
}

export interface Link {
  view(): LinkView;
  stop(): Promise<void>;
}

/** The clock of the machine. Timers do not keep a program alive that wants to end. */
const machineClock: LinkClock = {
  now: () => Date.now(),
  ticks: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** What a hub without HQ shows. */
export const noLink: Link = {
  view: () => ({ configured: false, connected: false, pending: 0 }),
  stop: async () => {},
};

/** Starts sending the journal to HQ and taking its instructions; returns at once, and goes on until stopped. */
export function startLink(settings: LinkSettings, store: UplinkStore): Link {
  const { url, token, tls, software, surroundings, log } = settings;
  const logged = log === undefined ? {} : { log };
  const looked = surroundings === undefined ? {} : { surroundings };
  const clock = machineClock;
  const transport = new MqttTransport({
    url,
    store: settings.store,
    clock,
    random: Math.random,
    ...(token === undefined ? {} : { token }),
    ...(tls === undefined ? {} : { tls }),
    ...logged,
  });
  const newId = () => randomBytes(12).toString('base64url');
  const uplink = new Uplink({ store, transport, clock, codec: nodeCodec, newId, software, ...looked, ...logged });
  uplink.start();
  return { view: () => uplink.view(), stop: () => uplink.stop() };
}
