import { join } from 'node:path';
import type { Command } from '../../hub/contract/command.ts';
import type { BodyOf, CommandType } from '../../hub/contract/commands.ts';
import { commitGroup } from '../../hub/core/spine.ts';
import { DEMO_COUNTERS } from '../../hub/demo/shop.ts';
import { openWriter } from '../../hub/store/open.ts';
import { book, copyStore, demoStore, expectDone, inFolder, OPENED_AT, sellable, TODAY } from './demo-store.ts';
import { type Effort, type Figure, median, perSecond, type Row } from './figure.ts';
import { chance, type Goods } from './scan-stream.ts';
import { oneRound, record } from './spine-and-bare.ts';

const LINES = 40;
const sizes: Record<Effort, { rounds: number; orders: number }> = {
  full: { rounds: 5, orders: 80 },
  smoke: { rounds: 1, orders: 2 },
};

/** A promotion day: whole baskets, priced with everything that is on, against the same rows written bare. */
export const promotionOrders: Figure = {
  name: 'promotion-orders',
  about:
    'Orders of 40 lines, scanned and paid with eight promotions on, each order one commit, against bare SQLite rows',
  measure: (effort) => inFolder((folder) => compare(folder, effort)),
};

async function compare(folder: string, effort: Effort): Promise<Row[]> {
  const { rounds, orders } = sizes[effort];
  const prepared = join(folder, 'prepared.db');
  await demoStore(prepared);
  begin(prepared);
  const recorded = record(copyStore(prepared, join(folder, 'recorded.db')), (store) =>
    baskets(sellable(store), orders),
  );
  const spine: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds + 1; round += 1) {
    const seconds = oneRound(folder, prepared, recorded);
    if (round === 0 && rounds > 1) continue;
    spine.push(orders / seconds.spine);
    bare.push(orders / seconds.bare);
  }
  const ratio = median(spine.map((value, i) => value / (bare[i] ?? value)));
  const rows = recorded.rows.flat().length / orders;
  return [
    {
      figure: `orders of ${LINES} lines with promotions : bare rows`,
      value: `${ratio.toFixed(2)} (${perSecond(median(spine))} : ${perSecond(median(bare))}, ${rows.toFixed(0)} rows an order)`,
      wanted: '',
      numbers: { ratio, spine: median(spine), bare: median(bare), rows },
    },
  ];
}

const command = <T extends CommandType>(id: string, type: T, body: BodyOf<T>, at: number): Command => ({
  ...{ id, type, body, at, businessDate: TODAY },
  actor: { by: 'bench' },
});

/** What is on that day: a price, a percentage, three for two, and five that depend on what is spent. */
function begin(file: string): void {
  const store = openWriter(file);
  const all = { all: true };
  const spend = (minusMinor: number) => [{ spendMinor: minusMinor * 10, minusMinor }];
  const offers: BodyOf<'promotions.set'>['offer'][] = [
    { kind: 'percent-off', on: { categories: ['饮料'] }, percent: 10 },
    { kind: 'buy-get', on: { categories: ['零食'] }, buy: 2, free: 1 },
    {
      kind: 'fixed-price',
      on: {
        items: sellable(store)
          .slice(0, 5)
          .map(({ gtin }) => gtin),
      },
      priceMinor: 100,
    },
    ...[500, 1000, 2000, 3000].map((minus) => ({ kind: 'spend-minus' as const, on: all, steps: spend(minus) })),
    { kind: 'spend-percent', on: all, spendMinor: 50_000, percent: 12 },
  ];
  const commands = offers.map((offer, at) => {
    const names = { nameZh: `优惠${at}`, nameEn: `Offer ${at}` };
    return command(`begin-promotion-${at}`, 'promotions.set', { promotion: `offer-${at}`, ...names, offer }, OPENED_AT);
  });
  for (const outcome of commitGroup(store, book(), commands)) expectDone(outcome);
  store.close();
}

function baskets(goods: readonly Goods[], orders: number): Command[][] {
  const next = chance(3);
  const counter = DEMO_COUNTERS[0]?.counter ?? '';
  return Array.from({ length: orders }, (_, n) => {
    const at = OPENED_AT + n * 2000;
    const lines = Array.from({ length: LINES }, (_, line) => {
      const gtin = goods[Math.floor(next() * goods.length)]?.gtin ?? '';
      return command(`basket-${n}-line-${line}`, 'orders.add-line', { counter, gtin }, at);
    });
    const pay: BodyOf<'orders.pay'> = {
      order: `basket-${n}-line-0.1`,
      tenders: [{ kind: 'cash', amountMinor: 100_000_000 }],
    };
    return [...lines, command(`basket-${n}-payment`, 'orders.pay', pay, at)];
  });
}
