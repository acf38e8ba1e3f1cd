import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import mqtt from 'mqtt';
import { parse } from 'smol-toml';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { readConfig } from '../../cloud-relay/config.ts';
import { topicsOf } from '../../hub/contract/uplink.ts';
import { Authority } from '../rigs/certificates.ts';
import { runMosquitto } from '../rigs/mosquitto.ts';
import { needs } from '../rigs/require.ts';
import { HubDouble } from './hub-double.ts';
import { startRelay, until, uplinkBy } from './relay-process.ts';

vi.setConfig({ testTimeout: 60_000 });
const dir = mkdtempSync(join(tmpdir(), 'deployed-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('the settings of the examples are settings of this relay', () => {
  const config = readConfig({ TILLSIDE_CONFIG: 'deploy/hq/hq.toml' });
  expect(config).toMatchObject({ ok: true, config: { leaseMs: 3000 } });
  expect(parse(readFileSync('deploy/hq/hq.toml', 'utf8'))).toHaveProperty('relay');
  const compose = readFileSync('deploy/hq/compose.yaml', 'utf8');
  const names = [...compose.matchAll(/(TILLSIDE__[A-Z_]+): (.+)/g)].map(([, name = '', value = '']) => [name, value]);
  const files = Object.fromEntries(
    names.map(([name, value]) => [
      name,
      /_FILE$/.test(name ?? '') && /PASSWORD|TOKEN/.test(name ?? '') ? 'deploy/hq/acl' : value,
    ]),
  );
  expect(names.length).toBeGreaterThan(6);
  expect(readConfig({ TILLSIDE_CONFIG: 'deploy/hq/hq.toml', ...files })).toMatchObject({ ok: true });
});

describe.skipIf(!needs('mosquitto') || !needs('openssl'))('the example’s broker', () => {
  test('SEC-06 lets stores in by certificate, to their own topics only, and the workers to all', async () => {
    const authority = new Authority(dir);
    const [server, worker, shop, other] = ['hq', 'hq-worker', 'shop-1', 'shop-2'].map((name) => authority.issue(name));
    if (!server || !worker || !shop || !other) throw new Error('no certificates');
    const crl = authority.revocations();
    const broker = await runMosquitto(dir, (port) =>
      readFileSync('deploy/hq/mosquitto.conf', 'utf8')
        .replace('listener 8883', `listener ${port} 127.0.0.1`)
        .replace('/certs/ca.crt', authority.caFile)
        .replace('/certs/hq.crt', server.certFile)
        .replace('/certs/hq.key', server.keyFile)
        .replace('/certs/crl.pem', crl)
        .replace('/mosquitto/config/acl', join(process.cwd(), 'deploy/hq/acl')),
    );
    const url = `mqtts://127.0.0.1:${broker.port}`;
    const hq = await startRelay(dir, {
      TILLSIDE__RELAY__BROKER__URL: url,
      TILLSIDE__RELAY__BROKER__CA_FILE: authority.caFile,
      TILLSIDE__RELAY__BROKER__CERT_FILE: worker.certFile,
      TILLSIDE__RELAY__BROKER__KEY_FILE: worker.keyFile,
    });
    const store = new HubDouble(new SQLite(':memory:')).boot('life-1');
    store.move('06901234567892', 3);
    const uplink = uplinkBy(store, { url, store: 'shop-1', tls: { ca: authority.ca, cert: shop.cert, key: shop.key } });
    uplink.start();
    // One that listens to another's topics, and speaks in its name.
    const spy = mqtt.connect(url, {
      protocolVersion: 4,
      clientId: 'shop-2',
      ca: authority.ca,
      cert: other.cert,
      key: other.key,
    });
    const heard: string[] = [];
    spy.on('message', (topic) => heard.push(topic));
    spy.on('error', () => {});
    await new Promise<void>((done) => spy.once('connect', () => done()));
    await spy.subscribeAsync([topicsOf('shop-1').down, topicsOf('shop-1').up, '#']).catch(() => undefined);
    spy.publish(topicsOf('shop-1').state, '{"online":false}', { qos: 1, retain: true });
    store.move('06901234567892', 2);
    store.committed();
    await until(() => uplink.view().connected && uplink.view().pending === 0);
    const view = await fetch(`http://127.0.0.1:${hq.http}/api/v1/stores/shop-1`);
    expect(await view.json()).toMatchObject({ entries: 2, online: true });
    const health = await fetch(`http://127.0.0.1:${hq.http}/api/v1/health`);
    expect(await health.json()).toMatchObject({ ok: true });
    expect(heard).toEqual([]);
    await spy.endAsync(true);
    await uplink.stop();
    await hq.kill('SIGTERM');
    await broker.close();
  });
});
