import { Buffer } from 'node:buffer';
import type { MqttClient } from 'mqtt';
import { topicsOf } from '../../contract/uplink.ts';
import type { LinkClock, LinkLog, Transport } from './port.ts';

export interface LineTls {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

export interface MqttLine {
  /** `mqtt://`, `mqtts://`, `ws://` or `wss://`. */
  readonly url: string;
  /** Name of the store: client id, user name and topics are made of it. */
  readonly store: string;
  readonly token?: string;
  /** In PEM: whom to trust, and the certificate by which the store shows who it is. */
  readonly tls?: LineTls;
  readonly clock: LinkClock;
  /** A number from 0 up to 1, by which hubs that lost the same broker do not all come back at once. */
  readonly random: () => number;
  readonly log?: LinkLog;
}

const firstRetry = 400;
const longestRetry = 20_000;
/** A broker that is restarted is soon back: for so many attempts nobody waits longer than a second. */
const quickAttempts = 8;
const quickRetry = 1000;

/**
 * MQTT 3.1.1 as a mere line: clean sessions, nothing queued, a new client for every attempt, so that nothing of an
 * earlier connection is ever sent again by the library. QoS 0 both ways: what counts is HQ's own word.
 */
export class MqttTransport implements Transport {
  readonly #line: MqttLine;
  readonly #topics: { up: string; down: string; state: string };
  #client: MqttClient | undefined;
  #isUp = false;
  #stopped = false;
  #attempts = 0;
  #cancelRetry: (() => void) | undefined;
  #reason = 'unreachable';
  #message: (bytes: Uint8Array) => void = () => {};
  #up: () => void = () => {};
  #down: (reason: string) => void = () => {};

  constructor(line: MqttLine) {
    this.#line = line;
    this.#topics = topicsOf(line.store);
  }

  onMessage(listener: (bytes: Uint8Array) => void): void {
    this.#message = listener;
  }
  onUp(listener: () => void): void {
    this.#up = listener;
  }
  onDown(listener: (reason: string) => void): void {
    this.#down = listener;
  }

  start(): void {
    this.#connect().catch((error: unknown) => {
      this.#line.log?.('warn', 'the line to HQ cannot be opened', { error: String(error) });
      this.#retry();
    });
  }

  send(bytes: Uint8Array): void {
    if (this.#isUp) this.#client?.publish(this.#topics.up, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelRetry?.();
    const client = this.#client;
    if (client === undefined) return;
    if (this.#isUp) {
      const options = { qos: 1, retain: true } as const;
      const goodbye = client.publishAsync(this.#topics.state, this.#state(false), options).catch(() => undefined);
      await Promise.race([goodbye, new Promise<void>((done) => this.#line.clock.after(1000, done))]);
    }
    this.#isUp = false;
    await client.endAsync(true).catch(() => undefined);
  }

  #state(online: boolean): string {
    return JSON.stringify({ online, at: this.#line.clock.now() });
  }

  async #connect(): Promise<void> {
    // The library is loaded with the first connection: a hub that has no HQ starts without it.
    const { default: mqtt } = await import('mqtt');
    if (this.#stopped) return;
    this.#attempts += 1;
    this.#reason = 'unreachable';
    const client = mqtt.connect(this.#line.url, {
      protocolVersion: 4,
      clean: true,
      clientId: this.#line.store,
      username: this.#line.store,
      ...(this.#line.token === undefined ? {} : { password: this.#line.token }),
      ...this.#line.tls,
      keepalive: 30,
      connectTimeout: 10_000,
      reconnectPeriod: 0,
      resubscribe: false,
      queueQoSZero: false,
      will: { topic: this.#topics.state, payload: Buffer.from('{"online":false}'), qos: 1, retain: true },
    });
    this.#client = client;
    client.on('connect', () => this.#connected(client));
    client.on('message', (topic, payload) => {
      if (this.#isUp && client === this.#client && topic === this.#topics.down) this.#message(payload);
    });
    client.on('error', (error) => {
      const code = (error as { code?: unknown }).code;
      // 4 and 5 are MQTT's "bad user name or password" and "not authorized".
      if (code === 4 || code === 5 || code === 2) this.#reason = 'refused';
    });
    client.on('close', () => this.#closed(client));
  }

  #connected(client: MqttClient): void {
    client
      .subscribeAsync(this.#topics.down, { qos: 0 })
      .then((granted) => {
        if (client !== this.#client || this.#stopped) return;
        if (granted.some(({ qos }) => (qos as number) > 2)) throw new Error('HQ does not let this store listen');
        this.#isUp = true;
        this.#attempts = 0;
        this.#reason = 'closed';
        client.publish(this.#topics.state, this.#state(true), { qos: 1, retain: true });
        this.#up();
      })
      .catch((error: unknown) => {
        this.#reason = 'refused';
        this.#line.log?.('warn', 'HQ refused this store', { error: String(error) });
        client.end(true);
      });
  }

  #closed(client: MqttClient): void {
    if (client !== this.#client) return;
    this.#client = undefined;
    client.end(true);
    this.#isUp = false;
    if (this.#stopped) return;
    this.#down(this.#reason);
    this.#retry();
  }

  #retry(): void {
    if (this.#stopped) return;
    // Whoever was refused, and so was heard, must not knock on and on.
    const quick = this.#reason === 'refused' ? 0 : quickAttempts;
    const growing = firstRetry * 2 ** Math.min(10, Math.max(0, this.#attempts - quick));
    const longest = this.#attempts <= quick ? Math.min(quickRetry, firstRetry * 2 ** this.#attempts) : growing;
    const wait = Math.min(longestRetry, longest) * (0.5 + this.#line.random() / 2);
    this.#cancelRetry = this.#line.clock.after(wait, () => this.start());
  }
}
