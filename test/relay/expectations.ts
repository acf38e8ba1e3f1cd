import { expect } from 'vitest';
import { type SimulatedHub, World } from './world.ts';

interface Row {
  epoch: string;
  seq: number;
  position: number;
  data: string;
}
export const atHq = (world: World, store: string): Row[] =>
  world.hq.raw
    .prepare<[string], Row>('SELECT epoch, seq, position, data FROM entry WHERE store = ? ORDER BY position, epoch')
    .all(store);

export async function open(seed: number): Promise<World> {
  const world = new World(seed);
  await world.hq.boot();
  return world;
}

/** Every committed entry once, under its own name, at its place; and the same levels at both ends. */
export function expectComplete(world: World, hub: SimulatedHub): void {
  const rows = atHq(world, hub.name);
  const wanted = hub.store.epochs().flatMap(({ epoch, first, last }) =>
    hub.store.entries(first, Math.max(0, last - first + 1)).map((entry, at) => ({
      epoch,
      seq: at + 1,
      position: entry.position,
      data: JSON.stringify(entry.data),
    })),
  );
  expect(rows).toEqual(wanted);
  expectLevels(world, hub);
  expect(hub.uplink.view()).toMatchObject({ connected: true, pending: 0 });
}

export function expectLevels(world: World, hub: SimulatedHub): void {
  for (const gtin of gtins) {
    const known = world.hq.raw
      .prepare("SELECT on_hand FROM stock WHERE store = ? AND gtin = ? AND location = 'shop-floor'")
      .pluck()
      .get(hub.name, gtin);
    expect(known ?? 0).toBe(hub.store.level(gtin).onHand);
  }
}
export const gtins = ['06901234567892', '06901234567908', '06901234567915'];

export function busy(world: World, hub: SimulatedHub): void {
  const count = Math.floor(world.random() * 12);
  for (let at = 0; at < count; at += 1)
    hub.move(gtins[Math.floor(world.random() * 3)] ?? '', 1 + Math.floor(world.random() * 9));
}

/** A store must never believe HQ has what is not on HQ's disk. */
export function expectMarksHeld(world: World, hub: SimulatedHub): void {
  for (const { ep, mark } of hub.store.mark()?.marks ?? []) {
    const held = world.hq.raw.prepare('SELECT mark FROM epoch WHERE store = ? AND epoch = ?').pluck().get(hub.name, ep);
    expect(mark).toBeLessThanOrEqual(Number(held ?? 0));
  }
}

export function expectContained(world: World, hub: SimulatedHub): void {
  const known = new Map(atHq(world, hub.name).map((row) => [`${row.epoch}:${row.seq}`, row.data]));
  for (const { epoch, first, last } of hub.store.epochs()) {
    for (const [at, entry] of hub.store.entries(first, Math.max(0, last - first + 1)).entries()) {
      expect(known.get(`${epoch}:${at + 1}`)).toBe(JSON.stringify(entry.data));
    }
  }
  expect(hub.uplink.view()).toMatchObject({ connected: true, pending: 0 });
  // What HQ knew of the time before a restore is set right from the store's own levels, once the store is quiet.
  expectLevels(world, hub);
  const cursors = world.hq.raw
    .prepare<[string], { epoch: string; mark: number }>('SELECT epoch, mark FROM epoch WHERE store = ?')
    .all(hub.name);
  for (const { epoch, mark } of cursors) {
    const held = [...known.keys()].filter((name) => name.startsWith(`${epoch}:`));
    expect(held).toHaveLength(mark);
  }
}
