import { join } from 'node:path';
import { itemByCode } from '../../hub/features/catalog/tables.ts';
import { openReader } from '../../hub/store/open.ts';
import { demoStore, inFolder } from './demo-store.ts';
import { type Effort, type Figure, median, ms, percentile, type Row, times } from './figure.ts';
import { startHubProgram } from './hub-program.ts';
import { addItems, gtinAt } from './large-store.ts';
import { chance } from './scan-stream.ts';

const sizes: Record<Effort, { items: number; rounds: number; looks: number; calls: number }> = {
  full: { items: 100_000, rounds: 9, looks: 5_000, calls: 400 },
  smoke: { items: 20, rounds: 1, looks: 20, calls: 2 },
};

/** What a screen waits for when somebody asks for an article. */
export const lookUp: Figure = {
  name: 'look-up',
  about: 'Look-up by code in 100,000 items against a bare prepared statement; over HTTP for information',
  measure: (effort) => inFolder((folder) => compare(folder, effort)),
};

/** One statement that fetches what the look-up shows, the way somebody would write it who needs nothing else. */
const bareStatement = `SELECT i.details, f.on_hand AS shopFloor, b.on_hand AS backRoom, r.level AS restockLevel FROM item i
  LEFT JOIN stock_level f ON f.gtin = i.gtin AND f.location = 'shop-floor'
  LEFT JOIN stock_level b ON b.gtin = i.gtin AND b.location = 'back-room'
  LEFT JOIN stock_rule r ON r.gtin = i.gtin AND r.location = 'shop-floor' WHERE i.gtin = ?`;

async function compare(folder: string, effort: Effort): Promise<Row[]> {
  const { items, rounds, looks, calls } = sizes[effort];
  const data = join(folder, 'data');
  const file = join(data, 'hub', 'tillside.db');
  await demoStore(file);
  await addItems(file, items);
  const sql = openReader(file);
  const bare = sql.raw.prepare<[string], { details: string }>(bareStatement);
  const own: number[] = [];
  const plain: number[] = [];
  const next = chance(7);
  for (let round = 0; round < rounds + 1; round += 1) {
    const codes = Array.from({ length: looks }, () => gtinAt(Math.floor(next() * items)));
    const sides = [
      () =>
        keep(
          round,
          own,
          each(codes, (gtin) => itemByCode(sql, gtin.slice(1))?.gtin === gtin),
        ),
      () =>
        keep(
          round,
          plain,
          each(codes, (gtin) => bare.get(gtin)?.details.includes(gtin) === true),
        ),
    ];
    for (const side of round % 2 === 0 ? sides : sides.reverse()) side();
  }
  const rows = [
    rowOf(own, plain),
    await overHttp(
      data,
      Array.from({ length: calls }, (_, i) => gtinAt(i % items)),
    ),
  ];
  sql.close();
  return rows;
}

/** The first round only warms up. */
const keep = (round: number, all: number[], values: readonly number[]): void => {
  if (round > 0 || all.length === 0) all.push(...values);
};

/** How long each took, in ms. @throws when something was not found, which would not be a look-up */
function each(codes: readonly string[], look: (gtin: string) => boolean): number[] {
  return codes.map((gtin) => {
    const from = process.hrtime.bigint();
    const found = look(gtin);
    const took = Number(process.hrtime.bigint() - from) / 1e6;
    if (!found) throw new Error(`${gtin} was not found`);
    return took;
  });
}

function rowOf(own: readonly number[], plain: readonly number[]): Row {
  const numbers = {
    ratio: median(own) / median(plain),
    aim: 1.5,
    p50: median(own),
    p99: percentile(own, 0.99),
    bareP50: median(plain),
    bareP99: percentile(plain, 0.99),
  };
  const met = numbers.ratio <= 1.5;
  return {
    figure: 'look-up by code in 100,000 items : bare statement',
    value: `${times(numbers.ratio)} (p50 ${ms(numbers.p50)}, p99 ${ms(numbers.p99)} : p50 ${ms(numbers.bareP50)}, p99 ${ms(numbers.bareP99)})`,
    wanted: 'aim <= 1.5x',
    met,
    ...(met
      ? {}
      : {
          reason:
            'The look-up also reads the code as a barcode by the shop’s own layouts and turns the stored JSON into an object; the bare statement is handed the stored number and returns text.',
        }),
    numbers,
  };
}

async function overHttp(data: string, gtins: readonly string[]): Promise<Row> {
  const hub = await startHubProgram(data);
  const took: number[] = [];
  try {
    for (const gtin of gtins) {
      const from = performance.now();
      const answer = await fetch(`${hub.url}/api/v1/items/${gtin.slice(1)}`);
      const item = (await answer.json()) as { gtin?: string };
      took.push(performance.now() - from);
      if (item.gtin !== gtin) throw new Error(`GET /items/${gtin} answered ${answer.status}`);
    }
  } finally {
    await hub.end();
  }
  const numbers = { p50: median(took), p99: percentile(took, 0.99) };
  return {
    figure: 'the same over HTTP',
    value: `p50 ${ms(numbers.p50)}, p99 ${ms(numbers.p99)}`,
    wanted: '',
    numbers,
  };
}
