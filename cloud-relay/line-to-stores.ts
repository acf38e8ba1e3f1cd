import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import { EmbeddedBroker } from './broker/embedded.ts';
import type { BrokerEvents, BrokerLine } from './broker/line.ts';
import type { TlsFiles } from './broker/tls.ts';
import type { RelayConfig } from './config.ts';
import { isDenied, validDigests } from './features/identities/tables.ts';
import type { Ingest } from './link/ingest.ts';
import type { Leases } from './link/leases.ts';
import type { Database } from './store/database.ts';

/** The way to the stores: the broker inside, or one of your own by URL. */
export async function openLine(
  config: RelayConfig,
  db: Database,
  ingest: Ingest,
  leases: Leases | undefined,
  log: Logger,
): Promise<BrokerLine> {
  const events: BrokerEvents = {
    onUp: (store, bytes) => ingest.receive(store, bytes),
    onState: (store, online) => void ingest.presence(store, online),
    log: (level, message, facts) => log[level](facts, message),
  };
  const { url } = config.broker;
  if (url !== undefined) return openExternal({ ...config.broker, url }, events, ingest, leases);
  const { stores, autoEnrolToken, mqtt, findFreePort: findFree } = config;
  const known = async (store: string) => ({
    digests: (await validDigests(db, store)).map(({ digest }) => digest),
    denied: await isDenied(db, store),
  });
  const identities = { stores, known, ...(autoEnrolToken === undefined ? {} : { autoEnrolToken }) };
  return EmbeddedBroker.start({ ...mqtt, findFree }, identities, events, tlsOf(mqtt));
}

function tlsOf({ certFile, keyFile, caFile, crlFile, requireCertificate }: RelayConfig['mqtt']): TlsFiles | undefined {
  if (certFile === undefined || keyFile === undefined) return undefined;
  return {
    certFile,
    keyFile,
    requireCertificate,
    ...(caFile === undefined ? {} : { caFile }),
    ...(crlFile === undefined ? {} : { crlFile }),
  };
}

async function openExternal(
  broker: RelayConfig['broker'] & { url: string },
  events: BrokerEvents,
  ingest: Ingest,
  leases: Leases | undefined,
): Promise<BrokerLine> {
  const { url, clientId, username, password, caFile, certFile, keyFile } = broker;
  const isShared = leases !== undefined;
  // Loaded only here: a relay with its broker inside starts without the client library.
  const { BrokerClient } = await import('./broker/external.ts');
  const place = {
    url,
    clientId: leases === undefined ? clientId : `${clientId}-${leases.me}`.slice(0, 64),
    isShared,
    tls: {
      ...(caFile === undefined ? {} : { ca: readFileSync(caFile) }),
      ...(certFile === undefined ? {} : { cert: readFileSync(certFile) }),
      ...(keyFile === undefined ? {} : { key: readFileSync(keyFile) }),
    },
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
  };
  return new BrokerClient(place, events, (parts) => void ingest.callAll(parts));
}
