import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { HubConfig } from './config.ts';
import type { Command } from './contract/command.ts';
import { askingOf, guardRoutes } from './edges/access/gate.ts';
import { doorRoutes, openDoor } from './edges/access/index.ts';
import type { Porters } from './edges/access/routes.ts';
import { newToken, PIN_COST, pinKey } from './edges/access/secrets.ts';
import { concernsBridge } from './edges/bridge/desk.ts';
import { Presence } from './edges/bridge/presence.ts';
import { bridgeGuard, bridgeRoutes } from './edges/bridge/routes.ts';
import { channelRoutes } from './edges/channels/routes.ts';
import { readChannelTokens } from './edges/channels/tokens.ts';
import { machine } from './edges/clock.ts';
import { commandRoutes } from './edges/http/commands.ts';
import { serveDocs } from './edges/http/docs.ts';
import { type Feed, feedRoutes } from './edges/http/feed.ts';
import { gradeRoutes } from './edges/http/grades.ts';
import { healthRoutes, type Vitals } from './edges/http/health.ts';
import type { Asked, Http, Picture } from './edges/http/http.ts';
import { guardHosts, listen, openServer, servePages } from './edges/http/server.ts';
import { rosterImportRoutes } from './edges/import/roster-routes.ts';
import { importRoutes } from './edges/import/routes.ts';
import { DAY_ENDS_LATER_MS, startLearning } from './edges/learning.ts';
import { type CodeReader, openCodeReader } from './edges/photos/barcodes.ts';
import { photoRoutes } from './edges/photos/routes.ts';
import { type Link, noLink, type Surroundings, startLink } from './edges/relay/index.ts';
import { spaceOf } from './edges/relay/space.ts';
import { relayStore } from './edges/relay-store.ts';
import { startTimers } from './edges/timers.ts';
import { features } from './features/index.ts';
import { featureRoutes } from './features/routes.ts';
import { readShop } from './features/shop/tables.ts';
import type { Hub } from './hub.ts';
import { type Journal, journalOf } from './store/journal.ts';
import { type Connection, openReader } from './store/open.ts';
import type { Writer } from './store/writer.ts';

/** What a hub starts with: where its data is, how it is set, and the writer that stands ready. */
export interface Start {
  readonly folder: string;
  readonly file: string;
  readonly startedAt: number;
  readonly config: HubConfig;
  readonly version: string;
  readonly log: Logger;
  readonly writer: Writer;
  readonly picture: Picture;
}

/** Everything a running hub is made of, put together in one place and taken apart in the opposite order. */
export async function serve(start: Start): Promise<Hub> {
  const { folder, file, startedAt, config, version, writer } = start;
  const sql = openReader(file);
  const journal = journalOf(sql);
  const dated = dater(sql, config);
  const submit: Http['submit'] = (asked) => writer.submit(dated(asked));
  if (config.demo && !readShop(sql)) await seed(submit, machine.dayIn(config.timeZone)(machine.now()));

  let link: Link = noLink;
  const presence = new Presence(machine.now, (faults) => {
    // Lost at a crash it is told again by the bridge; a hand-over in between shows the faults of before.
    writer.note('device-faults', JSON.stringify(faults)).catch((error: unknown) => start.log.warn({ error }, 'faults'));
  });
  const vitals: Vitals = { version, epoch: writer.epoch, startedAt, folder, file, link: () => link.view() };
  const key = newToken();
  const porters = porting(start, sql, submit, dated, key);
  const codeReader = openCodeReader();
  const { feed, url } = await startHttp({ ...start, sql, journal, submit, presence, vitals, porters, codeReader });
  writer.onCommitted((entries) => {
    feed.tell(entries);
    if (entries.some((e) => concernsBridge(e.type))) presence.changed();
  });
  const dayOf = (at: number): string => machine.dayIn(readShop(sql)?.timeZone ?? config.timeZone)(at);
  link = openLink(start, sql, journal, submit, () => ({ day: dayOf(machine.now()), ...spaceOf(folder, file) }));
  const stopTimers = startTimers(sql, features, machine.now, submit);
  const stopLearning = startLearning({ sql, submit, until: () => dayOf(machine.now() - DAY_ENDS_LATER_MS) });
  return {
    url,
    key,
    close: async () => {
      stopTimers();
      stopLearning();
      presence.close();
      feed.close();
      await link.stop();
      await feed.server.close();
      await codeReader.close();
      await writer.close();
      sql.close();
    },
  };
}

