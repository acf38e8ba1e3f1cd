import { join } from 'node:path';
import type { Command } from '../../hub/contract/command.ts';
import { commitGroup } from '../../hub/core/spine.ts';
import { type Connection, openWriter } from '../../hub/store/open.ts';
import { book, copyStore, demoStore, expectDone, inFolder, sellable } from './demo-store.ts';
import { type Effort, type Figure, median, perSecond, type Row } from './figure.ts';
import { expectSameRows, prepareRows, type ReadyRow, Recorder, type WrittenRow } from './recorded-rows.ts';
import { inGroups, scanStream } from './scan-stream.ts';

const GROUP = 32;
/** Groups of one side before the other has its turn: short enough that a disturbance hits both. */
const TURN = 8;
const sizes: Record<Effort, { rounds: number; scans: number }> = {
  full: { rounds: 7, scans: 3_200 },
  smoke: { rounds: 1, scans: 80 },
};

/** The whole spine against somebody who knows all rows beforehand and only writes them down. */
export const durableScans: Figure = {
  name: 'durable-scans',
  about: 'Durable scans of the whole spine against bare better-sqlite3 writing the same rows, groups of 32, FULL',
  measure: (effort) => inFolder((folder) => compare(folder, effort)),
};

async function compare(folder: string, effort: Effort): Promise<Row[]> {
  const { rounds, scans } = sizes[effort];
  const prepared = join(folder, 'prepared.db');
  await demoStore(prepared);
  const { groups, rows } = record(copyStore(prepared, join(folder, 'recorded.db')), scans);
  const spine: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds + 1; round += 1) {
    const seconds = oneRound(folder, prepared, groups, rows);
    if (round === 0 && rounds > 1) continue;
    spine.push(scans / seconds.spine);
    bare.push(scans / seconds.bare);
  }
  return [rowOf(spine, bare, rows.flat().length / scans)];
}

/** Runs the stream once and notes the rows each group wrote. */
function record(file: string, scans: number): { groups: Command[][]; rows: WrittenRow[][] } {
  const store = openWriter(file);
  const groups = inGroups(scanStream(sellable(store), scans, '018f0000'), GROUP);
  const recorder = new Recorder(store);
  const rules = book();
  const rows = groups.map((group) => {
    for (const outcome of commitGroup(store, rules, group)) expectDone(outcome);
    return recorder.take();
  });
  store.close();
  return { groups, rows };
}

function oneRound(
  folder: string,
  prepared: string,
  groups: readonly Command[][],
  rows: readonly WrittenRow[][],
): { spine: number; bare: number } {
  const spine = openWriter(copyStore(prepared, join(folder, 'spine.db')));
  const bare = openWriter(copyStore(prepared, join(folder, 'bare.db')));
  const rules = book();
  const ready = rows.map((group) => prepareRows(bare.raw, group));
  const seconds = { spine: 0, bare: 0 };
  for (let from = 0; from < groups.length; from += TURN) {
    const bySpine = (): void => {
      seconds.spine += timed(() => {
        for (const group of groups.slice(from, from + TURN))
          for (const outcome of commitGroup(spine, rules, group)) expectDone(outcome);
      });
    };
    const byHand = (): void => {
      seconds.bare += timed(() => {
        for (const group of ready.slice(from, from + TURN)) writeRows(bare, group);
      });
    };
    for (const side of (from / TURN) % 2 === 0 ? [bySpine, byHand] : [byHand, bySpine]) side();
  }
  expectSameRows(spine, bare);
  spine.close();
  bare.close();
  return seconds;
}

export function writeRows(store: Connection, rows: readonly ReadyRow[]): void {
  store.begin();
  for (const [statement, values] of rows) statement.run(values);
  store.commit();
}

function timed(work: () => void): number {
  const from = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - from) / 1e9;
}

function rowOf(spine: readonly number[], bare: readonly number[], rowsPerScan: number): Row {
  const ratio = median(spine.map((value, i) => value / (bare[i] ?? value)));
  const reason =
    ratio >= 0.7
      ? {}
      : {
          reason:
            'Per scan the spine also looks seven facts up, checks the body, reads the barcode, decides four times and makes JSON of its entries; the bare side knows all rows beforehand and only writes them.',
        };
  return {
    figure: 'durable scans, whole spine : bare rows',
    value: `${ratio.toFixed(2)} (${perSecond(median(spine))} : ${perSecond(median(bare))}, ${rowsPerScan.toFixed(1)} rows a scan)`,
    wanted: 'gate >= 0.50, aim 0.70',
    met: ratio >= 0.7,
    ...reason,
    numbers: { ratio, gate: 0.5, aim: 0.7, spine: median(spine), bare: median(bare), rowsPerScan },
  };
}
