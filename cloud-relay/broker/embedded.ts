import type { Server, Socket } from 'node:net';
import { Aedes, type AuthenticateError, type Client, type PublishPacket } from 'aedes';
import { storeOfTopic, topicsOf, wireLimit } from '../../hub/contract/uplink.ts';
import { listen, type Place } from '../listen.ts';
import { type Identities, isIdentity } from './identities.ts';
import { type BrokerEvents, type BrokerLine, isOnline } from './line.ts';
import { SizeGuard } from './size-guard.ts';
import { certifiedName, openDoor, renewDoor, type TlsFiles } from './tls.ts';

const packetLimit = wireLimit.packed + 1024;
const strangerLimit = 4096;
const stateLimit = 4096;

/**
 * The broker inside: aedes behind a plain TCP server. A store may publish to its own two topics, listen to its own one,
 * and nothing else; what it says goes straight to HQ's store and to no other client.
 */
export class EmbeddedBroker implements BrokerLine {
  readonly #events: BrokerEvents;
  readonly #identities: Identities;
  readonly #aedes: Aedes;
  readonly #server: Server;
  readonly #clients = new Map<string, Client>();
  readonly #sockets = new Set<Socket>();
  readonly #tls: TlsFiles | undefined;
  port = 0;

  private constructor(events: BrokerEvents, identities: Identities, tls: TlsFiles | undefined) {
    this.#events = events;
    this.#tls = tls;
    this.#identities = identities;
    this.#aedes = new Aedes({
      concurrency: 2000,
      drainTimeout: 8000,
      connectTimeout: 10_000,
      keepaliveLimit: 300,
      maxTopicLevels: 8,
      maxClientsIdLength: 64,
      maxInflightInbound: 16,
      // An error closes the line; a mere `false` would leave it open for ever.
      preConnect: (_client, packet, done) =>
        isWellFormed(packet) ? done(null, true) : done(new Error('not a name or a will of a store'), false),
      authenticate: (client, name, token, done) => this.#authenticate(client, name, token, done),
      authorizePublish: (client, packet, done) => this.#authorizePublish(client, packet, done),
      authorizeSubscribe: (client, wanted, done) =>
        done(null, wanted.topic === topicsOf(client.id).down ? { ...wanted, qos: 0 } : null),
    });
    this.#server = openDoor(tls, (socket) => this.#accept(socket));
    this.#server.maxConnections = 5000;
  }

  static async start(
    place: Place,
    identities: Identities,
    events: BrokerEvents,
    tls?: TlsFiles,
  ): Promise<EmbeddedBroker> {
    const broker = new EmbeddedBroker(events, identities, tls);
    await broker.#aedes.listen();
    broker.#watch();
    broker.port = await listen(broker.#server, place);
    return broker;
  }

  #accept(socket: Socket): void {
    const guard = new SizeGuard(socket, strangerLimit);
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.setTimeout(600_000, () => socket.destroy());
    this.#aedes.handle(guard);
  }

  #watch(): void {
    this.#aedes.on('client', (client) => this.#clients.set(client.id, client));
    this.#aedes.on('clientDisconnect', (client) => {
      if (this.#clients.get(client.id) === client) this.#clients.delete(client.id);
    });
    this.#aedes.on('clientError', (client, error) => {
      this.#events.log('info', 'a store was cut off', { store: client.id, reason: error.message });
    });
    this.#aedes.on('connectionError', (_client, error) => {
      this.#events.log('info', 'a stranger was cut off', { reason: error.message });
    });
  }

  #authenticate(
    client: Client,
    name: string | undefined,
    token: Uint8Array | undefined,
    done: (error: AuthenticateError | null, success: boolean | null) => void,
  ): void {
    const guard = client.conn instanceof SizeGuard ? client.conn : undefined;
    const certified = guard === undefined ? undefined : certifiedName(guard.socket);
    const isNamed = client.id === (name ?? certified);
    const known = isNamed ? isIdentity(this.#identities, client.id, { token, certified }) : Promise.resolve(false);
    const settle = (isKnown: boolean): void => {
      if (!isKnown) this.#events.log('info', 'a client was refused', { client: client.id.slice(0, 64) });
      else if (guard !== undefined) guard.limit = packetLimit;
      done(null, isKnown);
    };
    known.then(settle, (error: unknown) => {
      this.#events.log('warn', 'nobody can be let in: the store failed', { error: String(error) });
      settle(false);
    });
  }

  /** Ends a store's connection; whether it may come back is asked when it does. */
  cut(store: string): void {
    this.#clients.get(store)?.close();
  }

  renew(): void {
    renewDoor(this.#server, this.#tls);
  }

  /** Also asked for last wills: what a store may not say while it lives it may not say when it dies. */
  #authorizePublish(client: Client | null, packet: PublishPacket, done: (error?: Error | null) => void): void {
    if (client === null) {
      done(packet.topic.startsWith('$SYS/') ? null : new Error('nobody may publish here'));
      return;
    }
    const target = storeOfTopic(packet.topic);
    if (target?.store !== client.id || target.lane === 'dn') {
      done(new Error('not a topic of this store'));
      return;
    }
    const bytes = Buffer.from(packet.payload);
    if (target.lane === 'state') this.#state(client, bytes, done);
    else if (packet.retain) done(new Error('nothing is retained here'));
    else this.#events.onUp(client.id, bytes).then(() => done(null), done);
  }

  #state(client: Client, bytes: Buffer, done: (error?: Error | null) => void): void {
    if (bytes.length > stateLimit) {
      done(new Error('state too large'));
      return;
    }
    const online = isOnline(bytes);
    // The will of a connection that was taken over comes after the new one's birth, and is no longer true.
    const current = this.#clients.get(client.id);
    if (online || current === undefined || current === client) this.#events.onState(client.id, online);
    done(null);
  }

  /** Straight to the client: through the broker's own queue one stalled store would hold up the others. */
  send(store: string, bytes: Uint8Array): void {
    const client = this.#clients.get(store);
    if (client === undefined || client.closed) return;
    const payload = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const packet = { cmd: 'publish', topic: topicsOf(store).down, payload, qos: 0, dup: false, retain: false } as const;
    client.publish(packet, () => undefined);
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((done) => this.#server.close(() => done()));
    await new Promise<void>((done) => this.#aedes.close(() => done()));
    // Strangers that never said who they are would keep the server open until their time is over.
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

function isWellFormed(packet: { clientId: string; will?: { topic: string; payload: unknown } | undefined }): boolean {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(packet.clientId)) return false;
  return packet.will === undefined || packet.will.topic === topicsOf(packet.clientId).state;
}
