import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { connect as tcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as tls } from 'node:tls';
import SQLite from 'better-sqlite3';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import type { IdentityView, IssuedCredential } from '../../cloud-relay/contract/identities.ts';
import { endedByNew } from '../../cloud-relay/features/identities/rules.ts';
import type { Uplink } from '../../hub/edges/relay/uplink.ts';
import { Authority } from '../rigs/certificates.ts';
import { needs } from '../rigs/require.ts';
import { HubDouble } from './hub-double.ts';
import { type RelayProcess, realUplink, startRelay, until, uplinkBy } from './relay-process.ts';

vi.setConfig({ testTimeout: 60_000 });
const dir = mkdtempSync(join(tmpdir(), 'security-'));
const endings: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const store = (): HubDouble => {
  const made = new HubDouble(new SQLite(':memory:')).boot('life-1');
  made.move('06901234567892', 1);
  return made;
};
const started = (uplink: Uplink): Uplink => {
  uplink.start();
  endings.push(() => uplink.stop());
  return uplink;
};
const isDrained = (uplink: Uplink) => () => uplink.view().connected && uplink.view().pending === 0;
async function relay(env: Record<string, string>): Promise<RelayProcess> {
  const process = await startRelay(mkdtempSync(join(dir, 'hq-')), env);
  endings.push(() => process.kill('SIGKILL'));
  return process;
}
const ask = async <T>(hq: RelayProcess, path: string, body?: object): Promise<T> => {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(`http://127.0.0.1:${hq.http}/api/v1/stores/${path}`, body === undefined ? {} : post);
  expect(answer.status).toBe(200);
  return (await answer.json()) as T;
};

test('only the newer of two tokens stays beside a new one', () => {
  expect(endedByNew([])).toEqual([]);
  expect(endedByNew([{ digest: 'a', madeAt: 1 }])).toEqual([]);
  expect(
    endedByNew([
      { digest: 'a', madeAt: 1 },
      { digest: 'b', madeAt: 2 },
    ]),
  ).toEqual(['a']);
});

test('SEC-01 tokens rotate: two are valid at a time, a third ends the first, and what HQ issued locks the demo’s token out', async () => {
  const hq = await relay({});
  const issue = () => ask<IssuedCredential>(hq, 'shop-1/credentials', { by: 'desk' });
  const tokens = [(await issue()).token, (await issue()).token];
  const goesIn = async (token: string): Promise<boolean> => {
    const uplink = realUplink(store(), 'shop-1', hq.mqtt ?? 0, {}, token);
    uplink.start();
    await until(() => uplink.view().connected || uplink.view().trouble === 'refused');
    const { connected } = uplink.view();
    await uplink.stop();
    return connected;
  };
  expect(await goesIn(tokens[0] ?? '')).toBe(true);
  expect(await goesIn(tokens[1] ?? '')).toBe(true);
  expect(await goesIn('a-token-of-the-tests-0001')).toBe(false);
  const live = started(realUplink(store(), 'shop-1', hq.mqtt ?? 0, {}, tokens[0] ?? ''));
  await until(() => live.view().connected);
  const third = await issue();
  expect(third.valid).toBe(2);
  await until(() => live.view().trouble === 'refused');
  expect(await goesIn(tokens[1] ?? '')).toBe(true);
  expect(await goesIn(third.token)).toBe(true);
  const view = await ask<IdentityView>(hq, 'shop-1/identity');
  expect(view.credentials.map(({ endedAt }) => endedAt === undefined)).toEqual([true, true, false]);
  expect(JSON.stringify(view)).not.toContain(third.token);
});

test('SEC-07 a denied store is cut off at once and kept out until it is let in again; the others go on', async () => {
  const hq = await relay({});
  const [one, two] = [store(), store()];
  const bad = started(realUplink(one, 'shop-1', hq.mqtt ?? 0));
  const good = started(realUplink(two, 'shop-2', hq.mqtt ?? 0));
  await until(() => isDrained(bad)() && isDrained(good)());
  const view = await ask<IdentityView>(hq, 'shop-1/deny', { by: 'desk', reason: 'stolen' });
  expect(view.denied).toMatchObject({ reason: 'stolen', by: 'desk' });
  await until(() => bad.view().trouble === 'refused');
  expect(good.view().connected).toBe(true);
  one.move('06901234567892', 1);
  await ask(hq, 'shop-1/allow', { by: 'desk', reason: 'found' });
  await until(isDrained(bad));
});

