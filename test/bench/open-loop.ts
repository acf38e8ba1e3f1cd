import { join } from 'node:path';
import { openReader } from '../../hub/store/open.ts';
import { copyStore, demoStore, inFolder, sellable } from './demo-store.ts';
import { type Effort, type Figure, median, ms, percentile, type Row, times } from './figure.ts';
import { type Load, openLoad } from './open-load.ts';
import { scanStream } from './scan-stream.ts';

const CALM = 200;
const BUSY = 2_000;
const sizes: Record<Effort, { rounds: number; seconds: number }> = {
  full: { rounds: 5, seconds: 2.5 },
  smoke: { rounds: 1, seconds: 0.05 },
};

/** Whether ten times the load is felt by the single scan, and by the thread that serves the screens. */
export const openLoop: Figure = {
  name: 'open-loop',
  about: 'Open loop through the writer thread: 2,000 scans/s against 200/s, and the delay of the main event loop',
  measure: (effort) => inFolder((folder) => compare(folder, sizes[effort])),
};

async function compare(folder: string, { rounds, seconds }: { rounds: number; seconds: number }): Promise<Row[]> {
  const prepared = join(folder, 'prepared.db');
  await demoStore(prepared);
  const reader = openReader(prepared);
  const goods = sellable(reader);
  reader.close();
  const loads = new Map<number, Load[]>([
    [CALM, []],
    [BUSY, []],
  ]);
  for (let round = 0; round < rounds; round += 1)
    for (const rate of round % 2 === 0 ? [CALM, BUSY] : [BUSY, CALM]) {
      const commands = scanStream(goods, Math.ceil(rate * seconds), `018f${rate}`, round + 1);
      loads.get(rate)?.push(await openLoad(copyStore(prepared, join(folder, 'load.db')), commands, rate));
    }
  return [latencyRow(loads.get(CALM) ?? [], loads.get(BUSY) ?? []), loopRow(loads.get(BUSY) ?? [])];
}

const at = (loads: readonly Load[], share: number): number =>
  median(loads.map((load) => percentile(load.latencies, share)));

function latencyRow(calm: readonly Load[], busy: readonly Load[]): Row {
  const numbers = {
    ratio: at(busy, 0.99) / at(calm, 0.99),
    aim: 3,
    calmP50: at(calm, 0.5),
    calmP99: at(calm, 0.99),
    busyP50: at(busy, 0.5),
    busyP99: at(busy, 0.99),
  };
  const met = numbers.ratio <= 3;
  const spread = (p50: number, p99: number): string => `p50 ${ms(p50)}, p99 ${ms(p99)}`;
  return {
    figure: 'p99 at 2,000 scans/s : at 200/s',
    value: `${times(numbers.ratio)} (${spread(numbers.busyP50, numbers.busyP99)} : ${spread(numbers.calmP50, numbers.calmP99)})`,
    wanted: 'aim <= 3x',
    met,
    ...(met
      ? {}
      : {
          reason:
            'A slow fsync delays the whole group behind it; at ten times the load more scans stand in that group.',
        }),
    numbers,
  };
}

function loopRow(busy: readonly Load[]): Row {
  const loopP99 = median(busy.map((load) => load.loopP99));
  const met = loopP99 <= 3;
  return {
    figure: 'event loop at 2,000 scans/s, p99',
    value: ms(loopP99),
    wanted: 'aim <= 3 ms',
    met,
    ...(met
      ? {}
      : {
          reason:
            'The main thread was not given a core in time: the writer, its fsync and the bench share the machine with others.',
        }),
    numbers: { loopP99, aim: 3 },
  };
}
