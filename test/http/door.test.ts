import { expect, test } from 'vitest';
import { encodeControlCode } from '../../hub/core/barcode/control-code.ts';
import { screens } from '../../hub/edges/access/book.ts';
import { isThisPc } from '../../hub/edges/access/door.ts';
import { hashOf } from '../../hub/edges/access/secrets.ts';
import { keepAccess } from '../../hub/store/access-book.ts';
import { checkRebuild } from '../../hub/store/rebuild.ts';
import { DoorRig, PIN } from './door-rig.ts';

const MINUTE = 60_000;
const badge = (serial: number): string => encodeControlCode({ kind: 'badge', store: 1, serial, version: 1 });
const manager = { staff: 'boss', badge: 19, badgeVersion: 1, nameZh: '经理', nameEn: 'Boss', role: 'manager' as const };

async function withPins(rig: DoorRig, ...people: string[]): Promise<DoorRig> {
  for (const staff of people) await rig.porters.pins.set(staff, PIN, 'this-pc', undefined);
  return rig;
}
const wrong = (rig: DoorRig, staff: string | undefined, pin = '1111', place = 'this-pc') =>
  rig.porters.pins.prove({ place, staff, pin, refused: { what: 'refused' } });

test.each([
  ['from this machine by its own name', '127.0.0.1', { host: 'localhost:8420' }, true],
  ['over IPv6', '::1', { host: '[::1]:8420' }, true],
  ['from another machine', '192.168.1.20', { host: '127.0.0.1:8420' }, false],
  ['through a proxy that says so', '127.0.0.1', { host: 'localhost', 'x-forwarded-for': '10.0.0.9' }, false],
  ['through a proxy that says Via', '127.0.0.1', { host: 'localhost', via: '1.1 shop' }, false],
  ['by a name of the network (a proxy that keeps Host)', '127.0.0.1', { host: '192.168.1.5:8420' }, false],
  ['by a name somebody else owns (rebinding)', '127.0.0.1', { host: 'evil.example' }, false],
])('SEC-02: a request %s is told apart', (_name, remoteAddress, headers, here) => {
  expect(isThisPc({ method: 'GET', headers, remoteAddress })).toBe(here);
});

test('SEC-02: this PC stays open until a manager has a PIN; then it asks everybody, and its own programs show their key', async () => {
  const rig = new DoorRig('signed-in');
  expect(rig.who().permissions.has('people')).toBe(true);
  await withPins(rig, 'lead');
  expect(rig.who().permissions.has('people')).toBe(true);
  await withPins(rig, 'boss');
  expect([...rig.who().permissions]).toEqual([]);
  expect(rig.who(undefined, { authorization: 'Bearer machine-key-of-this-test' }).permissions.has('people')).toBe(true);
  const far = rig.who(undefined, { authorization: 'Bearer machine-key-of-this-test' }, 'GET', '10.0.0.9');
  expect([far.place, far.permissions.size]).toEqual(['stranger', 0]);
  const open = await withPins(new DoorRig('open'), 'boss');
  expect(open.who().permissions.has('people')).toBe(true);
});

test('SEC-05: a session is new at each sign-in, dies with its browser’s old one, and the store holds nothing that opens it', async () => {
  const rig = await withPins(new DoorRig(), 'w1', 'boss');
  const planted = 'tillside_session=planted-by-somebody';
  const answer = await rig.porters.sessions.byPin(rig.who(planted), { number: 11, pin: PIN });
  const token = 'token' in answer ? answer.token : '';
  expect(token).toHaveLength(43);
  expect(rig.who(planted).person).toBeUndefined();
  const mine = `tillside_session=${token}`;
  expect(rig.who(mine).person).toMatchObject({ staff: 'w1', role: 'clerk', how: 'pin' });
  // Whoever reads the store finds a hash, and a hash opens nothing.
  expect(rig.who(`tillside_session=${hashOf(token)}`).person).toBeUndefined();
  const rows = JSON.stringify(rig.shop.sql.all('SELECT * FROM session'));
  expect(rows).not.toContain(token);
  const again = await rig.porters.sessions.byPin(rig.who(mine), { number: 11, pin: PIN });
  expect(rig.who(mine).person).toBeUndefined();
  expect(rig.who(`tillside_session=${'token' in again ? again.token : ''}`).person?.staff).toBe('w1');
});

test('SEC-05: a session opens only the screen it was opened at', async () => {
  const rig = await withPins(new DoorRig(), 'w1', 'boss');
  for (const screen of ['s1', 's2'])
    keepAccess(rig.shop.sql, {
      put: 'screen',
      row: {
        screen,
        token: hashOf(screen),
        name: screen,
        counter: null,
        registeredAt: 1,
        registeredBy: 'x',
        seenAt: 1,
      },
    });
  const at = (screen: string, session = '') => rig.who(`tillside_screen=${screen}${session}`, {}, 'GET', '10.0.0.9');
  const answer = await rig.porters.sessions.byPin(at('s1'), { number: 11, pin: PIN });
  const cookie = `; tillside_session=${'token' in answer ? answer.token : ''}`;
  expect(at('s1', cookie).person?.staff).toBe('w1');
  expect(at('s2', cookie).person).toBeUndefined();
  expect(rig.who(cookie.slice(2)).person).toBeUndefined();
  keepAccess(rig.shop.sql, { revoke: 's1', at: rig.shop.now });
  expect([at('s1', cookie).place, at('s1', cookie).permissions.size]).toEqual(['stranger', 0]);
  expect(screens(rig.shop.sql)).toHaveLength(2);
});

