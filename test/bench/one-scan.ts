import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { commitGroup } from '../../hub/core/spine.ts';
import { type Connection, openReader, openWriter } from '../../hub/store/open.ts';
import { Writer } from '../../hub/store/writer.ts';
import { needs } from '../rigs/require.ts';
import { book, copyStore, demoStore, expectDone, inFolder, OPENED_AT, sellable } from './demo-store.ts';
import { writeRows } from './durable-scans.ts';
import { type Effort, type Figure, median, ms, percentile, type Row, times } from './figure.ts';
import { openPage, type WatchedPage } from './one-scan-page.ts';
import { type OneScanShop, openShop } from './one-scan-shop.ts';
import { prepareRows, type ReadyRow, Recorder } from './recorded-rows.ts';
import { type Goods, readingOf, scanStream } from './scan-stream.ts';

const sizes: Record<Effort, { scans: number; page: boolean }> = {
  full: { scans: 150, page: true },
  smoke: { scans: 2, page: false },
};
/** A person's pace, or nearly: every scan finds the machine at rest. */
const PAUSE_MS = 40;
const UNDER = 'one scan alone, pty to disk : one bare transaction';

/** The whole way of one scan, each process apart, beside the least that a durable scan can cost. */
export const oneScan: Figure = {
  name: 'one-scan',
  about:
    'One scan alone: bytes on a pseudo terminal, bridge process, hub process, disk and page, against one bare durable transaction',
  measure: (effort) => (needs('socat') ? inFolder((folder) => compare(folder, effort)) : Promise.resolve([skipped()])),
};

const skipped = (): Row => ({
  figure: UNDER,
  value: 'not measured',
  wanted: 'aim <= 2x p50',
  reason: 'socat is missing, and with it the pseudo terminal.',
  numbers: {},
});

/** What was measured of each step, in ms. */
interface Times {
  readonly disk: number[];
  readonly feed: number[];
  readonly dom: number[];
  readonly bare: number[];
  /** The same reading sent to the hub over HTTP by this process, to its answer. */
  readonly http: number[];
  /** The same reading given to a writer in this process, to its answer. */
  readonly writer: number[];
}

async function compare(folder: string, effort: Effort): Promise<Row[]> {
  const { scans, page: withPage } = sizes[effort];
  const data = join(folder, 'data');
  const file = join(data, 'hub', 'tillside.db');
  await demoStore(file);
  const reader = openReader(file);
  const goods = sellable(reader).slice(0, 60);
  reader.close();
  const bare = openBare(
    copyStore(file, join(folder, 'bare.db')),
    copyStore(file, join(folder, 'recorded.db')),
    goods,
    scans,
  );
  const writer = await Writer.open(
    { file: copyStore(file, join(folder, 'own.db')), epoch: 'own', at: OPENED_AT },
    fail,
  );
  const shop = await openShop(folder, data);
  const page = withPage ? await openPage(shop.hub.url) : undefined;
  const agent = new Agent({ keepAlive: true });
  const found: Times = { disk: [], feed: [], dom: [], bare: [], http: [], writer: [] };
  try {
    for (let i = 0; i < scans; i += 1) {
      const item = goods[i % goods.length] as Goods;
      await throughTheShop(shop, page, item, found);
      await rest();
      found.bare.push(await clocked(async () => bare.write(i)));
      await rest();
      found.http.push(await clocked(() => overHttp(agent, shop.hub.url, goods[(i + 30) % goods.length] as Goods, i)));
      await rest();
      const reading = readingOf(`own-reading-${i}`, 'pretend:gun-2', item.gtin, OPENED_AT + i * 60_000);
      const stamp = { at: reading.at, businessDate: '2026-11-21', actor: { by: 'bench' } };
      found.writer.push(
        await clocked(async () =>
          expectDone(await writer.submit({ id: reading.id, type: 'devices.take-reading', body: reading, ...stamp })),
        ),
      );
      await rest();
    }
  } finally {
    agent.destroy();
    await page?.close();
    await shop.close();
    await writer.close();
    bare.store.close();
  }
  return rowsOf(found);
}

const fail = (error: unknown): never => {
  throw error;
};
const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

async function clocked(work: () => Promise<void>): Promise<number> {
  const from = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - from) / 1e6;
}

