import { join } from 'node:path';
import { openReader } from '../../hub/store/open.ts';
import { demoStore, inFolder, sellable } from './demo-store.ts';
import { type Effort, type Figure, median, ms, type Row, times } from './figure.ts';
import { residentMb, startHubProgram, startProgram } from './hub-program.ts';
import { addItems } from './large-store.ts';
import { programArguments } from './program.ts';
import { readingOf } from './scan-stream.ts';

const sizes: Record<Effort, { rounds: number; items: number }> = {
  full: { rounds: 7, items: 100_000 },
  smoke: { rounds: 1, items: 10 },
};

/** How long a shop waits in the morning, and what the hub holds in memory with a large catalogue. */
export const startUp: Figure = {
  name: 'start-up',
  about:
    'A second start of the hub to its ready line and to its first scan, against an empty Fastify + better-sqlite3 program',
  measure: (effort) => inFolder((folder) => compare(folder, sizes[effort])),
};

async function compare(folder: string, { rounds, items }: { rounds: number; items: number }): Promise<Row[]> {
  const data = join(folder, 'data');
  const file = join(data, 'hub', 'tillside.db');
  await demoStore(file);
  const reader = openReader(file);
  const gtin = sellable(reader)[0]?.gtin ?? '';
  reader.close();
  const hub: number[] = [];
  const scan: number[] = [];
  const empty: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const one = async (): Promise<void> => {
      const program = await startHubProgram(data);
      hub.push(program.readyAfter);
      await accepted(program.url, `start-${round}`, gtin);
      scan.push(performance.now() - program.spawnedAt);
      await program.end();
    };
    const other = async (): Promise<void> => {
      const program = await startProgram(programArguments('empty-server'), [join(folder, 'empty.db')], {});
      empty.push(program.readyAfter);
      await program.end();
    };
    for (const side of round % 2 === 0 ? [one, other] : [other, one]) await side();
  }
  return [rowOf(hub, scan, empty), await memoryRow(data, file, items, gtin)];
}

/** One scan by the demo's gun, answered when it is on disk. */
async function accepted(url: string, id: string, gtin: string): Promise<void> {
  const body = JSON.stringify({ readings: [readingOf(`bench-${id}`, 'pretend:gun-1', gtin, Date.now())] });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/api/v1/readings`, { method: 'POST', headers, body });
  const { verdicts } = (await answer.json()) as { verdicts?: { verdict: string }[] };
  if (verdicts?.[0]?.verdict !== 'accepted') throw new Error(`the first scan was answered ${answer.status}`);
}

function rowOf(hub: readonly number[], scan: readonly number[], empty: readonly number[]): Row {
  const numbers = {
    ratio: median(hub.map((value, i) => value / (empty[i] ?? value))),
    wanted: 3,
    ready: median(hub),
    firstScan: median(scan),
    empty: median(empty),
  };
  const met = numbers.ratio <= 3;
  return {
    figure: 'second start, ready line : empty Fastify + better-sqlite3',
    value: `${times(numbers.ratio)} (${ms(numbers.ready)} : ${ms(numbers.empty)}; first scan accepted after ${ms(numbers.firstScan)})`,
    wanted: 'wanted <= 3x',
    met,
    ...(met
      ? {}
      : {
          reason:
            'The hub loads its schemas, its API and a second thread with the spine before it says that it is ready.',
        }),
    numbers,
  };
}

async function memoryRow(data: string, file: string, items: number, gtin: string): Promise<Row> {
  const small = await residentAfterScan(data, gtin, 'small');
  await addItems(file, items);
  const large = await residentAfterScan(data, gtin, 'large');
  return {
    figure: 'memory of the hub with 100,000 items',
    value: `${large.toFixed(0)} MB (${small.toFixed(0)} MB with 1,200)`,
    wanted: '',
    numbers: { residentMb: large, residentMbSmall: small },
  };
}

async function residentAfterScan(data: string, gtin: string, id: string): Promise<number> {
  const program = await startHubProgram(data);
  try {
    await accepted(program.url, `memory-${id}`, gtin);
    for (const query of ['水', 'sample', gtin.slice(1, 8)])
      await fetch(`${program.url}/api/v1/items?q=${encodeURIComponent(query)}`);
    return residentMb(program.pid);
  } finally {
    await program.end();
  }
}
