import type { Logger } from 'pino';
import type { BrokerLine } from './broker/line.ts';
import type { RelayConfig } from './config.ts';
import { features } from './features/index.ts';
import { HqFeed } from './http/feed.ts';
import { buildServer } from './http/server.ts';
import { openLine } from './line-to-stores.ts';
import { nodeCodec } from './link/codec.ts';
import { Ingest, type RelayClock } from './link/ingest.ts';
import { Leases } from './link/leases.ts';
import { firstFree } from './listen.ts';
import { type OpenStore, openStore } from './store/open.ts';

/** The machine the relay runs on: its clocks and its chance. */
export interface Machine extends RelayClock {
  /** Goes only forward, in ms. */
  ticks(): number;
  newId(): string;
}

export interface Relay {
  readonly http: number;
  /** Where stores connect, when the broker is inside. */
  readonly mqtt: number | undefined;
  readonly incarnation: string;
  /** Reads certificates and revocations again. */
  renew(): void;
  /** Closes everything, the last that was opened first. */
  stop(): Promise<void>;
}

const sixHours = 6 * 3_600_000;

/** Opens the store, the broker and the web server. */
export async function startRelay(config: RelayConfig, version: string, machine: Machine, log: Logger): Promise<Relay> {
  const { dataDir, database, leaseMs } = config;
  const onTrouble = (error: Error): void => log.warn({ err: error }, 'a line to the database broke');
  // A worker that stands still within a transaction must lose it before it is taken for dead.
  const place = { dataDir, ...database, idleLimit: Math.max(200, leaseMs / 2), onTrouble };
  const store = await openStore(place, machine.now());
  const { db } = store;
  const feed = new HqFeed(db, machine.now);
  const closeBell = await openBell(config, feed);
  let line: BrokerLine | undefined;
  const leases = leasesOf(config, store, machine, log, (held) => line?.cover?.(held));
  const ingest = await Ingest.open({
    db,
    features,
    clock: machine,
    codec: nodeCodec,
    newId: machine.newId,
    send: (name, bytes) => line?.send(name, bytes),
    soon: (run) => void setImmediate(run),
    onChanged: (name) => feed.changed(name),
    ...(store.isShared ? { announce: (await import('./store/bell.ts')).ring } : {}),
    ...(leases === undefined ? {} : { partitions: leases }),
    log: (level, message, facts) => log[level](facts, message),
  });
  const server = await buildServer({
    db,
    features,
    feed,
    version,
    log,
    now: machine.now,
    instructed: (name) => ingest.instructed(name),
    incarnation: () => ingest.incarnation,
    cut: (name) => line?.cut?.(name),
    changed: (name) => feed.changed(name),
    keepAgain: (tx, name, placed) => ingest.keepAgain(tx, name, placed),
    worker: () => ({
      ...(leases === undefined ? {} : { parts: leases.held.size }),
      trouble: line?.trouble?.(),
    }),
    access: config.http,
    ...(config.dashboardDir === undefined ? {} : { dashboardDir: config.dashboardDir }),
  });
  line = await openLine(config, db, ingest, leases, log);
  leases?.start();
  ingest.start();
  const stopTending = tending(store, machine, log);
  const { host } = config.http;
  const http = await firstFree({ host, port: config.http.port, findFree: config.findFreePort }, async (port) => {
    await server.listen({ host, port });
    const address = server.server.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  });
  const stop = async (): Promise<void> => {
    stopTending();
    await line.close();
    await ingest.stop();
    await leases?.stop();
    feed.close();
    await server.close();
    await closeBell();
    await store.close();
  };
  return { http, mqtt: line.port, incarnation: ingest.incarnation, renew: () => line.renew?.(), stop };
}

/** Only workers behind a broker of their own share stores out; with the broker inside, whoever connects is ours. */
function leasesOf(
  config: RelayConfig,
  store: OpenStore,
  machine: Machine,
  log: Logger,
  onHeld: (held: ReadonlySet<string>) => void,
): Leases | undefined {
  if (!store.isShared || config.broker.url === undefined) return undefined;
  const { newId, now, ticks, after } = machine;
  return new Leases({
    db: store.db,
    newId,
    now,
    ticks,
    after,
    ttl: config.leaseMs,
    onHeld: (held, gained) => {
      log.info({ parts: held.size, gained: gained.length }, 'partitions changed');
      onHeld(held);
    },
    log: (level, message, facts) => log[level](facts, message),
  });
}

async function openBell(config: RelayConfig, feed: HqFeed): Promise<() => Promise<void>> {
  const { url, password } = config.database;
  if (url === undefined) return async () => {};
  const { Bell } = await import('./store/bell.ts');
  const bell = new Bell(url, password, (store) => feed.changed(store));
  return () => bell.close();
}

function tending(store: OpenStore, machine: Machine, log: Logger): () => void {
  const timer = setInterval(() => {
    store.tend(machine.now()).catch((error: unknown) => log.warn({ err: error }, 'the store could not be tended'));
  }, sixHours);
  timer.unref();
  return () => clearInterval(timer);
}
