import { expect, test } from 'vitest';
import { storeViews } from '../../cloud-relay/features/stores/tables.ts';
import { atHq, busy, expectComplete, expectLevels, gtins, open } from './expectations.ts';

test('REL-02 what the store commits is at HQ, in order, and the mark says so', async () => {
  const world = await open(1);
  const hub = await world.hub('s1');
  for (let at = 0; at < 40; at += 1) hub.move(gtins[at % 3] ?? '', 1);
  await world.run(10_000);
  expectComplete(world, hub);
  expect(hub.store.mark()?.marks).toEqual([{ ep: hub.store.epochs()[0]?.epoch, mark: 40 }]);
  expect(await storeViews(world.hq.db, world.now)).toMatchObject([
    { store: 's1', online: true, mark: 40, entries: 40, backlog: 0, gap: false, quarantined: 0 },
  ]);
});

test('REL-04 an HQ restored from a backup is found out, mints a new incarnation and gets everything again', async () => {
  const world = await open(3);
  const hub = await world.hub('s1');
  const idle = await world.hub('s2');
  busy(world, hub);
  idle.move('06901234567892', 5);
  await world.run(5000);
  const old = world.hq.backup();
  const before = world.hq.ingest.incarnation;
  for (let round = 0; round < 30; round += 1) busy(world, hub);
  idle.move('06901234567892', 5);
  await world.run(10_000);
  expectComplete(world, hub);
  world.hq.crash(old);
  await world.run(120_000);
  expect(world.hq.ingest.incarnation).not.toBe(before);
  expectComplete(world, hub);
  expectComplete(world, idle);
  expect(world.log.join('\n')).toContain('HQ was restored from a backup');
});

test('REL-04 an HQ restored while the line stays up is found out too, also by a store with nothing to send', async () => {
  const world = await open(4);
  const hub = await world.hub('s1');
  const old = world.hq.backup();
  for (let round = 0; round < 10; round += 1) busy(world, hub);
  await world.run(10_000);
  // The broker is another machine: the hub's connection never breaks, and HQ forgets to call.
  await world.hq.boot(old);
  await world.run(120_000);
  expectComplete(world, hub);
  expect(hub.uplink.view().trouble).toBeUndefined();
});

test('REL-04 a hub restored from a backup: HQ keeps what the hub lost, says so at both ends, and takes what is new', async () => {
  const world = await open(5);
  const hub = await world.hub('s1');
  hub.move(gtins[0] ?? '', 10);
  await world.run(2000);
  const old = hub.backup();
  for (let at = 0; at < 9; at += 1) hub.move(gtins[0] ?? '', 1);
  await world.run(5000);
  expect(atHq(world, 's1')).toHaveLength(10);
  hub.crash(old);
  await world.run(5000);
  hub.move(gtins[0] ?? '', 2);
  hub.move(gtins[1] ?? '', 3);
  await world.run(60_000);
  expect(atHq(world, 's1')).toHaveLength(12);
  expect(hub.uplink.view()).toMatchObject({ connected: true, pending: 0, trouble: 'store-restored' });
  const [view] = await storeViews(world.hq.db, world.now);
  expect(view).toMatchObject({ gap: true, entries: 12, backlog: 0 });
  expectLevels(world, hub);
  expect(hub.store.level(gtins[0] ?? '').onHand).toBe(12);
});

test('REL-04 a hub restored to before whole lives of its journal leaves them as orphans at HQ', async () => {
  const world = await open(6);
  const hub = await world.hub('s1');
  hub.move(gtins[0] ?? '', 10);
  await world.run(2000);
  const old = hub.backup();
  for (let life = 0; life < 3; life += 1) {
    hub.crash();
    await world.run(3000);
    hub.move(gtins[1] ?? '', 1);
    await world.run(2000);
  }
  hub.crash(old);
  await world.run(3000);
  for (let at = 0; at < 5; at += 1) hub.move(gtins[1] ?? '', 1);
  await world.run(60_000);
  expect(await storeViews(world.hq.db, world.now)).toMatchObject([{ gap: true, backlog: 0 }]);
  expectLevels(world, hub);
  expect(hub.uplink.view()).toMatchObject({ pending: 0 });
});

test('a new HQ gets the whole history of a store with more lives than one hello holds', async () => {
  const world = await open(7);
  world.hq.line = false;
  const hub = await world.hub('s1');
  for (let life = 0; life < 23; life += 1) {
    hub.move(gtins[life % 3] ?? '', life + 1);
    hub.crash();
    await world.run(1000);
  }
  world.hq.line = true;
  await world.run(120_000);
  expect(hub.store.epochs().length).toBeGreaterThan(20);
  expectComplete(world, hub);
});

test('nothing is sent while the line is down, and a long absence drains from the journal', async () => {
  const world = await open(8);
  const hub = await world.hub('s1');
  await world.run(1000);
  hub.cut();
  for (let at = 0; at < 500; at += 1) hub.move(gtins[at % 3] ?? '', 1);
  await world.run(7_200_000);
  expect(hub.uplink.view()).toMatchObject({ connected: false, pending: 500, trouble: 'closed' });
  expect(atHq(world, 's1')).toHaveLength(0);
  hub.connect();
  await world.run(60_000);
  expectComplete(world, hub);
});

