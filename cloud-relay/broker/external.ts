import mqtt, { type MqttClient } from 'mqtt';
import { hqStateTopic, storeOfTopic, topicsOf, wireLimit } from '../../hub/contract/uplink.ts';
import { Canaries } from './canaries.ts';
import { type BrokerEvents, type BrokerLine, isOnline } from './line.ts';

export interface ExternalBroker {
  readonly url: string;
  readonly clientId: string;
  readonly username?: string;
  readonly password?: string;
  /** Certificates for `mqtts`, in PEM: whom to trust, and who HQ is. */
  readonly tls?: { readonly ca?: Buffer; readonly cert?: Buffer; readonly key?: Buffer };
  /** Several workers share the stores out: each listens to its parts, and none speaks for HQ as a whole. */
  readonly isShared: boolean;
}

/** `+` stands for all partitions. */
const filtersOf = (part: string): string[] => [`rh/1/${part}/+/up`, `rh/1/${part}/+/state`];
const lookAgain = 10_000;

/** Any MQTT 3.1.1 broker by URL; who may do what is that broker's own business. */
export class BrokerClient implements BrokerLine {
  readonly #client: MqttClient;
  readonly #events: BrokerEvents;
  readonly #onReady: (parts: readonly string[] | undefined) => void;
  readonly #canaries: Canaries;
  #wanted: ReadonlySet<string>;
  readonly #covered = new Set<string>();
  #syncing: Promise<void> | undefined;
  #again: NodeJS.Timeout | undefined;
  #closed = false;

  /** @param onReady called once what stores of these parts say is heard: they must be asked for a hello */
  constructor(broker: ExternalBroker, events: BrokerEvents, onReady: (parts: readonly string[] | undefined) => void) {
    const { url, clientId, username, password, isShared } = broker;
    this.#events = events;
    this.#onReady = onReady;
    this.#wanted = new Set(isShared ? [] : ['+']);
    this.#client = mqtt.connect(url, {
      protocolVersion: 4,
      clean: true,
      clientId,
      keepalive: 30,
      reconnectPeriod: 1000,
      resubscribe: false,
      queueQoSZero: false,
      ...broker.tls,
      ...(isShared
        ? {}
        : { will: { topic: hqStateTopic, payload: Buffer.from('{"online":false}'), qos: 1, retain: true } }),
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
    });
    this.#canaries = new Canaries(clientId, (topic, payload) => void this.#client.publish(topic, payload, { qos: 0 }));
    this.#client.on('error', (error) => events.log('warn', 'the broker refuses or fails', { error: error.message }));
    this.#client.on('connect', () => {
      this.#covered.clear();
      if (!isShared) this.#client.publish(hqStateTopic, '{"online":true}', { qos: 1, retain: true });
      this.#sync();
    });
    this.#client.on('close', () => this.#canaries.giveUp());
    this.#client.on('message', (topic, payload) => this.#take(topic, payload));
  }

  /** A code for the health page: what this worker listens to and does not hear. */
  trouble(): string | undefined {
    if (!this.#client.connected) return 'broker-unreachable';
    return this.#canaries.deaf.size > 0 ? 'broker-deaf' : undefined;
  }

  /** Listens to these partitions and to no others. */
  cover(parts: ReadonlySet<string>): void {
    this.#wanted = parts;
    this.#sync();
  }

  #take(topic: string, payload: Buffer): void {
    if (this.#canaries.heard(topic, payload)) return;
    const from = storeOfTopic(topic);
    if (from === undefined || payload.length > wireLimit.packed) return;
    if (from.lane === 'state') this.#events.onState(from.store, isOnline(payload));
    else if (from.lane === 'up') void this.#events.onUp(from.store, payload);
  }

  /** One after the other: what is wanted may change while the broker still answers to what was wanted before. */
  #sync(): void {
    const run = (): Promise<void> => this.#coverWanted().catch((error: unknown) => this.#failed(error));
    const next = (this.#syncing ?? Promise.resolve()).then(run);
    this.#syncing = next;
  }

  #failed(error: unknown): void {
    if (this.#closed) return;
    this.#events.log('warn', 'the broker does not let HQ listen', { error: String(error) });
    this.#later();
  }

  #later(): void {
    clearTimeout(this.#again);
    if (!this.#closed) this.#again = setTimeout(() => this.#sync(), lookAgain);
  }

  async #coverWanted(): Promise<void> {
    if (this.#closed || !this.#client.connected) return;
    const gone = [...this.#covered].filter((part) => !this.#wanted.has(part));
    for (const part of gone) this.#covered.delete(part);
    this.#canaries.forget(gone.flatMap(filtersOf));
    if (gone.length > 0) await this.#client.unsubscribeAsync(gone.flatMap(filtersOf));
    const news = [...this.#wanted].filter((part) => !this.#covered.has(part));
    const filters = news.flatMap(filtersOf);
    if (filters.length > 0) {
      await this.#client.subscribeAsync(Object.fromEntries(filters.map((f) => [f, { qos: f.endsWith('up') ? 0 : 1 }])));
      for (const part of news) this.#covered.add(part);
      this.#onReady(news.includes('+') ? undefined : news);
    }
    const deaf = await this.#canaries.ask([...filters, ...this.#canaries.deaf]);
    if (deaf.length === 0) return;
    this.#events.log('warn', 'the broker took a subscription but delivers nothing; check its access list', { deaf });
    this.#later();
  }

  send(store: string, bytes: Uint8Array): void {
    if (!this.#client.connected) return;
    const payload = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#client.publish(topicsOf(store).down, payload, { qos: 0 });
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#again);
    this.#canaries.giveUp();
    await this.#client.endAsync();
  }
}
