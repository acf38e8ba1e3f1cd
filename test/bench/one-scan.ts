import { join } from 'node:path';
import { openReader } from '../../hub/store/open.ts';
import { needs } from '../rigs/require.ts';
import { demoStore, inFolder, sellable } from './demo-store.ts';
import { type Effort, type Figure, median, ms, percentile, type Row, times } from './figure.ts';
import { measureTimes, type Times } from './one-scan-times.ts';

const sizes: Record<Effort, { warmUp: number; scans: number; shown: number }> = {
  full: { warmUp: 1_000, scans: 200, shown: 40 },
  smoke: { warmUp: 1, scans: 2, shown: 0 },
};

/** The whole way of one scan, each process apart, beside the least that a durable scan can cost. */
export const oneScan: Figure = {
  name: 'one-scan',
  about:
    'One scan alone: bytes on a pseudo terminal, bridge process, hub process, disk and page, against one bare durable transaction',
  measure: (effort) => (needs('socat') ? inFolder((folder) => compare(folder, effort)) : Promise.resolve([skipped()])),
};

const figure = 'one scan alone, pty to disk : one bare transaction';
const wanted = 'aim <= 2x p50';

const skipped = (): Row => ({
  figure,
  value: 'not measured',
  wanted,
  reason: 'socat is missing, and with it the pseudo terminal.',
  numbers: {},
});

async function compare(folder: string, effort: Effort): Promise<Row[]> {
  const data = join(folder, 'data');
  const file = join(data, 'hub', 'tillside.db');
  await demoStore(file);
  const reader = openReader(file);
  const goods = sellable(reader).slice(0, 60);
  reader.close();
  const found = await measureTimes(folder, data, goods, sizes[effort]);
  return [diskRow(found), spreadRow('one scan alone, pty to page (feed)', found.feed), pageRow(found.dom)];
}

const spread = (values: readonly number[]): string => `p50 ${ms(median(values))}, p99 ${ms(percentile(values, 0.99))}`;

function diskRow({ disk, bare, http, writer }: Times): Row {
  const numbers = {
    ratio: median(disk) / median(bare),
    aim: 2,
    diskP50: median(disk),
    diskP99: percentile(disk, 0.99),
    bareP50: median(bare),
    bareP99: percentile(bare, 0.99),
    writerP50: median(writer),
    httpP50: median(http),
  };
  const met = numbers.ratio <= 2;
  const reason = `the commit alone takes ${ms(numbers.bareP50)}; with the decision and the way to the writer's thread and back it is ${ms(numbers.writerP50)}; asked over HTTP and answered ${ms(numbers.httpP50)}. The rest is the cable, the process of the guns and the bridge's own, which stand apart so that a stuck gun or a killed hub costs no scan; at rest each of them must first be woken.`;
  return {
    figure,
    value: `${times(numbers.ratio)} (${spread(disk)} : ${spread(bare)})`,
    wanted,
    met,
    ...(met ? {} : { reason }),
    numbers,
  };
}

const spreadRow = (title: string, values: readonly number[]): Row => ({
  figure: title,
  value: spread(values),
  wanted: '',
  numbers: { p50: median(values), p99: percentile(values, 0.99) },
});

function pageRow(dom: readonly number[]): Row {
  const title = 'one scan alone, pty to page (shown in Chromium)';
  if (dom.length > 0) return spreadRow(title, dom);
  const reason = 'Chromium or the built pages are not there.';
  return { figure: title, value: 'not measured', wanted: '', reason, numbers: {} };
}
