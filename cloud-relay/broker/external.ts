import mqtt, { type MqttClient } from 'mqtt';
import { hqStateTopic, storeOfTopic, topicsOf, wireLimit } from '../../hub/contract/uplink.ts';
import { type BrokerEvents, type BrokerLine, isOnline } from './line.ts';

export interface ExternalBroker {
  readonly url: string;
  readonly clientId: string;
  readonly username?: string;
  readonly password?: string;
}

/** Any MQTT 3.1.1 broker by URL; who may do what is that broker's own business. */
export class BrokerClient implements BrokerLine {
  readonly #client: MqttClient;

  /** @param onReady called at each connection, once what stores say is heard: they must be asked for a hello */
  constructor(broker: ExternalBroker, events: BrokerEvents, onReady: () => void) {
    const { url, clientId, username, password } = broker;
    this.#client = mqtt.connect(url, {
      protocolVersion: 4,
      clean: true,
      clientId,
      keepalive: 30,
      reconnectPeriod: 1000,
      resubscribe: false,
      queueQoSZero: false,
      will: { topic: hqStateTopic, payload: Buffer.from('{"online":false}'), qos: 1, retain: true },
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
    });
    this.#client.on('error', (error) => events.log('warn', 'the broker refuses or fails', { error: error.message }));
    this.#client.on('connect', () => {
      this.#client
        .subscribeAsync({ 'rh/1/+/+/up': { qos: 0 }, 'rh/1/+/+/state': { qos: 1 } })
        .then(() => {
          this.#client.publish(hqStateTopic, '{"online":true}', { qos: 1, retain: true });
          onReady();
        })
        .catch((error: unknown) => {
          events.log('warn', 'the broker does not let HQ listen', { error: String(error) });
          this.#client.reconnect();
        });
    });
    this.#client.on('message', (topic, payload) => {
      const from = storeOfTopic(topic);
      if (from === undefined || payload.length > wireLimit.packed) return;
      if (from.lane === 'state') events.onState(from.store, isOnline(payload));
      else if (from.lane === 'up') void events.onUp(from.store, payload);
    });
  }

  send(store: string, bytes: Uint8Array): void {
    if (!this.#client.connected) return;
    const payload = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#client.publish(topicsOf(store).down, payload, { qos: 0 });
  }

  async close(): Promise<void> {
    await this.#client.endAsync();
  }
}
