import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Logger, pino } from 'pino';
import { EmbeddedBroker } from './broker/embedded.ts';
import type { BrokerEvents, BrokerLine } from './broker/line.ts';
import { type RelayConfig, readConfig } from './config.ts';
import { features } from './features/index.ts';
import { HqFeed } from './http/feed.ts';
import { buildServer } from './http/server.ts';
import { nodeCodec } from './link/codec.ts';
import { Ingest, type RelayClock } from './link/ingest.ts';
import { firstFree } from './listen.ts';
import { FolderTaken } from './store/lock.ts';
import { StoreRefused } from './store/migrate.ts';
import { openStore } from './store/open.ts';

const clock: RelayClock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
const newId = (): string => randomBytes(12).toString('base64url');

/** Opens the store, the broker and the web server; returns what closes them all, the last first. */
async function start(config: RelayConfig, log: Logger): Promise<() => Promise<void>> {
  const { dataDir, database } = config;
  const onTrouble = (error: Error): void => log.warn({ err: error }, 'a line to the database broke');
  const store = await openStore({ dataDir, ...database, idleLimit: 3000, onTrouble }, clock.now());
  const { db } = store;
  const feed = new HqFeed(db, clock.now);
  let line: BrokerLine | undefined;
  const ingest = await Ingest.open({
    db,
    features,
    clock,
    codec: nodeCodec,
    newId,
    send: (store, bytes) => line?.send(store, bytes),
    soon: (run) => void setImmediate(run),
    onChanged: (store) => feed.changed(store),
    log: (level, message, facts) => log[level](facts, message),
  });
  const version = packageVersion();
  const server = await buildServer({
    db,
    features,
    feed,
    version,
    log,
    now: clock.now,
    instructed: (store) => ingest.instructed(store),
    incarnation: () => ingest.incarnation,
    access: config.http,
    ...(config.dashboardDir === undefined ? {} : { dashboardDir: config.dashboardDir }),
  });
  line = await openLine(config, ingest, log);
  ingest.start();
  const { host } = config.http;
  const http = await firstFree({ host, port: config.http.port, findFree: config.findFreePort }, async (port) => {
    await server.listen({ host, port });
    const address = server.server.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  });
  log.info({ ready: true, http, mqtt: line.port ?? null, version, incarnation: ingest.incarnation }, 'ready');
  return async () => {
    await line.close();
    await ingest.stop();
    feed.close();
    await server.close();
    await store.close();
  };
}

async function openLine(config: RelayConfig, ingest: Ingest, log: Logger): Promise<BrokerLine> {
  const events: BrokerEvents = {
    onUp: (store, bytes) => ingest.receive(store, bytes),
    onState: (store, online) => void ingest.presence(store, online),
    log: (level, message, facts) => log[level](facts, message),
  };
  const { url, clientId, username, password } = config.broker;
  if (url !== undefined) {
    const access = { ...(username === undefined ? {} : { username }), ...(password === undefined ? {} : { password }) };
    // Loaded only here: a relay with its broker inside starts without the client library.
    const { BrokerClient } = await import('./broker/external.ts');
    return new BrokerClient({ url, clientId, ...access }, events, () => void ingest.callAll());
  }
  const { stores, autoEnrolToken, mqtt, findFreePort: findFree } = config;
  const identities = { stores, ...(autoEnrolToken === undefined ? {} : { autoEnrolToken }) };
  return EmbeddedBroker.start({ ...mqtt, findFree }, identities, events);
}

function packageVersion(): string {
  for (const path of ['../package.json', '../../package.json']) {
    try {
      const text = readFileSync(new URL(path, import.meta.url), 'utf8');
      return String((JSON.parse(text) as { version?: unknown }).version ?? '0');
    } catch {
      // A built program lies one folder deeper than its sources.
    }
  }
  return '0';
}

async function main(): Promise<void> {
  const settings = readConfig();
  if (!settings.ok) {
    process.stderr.write(`HQ's settings are wrong:\n${settings.faults.map((fault) => `  ${fault}`).join('\n')}\n`);
    process.exitCode = 2;
    return;
  }
  const log = pino({ level: settings.config.logLevel, name: 'relay' }, pino.destination({ dest: 1, sync: true }));
  try {
    const stop = await start(settings.config, log);
    const end = (): void => {
      stop()
        .catch((error: unknown) => log.error({ err: error }, 'the relay did not stop cleanly'))
        .finally(() => process.exit());
    };
    process.once('SIGTERM', end);
    process.once('SIGINT', end);
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    const sentence =
      error instanceof StoreRefused || error instanceof FolderTaken || code === 'EADDRINUSE'
        ? (error as Error).message
        : `the relay cannot start: ${String(error)}`;
    log.fatal({ err: error }, sentence);
    process.exit(1);
  }
}

await main();