describe.skipIf(!needs('openssl'))('certificates', () => {
  test('SEC-06 a store shows by its certificate who it is: without one, or with another’s, it is not let in', async () => {
    const authority = new Authority(dir, 'ca');
    const stranger = new Authority(dir, 'stranger');
    const server = authority.issue('hq');
    const [certFile, keyFile] = [join(dir, 'server.crt'), join(dir, 'server.key')];
    const install = (from: { certFile: string; keyFile: string }): void => {
      copyFileSync(from.certFile, certFile);
      copyFileSync(from.keyFile, keyFile);
    };
    install(server);
    const hq = await relay({
      TILLSIDE__RELAY__MQTT__CERT_FILE: certFile,
      TILLSIDE__RELAY__MQTT__KEY_FILE: keyFile,
      TILLSIDE__RELAY__MQTT__CA_FILE: authority.caFile,
      TILLSIDE__RELAY__MQTT__CRL_FILE: authority.revocations(),
      TILLSIDE__RELAY__MQTT__REQUIRE_CERTIFICATE: 'true',
    });
    const url = `mqtts://127.0.0.1:${hq.mqtt}`;
    const line = (name: string, by: { cert: string; key: string } | undefined) =>
      uplinkBy(store(), { url, store: name, tls: { ca: authority.ca, ...by } });
    const mine = authority.issue('shop-1');
    const good = started(line('shop-1', mine));
    await until(isDrained(good));
    for (const bad of [line('shop-2', mine), line('shop-2', undefined), line('shop-2', stranger.issue('shop-2'))]) {
      bad.start();
      await new Promise((done) => setTimeout(done, 700));
      expect(bad.view().connected).toBe(false);
      await bad.stop();
    }
    const plain = tcp(hq.mqtt ?? 0, '127.0.0.1', () => plain.write('\x10\x00nonsense'));
    await new Promise((done) => plain.on('close', done).on('error', () => {}));
    const serialOf = (): Promise<string> =>
      new Promise((done, fail) => {
        const { cert, key } = mine;
        const socket = tls({ host: '127.0.0.1', port: hq.mqtt ?? 0, ca: authority.ca, cert, key }, () => {
          done(socket.getPeerCertificate().serialNumber);
          socket.destroy();
        });
        socket.on('error', fail);
      });
    const before = await serialOf();
    install(authority.issue('hq'));
    hq.child.kill('SIGHUP');
    await until(async () => (await serialOf()) !== before);
    expect(good.view().connected).toBe(true);
    const third = authority.issue('shop-3');
    authority.revocations(third.certFile);
    hq.child.kill('SIGHUP');
    await new Promise((done) => setTimeout(done, 300));
    const revoked = line('shop-3', third);
    revoked.start();
    await new Promise((done) => setTimeout(done, 700));
    expect(revoked.view().connected).toBe(false);
    await revoked.stop();
    await ask(hq, 'shop-1/deny', { by: 'desk', reason: 'revoked' });
    await until(() => good.view().trouble === 'refused');
  });

  test('a token still serves over TLS where certificates are not required', async () => {
    const authority = new Authority(dir, 'other');
    const server = authority.issue('hq');
    const hq = await relay({
      TILLSIDE__RELAY__MQTT__CERT_FILE: server.certFile,
      TILLSIDE__RELAY__MQTT__KEY_FILE: server.keyFile,
    });
    const url = `mqtts://127.0.0.1:${hq.mqtt}`;
    const token = 'a-token-of-the-tests-0001';
    const trusting = started(uplinkBy(store(), { url, store: 'shop-1', token, tls: { ca: authority.ca } }));
    await until(isDrained(trusting));
    const wary = started(uplinkBy(store(), { url, store: 'shop-2', token }));
    await new Promise((done) => setTimeout(done, 700));
    expect(wary.view().connected).toBe(false);
  });
});
