import { expect, test } from 'vitest';
import { instructionsOf, keepInstruction } from '../../cloud-relay/features/instructions/tables.ts';
import { type SimulatedHub, World } from './world.ts';

const stormy = { drop: 0.3, repeat: 0.3, late: 0.2, crashOnSend: 0.05 };

async function open(seed: number): Promise<{ world: World; hub: SimulatedHub }> {
  const world = new World(seed);
  await world.hq.boot();
  const hub = await world.hub('s1');
  await world.run(3000);
  return { world, hub };
}

async function want(
  world: World,
  id: string,
  more: { refuse?: boolean; type?: string; lives?: number } = {},
): Promise<void> {
  const { refuse, type = 'staff.set', lives = 86_400_000 } = more;
  const body = { refuse: refuse ?? false };
  const expiresAt = world.now + lives;
  const wanted = { id, type: type as 'staff.set', body, by: 'head-office', expiresAt };
  await world.hq.db.transaction((tx) => keepInstruction(tx, 's1', wanted, world.now));
}

test('what HQ orders is done once, in order, whatever happens on the way, and HQ learns the outcome', async () => {
  for (let seed = 1; seed <= 25; seed += 1) {
    const { world, hub } = await open(seed);
    world.faults = stormy;
    for (let at = 0; at < 8; at += 1) await want(world, `hq-order-${at}`, { refuse: at === 3 });
    world.hq.crash();
    await world.run(20_000);
    hub.crash();
    await world.run(20_000);
    world.faults = { drop: 0, repeat: 0, late: 0, crashOnSend: 0 };
    await world.run(2000);
    if (!hub.uplink.view().connected) hub.connect();
    await world.run(400_000);
    const obeyed = hub.store
      .entries(1, 1000)
      .filter(({ type }) => type === 'hq.obeyed')
      .map(({ command }) => command);
    expect(obeyed).toEqual([0, 1, 2, 4, 5, 6, 7].map((at) => `hq-order-${at}`));
    const views = await instructionsOf(world.hq.db, 's1', world.now);
    expect(views.reverse().map(({ id, state, seq }) => `${seq} ${id} ${state}`)).toEqual(
      Array.from({ length: 8 }, (_, at) => `${at + 1} hq-order-${at} ${at === 3 ? 'refused' : 'done'}`),
    );
    expect(views[3]).toMatchObject({ code: 'no', detail: 'a rule said no' });
    expect(views[0]?.position).toBe(hub.store.entries(1, 1)[0]?.position);
  }
});

test('an order heard too late is refused visibly; until the store answers it is overdue, not gone', async () => {
  const { world, hub } = await open(40);
  hub.cut();
  await want(world, 'too-late', { lives: 60_000 });
  await want(world, 'still-in-time');
  await world.run(120_000);
  expect(await instructionsOf(world.hq.db, 's1', world.now)).toMatchObject([
    { id: 'still-in-time', state: 'waiting', overdue: false },
    { id: 'too-late', state: 'waiting', overdue: true },
  ]);
  hub.connect();
  await world.run(20_000);
  expect(await instructionsOf(world.hq.db, 's1', world.now)).toMatchObject([
    { id: 'still-in-time', state: 'done' },
    { id: 'too-late', state: 'expired', overdue: false },
  ]);
  expect(hub.store.entries(1, 10).map(({ command }) => command)).toEqual(['still-in-time']);
});

test('an order done in time whose answer was lost is not called expired', async () => {
  const { world, hub } = await open(41);
  await want(world, 'answer-lost', { lives: 5000 });
  world.hq.ingest.instructed('s1');
  await world.run(60);
  world.hq.crash();
  await world.run(60_000);
  expect(hub.store.entries(1, 10).map(({ command }) => command)).toEqual(['answer-lost']);
  expect(await instructionsOf(world.hq.db, 's1', world.now)).toMatchObject([{ id: 'answer-lost', state: 'done' }]);
});

test('a kind of order this hub does not know is answered, and blocks nothing', async () => {
  const { world } = await open(42);
  await want(world, 'from-the-future', { type: 'campaigns.begin' });
  await want(world, 'known-one');
  await world.run(20_000);
  expect(await instructionsOf(world.hq.db, 's1', world.now)).toMatchObject([
    { id: 'known-one', state: 'done' },
    { id: 'from-the-future', state: 'unsupported' },
  ]);
});

test('asking twice under one id keeps one order', async () => {
  const { world } = await open(43);
  await want(world, 'only-once');
  await want(world, 'only-once');
  expect(await instructionsOf(world.hq.db, 's1', world.now)).toHaveLength(1);
});
