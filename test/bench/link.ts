import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entry } from '../../hub/contract/journal.ts';
import { machine } from '../../hub/edges/clock.ts';
import { cutBatch } from '../../hub/edges/relay/batch.ts';
import { nodeCodec } from '../../hub/edges/relay/codec.ts';
import { startLink } from '../../hub/edges/relay/index.ts';
import { relayStore } from '../../hub/edges/relay-store.ts';
import { journalOf } from '../../hub/store/journal.ts';
import { type Connection, openReader, openWriter } from '../../hub/store/open.ts';
import { type Headquarters, manyProcesses, oneProcess, token } from '../chaos/headquarters.ts';
import { startPostgres } from '../rigs/postgres.ts';
import { needs } from '../rigs/require.ts';
import { TestShop, WATER } from '../rigs/shop.ts';
import type { Effort, Figure, Row } from './figure.ts';
import { median, perSecond, times } from './figure.ts';
import { barePostgres, bareSqlite, rowwisePostgres } from './link-bare.ts';

const batchSize = 1000;
const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** A shop's own file with a journal of deliveries, as its writer leaves it behind. */
function journalFile(folder: string, count: number): string {
  const file = join(folder, 'shop.db');
  const shop = new TestShop(openWriter(file)).setUp();
  for (let done = 0; done < count; done += 200) {
    const group = Array.from({ length: Math.min(200, count - done) }, () =>
      shop.command('inventory.receive', { gtin: WATER, quantity: 1 }, machine.newId()),
    );
    shop.group(group);
  }
  shop.sql.close();
  return file;
}

/** From the first word of the hub to the last mark, the hub reading its own file. @returns entries a second */
async function overTheLink(hq: Headquarters, sql: Connection, store: string): Promise<number> {
  const journal = journalOf(sql);
  const count = journal.head();
  const own = relayStore(
    sql,
    journal,
    { note: async () => {}, onCommitted: () => () => {}, roll: async () => {} },
    () => Promise.reject(new Error('nobody orders anything here')),
    { newId: () => store, now: () => 0 },
  );
  // How far HQ is belongs to one store of this file; here it is sent under several names.
  const fresh = { ...own, mark: () => undefined };
  const begun = performance.now();
  const link = startLink({ url: `mqtt://127.0.0.1:${hq.port()}`, store, token, software: 'bench' }, fresh);
  while (link.view().pending > 0 || !link.view().connected) {
    if (performance.now() - begun > 120_000) throw new Error('the link did not drain');
    await wait(2);
  }
  const seconds = (performance.now() - begun) / 1000;
  if ((await hq.count(store)) !== count) throw new Error('HQ does not hold what it confirmed');
  await link.stop();
  return count / seconds;
}

function bytesOnWire(entries: readonly Entry[]): number {
  const lane = { epoch: { epoch: 'e', first: 1, last: 100 }, from: 1, to: 100 };
  const head = { sid: 'session', n: 1, head: 100 };
  const size = { limit: 100, maxBytes: 128 * 1024 };
  const moved = entries.slice(-100).map((entry, at) => ({ ...entry, position: at + 1 }));
  return (cutBatch(lane, head, size, () => moved, nodeCodec)?.bytes.length ?? 0) / 100;
}

function ratioRow(figure: string, linked: readonly number[], bare: readonly number[]): Row {
  const [rate, by] = [median(linked), median(bare)];
  const ratio = median(linked.map((one, at) => one / (bare[at] ?? one)));
  return {
    figure,
    value: `${times(ratio)} (${perSecond(rate)} against ${perSecond(by)})`,
    wanted: 'aim >= 0.60',
    met: ratio >= 0.6,
    numbers: { ratio, linked: rate, bare: by },
    ...(ratio >= 0.6 ? {} : { reason: 'hub, broker and HQ share two cores; the bare side has them to itself' }),
  };
}

async function measure(effort: Effort): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-link-'));
  const [count, rounds] = effort === 'full' ? [60_000, 3] : [400, 1];
  const sql = openReader(journalFile(folder, count));
  const entries = journalOf(sql).entries(1, count * 2);
  const rows: Row[] = [];
  try {
    const linked: number[] = [];
    const bare: number[] = [];
    const hq = await oneProcess(folder);
    for (let round = 0; round < rounds; round += 1) {
      linked.push(await overTheLink(hq, sql, `bench-${round}`));
      bare.push(await bareSqlite(folder, entries, batchSize));
    }
    await hq.close();
    rows.push(ratioRow('hub SQLite -> MQTT -> HQ SQLite, against the same batches written bare', linked, bare));
    if (needs('psql') && needs('mosquitto')) rows.push(...(await postgresRows(folder, sql, entries, rounds)));
    const bytes = bytesOnWire(entries);
    rows.push({
      figure: 'bytes on the wire for an entry, at 100 a batch',
      value: `${bytes.toFixed(1)} B`,
      wanted: 'aim <= 45',
      met: bytes <= 45,
      numbers: { bytes },
    });
    return rows;
  } finally {
    sql.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function postgresRows(
  folder: string,
  sql: Connection,
  entries: readonly Entry[],
  rounds: number,
): Promise<Row[]> {
  const linked: number[] = [];
  const bare: number[] = [];
  const [hq, rig] = [await manyProcesses(folder, 1), await startPostgres()];
  try {
    for (let round = 0; round < rounds; round += 1) {
      linked.push(await overTheLink(hq, sql, `bench-${round}`));
      bare.push(await barePostgres(await rig.database(`bare${round}`), entries, batchSize));
    }
    const rowwise = await rowwisePostgres(await rig.database('rows'), entries.slice(0, 2000));
    const factor = median(linked) / rowwise;
    return [
      ratioRow('hub SQLite -> mosquitto -> HQ PostgreSQL, against unnest written bare', linked, bare),
      {
        figure: 'the same against PostgreSQL row by row',
        value: `${times(factor)} (${perSecond(rowwise)} row by row)`,
        wanted: 'aim >= 10',
        met: factor >= 10,
        numbers: { factor, rowwise },
      },
    ];
  } finally {
    await hq.close();
    await rig.close();
  }
}

export const link: Figure = {
  name: 'link',
  about: 'from a store’s journal to HQ’s disk, confirmed, against the same entries written there by hand',
  measure,
};
