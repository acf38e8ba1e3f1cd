import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Entry } from '../../hub/contract/journal.ts';
import { journalOf } from '../../hub/store/journal.ts';
import { StoreRefused } from '../../hub/store/migrate.ts';
import { openReader, openWriter } from '../../hub/store/open.ts';
import { Writer } from '../../hub/store/writer.ts';
import { TestShop, WATER } from '../rigs/shop.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tillside-writer-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A shop's file, ready to be opened by the real writer thread. */
function prepared(): { file: string; shop: TestShop } {
  const file = join(folder, 'shop.sqlite');
  const shop = new TestShop(openWriter(file)).setUp();
  shop.sql.close();
  return { file, shop };
}
const failed = (error: unknown): void => {
  throw error;
};

test('REL-01: whatever the writer answers is readable on another connection at that moment, in order, each once', async () => {
  const { file, shop } = prepared();
  const writer = await Writer.open({ file, epoch: 'epoch-2', at: 1 }, failed);
  const reader = openReader(file);
  const heard: Entry[] = [];
  writer.onCommitted((entries) => heard.push(...entries));
  const answers = Array.from({ length: 200 }, (_, i) =>
    writer
      .submit(shop.command('inventory.receive', { gtin: WATER, quantity: 1 + i }, `delivery-${i}`))
      .then((outcome) => {
        if (outcome.status !== 'done') throw new Error(JSON.stringify(outcome));
        const last = outcome.entries.at(-1)?.position ?? 0;
        expect(journalOf(reader).head()).toBeGreaterThanOrEqual(last);
        return last;
      }),
  );
  const positions = await Promise.all(answers);
  expect([...positions].sort((a, b) => a - b)).toEqual(positions);
  const again = await writer.submit(shop.command('inventory.receive', { gtin: WATER, quantity: 1 }, 'delivery-0'));
  expect(again).toMatchObject({ status: 'done', repeated: true });
  expect(heard.map((e) => e.position)).toEqual(
    journalOf(reader)
      .entries(heard[0]?.position ?? 0, 9999)
      .map((e) => e.position),
  );
  await writer.close();
  reader.close();
});

test('each start opens a new epoch, and entries are counted from its first', async () => {
  const { file, shop } = prepared();
  for (const epoch of ['epoch-2', 'epoch-3']) {
    const writer = await Writer.open({ file, epoch, at: 1 }, failed);
    await writer.submit(shop.command('inventory.receive', { gtin: WATER, quantity: 1 }, `delivery-${epoch}`));
    await writer.close();
  }
  const reader = openReader(file);
  const [one, two, three] = journalOf(reader).epochs();
  expect([one?.epoch, two?.epoch, three?.epoch]).toEqual(['epoch-1', 'epoch-2', 'epoch-3']);
  expect(two?.first).toBe((one?.last ?? 0) + 1);
  expect(three?.first).toBe((two?.last ?? 0) + 1);
  expect(three?.last).toBe(journalOf(reader).head());
  reader.close();
});

test('a store of a newer program is refused by the writer with the sentence of the migration', async () => {
  const { file } = prepared();
  const raw = openWriter(file);
  raw.run(`INSERT INTO migration (name, checksum, at) VALUES ('9000_parcel.sql', 'x', 'x')`);
  raw.close();
  await expect(Writer.open({ file, epoch: 'epoch-2', at: 1 }, failed)).rejects.toThrow(StoreRefused);
  await expect(Writer.open({ file, epoch: 'epoch-2', at: 1 }, failed)).rejects.toThrow(/newer Tillside/);
});
