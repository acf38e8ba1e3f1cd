import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { renderSvg } from '../firmware-bridge/printing/svg.ts';
import type { HubConfig } from './config.ts';
import type { Outcome } from './contract/command.ts';
import { ruleBook } from './core/rule-book.ts';
import { concernsBridge } from './edges/bridge/desk.ts';
import { Presence } from './edges/bridge/presence.ts';
import { bridgeRoutes } from './edges/bridge/routes.ts';
import { machine } from './edges/clock.ts';
import { seedDemo } from './edges/demo.ts';
import { adminRoutes } from './edges/http/admin.ts';
import { commandRoutes } from './edges/http/commands.ts';
import { serveDocs } from './edges/http/docs.ts';
import { type Feed, feedRoutes } from './edges/http/feed.ts';
import { healthRoutes, type Vitals } from './edges/http/health.ts';
import type { Asked, Http } from './edges/http/http.ts';
import { guardHosts, listen, openServer, servePages } from './edges/http/server.ts';
import { type Link, noLink, startLink } from './edges/relay/index.ts';
import { relayStore } from './edges/relay-store.ts';
import { startTimers } from './edges/timers.ts';
import { features } from './features/index.ts';
import { featureRoutes } from './features/routes.ts';
import { readShop } from './features/shop/tables.ts';
import { type Journal, journalOf } from './store/journal.ts';
import { type Connection, openReader } from './store/open.ts';
import { Writer } from './store/writer.ts';

export interface Hub {
  readonly url: string;
  readonly adminToken: string;
  close(): Promise<void>;
}

/** Everything a running hub is made of, put together in one place and taken apart in the opposite order. */
export async function startHub(
  data: string,
  config: HubConfig,
  version: string,
  log: Logger,
  onDeath: (error: unknown) => void,
): Promise<Hub> {
  const folder = join(data, 'hub');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'tillside.db');
  const startedAt = machine.now();
  const writer = await Writer.open({ file, epoch: randomBytes(8).toString('hex'), at: startedAt }, onDeath);
  const sql = openReader(file);
  const journal = journalOf(sql);
  const submit = submitter(writer, sql, config);
  if (config.demo && !readShop(sql)) await seedDemo(submit, machine.dayIn(config.timeZone)(machine.now()));

  let link: Link = noLink;
  const presence = new Presence(machine.now);
  const vitals: Vitals = { version, epoch: writer.epoch, startedAt, folder, file, link: () => link.view() };
  const adminToken = randomBytes(24).toString('base64url');
  const { feed, url } = await startHttp({ config, sql, journal, submit, presence, vitals, log, writer, adminToken });
  writer.onCommitted((entries) => {
    feed.tell(entries);
    if (entries.some((e) => concernsBridge(e.type))) presence.changed();
  });
  link = openLink(config, version, log, sql, journal, writer, submit);
  const stopTimers = startTimers(sql, features, machine.now, submit);
  return {
    url,
    adminToken,
    close: async () => {
      stopTimers();
      presence.close();
      feed.close();
      await link.stop();
      await feed.server.close();
      await writer.close();
      sql.close();
    },
  };
}

/** Gives a command its time and business date, the moment it is taken in. */
function submitter(writer: Writer, sql: Connection, config: HubConfig): (asked: Asked) => Promise<Outcome> {
  const zones = new Map<string, (at: number) => string>();
  return (asked) => {
    const zone = readShop(sql)?.timeZone ?? config.timeZone;
    const day = zones.get(zone) ?? machine.dayIn(zone);
    zones.set(zone, day);
    const at = machine.now();
    return writer.submit({ ...asked, at, businessDate: day(at) });
  };
}

interface Parts {
  readonly config: HubConfig;
  readonly sql: Connection;
  readonly journal: Journal;
  readonly submit: Http['submit'];
  readonly presence: Presence;
  readonly vitals: Vitals;
  readonly log: Logger;
  readonly writer: Writer;
  readonly adminToken: string;
}

async function startHttp(parts: Parts): Promise<{ feed: Feed & { server: { close(): Promise<void> } }; url: string }> {
  const { config, sql, journal, submit, presence, vitals, writer, adminToken } = parts;
  const app = openServer(parts.log);
  guardHosts(app);
  await serveDocs(app, vitals.version);
  await servePages(app, fileURLToPath(new URL('../dashboard', import.meta.url)));
  const today = (): string => machine.dayIn(readShop(sql)?.timeZone ?? config.timeZone)(machine.now());
  const { now, newId } = machine;
  const http: Http = { app, sql, now, today, newId, submit, picture: renderSvg, head: journal.head };
  commandRoutes(http);
  for (const routes of featureRoutes) routes(http);
  bridgeRoutes(http, presence, config.bridgeToken);
  healthRoutes(http, presence, vitals);
  adminRoutes(http, writer, ruleBook(features), adminToken);
  const feed = feedRoutes(app, journal, () => ({
    link: vitals.link(),
    now: now(),
    head: journal.head(),
    bridge: presence.connected,
  }));
  const url = await listen(app, config.host, config.port, config.findFreePort);
  return { feed: { ...feed, server: { close: () => app.close() } }, url };
}

function openLink(
  config: HubConfig,
  software: string,
  log: Logger,
  sql: Connection,
  journal: Journal,
  writer: Writer,
  submit: Http['submit'],
): Link {
  const store = readShop(sql)?.store;
  if (!config.linkUrl || !config.linkToken || !store) return noLink;
  const settings = { url: config.linkUrl, token: config.linkToken, store, software };
  return startLink(
    { ...settings, log: (level, message, facts) => log[level](facts, message) },
    relayStore(sql, journal, writer, submit),
  );
}