test('SEC-05: a session ends when nobody touches it, after a long day, and when the clock is turned', async () => {
  const rig = await withPins(new DoorRig(), 'w1', 'boss');
  const cookie = await rig.signIn(11);
  rig.wait(14 * MINUTE);
  expect(rig.who(cookie, {}, 'POST').person?.staff).toBe('w1');
  rig.wait(14 * MINUTE);
  expect(rig.who(cookie).person?.staff, 'what was done last counts').toBe('w1');
  rig.wait(2 * MINUTE);
  expect(rig.who(cookie).person, 'looking on is not doing').toBeUndefined();
  const busy = await rig.signIn(11);
  for (let i = 0; i < 72; i += 1) {
    expect(rig.who(busy, {}, 'POST').person?.staff).toBe('w1');
    rig.wait(10 * MINUTE);
  }
  rig.wait(MINUTE);
  expect(rig.who(busy).person, 'twelve hours are over').toBeUndefined();
  const turned = await rig.signIn(11);
  rig.shop.now -= 60 * MINUTE;
  expect(rig.who(turned).person, 'a clock set back makes no session longer').toBeUndefined();
});

test('SEC-08 EMP-09: who leaves the shop, changes role, loses a badge or gets a new PIN is that at once, at every screen', async () => {
  const rig = await withPins(new DoorRig(), 'boss', 'w1');
  const boss = await rig.signIn(19);
  expect(rig.who(boss).permissions.has('people')).toBe(true);
  rig.shop.must('staff.set', { ...manager, role: 'clerk', active: true });
  expect(rig.who(boss).permissions.has('people')).toBe(false);
  rig.shop.must('staff.set', { ...manager, active: true });
  await withPins(rig, 'boss');
  expect(rig.who(boss).person, 'a new PIN ends what the old one opened').toBeUndefined();
  const next = await rig.signIn(19);
  rig.shop.must('staff.set', { ...manager, active: false });
  expect(rig.who(next).person, 'who has left is nobody').toBeUndefined();
  const no = await rig.porters.sessions.byPin(rig.who(), { number: 19, pin: PIN });
  expect('problem' in no && no.problem.code).toBe('pin-wrong');
});

test('SEC-08: signed in at a counter one works there; signing off there ends the session, and so does the next badge', async () => {
  const rig = await withPins(new DoorRig(), 'w1', 'boss');
  const cookie = await rig.signIn(11, PIN, 'c1');
  expect(rig.shop.sql.get('SELECT staff FROM staff_on WHERE counter = ?', 'c1')).toEqual({ staff: 'w1' });
  expect(rig.who(cookie).person).toMatchObject({ staff: 'w1', counter: 'c1' });
  rig.wait(20 * MINUTE);
  expect(rig.who(cookie).person).toBeUndefined();
  rig.shop.scan('6901234567892', 'c1');
  expect(rig.who(cookie).person?.staff, 'who works by gun alone is not idle').toBe('w1');
  rig.shop.must('staff.leave', { counter: 'c1' });
  expect(rig.who(cookie).person).toBeUndefined();
  const again = await rig.signIn(11, PIN, 'c1');
  rig.shop.now += 1000;
  rig.shop.scan(badge(12), 'c1', undefined, { device: 'usb:1' });
  rig.shop.must('devices.take-reading', {
    ...{ id: 'reading-take-over', device: 'screen:c1', at: 1, raw: '', text: badge(12) },
  });
  expect(rig.who(again).person, 'another badge took the counter over').toBeUndefined();
});

test('EMP-02: a badge read at a counter opens that counter’s screen, for what a badge may open, and no other screen', async () => {
  const rig = await withPins(new DoorRig(), 'boss');
  const here = rig.who();
  const none = await rig.porters.sessions.byBadge(here, 'c1');
  expect('problem' in none && none.problem.code).toBe('badge-not-scanned');
  rig.shop.scan(badge(13), 'c1');
  const answer = await rig.porters.sessions.byBadge(here, 'c1');
  const who = rig.who(`tillside_session=${'token' in answer ? answer.token : ''}`);
  expect(who.person).toMatchObject({ staff: 'lead', how: 'badge', counter: 'c1' });
  expect(who.permissions.has('task.lead')).toBe(true);
  expect(who.permissions.has('stock.approve'), 'a found badge approves nothing').toBe(false);
  const other = await rig.porters.sessions.byBadge({ ...here, place: 'elsewhere' }, 'c1');
  expect('problem' in other && other.problem.code).toBe('badge-used');
  rig.wait(2 * MINUTE);
  const late = await rig.porters.sessions.byBadge(here, 'c1');
  expect('problem' in late && late.problem.code).toBe('badge-not-scanned');
});