test('a poisoned entry goes to the repair tray with its reason; all others arrive, and both ends are told', async () => {
  const world = await open(9);
  const hub = await world.hub('s1');
  for (let at = 0; at < 30; at += 1) hub.move(gtins[at % 3] ?? '', 1);
  hub.store.write([{ type: 'inventory.moved', data: { gtin: 7, after: 'nonsense' } }]);
  hub.store.write([{ type: 'catalog.from-the-future', data: { any: 'thing' } }]);
  for (let at = 0; at < 30; at += 1) hub.move(gtins[at % 3] ?? '', 1);
  await world.run(30_000);
  expect(atHq(world, 's1').map(({ position }) => position)).toEqual(
    Array.from({ length: 62 }, (_, at) => at + 1).filter((position) => position !== 31),
  );
  const aside = world.hq.raw.prepare('SELECT position, type, reason FROM quarantine').all();
  expect(aside).toEqual([
    { position: 31, type: 'inventory.moved', reason: 'inventory.moved lacks its item or its levels' },
  ]);
  expectLevels(world, hub);
  expect(hub.uplink.view()).toMatchObject({ pending: 0, trouble: 'quarantined' });
  expect(await storeViews(world.hq.db, world.now)).toMatchObject([{ quarantined: 1, entries: 61, backlog: 0 }]);
});

test('an entry too large to travel is withheld and put aside; the store still has it', async () => {
  const world = await open(10);
  const hub = await world.hub('s1');
  hub.move(gtins[0] ?? '', 1);
  const noise = Array.from({ length: 1_200_000 }, () => String.fromCharCode(33 + Math.floor(world.random() * 90))).join(
    '',
  );
  hub.store.write([{ type: 'photos.taken', data: { noise } }]);
  hub.move(gtins[0] ?? '', 1);
  await world.run(30_000);
  expect(world.hq.raw.prepare('SELECT position, reason FROM quarantine').all()).toEqual([
    { position: 2, reason: 'the entry was withheld: too-large' },
  ]);
  expect(hub.uplink.view()).toMatchObject({ pending: 0 });
  expect(hub.store.entries(2, 1)[0]?.data).toEqual({ noise });
});

test('messages nobody can read change nothing', async () => {
  const world = await open(11);
  const hub = await world.hub('s1');
  for (const bytes of [
    Buffer.from('{'),
    Buffer.from([0, 1, 2, 3]),
    Buffer.from('{"t":"batch"}'),
    Buffer.alloc(600_000),
  ]) {
    world.hq.deliver('s1', bytes);
    hub.deliver(bytes);
  }
  busy(world, hub);
  await world.run(10_000);
  expectComplete(world, hub);
});

test('after a long absence what happens now goes out beside the backlog, in a new life of the journal', async () => {
  const world = await open(12);
  const hub = await world.hub('s1');
  await world.run(1000);
  hub.cut();
  for (let at = 0; at < 700; at += 1) hub.move(gtins[at % 2] ?? '', 1);
  await world.run(60_000);
  hub.connect();
  await world.run(400);
  expect(hub.store.rolls).toBe(1);
  for (let at = 0; at < 7; at += 1) hub.move(gtins[2] ?? '', 1);
  await world.run(600);
  const live = hub.store.epochs().at(-1);
  expect(atHq(world, 's1').filter(({ epoch }) => epoch === live?.epoch)).toHaveLength(7);
  expect(hub.uplink.view().pending).toBeGreaterThan(100);
  await world.run(60_000);
  expectComplete(world, hub);
});

test('a journal that cannot be read for a while ends nothing: the link goes on when it can', async () => {
  const world = await open(13);
  const hub = await world.hub('s1');
  await world.run(1000);
  hub.move(gtins[0] ?? '', 1);
  hub.store.unreadable = true;
  hub.store.committed();
  world.hq.crash();
  await world.run(40_000);
  hub.store.unreadable = false;
  hub.move(gtins[1] ?? '', 1);
  await world.run(60_000);
  expectComplete(world, hub);
});

test('a full disk at HQ confirms nothing and loses nothing', async () => {
  const world = await open(14);
  const hub = await world.hub('s1');
  await world.run(1000);
  world.hq.raw.pragma(`max_page_count = ${Number(world.hq.raw.pragma('page_count', { simple: true }))}`);
  for (let at = 0; at < 400; at += 1) hub.move(gtins[at % 3] ?? '', 1);
  await world.run(30_000);
  expect(hub.uplink.view().pending).toBeGreaterThan(0);
  expect(world.log.join('\n')).toContain('SQLITE_FULL');
  expect(world.hq.raw.prepare('SELECT count(*) FROM quarantine').pluck().get()).toBe(0);
  world.hq.raw.pragma('max_page_count = 100000');
  await world.run(120_000);
  expectComplete(world, hub);
});

test('a late hello of a life in which nothing happened is known for what it is', async () => {
  const world = await open(15);
  const hub = await world.hub('s1');
  hub.move(gtins[0] ?? '', 1);
  await world.run(3000);
  const late: Uint8Array[] = [];
  const arrive = world.hq.deliver.bind(world.hq);
  world.hq.deliver = (_store, bytes) => void late.push(bytes);
  hub.crash();
  await world.run(1000);
  hub.crash();
  world.hq.deliver = arrive;
  await world.run(3000);
  hub.move(gtins[0] ?? '', 1);
  await world.run(3000);
  for (const bytes of late) world.hq.deliver('s1', bytes);
  await world.run(3000);
  expect(late.length).toBeGreaterThan(0);
  expect(await storeViews(world.hq.db, world.now)).toMatchObject([{ gap: false, backlog: 0, mark: 1 }]);
  expectComplete(world, hub);
});
