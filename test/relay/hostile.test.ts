import { mkdtempSync, rmSync } from 'node:fs';
import { connect as tcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { topicsOf } from '../../hub/contract/uplink.ts';
import type { Uplink } from '../../hub/edges/relay/uplink.ts';
import { HubDouble } from './hub-double.ts';
import { type RelayProcess, realUplink, startRelay, token, until } from './relay-process.ts';

/** One relay and one honest store for all attacks: whatever is tried, the honest one stays connected and right. */
const dir = mkdtempSync(join(tmpdir(), 'hostile-'));
let relay: RelayProcess;
let victim: Uplink;
let store: HubDouble;
const clients: MqttClient[] = [];

beforeAll(async () => {
  relay = await startRelay(dir);
  store = new HubDouble(new SQLite(':memory:')).boot('life-1');
  victim = realUplink(store, 'victim', relay.mqtt ?? 0);
  victim.start();
  await until(() => victim.view().connected);
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.endAsync(true);
  expect(relay.child.exitCode).toBeNull();
  store.write([{ type: 'test.happened', data: {} }]);
  store.committed();
  await until(() => victim.view().connected && victim.view().pending === 0);
  expect(relay.output()).not.toContain('"level":50');
});
afterAll(async () => {
  await victim.stop();
  await relay.kill('SIGTERM');
  rmSync(dir, { recursive: true, force: true });
});

function attack(options: IClientOptions): MqttClient {
  const client = mqtt.connect(`mqtt://127.0.0.1:${relay.mqtt}`, { protocolVersion: 4, reconnectPeriod: 0, ...options });
  client.on('error', () => {});
  clients.push(client);
  return client;
}
const asStore = (name: string): IClientOptions => ({ clientId: name, username: name, password: token });
const connected = (client: MqttClient): Promise<boolean> =>
  new Promise((done) => {
    client.once('connect', () => done(true));
    client.once('close', () => done(false));
  });
const closed = (client: MqttClient): Promise<void> => new Promise((done) => client.once('close', () => done()));
const entriesOf = (name: string): number => {
  const db = new SQLite(join(dir, 'hq.db'), { readonly: true });
  const count = db.prepare('SELECT count(*) FROM entry WHERE store = ?').pluck().get(name) as number;
  db.close();
  return count;
};

test('SEC-01 nobody comes in without a name, with a wrong token, or under a name that is not his own', async () => {
  expect(await connected(attack({}))).toBe(false);
  expect(await connected(attack({ clientId: 'victim' }))).toBe(false);
  expect(await connected(attack({ ...asStore('victim'), password: `${token}x` }))).toBe(false);
  expect(await connected(attack({ clientId: 'victim', username: 'mallory', password: token }))).toBe(false);
  expect(await connected(attack({ ...asStore('rh/1/#'), clientId: 'rh/1/#' }))).toBe(false);
  expect(await connected(attack(asStore('mallory')))).toBe(true);
});

test('SEC-01 a store cannot speak for another, nor for HQ, nor keep anything in the broker', async () => {
  const before = entriesOf('victim');
  const batch = { v: 1, t: 'batch', sid: 'x', n: 1, ep: 'life-1', from: before + 1, head: before + 1, entries: [{}] };
  for (const topic of [
    topicsOf('victim').up,
    topicsOf('victim').down,
    topicsOf('victim').state,
    'rh/1/hq/state',
    '$SYS/x',
    'any',
  ]) {
    const client = attack(asStore('mallory'));
    expect(await connected(client)).toBe(true);
    const gone = closed(client);
    client.publish(topic, JSON.stringify(batch));
    await gone;
  }
  const keeper = attack(asStore('mallory'));
  expect(await connected(keeper)).toBe(true);
  const gone = closed(keeper);
  keeper.publish(topicsOf('mallory').up, 'kept', { retain: true });
  await gone;
  expect(entriesOf('victim')).toBe(before);
});

test('SEC-01 a store hears nothing but its own topic', async () => {
  const client = attack(asStore('mallory'));
  expect(await connected(client)).toBe(true);
  const heard: string[] = [];
  client.on('message', (topic) => heard.push(topic));
  for (const topic of ['#', 'rh/#', 'rh/1/+/+/up', '$SYS/#', topicsOf('victim').down, topicsOf('mallory').up]) {
    const granted = await client.subscribeAsync(topic).catch(() => [{ topic, qos: 128 }]);
    expect(granted[0]?.qos).toBe(128);
  }
  store.write([{ type: 'test.happened', data: {} }]);
  store.committed();
  await until(() => victim.view().pending === 0);
  expect(heard).toEqual([]);
});

test('SEC-01 a last will in another’s name is refused at the door', async () => {
  const will = {
    topic: topicsOf('victim').state,
    payload: Buffer.from('{"online":false}'),
    qos: 1,
    retain: true,
  } as const;
  expect(await connected(attack({ ...asStore('mallory'), will }))).toBe(false);
});

test('SEC-01 twenty megabytes are cut off before they are gathered, also when promised by a stranger', async () => {
  const client = attack(asStore('mallory'));
  expect(await connected(client)).toBe(true);
  const gone = closed(client);
  client.publish(topicsOf('mallory').up, Buffer.alloc(20 * 1024 * 1024, 65));
  await gone;
  const stranger = tcp(relay.mqtt ?? 0, '127.0.0.1');
  stranger.on('error', () => {});
  const cut = new Promise<void>((done) => stranger.once('close', () => done()));
  stranger.write(Buffer.concat([Buffer.from([0x10, 0xff, 0xff, 0xff, 0x7f]), Buffer.alloc(64 * 1024)]));
  await cut;
});

test('SEC-01 a small message that swells to gigabytes, or is nonsense, harms nobody', async () => {
  const { deflateRawSync } = await import('node:zlib');
  const client = attack(asStore('mallory'));
  expect(await connected(client)).toBe(true);
  client.publish(topicsOf('mallory').up, deflateRawSync(Buffer.alloc(200 * 1024 * 1024, 32)));
  client.publish(topicsOf('mallory').up, Buffer.from('{"v":1,"t":"hello","sid":"s","__proto__":{"x":1}}'));
  client.publish(topicsOf('mallory').up, Buffer.from([0xff, 0, 0xff]));
  const hello = {
    v: 1,
    t: 'hello',
    sid: 's',
    ep: 'e',
    pending: 0,
    clock: 0,
    software: '',
    epochs: [{ ep: 'e', first: 9, last: 2 }],
  };
  client.publish(topicsOf('mallory').up, JSON.stringify(hello));
  await client.publishAsync(topicsOf('mallory').state, '{"online":true}', { qos: 1, retain: true });
});

test('the right store coming a second time takes its old connection over, and both ends go on', async () => {
  const second = attack(asStore('victim'));
  expect(await connected(second)).toBe(true);
  await until(() => victim.view().connected && !second.connected);
});