test('SEC-05: five wrong PINs lock, each further one for longer; the right PIN does not open a lock; it survives a restart', async () => {
  const rig = await withPins(new DoorRig(), 'w1', 'w2', 'boss');
  for (let i = 0; i < 4; i += 1) expect((await wrong(rig, 'w1'))?.code).toBe('pin-wrong');
  const fifth = await wrong(rig, 'w1');
  expect(fifth).toMatchObject({
    status: 429,
    code: 'locked-out',
    params: { seconds: 30, until: rig.shop.now + 30_000 },
  });
  expect(await wrong(rig, 'w1', PIN)).toMatchObject({ code: 'locked-out' });
  rig.start();
  expect(await wrong(rig, 'w1', PIN), 'a restart opens no lock').toMatchObject({ code: 'locked-out' });
  expect(await wrong(rig, 'w2', PIN), 'a colleague is not locked out').toBeUndefined();
  expect(await wrong(rig, 'w1', PIN, 'screen-2'), 'nor is the same person elsewhere').toBeUndefined();
  rig.wait(31_000);
  expect((await wrong(rig, 'w1'))?.params).toMatchObject({ seconds: 60 });
  rig.wait(61_000);
  expect((await wrong(rig, 'w1'))?.params).toMatchObject({ seconds: 120 });
  expect(rig.notes('refused')).toHaveLength(7);
  expect(rig.notes('locked')).toHaveLength(3);
  rig.wait(121_000);
  expect(await wrong(rig, 'w1', PIN)).toBeUndefined();
  for (let i = 0; i < 4; i += 1) expect((await wrong(rig, 'w1'))?.code).toBe('pin-wrong');
  expect(JSON.stringify(rig.entries)).not.toContain(PIN);
});

test('SEC-05: no turning of the clock opens a lock early or makes it last', async () => {
  const rig = await withPins(new DoorRig(), 'w1', 'boss');
  for (let i = 0; i < 5; i += 1) await wrong(rig, 'w1');
  rig.shop.now += 24 * 60 * MINUTE;
  expect(await wrong(rig, 'w1', PIN), 'the wall clock jumped ahead').toMatchObject({ code: 'locked-out' });
  rig.shop.now -= 48 * 60 * MINUTE;
  rig.ticks += 31_000;
  expect(await wrong(rig, 'w1', PIN), 'and back, while the time was waited').toBeUndefined();
  for (let i = 0; i < 5; i += 1) await wrong(rig, 'w1');
  rig.start();
  rig.shop.now -= 365 * 24 * 60 * MINUTE;
  expect((await wrong(rig, 'w1', PIN))?.params, 'after a restart no lock is longer than it was given').toMatchObject({
    seconds: 30,
  });
});

test('SEC-05: a script with all the time of ten minutes, restarts and turned clocks looks at a dozen PINs at the most', async () => {
  const rig = await withPins(new DoorRig(), 'w1', 'boss');
  const before = rig.entries.length;
  for (let second = 0; second < 600; second += 5) {
    if (second % 100 === 50) rig.start();
    if (second % 200 === 150) rig.shop.now += 3000;
    await wrong(rig, 'w1', String(1000 + second));
    rig.wait(5000);
  }
  const looked = rig.entries.slice(before).filter((e) => (e.data as { what?: string }).what === 'refused').length;
  expect(looked).toBeGreaterThan(5);
  expect(looked).toBeLessThanOrEqual(12);
}, 20_000);

test('SEC-05: guessing across many numbers locks the place; who nobody knows leaves no trace in the book', async () => {
  const rig = await withPins(new DoorRig(), 'boss');
  for (let i = 0; i < 29; i += 1) expect((await wrong(rig, undefined))?.code).toBe('pin-wrong');
  expect(await wrong(rig, undefined)).toMatchObject({ code: 'locked-out', params: { seconds: 3600 } });
  expect(await wrong(rig, 'boss', PIN)).toMatchObject({ code: 'locked-out' });
  expect(await wrong(rig, 'boss', PIN, 'screen-2')).toBeUndefined();
  expect(rig.shop.sql.all("SELECT place FROM attempt WHERE staff = ''")).toHaveLength(3);
}, 20_000);

test('SEC-05: the door’s record is built again from the journal, its secrets are in no journal', async () => {
  const rig = await withPins(new DoorRig(), 'w1', 'boss');
  await rig.signIn(11);
  await wrong(rig, 'w1');
  expect(checkRebuild(rig.shop.sql, rig.shop.book).drift).toEqual([]);
  const journal = JSON.stringify(rig.shop.sql.all('SELECT * FROM journal'));
  const { hash, salt } = rig.shop.sql.get<{ hash: string; salt: string }>('SELECT hash, salt FROM pin') ?? {};
  for (const secret of [PIN, hash, salt]) expect(journal.includes(secret ?? '?')).toBe(false);
  const print = rig.shop.sql.all('SELECT * FROM reply');
  expect(JSON.stringify(print)).not.toContain(PIN);
});
