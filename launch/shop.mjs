import { join } from 'node:path';
import { freePort, readSettings, record, secretFile } from './data-folder.mjs';
import { keepRunning } from './processes.mjs';
import { ROOT } from './set-up.mjs';

/**
 * Hub, relay and bridge as processes of their own, each told where the others are. The hub has the machine to itself
 * until it is open, because people wait for it; relay and bridge follow. Whoever comes back at another address is
 * followed by those who need it.
 * @returns `opened`: the hub's address; `hq`: HQ's a little later, or nothing where there is none or it does not start
 */
export async function openShop(wanted, say) {
  const { data } = wanted;
  const settings = await readSettings(data);
  const withRelay = !wanted['no-relay'] && !hasOwnHq(settings.hub);
  const shop = {
    data,
    settings,
    withRelay,
    demo: !wanted['no-demo'],
    lan: wanted.lan,
    tokens: { bridge: await secretFile(data, 'bridge'), link: await secretFile(data, 'link') },
    /** Where everything is; filled in as it becomes known. */
    at: { hub: wanted.port, hq: wanted['hq-port'], mqtt: undefined, url: undefined },
    programs: new Map(),
    onCrash: (what, delay) => say(crashSentence(what, delay, data)),
  };
  if (withRelay) {
    shop.at.mqtt = await freePort(Number(wanted['mqtt-port'] ?? settings.relay.mqtt?.port ?? 8422));
  }
  const hub = startHub(shop);
  shop.programs.set('hub', hub);
  const opened = hub.ready.then(() => shop.at.url);
  return { opened, hq: opened.then(() => hqAddress(shop)), close: () => close(shop) };
}

const hasOwnHq = (hub) => Boolean(hub.link_url ?? hub.linkUrl ?? process.env.TILLSIDE__HUB__LINK_URL);

const crashSentence = (what, delay, data) =>
  `⚠ ${what}：意外退出，${delay / 1000} 秒后重启。It ended unexpectedly and is started again in ${delay / 1000} s; see ${join(data, 'logs')}.`;

async function hqAddress(shop) {
  const relay = shop.programs.get('relay');
  if (!relay) return undefined;
  const isThere = await Promise.race([relay.ready, new Promise((done) => setTimeout(done, 10_000).unref())]);
  return isThere && `http://127.0.0.1:${shop.at.hq}`;
}

function note(shop) {
  const pids = [...shop.programs].map(([name, program]) => [name, program.pid()]);
  record(shop.data, Object.fromEntries(pids), shop.at.url);
}

async function close(shop) {
  await Promise.all([...shop.programs.values()].map((program) => program.stop()));
}

/** What every program is started with. */
function programOf(shop, name, script, more) {
  const { data, settings, onCrash } = shop;
  const config = settings.file ? { TILLSIDE_CONFIG: settings.file } : {};
  const onStart = () => shop.at.url && note(shop);
  return keepRunning({ name, script, data, onCrash, onStart, ...more, env: () => ({ ...config, ...more.env() }) });
}

function startHub(shop) {
  const { at, tokens } = shop;
  const env = () => ({
    TILLSIDE__HUB__BRIDGE_TOKEN_FILE: tokens.bridge,
    ...(shop.demo ? { TILLSIDE__HUB__DEMO: 'true' } : {}),
    ...(shop.lan ? { TILLSIDE__HUB__HOST: '0.0.0.0' } : {}),
    ...(at.hub ? { TILLSIDE__HUB__PORT: String(at.hub) } : {}),
    ...(shop.withRelay
      ? { TILLSIDE__HUB__LINK_URL: `mqtt://127.0.0.1:${at.mqtt}`, TILLSIDE__HUB__LINK_TOKEN_FILE: tokens.link }
      : {}),
  });
  const onReady = (facts) => {
    const url = String(facts.http).replace('//0.0.0.0:', '//127.0.0.1:');
    if (url === at.url) return;
    [at.url, at.hub] = [url, new URL(url).port];
    const bridge = shop.programs.get('bridge');
    if (bridge) return bridge.again();
    shop.programs.set('bridge', startBridge(shop));
    if (shop.withRelay) shop.programs.set('relay', startRelay(shop));
    note(shop);
  };
  return programOf(shop, 'hub', 'dist/run/hub/main.js', { env, onReady });
}

function startRelay(shop) {
  const { at, tokens, data } = shop;
  const env = () => ({
    TILLSIDE__RELAY__DATA_DIR: join(data, 'relay'),
    TILLSIDE__RELAY__DASHBOARD_DIR: join(ROOT, 'dist/dashboard'),
    TILLSIDE__RELAY__AUTO_ENROL_TOKEN_FILE: tokens.link,
    TILLSIDE__RELAY__MQTT__PORT: String(at.mqtt),
    ...(at.hq ? { TILLSIDE__RELAY__HTTP__PORT: String(at.hq) } : {}),
  });
  // Somebody may have taken the port since it was found free: the hub is then told the new one.
  const onReady = (facts) => {
    at.hq = facts.http;
    if (facts.mqtt === null || facts.mqtt === at.mqtt) return;
    at.mqtt = facts.mqtt;
    shop.programs.get('hub').again();
  };
  return programOf(shop, 'relay', 'dist/run/cloud-relay/main.js', { env, onReady, optional: true });
}

function startBridge(shop) {
  const { at, tokens, data } = shop;
  const env = () => ({
    TILLSIDE__BRIDGE__HUB_URL: at.url,
    TILLSIDE__BRIDGE__TOKEN_FILE: tokens.bridge,
    TILLSIDE__BRIDGE__DATA: join(data, 'bridge'),
    ...(shop.demo ? { TILLSIDE__BRIDGE__PRETEND: 'true' } : {}),
  });
  return programOf(shop, 'bridge', 'dist/firmware-bridge/main.js', { env, optional: true });
}
