import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AccessBook, AccessView } from '../../hub/contract/access.ts';
import type { Entry } from '../../hub/contract/journal.ts';
import type { StaffView } from '../../hub/contract/staff.ts';
import { encodeControlCode } from '../../hub/core/barcode/control-code.ts';
import { NOODLES, WATER } from '../rigs/shop.ts';
import { type Done, type RunningHub, TOKEN } from './running-hub.ts';
import { PIN, shopWithPeople } from './staffed-hub.ts';
import { Visitor } from './visitor.ts';

describe('the door of a running hub', () => {
  let hub: RunningHub;
  let pc: Visitor;
  beforeAll(async () => {
    ({ hub, pc } = await shopWithPeople());
  });
  afterAll(() => hub.close());
  const entries = async (): Promise<Entry[]> => {
    const file = new Database(join(hub.data, 'hub', 'tillside.db'), { readonly: true });
    const rows = file.prepare('SELECT type, data, actor FROM journal ORDER BY position').all() as Record<
      string,
      string
    >[];
    file.close();
    return rows.map(({ type, data, actor }) => ({
      type,
      data: JSON.parse(data ?? ''),
      actor: JSON.parse(actor ?? ''),
    })) as Entry[];
  };

  test('SEC-08: another machine sees nothing before it is registered: by a code, once, and it is gone when it is revoked', async () => {
    const far = new Visitor(hub);
    expect((await far.get<AccessView>('/access')).body).toEqual({ place: 'stranger', signIn: false, permissions: [] });
    for (const path of ['/items', '/board', '/shop', '/health', '/feed', '/access/book'])
      expect((await far.get(path)).body.code, path).toBe('screen-unknown');
    expect((await far.signIn(22, PIN)).body.code, 'no PIN is tried from a stranger').toBe('screen-unknown');
    expect([200, 404], 'the pages themselves are for anybody').toContain((await far.ask('GET', '/')).status);
    const { code } = (await pc.post<{ code: string }>('/access/pairing', { name: 'Office tablet' })).body;
    expect((await far.post('/access/pair', { code: 'AAAA-AAAA' })).body.code).toBe('pairing-wrong');
    expect((await far.post('/access/pair', { code })).status).toBe(200);
    expect((await new Visitor(hub).post('/access/pair', { code })).body.code, 'used').toBe('pairing-wrong');
    expect((await far.get('/health')).status).toBe(200);
    expect((await far.get('/items')).body.code).toBe('sign-in-needed');
    const { body } = await far.signIn(22, PIN);
    expect(body).toMatchObject({
      place: 'screen',
      signIn: true,
      screen: { name: 'Office tablet' },
      person: { staff: 'boss' },
    });
    expect((await far.get('/items')).status).toBe(200);
    const book = (await pc.get<AccessBook>('/access/book')).body;
    const screen = book.screens.find((one) => one.name === 'Office tablet')?.screen ?? '';
    expect(book.sessions.map((one) => [one.staff, one.place])).toContainEqual(['boss', screen]);
    expect((await pc.post('/access/revoke-screen', { screen })).status).toBe(204);
    expect((await far.get('/items')).body.code).toBe('screen-unknown');
  });

  test('SEC-02: what is done in a session is done by its person, whatever the request says; and nobody acts for another', async () => {
    const clerk = await new Visitor(hub).register(pc, 'Counter 1', 'c1');
    await clerk.signIn(11, PIN);
    const liar = { by: 'staff:boss', approvedBy: 'staff:boss' };
    const first = { id: 'liar-0001', actor: liar, body: { counter: 'c1', gtin: WATER } };
    const { body: lied } = await clerk.post<Done>('/commands/orders.add-line', first);
    expect(lied.entries[0]?.actor).toEqual({ by: 'staff:w1', screen: expect.any(String) });
    const told = { id: 'liar-0002', actor: { by: 'staff:boss', counter: 'c1' }, body: { counter: 'c1', gtin: WATER } };
    const done = await clerk.post<Done>('/commands/orders.add-line', told);
    expect(done.body.entries[0]?.actor).toMatchObject({ by: 'staff:w1', counter: 'c1', screen: expect.any(String) });
    const claim = { id: 'liar-0003', body: { task: 'task-of-nobody', staff: 'lead' } };
    expect((await clerk.post('/commands/tasks.claim', claim)).body.code).toBe('not-yours');
    expect(
      (await clerk.post('/commands/tasks.claim', { ...claim, id: 'liar-0004', body: { ...claim.body, staff: 'w1' } }))
        .status,
    ).toBe(404);
    expect((await clerk.post('/commands/staff.set', { id: 'liar-0005', body: {} })).body).toMatchObject({
      code: 'not-allowed',
      params: { permission: 'people', role: 'clerk' },
    });
    const { staff } = (await clerk.get<{ staff: StaffView[] }>('/staff')).body;
    expect(new Set(staff.map((one) => one.badgeCode)), 'who can print a badge can be its owner').toEqual(new Set(['']));
    const gun = (device: string) => hub.reading(WATER.slice(1), { device });
    expect((await clerk.post('/readings', { readings: [gun('screen:c1')] })).status).toBe(200);
    for (const device of ['screen:c2', 'pretend:gun-1', 'usb:1-1'])
      expect((await clerk.post('/readings', { readings: [gun(device)] })).body.code).toBe('screen-of-another-counter');
    await clerk.post('/access/sign-out', {});
    expect(
      (await clerk.post('/readings', { readings: [gun('screen:c1')] })).status,
      'a gun needs nobody signed in',
    ).toBe(200);
    expect((await clerk.get('/items')).body.code).toBe('sign-in-needed');
  });

  test('SEC-05: a second person stands behind a large correction; by PIN, somebody else, who may; both names are journalled', async () => {
    const desk = await new Visitor(hub).register(pc, 'Back office');
    await desk.signIn(21, PIN);
    const correct = (id: string, counted: number, approval?: object) =>
      desk.post<Done>('/commands/inventory.correct', {
        ...{ id, body: { gtin: NOODLES, location: 'back-room', counted } },
        ...(approval ? { approval } : {}),
      });
    expect((await correct('small-00001', 90)).status, '180 yuan').toBe(200);
    const asked = await correct('large-00001', 400);
    expect(asked.body).toMatchObject({
      code: 'approval-needed',
      params: { minor: 62_000, limit: 20_000, permission: 'stock.approve' },
    });
    const pin = (by: string, value = PIN) => ({ by, proof: { kind: 'pin', pin: value } });
    expect((await correct('large-00001', 400, pin('lead'))).body.code).toBe('approval-by-asker');
    expect((await correct('large-00001', 400, pin('w1'))).body.code).toBe('approver-may-not');
    expect((await correct('large-00001', 400, pin('nobody'))).body.code).toBe('approver-may-not');
    expect((await correct('large-00001', 400, pin('boss', '1357'))).body.code).toBe('pin-wrong');
    expect((await correct('large-00001', 400, { by: 'boss', proof: { kind: 'badge' } })).body.code).toBe(
      'approval-not-shown',
    );
    const done = await correct('large-00001', 400, pin('boss'));
    expect(done.body.entries[0]?.actor).toMatchObject({ by: 'staff:lead', approvedBy: 'staff:boss' });
    expect((await correct('large-00001', 400)).body.repeated, 'asked again after a lost answer').toBe(true);
    const back = { id: 'back-00001', body: { position: done.body.position } };
    expect((await desk.post('/commands/inventory.reverse', back)).body.code).toBe('approval-needed');
    await hub.must('access.set-limit', { act: 'inventory.reverse', minor: 100_000 });
    expect((await desk.post('/commands/inventory.reverse', back)).status).toBe(200);
    const journal = await entries();
    expect(JSON.stringify(journal)).not.toContain(PIN);
    expect(journal.filter((e) => (e.data as { what?: string }).what === 'approval-refused')).toHaveLength(3);
  });

  test('SEC-05: a badge that a gun reads at the counter approves the one command it was asked for, and changes nobody’s place', async () => {
    const desk = await new Visitor(hub).register(pc, 'Counter 2', 'c2');
    const scan = (serial: number, device: string) =>
      hub.readings([hub.reading(badgeOf(serial), { device })], { authorization: `Bearer ${TOKEN}` });
    await hub.must('devices.accept', {
      identity: 'usb-path:2',
      kind: 'scanner',
      transport: 'serial',
      path: 'x',
      name: 'gun',
    });
    await hub.must('devices.bind', { identity: 'usb-path:2', counter: 'c2' });
    await desk.signIn(21, PIN, 'c2');
    const wish = { id: 'badge-large-1', body: { gtin: NOODLES, location: 'shop-floor', counted: 900 } };
    const proof = { by: 'boss', proof: { kind: 'badge' } };
    const approved = () => desk.post<Done>('/commands/inventory.correct', { ...wish, approval: proof });
    expect((await desk.post('/commands/inventory.correct', wish)).body.code).toBe('approval-needed');
    const ask = { id: 'ask-000001', body: { command: wish.id, counter: 'c2', act: 'inventory.correct' } };
    expect((await desk.post('/commands/access.ask-approval', ask)).status).toBe(200);
    expect((await approved()).body.code).toBe('approval-not-shown');
    await scan(22, 'screen:c2');
    expect((await approved()).body.code, 'a typed badge approves nothing').toBe('approval-not-shown');
    await scan(22, 'usb-path:2');
    expect(
      (await desk.post('/commands/inventory.correct', { ...wish, id: 'badge-large-2', approval: proof })).body.code,
    ).toBe('approval-not-shown');
    expect((await approved()).body.entries[0]?.actor).toMatchObject({ by: 'staff:lead', approvedBy: 'staff:boss' });
    expect((await desk.get<AccessView>('/access')).body.person, 'the leader still works here').toMatchObject({
      staff: 'lead',
    });
    await scan(22, 'usb-path:2');
    expect(
      (await desk.get<AccessView>('/access')).body.person,
      'and a badge means again who works here',
    ).toBeUndefined();
  });

  test('SEC-05: PINs: one’s own with the old one; another’s first by the manager; replaced only with a second person', async () => {
    const boss = await new Visitor(hub).register(pc, 'Manager’s desk');
    await boss.signIn(22, PIN);
    expect((await boss.post('/access/pin', { staff: 'boss2', pin: '1234' })).body.code).toBe('pin-weak');
    expect((await boss.post('/access/pin', { staff: 'boss2', pin: '86420' })).status).toBe(204);
    const replace = { staff: 'boss2', pin: '75319' };
    expect((await boss.post('/access/pin', replace)).body.code).toBe('approval-needed');
    const proof = { by: 'lead', proof: { kind: 'pin', pin: PIN } };
    expect((await boss.post('/access/pin', { ...replace, approval: proof })).status).toBe(204);
    const other = await new Visitor(hub).register(pc, 'Other desk');
    expect((await other.signIn(23, '86420')).body.code).toBe('pin-wrong');
    expect((await other.signIn(23, '75319')).status).toBe(200);
    expect((await other.post('/access/pin', { staff: 'boss2', pin: '91827', current: '1111' })).body.code).toBe(
      'pin-wrong',
    );
    expect((await other.post('/access/pin', { staff: 'boss2', pin: '91827', current: '75319' })).status).toBe(204);
    expect((await other.get('/items')).body.code, 'a new PIN ends the sessions of the old one').toBe('sign-in-needed');
    const clerk = await new Visitor(hub).register(pc, 'Phone');
    await clerk.signIn(11, PIN);
    expect((await clerk.post('/access/pin', { staff: 'lead', pin: '91827' })).body.code).toBe('not-allowed');
  });

  test('SEC-05: who was locked out stays so when the hub is started again; the manager lets them in, and it is all journalled', async () => {
    const phone = await new Visitor(hub).register(pc, 'A phone');
    for (let i = 0; i < 4; i += 1) expect((await phone.signIn(11, '1111')).body.code).toBe('pin-wrong');
    expect((await phone.signIn(11, '1111')).body.code).toBe('locked-out');
    expect((await phone.signIn(11, PIN)).body.code).toBe('locked-out');
    const { host } = new URL(hub.url);
    await hub.stop();
    await hub.start({ port: Number(host.split(':')[1]) });
    const locked = await phone.signIn(11, PIN);
    expect(locked.body).toMatchObject({ status: 429, code: 'locked-out', params: { seconds: expect.any(Number) } });
    const { locks } = (await pc.get<AccessBook>('/access/book')).body;
    expect(locks).toMatchObject([{ staff: 'w1', failures: 5 }]);
    expect((await pc.post('/access/unlock', { staff: 'w1' })).status).toBe(204);
    expect((await phone.signIn(11, PIN)).status).toBe(200);
    const what = (await entries())
      .filter((e) => e.type === 'access.noted')
      .map((e) => (e.data as { what: string }).what);
    for (const one of ['signed-in', 'refused', 'locked', 'unlocked', 'pin-set', 'screen-registered', 'screen-revoked'])
      expect(what).toContain(one);
  });

  test('SEC-08 EMP-09: a session that is ended hears nothing more: neither answers nor the feed', async () => {
    const phone = await new Visitor(hub).register(pc, 'Lost phone');
    await phone.signIn(11, PIN);
    const feed = await fetch(`${hub.url}/api/v1/feed`, { headers: phone.headers() });
    const reader = feed.body?.getReader();
    await reader?.read();
    const mine = (await pc.get<AccessBook>('/access/book')).body.sessions.find((one) => one.staff === 'w1');
    expect((await pc.post('/access/end-session', { session: mine?.session ?? '' })).status).toBe(204);
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
      expect(new TextDecoder().decode(part.value)).not.toContain('sessions-ended');
    expect((await phone.get('/items')).body.code).toBe('sign-in-needed');
  });

  test('SEC-04: other sites, other ports of this machine, and names somebody made up get nothing', async () => {
    const body = JSON.stringify({ id: 'strange-001', body: { counter: 'c1', gtin: WATER } });
    const json = { 'content-type': 'application/json', host: new URL(hub.url).host };
    const send = (headers: Record<string, string>) =>
      pc.raw('POST', '/api/v1/commands/orders.add-line', { ...json, ...headers }, body);
    for (const origin of ['http://127.0.0.1:9', 'http://localhost', 'null', 'http://evil.example'])
      expect((await send({ origin })).body.code, origin).toBe('foreign-origin');
    for (const site of ['cross-site', 'same-site'])
      expect((await send({ 'sec-fetch-site': site })).body.code, site).toBe('foreign-origin');
    expect((await send({ host: 'rebound.example' })).body.code).toBe('foreign-host');
    expect((await send({ origin: hub.url, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    const preflight = await pc.raw('OPTIONS', '/api/v1/items', {
      origin: 'http://evil.example',
      'access-control-request-method': 'GET',
    });
    expect([preflight.status, preflight.body.code]).toEqual([403, 'foreign-origin']);
  });

  test('SEC-04: nothing beside the pages is served as a file, and no body is larger than its route needs', async () => {
    for (const path of [
      ...['/../package.json', '/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/etc/passwd', '/....//....//etc/passwd'],
      ...['/index.html/../../package.json', '/%00', '/assets/..%5c..%5cpackage.json', '/hub/tillside.db'],
    ]) {
      const answer = await new Visitor(hub).raw('GET', path, {});
      const text = JSON.stringify(answer.body);
      expect(text.includes('better-sqlite3') || text.includes('root:'), path).toBe(false);
    }
    const much = JSON.stringify({ number: 1, pin: '1'.repeat(5000) });
    const far = await new Visitor(hub).register(pc, 'Big');
    expect((await far.raw('POST', '/api/v1/access/sign-in', { 'content-type': 'application/json' }, much)).status).toBe(
      413,
    );
  });
});

function badgeOf(serial: number): string {
  return encodeControlCode({ kind: 'badge', store: 1, serial, version: 1 });
}