/** The demo's goods and their pinyin are loaded for the one start that needs them. */
async function seed(submit: Http['submit'], today: string): Promise<void> {
  const { seedDemo } = await import('./edges/demo.ts');
  await seedDemo(submit, today);
}

/** Gives a command its time and business date, the moment it is taken in. */
function dater(sql: Connection, config: HubConfig): (asked: Asked) => Command {
  const zones = new Map<string, (at: number) => string>();
  return (asked) => {
    const zone = readShop(sql)?.timeZone ?? config.timeZone;
    const day = zones.get(zone) ?? machine.dayIn(zone);
    zones.set(zone, day);
    const at = machine.now();
    return { ...asked, at, businessDate: day(at) };
  };
}

/** Those at the door. The key of the PINs lies beside the store and goes into no backup of it. */
function porting(
  { folder, config, log, writer }: Start,
  sql: Connection,
  submit: Http['submit'],
  dated: (asked: Asked) => Command,
  machineKey: string,
): Porters {
  return openDoor({
    ...{ sql, clock: machine, submit, dated, log, machineKey },
    keep: (writes, command) => writer.keep(writes, command),
    pinCost: PIN_COST,
    pinKey: pinKey(join(folder, 'pins.key')),
    thisPc: config.access?.thisPc ?? 'open',
    isBridge: bridgeGuard(config.bridgeToken),
  });
}

interface Parts {
  readonly folder: string;
  readonly codeReader: CodeReader;
  readonly config: HubConfig;
  readonly sql: Connection;
  readonly journal: Journal;
  readonly submit: Http['submit'];
  readonly presence: Presence;
  readonly porters: Porters;
  readonly vitals: Vitals;
  readonly log: Logger;
  readonly picture: Picture;
}

async function startHttp(parts: Parts): Promise<{ feed: Feed & { server: { close(): Promise<void> } }; url: string }> {
  const { config, sql, journal, submit, presence, vitals, picture, porters } = parts;
  const app = openServer(parts.log);
  gradeRoutes(app);
  guardHosts(app, config.access?.names.split(/[,\s]+/).filter(Boolean));
  guardRoutes(app, porters.door);
  await serveDocs(app, vitals.version);
  await servePages(app, pagesFolder());
  const today = (): string => machine.dayIn(readShop(sql)?.timeZone ?? config.timeZone)(machine.now());
  const { now, newId } = machine;
  const http: Http = { app, sql, now, today, newId, submit, picture, head: journal.head };
  commandRoutes(http, porters.approvals);
  doorRoutes(http, porters);
  for (const routes of featureRoutes) routes(http);
  rosterImportRoutes(http);
  importRoutes(http);
  photoRoutes(http, parts.folder, parts.codeReader);
  bridgeRoutes(http, presence, config.bridgeToken);
  channelRoutes(http, readChannelTokens(config.channelTokens));
  healthRoutes(http, presence, vitals);
  const mayStay = (request: FastifyRequest): boolean => porters.door.who(askingOf(request)).permissions.has('look');
  const feed = feedRoutes(app, journal, mayStay, () => ({
    link: vitals.link(),
    now: now(),
    head: journal.head(),
    bridge: presence.connected,
  }));
  const url = await listen(app, config.host, config.port, config.findFreePort);
  return { feed: { ...feed, server: { close: () => app.close() } }, url };
}

function openLink(
  { config, version: software, log, writer }: Start,
  sql: Connection,
  journal: Journal,
  submit: Http['submit'],
  surroundings: () => Surroundings,
): Link {
  const store = readShop(sql)?.store;
  const { linkUrl: url, linkToken: token, linkCa: ca, linkCert: cert, linkKey: key } = config;
  if (!url || !(token ?? cert) || !store) return noLink;
  const tls = { ...(ca ? { ca } : {}), ...(cert ? { cert } : {}), ...(key ? { key } : {}) };
  const settings = { url, store, software, surroundings, tls, ...(token ? { token } : {}) };
  return startLink(
    { ...settings, log: (level, message, facts) => log[level](facts, message) },
    relayStore(sql, journal, writer, submit, machine),
  );
}

/** The pages as they are built, also when the hub itself runs from its sources. */
function pagesFolder(): string {
  const built = import.meta.url.endsWith('.ts') ? '../dist/dashboard' : '../dashboard';
  return fileURLToPath(new URL(built, import.meta.url));
}
