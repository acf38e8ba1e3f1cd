import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StoreStock, StoreTasks, StoreView } from '../../cloud-relay/contract/stores.ts';
import type { BoardView, Health } from '../../hub/contract/board.ts';
import type { ItemView } from '../../hub/contract/catalog.ts';
import type { CounterView } from '../../hub/contract/counters.ts';
import type { SlipView } from '../../hub/contract/slips.ts';
import type { StaffView } from '../../hub/contract/staff.ts';
import { decodeWithZbar, decodeWithZxing } from '../rigs/decode.ts';
import { ShopProcesses, until } from '../rigs/processes.ts';
import { openPty, type PtyCable } from '../rigs/pty.ts';
import { needs } from '../rigs/require.ts';
import { serialPrinter, type WiredPrinter } from '../rigs/virtual-printer-wires.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const possible = needs('socat') && needs('chromium');
const PRINTER = 'serial:printer';

describe.skipIf(!possible)('the main job, every part a process of its own', () => {
  const shop = new ShopProcesses();
  let gun: PtyCable;
  let paper: WiredPrinter;
  let browser: Browser;
  let counter: Page;
  let board: Page;
  let hq: Page;
  /** Two pieces above its level, with plenty in the back room: two sales raise a task. */
  let item: ItemView;
  let printed = 0;

  const view = (): Promise<CounterView> => shop.get<CounterView>('/counters/counter-1');
  const look = (): Promise<BoardView> => shop.get<BoardView>('/board');
  const level = async (): Promise<ItemView> => shop.get<ItemView>(`/items/${item.gtin}`);
  const scan = async (text: string): Promise<void> => gun.send(`${text}\r\n`);
  const scanned = async (text: string): Promise<CounterView> => {
    const before = (await view()).lastScan?.position ?? 0;
    await scan(text);
    return until(view, (v) => (v.lastScan?.position ?? 0) > before, `the counter takes ${text}`);
  };
  const nextPaper = async (): Promise<Buffer> => {
    printed += 1;
    await until(
      () => paper.printer.cuts,
      (cuts) => cuts >= printed,
      `paper ${printed} comes out`,
    );
    return paper.printer.toPng();
  };
  const shown = (page: Page, testid: string, text: string | RegExp): Promise<unknown> =>
    page.getByTestId(testid).filter({ hasText: text }).first().waitFor({ timeout: 10_000 });

  beforeAll(async () => {
    [gun, paper] = await Promise.all([openPty(), serialPrinter()]);
    [browser] = await Promise.all([
      chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS }),
      shop.start(),
    ]);
    const open = async (url: string): Promise<Page> => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await page.goto(url);
      return page;
    };
    [counter, board, hq] = await Promise.all([
      open(`${shop.hubUrl}/counter/counter-1`),
      open(`${shop.hubUrl}/board`),
      open(`${shop.hqUrl}/hq`),
    ]);
    const { items } = await shop.get<{ items: ItemView[] }>('/items?limit=200');
    item = items.find(
      (i) => i.unit === 'each' && i.shopFloor === (i.restockLevel ?? 0) + 1 && i.backRoom > 20,
    ) as ItemView;
    await shop.do('inventory.correct', { gtin: item.gtin, location: 'shop-floor', counted: item.shopFloor + 1 });
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await shop.close();
    await Promise.all([gun?.close(), paper?.close()]);
  });

  test('BRF-01 INT-10: a gun and a printer are taken only after a person says yes; a scan of the bind code gives the gun its counter', async () => {
    const serial = { transport: 'serial', settings: {} } as const;
    await shop.do('devices.accept', {
      ...serial,
      identity: 'serial:gun',
      kind: 'scanner',
      path: gun.device,
      name: 'Gun',
    });
    await shop.do('devices.accept', {
      ...serial,
      identity: PRINTER,
      kind: 'printer',
      path: paper.path,
      name: 'Printer',
    });
    await shop.do('shop.choose-slip-printer', { printer: PRINTER });
    const state = async (): Promise<string[]> =>
      (await shop.get<{ devices: { identity: string; state: string }[] }>('/devices')).devices
        .filter((d) => d.identity.startsWith('serial:'))
        .map((d) => d.state);
    await until(state, (states) => states.length === 2 && states.every((s) => s === 'open'), 'both are open');
    await scan((await view()).bindCode);
    await until(view, (v) => v.guns.some((g) => g.identity === 'serial:gun'), 'the gun belongs to the counter');
  });

  test('EMP-12: a badge scan says who is working', async () => {
    const { staff } = await shop.get<{ staff: StaffView[] }>('/staff');
    const clerk = staff.find((s) => s.role === 'clerk') as StaffView;
    await scanned(clerk.badgeCode);
    await counter.locator(`[data-testid=staff][data-staff="${clerk.staff}"]`).waitFor();
  });

  test('ORD-01 INV-01 Q-18: a scan is on the counter page as a line, and its quantity has left the shop floor', async () => {
    const before = await level();
    await scanned(item.gtin.slice(1));
    await shown(counter, 'last-scan', item.nameZh);
    await shown(counter, 'order-line', item.nameZh);
    expect((await level()).shopFloor).toBe(before.shopFloor - 1);
  });

  test('TASK-14 TASK-04 BRF-02: at its level exactly one task opens, lives on the board, and comes out of the printer with a code that foreign decoders read', async () => {
    await scanned(item.gtin.slice(1));
    const { tasks } = await until(look, (b) => b.tasks.length > 0, 'a task opens');
    expect(tasks).toHaveLength(1);
    await shown(board, 'task-card', item.nameZh);
    const png = await nextPaper();
    expect(decodeWithZxing(png, 'CODE_128')).toBe(tasks[0]?.code);
    if (needs('zbarimg')) expect(decodeWithZbar(png).join()).toContain(tasks[0]?.code);
    expect(paper.printer.text.join('\n')).toContain('补货');
    expect(paper.printer.unknown).toEqual([]);
    await until(
      () => shop.get<{ slips: SlipView[] }>('/slips'),
      (s) => s.slips[0]?.state === 'done',
      'the slip is confirmed by the printer',
    );
  });

  test('REL-04 REL-02: a hub killed without notice loses nothing and does nothing twice', async () => {
    const before = await view();
    const quantity = before.order?.lines[0]?.quantity ?? 0;
    await shop.killHub();
    await scan(item.gtin.slice(1));
    // A second piece, not the same one twice: as far apart as hands are.
    await new Promise((resolve) => setTimeout(resolve, 400));
    await scan(item.gtin.slice(1));
    await shop.startHub();
    const after = await until(view, (v) => (v.order?.lines[0]?.quantity ?? 0) >= quantity + 2, 'both scans arrive');
    expect(after.order?.lines[0]?.quantity).toBe(quantity + 2);
    expect(after.order?.order).toBe(before.order?.order);
    expect((await look()).tasks).toHaveLength(1);
    await shown(counter, 'order-line', item.nameZh);
    expect(paper.printer.cuts).toBe(1);
  });

  test('the slip takes the task, item and slip end it; nothing scanned in between is sold, and the shelf is full again', async () => {
    const before = await level();
    const [task] = (await look()).tasks;
    const sold = (await view()).order?.lines[0]?.quantity;
    await scanned(task?.code ?? '');
    await shown(counter, 'context-banner', item.nameZh);
    await scanned(item.gtin.slice(1));
    await shop.killHub();
    await shop.startHub();
    expect((await view()).context?.itemScanned).toBe(true);
    await scanned(task?.code ?? '');
    await until(look, (b) => b.tasks.length === 0, 'the task ends');
    const after = await level();
    expect(after.shopFloor).toBe(before.shopFloor + (task?.quantity ?? 0));
    expect(after.backRoom).toBe(before.backRoom - (task?.quantity ?? 0));
    expect((await view()).order?.lines[0]?.quantity).toBe(sold);
    await counter.getByTestId('context-banner').waitFor({ state: 'detached' });
  });

  test('ORD-03: payment closes the order', async () => {
    const { order } = await view();
    await shop.do('orders.pay', {
      order: order?.order ?? '',
      tenders: [{ kind: 'cash', amountMinor: (order?.totalMinor ?? 0) + 1000 }],
    });
    await until(view, (v) => v.order === undefined, 'the counter is free');
    await counter.getByTestId('order-line').waitFor({ state: 'detached' });
  });

  test('a slip cut off in the middle stands as unknown until a person decides, and its copy says COPY', async () => {
    const floor = (await level()).shopFloor;
    paper.printer.fault = { kind: 'cut', at: paper.printer.received + 200 };
    await shop.do('inventory.correct', { gtin: item.gtin, location: 'shop-floor', counted: item.restockLevel ?? 0 });
    expect(floor).toBeGreaterThan(item.restockLevel ?? 0);
    const unknown = (b: BoardView): SlipView | undefined => b.slips.find((s) => s.state === 'unknown');
    const torn = unknown(await until(look, (b) => unknown(b) !== undefined, 'the slip is unknown', 30_000));
    await shown(board, 'slip-unknown', /./);
    expect(paper.printer.cuts).toBe(printed);
    await paper.replug();
    await shop.do('slips.reprint', { slip: torn?.slip ?? '' });
    await nextPaper();
    expect(paper.printer.text.join('\n')).toContain('副本 COPY 1');
  });

  test('TASK-07: at shift change the open slips come out grouped by person, and the next shift finds the task on its board', async () => {
    const before = await look();
    const leader = before.shift?.staff.find((s) => s.role === 'leader')?.staff ?? '';
    const cuts = paper.printer.cuts;
    await shop.do('shifts.hand-over', { leader });
    const after = await until(look, (b) => b.shift?.shift === before.nextShift?.shift, 'the next shift begins');
    expect(after.tasks.map((t) => t.task)).toEqual(before.tasks.map((t) => t.task));
    expect(after.tasks[0]?.carriedFrom).toBe(before.shift?.shift);
    await shop.do('slips.print-shift', { shift: after.shift?.shift ?? '' });
    await until(
      () => paper.printer.cuts,
      (now) => now === cuts + 3,
      'the hand-over, a cover and a slip come out',
    );
    expect(paper.printer.text.join('\n')).toContain('副本 COPY 2');
  });

  test('BRF-04 UX: the journal reaches HQ, whose page shows stock, tasks and as of; both agree to the last entry', async () => {
    const health = await until(
      () => shop.get<Health>('/health'),
      (h) => h.link.pending === 0 && h.link.connected,
      'everything is at HQ',
    );
    const stores = await until(
      () => shop.get<{ stores: StoreView[] }>('/stores', shop.hqUrl),
      (s) => s.stores[0]?.entries === health.head,
      'HQ holds every entry',
    );
    expect(stores.stores[0]).toMatchObject({ backlog: 0, gap: false, quarantined: 0, openTasks: 1 });
    const store = stores.stores[0]?.store ?? '';
    const stock = await shop.get<StoreStock>(`/stores/${store}/stock?q=${item.gtin}`, shop.hqUrl);
    const here = await level();
    expect(stock.items[0]?.levels).toMatchObject({ 'shop-floor': here.shopFloor, 'back-room': here.backRoom });
    const tasks = await shop.get<StoreTasks>(`/stores/${store}/tasks`, shop.hqUrl);
    expect(tasks.tasks.some((t) => t.gtin === item.gtin)).toBe(true);
    await shown(hq, 'hq-store-row', '河滨路店');
  });
});
