import type { PrintDocument } from '../../firmware-bridge/contract/print-job.ts';
import { queuedSlips } from '../../hub/features/slips/tables.ts';
import { openTasks } from '../../hub/features/tasks/tables.ts';
import { TestShop, WATER } from '../rigs/shop.ts';

const NUTS = '02000010000005';

/** A shop with one restock task whose slip waits. */
export function shopWithSlip(): { shop: TestShop; slip: string; task: string } {
  const shop = new TestShop().setUp();
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER, quantity: 2 });
  return { shop, slip: queuedSlips(shop.sql)[0]?.slip ?? '', task: openTasks(shop.sql)[0]?.task ?? '' };
}
/** Restock tasks of w1 (numbers 1 and 3), of w2 (number 2) and of nobody (number 4), all with waiting slips. */
export function busyShift(): TestShop {
  const shop = new TestShop().setUp();
  shop.must('shop.set-up', shopSettings);
  const items = [NUTS, '06900000000014', '06900000000021', '06900000000038'].map((gtin, i) => ({
    gtin,
    nameZh: `货${i}`,
    nameEn: `Thing ${i}`,
    unit: i === 0 ? ('gram' as const) : ('each' as const),
    priceMinor: 100,
    shelf: `A0${9 - i}`,
  }));
  shop.must('catalog.set-items', { items });
  for (const { gtin } of items) shop.must('inventory.receive', { gtin, quantity: 2500 });
  const rules = items.map(({ gtin, unit }) => ({
    gtin,
    location: 'shop-floor',
    level: 2,
    target: unit === 'gram' ? 1250 : 20,
  }));
  shop.must('replenishment.set-levels', { rules });
  const task = (number: number) => openTasks(shop.sql).find((t) => t.number === number)?.task ?? '';
  for (const [number, staff] of [
    [1, 'w1'],
    [2, 'w2'],
    [3, 'w1'],
    [4, 'lead'],
  ] as const)
    shop.must('tasks.assign', { task: task(number), staff });
  return shop;
}
export const shopSettings = {
  ...{
    number: 1,
    store: 'store-1',
    nameZh: '河滨路店',
    nameEn: 'Riverside',
    currency: 'CNY',
    timeZone: 'Asia/Shanghai',
  },
  slipPrinter: 'pretend:printer-1',
  inStoreLayouts: [],
};
export function never(): never {
  throw new Error('there is no such slip');
}
export function textOf(document: PrintDocument): string[] {
  return document.blocks.flatMap((block) => {
    if (block.kind === 'text') return [block.text];
    if (block.kind === 'columns') return [`${block.left} | ${block.right}`];
    return block.kind === 'code128' ? [`code ${block.data}`] : [`<${block.kind}>`];
  });
}
