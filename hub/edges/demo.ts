import type { Item } from '../contract/catalog.ts';
import type { Outcome } from '../contract/command.ts';
import type { BodyOf, CommandType } from '../contract/commands.ts';
import { toGtin14 } from '../core/barcode/index.ts';
import { type DemoItem, demoCatalogue } from '../demo/catalogue.ts';
import { DEMO_COUNTERS, DEMO_SHIFTS, DEMO_SHOP } from '../demo/shop.ts';
import { DEMO_STAFF } from '../demo/staff.ts';
import type { Asked } from './http/http.ts';
import { initialsOf } from './import/initials.ts';

const PRINTER = 'pretend:printer-1';

/**
 * Fills an empty store with the demo shop, through the same commands a real shop would use. Every command has a fixed
 * id: a start that was cut short goes on where it was, and a second one changes nothing.
 * @throws when a command is refused, which would be a mistake in the demo's data
 */
export async function seedDemo(submit: (asked: Asked) => Promise<Outcome>, today: string): Promise<void> {
  const wishes: Promise<Outcome>[] = [];
  let count = 0;
  const wish = <T extends CommandType>(type: T, body: BodyOf<T>): void => {
    count += 1;
    wishes.push(submit({ id: `demo:${String(count).padStart(5, '0')}`, type, body, actor: { by: 'hub' } }));
  };
  people(wish, today);
  goods(wish);
  pretendDevices(wish);
  for (const outcome of await Promise.all(wishes))
    if (outcome.status !== 'done') throw new Error(`the demo shop could not be set up: ${JSON.stringify(outcome)}`);
}

type Wisher = <T extends CommandType>(type: T, body: BodyOf<T>) => void;

function people(wish: Wisher, today: string): void {
  for (const counter of DEMO_COUNTERS) wish('counters.set-up', counter);
  for (const { staff, number, nameZh, nameEn, role } of DEMO_STAFF)
    wish('staff.set', { staff, badge: number, badgeVersion: 1, nameZh, nameEn, role, active: true });
  wish('shifts.set-plan', { shifts: [...DEMO_SHIFTS] });
  wish('shifts.begin', { shift: `${today}/${DEMO_SHIFTS[0]?.plan ?? 'early'}` });
}

function goods(wish: Wisher): void {
  const items = demoCatalogue().map((item) => ({
    ...item,
    gtin: toGtin14(item.gtin) ?? item.gtin,
    shopFloor: shelf(item),
  }));
  for (let i = 0; i < items.length; i += 200) wish('catalog.set-items', { items: items.slice(i, i + 200).map(asItem) });
  for (const { gtin, shopFloor, backRoom } of items) {
    const opening = { gtin, from: 'supplier', reason: 'opening' } as const;
    if (backRoom > 0) wish('inventory.move', { ...opening, to: 'back-room', quantity: backRoom });
    if (shopFloor > 0) wish('inventory.move', { ...opening, to: 'shop-floor', quantity: shopFloor });
  }
  const rules = items.map(({ gtin, restockLevel, restockTarget }) => ({
    gtin,
    location: 'shop-floor',
    level: restockLevel,
    target: Math.max(restockTarget, 1),
  }));
  for (let i = 0; i < rules.length; i += 200) wish('replenishment.set-levels', { rules: rules.slice(i, i + 200) });
}

/** The demonstration begins with no shelf low: the first sale shows how a task is raised. */
function shelf({ shopFloor, restockLevel, unit }: DemoItem): number {
  return Math.max(shopFloor, restockLevel + (unit === 'gram' ? 500 : 1));
}

function asItem(item: DemoItem): Item {
  const { gtin, nameZh, nameEn, unit, priceMinor, costMinor, casePack, shelf, backBay, category } = item;
  const initials = initialsOf(nameZh);
  const names = { nameZh, nameEn, initials, categoryZh: category.zh, categoryEn: category.en };
  return { gtin, ...names, unit, priceMinor, costMinor, casePack: Math.max(1, casePack), shelf, backBay };
}

/** A gun for each counter that the page fires, and a printer that prints to the page. Their names say so. */
function pretendDevices(wish: Wisher): void {
  const path = 'pretend';
  for (const { counter, number } of DEMO_COUNTERS) {
    const identity = `pretend:gun-${number}`;
    const name = `模拟扫码枪 ${number} Pretend gun ${number}`;
    wish('devices.accept', { identity, kind: 'scanner', transport: 'pretend', path, name });
    wish('devices.bind', { identity, counter });
  }
  const name = '模拟小票机 Pretend printer';
  wish('devices.accept', {
    identity: PRINTER,
    kind: 'printer',
    transport: 'pretend',
    path,
    name,
    settings: { columns: 48 },
  });
  wish('shop.set-up', { ...DEMO_SHOP, slipPrinter: PRINTER });
}
