import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Command } from '../../hub/contract/command.ts';
import { relayStore } from '../../hub/edges/relay-store.ts';
import { journalOf } from '../../hub/store/journal.ts';
import { openReader, openWriter } from '../../hub/store/open.ts';
import { Writer } from '../../hub/store/writer.ts';
import { TestShop, WATER } from '../rigs/shop.ts';
import { Stores, straightLine } from './both-stores.ts';

const folder = mkdtempSync(join(tmpdir(), 'roll-'));
const stores = new Stores();
afterAll(async () => {
  await stores.close();
  rmSync(folder, { recursive: true, force: true });
});

test('BRF-04 a real hub with a long backlog opens a new life by its writer, and what happens now is at HQ before it is drained', async () => {
  const file = join(folder, 'shop.sqlite');
  const shop = new TestShop(openWriter(file)).setUp();
  shop.sql.close();
  const writer = await Writer.open({ file, epoch: 'epoch-2', at: 1 }, (error) => {
    throw error;
  });
  const reader = openReader(file);
  const receive = (id: string): Command => shop.command('inventory.receive', { gtin: WATER, quantity: 1 }, id);
  await Promise.all(Array.from({ length: 400 }, (_, at) => writer.submit(receive(`delivery-${at}`))));
  const store = relayStore(
    reader,
    journalOf(reader),
    writer,
    (asked) => writer.submit({ ...receive(asked.id), ...asked }),
    { newId: () => 'epoch-3', now: () => 2 },
  );
  const hq = await stores.migrated('SQLite');
  // Four entries a batch: the backlog takes a hundred round trips.
  const line = await straightLine(hq, store, 's1', { batchEntries: 4, backfillAt: 20 });
  while (!line.uplink.view().connected) await new Promise((done) => setTimeout(done, 1));
  expect(store.epochs().map(({ epoch }) => epoch)).toEqual(['epoch-1', 'epoch-2', 'epoch-3']);
  await writer.submit(receive('live'));
  const there = async (): Promise<boolean> =>
    (await hq.all("SELECT 1 AS there FROM entry WHERE command = 'live'")).length > 0;
  while (!(await there())) await new Promise((done) => setTimeout(done, 1));
  expect(line.uplink.view().pending).toBeGreaterThan(100);
  await line.drained();
  const held = await hq.all<{ position: number }>('SELECT position FROM entry ORDER BY position');
  expect(held.map(({ position }) => position)).toEqual(
    journalOf(reader)
      .entries(1, 100_000)
      .map(({ position }) => position),
  );
  expect(journalOf(reader).epochs().at(-1)).toMatchObject({ epoch: 'epoch-3', first: journalOf(reader).head() });
  await line.stop();
  await writer.close();
  reader.close();
});