async function throughTheShop(
  shop: OneScanShop,
  page: WatchedPage | undefined,
  item: Goods,
  found: Times,
): Promise<void> {
  const told = shop.nextOnFeed();
  const wall = performance.timeOrigin + performance.now();
  const from = process.hrtime.bigint();
  await shop.cable.send(`]E0${item.gtin.slice(1)}\r`);
  const feedAt = await told;
  await rest();
  const after = (at: bigint): number => Number(at - from) / 1e6;
  found.feed.push(after(feedAt));
  found.disk.push(after(shop.onDiskAt()));
  if (!page) return;
  for (const end = performance.now() + 3_000; performance.now() < end; await rest()) {
    const [at] = await page.shown();
    if (at === undefined) continue;
    found.dom.push(at - wall);
    return;
  }
  throw new Error('the page never showed the scan');
}

/** Over a kept connection, as the bridge does it. */
async function overHttp(agent: Agent, url: string, item: Goods, i: number): Promise<void> {
  const readings = [readingOf(`http-reading-${i}`, 'pretend:gun-2', item.gtin, Date.now())];
  const text = await new Promise<string>((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const sent = request(`${url}/api/v1/readings`, { method: 'POST', agent, headers }, (response) => {
      let heard = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        heard += part;
      });
      response.on('end', () => resolve(heard));
    });
    sent.on('error', reject);
    sent.end(JSON.stringify({ readings }));
  });
  if (!text.includes('"accepted"')) throw new Error(`a scan was answered ${text}`);
}

/** The rows of single scans, recorded from the spine, ready to be written again one transaction each. */
function openBare(
  file: string,
  recorded: string,
  goods: readonly Goods[],
  scans: number,
): { store: Connection; write(i: number): void } {
  const source = openWriter(recorded);
  const recorder = new Recorder(source);
  const rules = book();
  const rows = scanStream(goods, scans, '018fee').map((each) => {
    for (const outcome of commitGroup(source, rules, [each])) expectDone(outcome);
    return recorder.take();
  });
  source.close();
  const store = openWriter(file);
  const ready: ReadyRow[][] = rows.map((each) => prepareRows(store.raw, each));
  return { store, write: (i) => writeRows(store, ready[i] ?? []) };
}

function rowsOf({ disk, feed, dom, bare, http, writer }: Times): Row[] {
  const spread = (values: readonly number[]): string =>
    `p50 ${ms(median(values))}, p99 ${ms(percentile(values, 0.99))}`;
  const ratio = median(disk) / median(bare);
  const met = ratio <= 2;
  const numbers = {
    ratio,
    aim: 2,
    diskP50: median(disk),
    diskP99: percentile(disk, 0.99),
    bareP50: median(bare),
    bareP99: percentile(bare, 0.99),
  };
  const steps = { httpP50: median(http), writerP50: median(writer) };
  const reason = `Of ${ms(numbers.diskP50)}, the commit alone is ${ms(numbers.bareP50)}; deciding in the writer's thread and coming back makes it ${ms(steps.writerP50)}, HTTP to the hub ${ms(steps.httpP50)}; the rest is the cable, the process of the guns and the bridge, which stand apart so that a stuck device or a killed hub costs no scan.`;
  const page: Row = {
    figure: 'one scan alone, pty to page (feed)',
    value: spread(feed),
    wanted: '',
    numbers: { p50: median(feed), p99: percentile(feed, 0.99) },
  };
  return [
    {
      figure: UNDER,
      value: `${times(ratio)} (${spread(disk)} : ${spread(bare)})`,
      wanted: 'aim <= 2x p50',
      met,
      ...(met ? {} : { reason }),
      numbers: { ...numbers, ...steps },
    },
    page,
    dom.length > 0
      ? {
          figure: 'one scan alone, pty to page (shown in Chromium)',
          value: spread(dom),
          wanted: '',
          numbers: { p50: median(dom), p99: percentile(dom, 0.99) },
        }
      : {
          figure: 'one scan alone, pty to page (shown in Chromium)',
          value: 'not measured',
          wanted: '',
          reason: 'Chromium or the built pages are not there.',
          numbers: {},
        },
  ];
}
