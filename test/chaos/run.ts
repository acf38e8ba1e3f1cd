import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { journalOf } from '../../hub/store/journal.ts';
import { openReader, openWriter } from '../../hub/store/open.ts';
import { programArguments } from '../bench/program.ts';
import { chance } from '../relay/chance.ts';
import { TestShop } from '../rigs/shop.ts';
import { CutProxy } from './cut-proxy.ts';
import { type Headquarters, manyProcesses, oneProcess, token, type Victim } from './headquarters.ts';
import { Program } from './program.ts';

export interface ChaosWish {
  readonly setting: 'one' | 'many';
  readonly faults: number;
  readonly seed: number;
  readonly hubs: number;
  /** Entries a second of each hub. */
  readonly rate: number;
  readonly say?: (line: string) => void;
}

export interface ChaosReport {
  readonly about: string;
  readonly faults: Readonly<Record<string, number>>;
  readonly entries: number;
  readonly missing: number;
  readonly doubled: number;
  /** Entries with another content, entries no hub has, and levels that differ. */
  readonly wrong: number;
  /** From the end of the last fault until HQ held all there was then, while trade went on. In ms. */
  readonly drainedMs: number;
}

interface Hub {
  readonly program: Program;
  readonly store: string;
  readonly file: string;
}
const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Real processes, hurt at random: nothing may be missing, doubled or wrong in the end. */
export async function runChaos(wish: ChaosWish): Promise<ChaosReport> {
  const folder = mkdtempSync(join(tmpdir(), 'chaos-'));
  const hq = wish.setting === 'one' ? await oneProcess(folder) : await manyProcesses(folder, 3);
  const proxy = await new CutProxy(hq.port).open();
  const hubs = Array.from({ length: wish.hubs }, (_, at) => hubOf(folder, at + 1, proxy.port, wish.rate));
  try {
    await Promise.all(hubs.map(({ program }) => program.start()));
    const faults = await hurt(wish, hq, hubs, proxy);
    const drainedMs = await drained(hq, hubs);
    for (const { program } of hubs) program.tell('stop');
    await wait(300);
    await drained(hq, hubs);
    return { about: hq.about, faults, drainedMs, ...(await compared(hq, hubs)) };
  } finally {
    await Promise.all(hubs.map(({ program }) => program.kill()));
    await proxy.close();
    await hq.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function hubOf(folder: string, number: number, port: number, rate: number): Hub {
  const store = `store-${number}`;
  const file = join(folder, `${store}.db`);
  new TestShop(openWriter(file)).setUp().sql.close();
  const url = `mqtt://127.0.0.1:${port}`;
  const words = ['--file', file, '--store', store, '--url', url, '--token', token, '--rate', String(rate)];
  return {
    store,
    file,
    program: new Program(store, () => [...programArguments('hub-program', import.meta.url), ...words]),
  };
}

/** One fault after the other, each over before the next begins; some overlap by what they leave behind. */
async function hurt(
  { faults, seed, say }: ChaosWish,
  hq: Headquarters,
  hubs: readonly Hub[],
  proxy: CutProxy,
): Promise<Record<string, number>> {
  const random = chance(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const tally: Record<string, number> = {};
  for (let fault = 1; fault <= faults; fault += 1) {
    await wait(150 + random() * 500);
    // The last fault is always HQ's own: by it the time to drain is told.
    const isLast = fault === faults;
    const victim: Victim = random() < 0.35 && !isLast ? pick(hubs).program : pick(hq.victims);
    const what = isLast ? 0 : random();
    let name: string;
    if (what < 0.5) {
      name = `${victim.name} killed`;
      await victim.kill();
      await wait(random() * 400);
      await victim.start();
    } else if (what < 0.8) {
      name = `${victim.name} stopped`;
      victim.signal('SIGSTOP');
      await wait(200 + random() * 1800);
      victim.signal('SIGCONT');
    } else if (what < 0.92) {
      name = 'line cut';
      proxy.cut();
    } else {
      name = 'line silent';
      await proxy.silence(200 + random() * 1200);
    }
    const kind = name.replace(/-\d+/, '');
    tally[kind] = (tally[kind] ?? 0) + 1;
    say?.(`${String(fault).padStart(4)}  ${name}`);
  }
  return tally;
}

/** How long it takes until HQ holds what every hub had on disk at the beginning. */
async function drained(hq: Headquarters, hubs: readonly Hub[]): Promise<number> {
  const begun = performance.now();
  for (const { store, file } of hubs) {
    const sql = openReader(file);
    const wanted = journalOf(sql).head();
    sql.close();
    while ((await hq.count(store)) < wanted) {
      if (performance.now() - begun > 60_000) throw new Error(`HQ never had all of ${store}`);
      await wait(20);
    }
  }
  return performance.now() - begun;
}

async function compared(hq: Headquarters, hubs: readonly Hub[]) {
  const sum = { entries: 0, missing: 0, doubled: 0, wrong: 0 };
  for (const { store, file } of hubs) {
    const sql = openReader(file);
    const journal = journalOf(sql);
    const wanted = new Map<string, string>();
    for (const { epoch, first, last } of journal.epochs()) {
      for (const [at, entry] of journal.entries(first, last - first + 1).entries()) {
        wanted.set(`${epoch}:${at + 1}`, JSON.stringify([entry.position, entry.type, JSON.stringify(entry.data)]));
      }
    }
    const seen = new Set<string>();
    for (const { epoch, seq, position, type, data } of await hq.entries(store)) {
      const name = `${epoch}:${seq}`;
      if (seen.has(name)) sum.doubled += 1;
      else if (wanted.get(name) !== JSON.stringify([position, type, data])) sum.wrong += 1;
      seen.add(name);
    }
    sum.entries += wanted.size;
    for (const name of wanted.keys()) if (!seen.has(name)) sum.missing += 1;
    const levels = sql.all('SELECT gtin, location, on_hand AS onHand FROM stock_level ORDER BY gtin, location');
    if (JSON.stringify(levels) !== JSON.stringify(await hq.levels(store))) sum.wrong += 1;
    sql.close();
  }
  return sum;
}
