import { join } from 'node:path';
import type { Command } from '../../hub/contract/command.ts';
import { copyStore, demoStore, inFolder, OPENED_AT, sellable, TODAY } from './demo-store.ts';
import { type Effort, type Figure, median, perSecond, type Row } from './figure.ts';
import { chance, type Goods, inGroups } from './scan-stream.ts';
import { oneRound, record } from './spine-and-bare.ts';

const GROUP = 32;
const sizes: Record<Effort, { rounds: number; lines: number }> = {
  full: { rounds: 5, lines: 1_600 },
  smoke: { rounds: 1, lines: 64 },
};

/**
 * A line that is promised and then sold: checked against what is on hand and not promised, reserved, taken, moved, valued,
 * journalled. The other side knows all rows beforehand and only writes them.
 */
export const reservedSales: Figure = {
  name: 'reserved-sales',
  about:
    'Sale lines with reservation check and shipment against bare better-sqlite3 writing the same rows, groups of 32, FULL',
  measure: (effort) => inFolder((folder) => measure(folder, effort)),
};

async function measure(folder: string, effort: Effort): Promise<Row[]> {
  const { rounds, lines } = sizes[effort];
  const prepared = join(folder, 'prepared.db');
  await demoStore(prepared);
  const recorded = record(copyStore(prepared, join(folder, 'recorded.db')), (store) =>
    inGroups(promises(sellable(store), lines), GROUP),
  );
  const spine: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds + 1; round += 1) {
    const seconds = oneRound(folder, prepared, recorded);
    if (round === 0 && rounds > 1) continue;
    spine.push(lines / seconds.spine);
    bare.push(lines / seconds.bare);
  }
  const ratio = median(spine.map((value, i) => value / (bare[i] ?? value)));
  const rowsPerLine = recorded.rows.flat().length / lines;
  return [
    {
      figure: 'sale line with reservation check : bare rows',
      value: `${ratio.toFixed(2)} (${perSecond(median(spine))} : ${perSecond(median(bare))}, ${rowsPerLine.toFixed(1)} rows a line)`,
      wanted: 'gate >= 0.40',
      met: ratio >= 0.4,
      ...(ratio >= 0.4
        ? {}
        : {
            reason:
              'The spine adds up what is on hand and promised, decides three times and makes JSON of its entries.',
          }),
      numbers: { ratio, gate: 0.4, spine: median(spine), bare: median(bare), rowsPerLine },
    },
  ];
}

/** One piece of some item is promised to an order and taken by it: two commands a line. */
function promises(goods: readonly Goods[], lines: number): Command[] {
  const next = chance(3);
  return Array.from({ length: lines }, (_, i) => {
    const item = goods[Math.floor(next() * goods.length)];
    if (!item) throw new Error('a shop without goods cannot be measured');
    const id = `018f0000-${String(i).padStart(8, '0')}-7000-8000-000000000000`;
    const stamp = { at: OPENED_AT + i * 400, businessDate: TODAY, actor: { by: 'bench' } };
    const reservation = `${id}.r`;
    const purpose = { kind: 'order', id };
    const wanted = [{ gtin: item.gtin, quantity: 1 }];
    const expiresAt = stamp.at + 900_000;
    return [
      { id, type: 'inventory.reserve', body: { reservation, purpose, lines: wanted, expiresAt }, ...stamp },
      { id: `${id}-taken`, type: 'inventory.consume', body: { reservation }, ...stamp },
    ];
  }).flat();
}
