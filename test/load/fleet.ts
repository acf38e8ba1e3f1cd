import { randomBytes } from 'node:crypto';
import SQLite from 'better-sqlite3';
import type { Ack } from '../../hub/contract/uplink.ts';
import { unpack } from '../../hub/core/link/wire.ts';
import { nodeCodec } from '../../hub/edges/relay/codec.ts';
import { MqttTransport } from '../../hub/edges/relay/mqtt.ts';
import type { Transport } from '../../hub/edges/relay/port.ts';
import { Uplink } from '../../hub/edges/relay/uplink.ts';
import { HubDouble } from '../relay/hub-double.ts';

const clock = {
  now: () => Date.now(),
  ticks: () => performance.now(),
  after: (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** Hears HQ's marks as they come, beside the uplink: by them the lag of live entries is told. */
function listening(inner: Transport, onMark: (epoch: string, mark: number) => void): Transport {
  return {
    send: (bytes) => inner.send(bytes),
    onUp: (listener) => inner.onUp(listener),
    onDown: (listener) => inner.onDown(listener),
    start: () => inner.start(),
    stop: () => inner.stop(),
    onMessage: (listener) =>
      inner.onMessage((bytes) => {
        const message = unpack(bytes, nodeCodec) as Ack;
        if (message.t === 'ack') onMark(message.ep, message.mark);
        listener(bytes);
      }),
  };
}

/** A store of the fleet: the product's uplink and line over a journal in memory. */
export class FleetStore {
  readonly name: string;
  readonly store: HubDouble;
  readonly uplink: Uplink;
  readonly lags: number[] = [];
  readonly #waiting: { position: number; at: number }[] = [];

  constructor(name: string, url: string, token: string) {
    this.name = name;
    this.store = new HubDouble(new SQLite(':memory:')).boot(`${name}-life`);
    const line = new MqttTransport({ url, token, store: name, clock, random: Math.random });
    const transport = listening(line, (epoch, mark) => this.#marked(epoch, mark));
    const newId = (): string => randomBytes(9).toString('base64url');
    this.uplink = new Uplink({ store: this.store, transport, clock, codec: nodeCodec, newId, software: 'load' });
  }

  /** Writes entries as a shop journals them: every fifth a sale, the rest moves with the levels after them. */
  write(count: number): void {
    const head = this.store.head();
    this.store.write(Array.from({ length: count }, (_, at) => happening(head + at + 1)));
  }

  /** An entry that happens now; how long HQ's word takes is noted. */
  live(): void {
    this.write(1);
    this.#waiting.push({ position: this.store.head(), at: performance.now() });
    this.store.committed();
  }

  /** A mark speaks of one life of the journal: beside a backlog the newest life is ahead of the one before. */
  #marked(epoch: string, mark: number): void {
    const first =
      this.#waiting.length === 0 ? undefined : this.store.epochs().find((one) => one.epoch === epoch)?.first;
    if (first === undefined) return;
    const rest = this.#waiting.filter(({ position, at }) => {
      const isHeld = position >= first && position < first + mark;
      if (isHeld) this.lags.push(performance.now() - at);
      return !isHeld;
    });
    this.#waiting.splice(0, this.#waiting.length, ...rest);
  }
}

function happening(at: number): { type: string; data: unknown } {
  if (at % 5 === 0)
    return { type: 'orders.paid', data: { order: `o${at}`, number: at, counter: 'c1', totalMinor: at } };
  const gtin = `0690${String((at * 7919) % 3000).padStart(10, '0')}`;
  const after = [
    { location: 'shop-floor', onHand: at % 50, rev: at },
    { location: 'customer', onHand: at, rev: at },
  ];
  const move = { gtin, from: 'shop-floor', to: 'customer', quantity: 1, reason: 'sale', reference: `o${at}` };
  return { type: 'inventory.moved', data: { ...move, after } };
}

export async function until(so: () => boolean, within: number, what: string): Promise<void> {
  for (const end = performance.now() + within; !so(); await new Promise((done) => setTimeout(done, 25))) {
    if (performance.now() > end) throw new Error(`not in time: ${what}`);
  }
}
