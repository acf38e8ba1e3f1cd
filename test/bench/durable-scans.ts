import { join } from 'node:path';
import { copyStore, demoStore, inFolder, sellable } from './demo-store.ts';
import { type Effort, type Figure, median, perSecond, type Row } from './figure.ts';
import { inGroups, scanStream } from './scan-stream.ts';
import { oneRound, record } from './spine-and-bare.ts';

const GROUP = 32;
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
  const recorded = record(copyStore(prepared, join(folder, 'recorded.db')), (store) =>
    inGroups(scanStream(sellable(store), scans, '018f0000'), GROUP),
  );
  const spine: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds + 1; round += 1) {
    const seconds = oneRound(folder, prepared, recorded);
    if (round === 0 && rounds > 1) continue;
    spine.push(scans / seconds.spine);
    bare.push(scans / seconds.bare);
  }
  return [rowOf(spine, bare, recorded.rows.flat().length / scans)];
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
