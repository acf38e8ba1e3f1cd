import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { needs } from '../rigs/require.ts';
import { demoStore, inFolder } from './demo-store.ts';
import { type Effort, type Figure, median, perSecond, type Row, times } from './figure.ts';
import { programArguments } from './program.ts';

const SLOWER_BY_US = 5_000;
const sizes: Record<Effort, { rounds: number; scans: number; alone: number; rate: number; us: number }> = {
  full: { rounds: 3, scans: 7_500, alone: 250, rate: 3_000, us: SLOWER_BY_US },
  smoke: { rounds: 1, scans: 20, alone: 2, rate: 1_000, us: 100 },
};

/** What group commit is for: a disk that takes five milliseconds longer to say that something is safe. */
export const slowDisk: Figure = {
  name: 'slow-disk',
  about: 'With fsync slower by 5 ms: group commit through the writer thread, open loop, against one commit per scan',
  measure: (effort) => (needs('gcc') ? inFolder((folder) => compare(folder, effort)) : Promise.resolve([skipped()])),
};

const figure = 'fsync +5 ms: writer : one by one';
const skipped = (): Row => ({
  figure,
  value: 'not measured',
  wanted: 'aim >= 10x',
  reason: 'gcc is missing, and with it the slow disk.',
  numbers: {},
});

async function compare(folder: string, effort: Effort): Promise<Row[]> {
  const { rounds, scans, alone, rate, us } = sizes[effort];
  const shim = join(folder, 'slow-fsync.so');
  execFileSync('gcc', ['-shared', '-fPIC', '-O2', '-o', shim, source(), '-ldl']);
  const prepared = join(folder, 'prepared.db');
  await demoStore(prepared);
  const env = { ...process.env, LD_PRELOAD: shim, SLOW_FSYNC_US: String(us) };
  const task = JSON.stringify({ folder, prepared, rounds, scans, alone, rate });
  const text = execFileSync(process.execPath, [...programArguments('slow-disk-run'), task], { env, encoding: 'utf8' });
  const { group, single } = JSON.parse(text) as { group: number[]; single: number[] };
  const ratio = median(group.map((value, i) => value / (single[i] ?? value)));
  const met = ratio >= 10;
  return [
    {
      figure,
      value: `${times(ratio)} (${perSecond(median(group))} of ${perSecond(rate)} offered : ${perSecond(median(single))})`,
      wanted: 'aim >= 10x',
      met,
      ...(met
        ? {}
        : { reason: 'The groups stayed too small for the wait they share: the offered load did not fill them.' }),
      numbers: { ratio, aim: 10, group: median(group), single: median(single), offered: rate },
    },
  ];
}

/** Beside this file in the sources; the build copies no C, so a built bench looks there too. */
function source(): string {
  const beside = new URL('./slow-fsync.c', import.meta.url).pathname;
  return existsSync(beside) ? beside : new URL('../../../test/bench/slow-fsync.c', import.meta.url).pathname;
}
