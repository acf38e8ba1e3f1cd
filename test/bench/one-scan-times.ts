import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { commitGroup } from '../../hub/core/spine.ts';
import { type Connection, openWriter } from '../../hub/store/open.ts';
import { Writer } from '../../hub/store/writer.ts';
import { book, copyStore, expectDone, OPENED_AT, TODAY } from './demo-store.ts';
import { openPage } from './one-scan-page.ts';
import { type OneScanShop, openShop } from './one-scan-shop.ts';
import { prepareRows, type ReadyRow, Recorder } from './recorded-rows.ts';
import { type Goods, readingOf, scanStream } from './scan-stream.ts';
import { writeRows } from './spine-and-bare.ts';

/** A person's pace, or nearly: every scan finds the machine at rest. */
const PAUSE_MS = 40;
/** The page gathers its news for up to a quarter of a second. */
const PAGE_PAUSE_MS = 400;

/** What was measured of each step, in ms. */
export interface Times {
  /** From the bytes on the pseudo terminal to the disk, and to somebody who listens to the feed. */
  readonly disk: number[];
  readonly feed: number[];
  /** The same, to the card of the last scan in a browser; empty where there is none. */
  readonly dom: number[];
  readonly bare: number[];
  /** The same reading sent to the hub over HTTP by this process, to its answer. */
  readonly http: number[];
  /** The same reading given to a writer in this process, to its answer. */
  readonly writer: number[];
}

/**
 * Warms all sides up, as the first hour of a shop does; measures them in turn, scan by scan; then, apart, because a
 * browser is never at rest, what a browser shows.
 */
export async function measureTimes(
  folder: string,
  data: string,
  goods: readonly Goods[],
  { warmUp, scans, shown }: { warmUp: number; scans: number; shown: number },
): Promise<Times> {
  const file = join(data, 'hub', 'tillside.db');
  const copy = (name: string): string => copyStore(file, join(folder, name));
  const bare = openBare(copy('bare.db'), copy('recorded.db'), goods, scans);
  const own = copy('own.db');
  const shop = await openShop(folder, data);
  const writer = await Writer.open({ file: own, epoch: 'own', at: OPENED_AT }, fail);
  const agent = new Agent({ keepAlive: true });
  const found: Times = { disk: [], feed: [], dom: [], bare: [], http: [], writer: [] };
  const at = (place: number): Goods => goods[place % goods.length] as Goods;
  try {
    for (let i = 0; i < warmUp; i += 1) {
      await overHttp(agent, shop.hub.url, at(i), `warm-http-${i}`);
      await byWriter(writer, at(i), `warm-own-${i}`);
      // Other goods than those measured first: a gun that reads a code twice at once is asked about.
      if (i % 5 === 0) await onTheFeed(shop, at(i / 5 + 20));
    }
    for (let i = 0; i < scans; i += 1) {
      await throughTheShop(shop, at(i), found);
      found.bare.push(await clocked(async () => bare.write(i)));
      found.http.push(await clocked(() => overHttp(agent, shop.hub.url, at(i + 30), `http-${i}`)));
      found.writer.push(await clocked(() => byWriter(writer, at(i), `own-${i}`)));
    }
    await onThePage(shop, at, shown, found.dom);
  } finally {
    agent.destroy();
    await shop.close();
    await writer.close();
    bare.store.close();
  }
  return found;
}

const fail = (error: unknown): never => {
  throw error;
};
const rest = (pause = PAUSE_MS): Promise<void> => new Promise((resolve) => setTimeout(resolve, pause));

async function clocked(work: () => Promise<void>): Promise<number> {
  await rest();
  const from = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - from) / 1e6;
}

const scanned = (item: Goods): string => `]E0${item.gtin.slice(1)}\r`;

/** @returns when it was sent and when the feed told of it, ns */
async function onTheFeed(shop: OneScanShop, item: Goods): Promise<{ from: bigint; feedAt: bigint }> {
  const told = shop.nextOnFeed();
  const from = process.hrtime.bigint();
  await shop.cable.send(scanned(item));
  return { from, feedAt: await told };
}

async function throughTheShop(shop: OneScanShop, item: Goods, found: Times): Promise<void> {
  await rest();
  const { from, feedAt } = await onTheFeed(shop, item);
  while (shop.onDiskAt() < from) await rest(1);
  found.feed.push(Number(feedAt - from) / 1e6);
  found.disk.push(Number(shop.onDiskAt() - from) / 1e6);
}

async function onThePage(shop: OneScanShop, at: (place: number) => Goods, scans: number, dom: number[]): Promise<void> {
  const page = scans > 0 ? await openPage(shop.hub.url) : undefined;
  if (!page) return;
  try {
    for (let i = 0; i < scans; i += 1) {
      await rest(PAGE_PAUSE_MS);
      await page.shown();
      const from = performance.timeOrigin + performance.now();
      await shop.cable.send(scanned(at(i)));
      let shown: number | undefined;
      for (const end = from + 5_000; shown === undefined && Date.now() < end; [shown] = await page.shown())
        await rest();
      if (shown === undefined) throw new Error('the page never showed the scan');
      dom.push(shown - from);
    }
  } finally {
    await page.close();
  }
}

async function byWriter(writer: Writer, item: Goods, id: string): Promise<void> {
  const body = readingOf(`reading-${id}`, 'pretend:gun-2', item.gtin, OPENED_AT);
  const stamp = { at: body.at, businessDate: TODAY, actor: { by: 'bench' } };
  expectDone(await writer.submit({ id: body.id, type: 'devices.take-reading', body, ...stamp }));
}

/** Over a kept connection, as the bridge does it. */
async function overHttp(agent: Agent, url: string, item: Goods, id: string): Promise<void> {
  const readings = [readingOf(`reading-${id}`, 'pretend:gun-2', item.gtin, Date.now())];
  const payload = Buffer.from(JSON.stringify({ readings }));
  const text = await new Promise<string>((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': String(payload.length) };
    const sent = request(`${url}/api/v1/readings`, { method: 'POST', agent, headers }, (response) => {
      let heard = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        heard += part;
      });
      response.on('end', () => resolve(heard));
    });
    sent.on('error', reject);
    sent.end(payload);
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
