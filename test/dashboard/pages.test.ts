import { rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StoreStock, StoreTasks, StoreView } from '../../cloud-relay/contract/stores.ts';
import { axeFaults, openBrowser, openScreen } from '../rigs/browser.ts';
import { type Api, type Front, startFront } from '../rigs/front.ts';
import { ShopProcesses, until } from '../rigs/processes.ts';
import { needs } from '../rigs/require.ts';
import { BuiltPages } from './built-pages.ts';

const PAGES = [
  ['/', 'counter-link'],
  ['/counter/counter-1', 'counter'],
  ['/board', 'task-card'],
  ['/orders', 'order-row'],
  ['/catalogue', 'items-more'],
  ['/stock', 'stock-row'],
  ['/receiving', 'receiving'],
  ['/restock', 'restock-row'],
  ['/routines', 'routine-add'],
  ['/offers', 'offers'],
  ['/shift', 'attendance-row'],
  ['/staff', 'badge-card'],
  ['/devices', 'device'],
] as const;
const LOOKS = [
  { language: 'zh-CN', width: 1280, height: 800 },
  { language: 'en', width: 1280, height: 800, dark: true },
  { language: 'en', width: 390, height: 844 },
  { language: 'zh-CN', width: 390, height: 844, dark: true },
] as const;
const KB = 1000;

describe.skipIf(!needs('chromium'))('every page', () => {
  const shop = new ShopProcesses();
  const pages = new BuiltPages();
  let browser: Browser;
  let front: Front;

  beforeAll(async () => {
    [browser] = await Promise.all([openBrowser(), shop.start(), pages.build()]);
    front = await startFront(pages.folder, shop.hubUrl);
    await raiseTask(shop);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await front.close();
    await shop.close();
    rmSync(pages.folder, { recursive: true, force: true });
  });

  test.each(LOOKS)('is clean by axe and stays on its origin ($language, $width px wide)', async (look) => {
    const screen = await openScreen(browser, front.url, look);
    for (const [path, testid] of PAGES) {
      await screen.page.goto(front.url + path);
      await screen.page.getByTestId(testid).first().waitFor();
      await screen.page.locator('[data-testid=hub-badge][data-state=online]').waitFor();
      expect(await axeFaults(screen.page), path).toEqual([]);
      const overflow = await screen.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `${path} is not wider than the screen`).toBeLessThanOrEqual(0);
      expect(await smallTargets(screen.page), path).toEqual([]);
    }
    expect(screen.faults).toEqual([]);
    await screen.context.close();
  });

  test('changes its language at once and remembers it', async () => {
    const { page, context } = await openScreen(browser, front.url);
    await page.goto(`${front.url}/board`);
    await page.getByTestId('task-card').first().waitFor();
    expect(await page.title()).not.toBe('');
    await page.getByTestId('language').click();
    await page.getByText('Open tasks', { exact: false }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await context.close();
  });

  test('is light: the counter needs at most 30 kB of script before it stands, headquarters at most 80', () => {
    const words = (language: string, ...parts: string[]) => parts.map((part) => `i18n/${language}/${part}.ts`);
    for (const language of ['zh-cn', 'en']) {
      const counter = pages.weight('counter/counter-page.tsx', ...words(language, 'everywhere', 'counter'));
      expect(counter, `counter in ${language}: ${counter} bytes`).toBeLessThanOrEqual(30 * KB);
      const hq = pages.weight('hq/hq-page.tsx', ...words(language, 'everywhere', 'hq', 'shop', 'board'));
      expect(hq, `hq in ${language}: ${hq} bytes`).toBeLessThanOrEqual(80 * KB);
    }
  });
});

/** Sells one item down to its level, so that there is a task with a slip to look at. */
async function raiseTask(shop: ShopProcesses): Promise<void> {
  type Items = { items: { gtin: string; unit: string; shopFloor: number; restockLevel?: number }[] };
  const { items } = await shop.get<Items>('/items?limit=200');
  const low = items.find((i) => i.unit === 'each' && i.shopFloor === (i.restockLevel ?? 0) + 1);
  if (low === undefined) throw new Error('the demo shop has no item right above its level');
  await shop.do('orders.add-line', { counter: 'counter-2', gtin: low.gtin });
  await until(
    () => shop.get<{ tasks: unknown[] }>('/board'),
    (b) => b.tasks.length === 1,
    'the task is open',
  );
}

/** Buttons, fields and links on their own line that are smaller than a thumb. */
function smallTargets(page: import('playwright-core').Page): Promise<string[]> {
  return page.evaluate(() => {
    const small: string[] = [];
    for (const node of document.querySelectorAll('button, select, input, nav a, summary, a.tile')) {
      const box = node.getBoundingClientRect();
      const isSeen = box.width > 1 && box.height > 1;
      if (isSeen && box.height < 40) small.push(`${node.outerHTML.slice(0, 90)} ${Math.round(box.height)}px`);
    }
    return small;
  });
}

const NOW = Date.now();
const store = (name: string, over: Partial<StoreView>): StoreView => ({
  store: name,
  nameZh: `${name} 店`,
  nameEn: `Store ${name}`,
  online: true,
  clockOffset: 0,
  software: '0.1.0',
  lastHeardAt: NOW - 2_000,
  asOf: NOW - 3_000,
  mark: 10,
  entries: 10,
  backlog: 0,
  gap: false,
  quarantined: 0,
  openTasks: 2,
  lowItems: 1,
  salesTodayMinor: 123_450,
  ordersToday: 12,
  ...over,
});
const STORES: StoreView[] = [
  store('fresh', {}),
  store('behind', { backlog: 240 }),
  store('silent', { online: false, lastHeardAt: NOW - 3_600_000, asOf: NOW - 3_600_000 }),
  store('broken', { gap: true, quarantined: 3 }),
];

/** Headquarters played by the test: four stores, each in another state. */
const headquarters: Api = (request, response) => {
  const url = new URL(request.url ?? '/', 'http://hq');
  const path = url.pathname.replace('/api/v1', '');
  const name = path.split('/')[2] ?? '';
  const stock: StoreStock = {
    store: name,
    asOf: NOW,
    total: 1,
    items: [
      {
        gtin: '06901234567892',
        nameZh: '水',
        nameEn: 'Water',
        levels: { 'shop-floor': 3, 'back-room': 40 },
        changedAt: NOW,
      },
    ],
  };
  const tasks: StoreTasks = {
    store: name,
    asOf: NOW,
    tasks: [
      {
        task: 't1',
        number: 1,
        state: 'in-process',
        gtin: '06901234567892',
        nameZh: '水',
        nameEn: 'Water',
        quantity: 9,
        openedAt: NOW,
        changedAt: NOW,
      },
    ],
  };
  if (path === '/feed') return beat(response);
  const known: Readonly<Record<string, unknown>> = {
    '/health': { ok: true, version: '0', incarnation: 'x', stores: STORES.length, now: NOW },
    '/stores': { stores: STORES, now: NOW },
    [`/stores/${name}/stock`]: stock,
    [`/stores/${name}/tasks`]: tasks,
  };
  const answer = known[path];
  const type = answer === undefined ? 'application/problem+json' : 'application/json';
  response.writeHead(answer === undefined ? 404 : 200, { 'content-type': type });
  response.end(JSON.stringify(answer ?? { type: 'about:blank', title: 'Not found', status: 404, code: 'not-found' }));
};
function beat(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(`event: status\ndata: ${JSON.stringify({ at: Date.now() })}\n\n`);
}

describe.skipIf(!needs('chromium'))('headquarters', () => {
  const pages = new BuiltPages();
  let browser: Browser;
  let front: Front;

  beforeAll(async () => {
    [browser] = await Promise.all([openBrowser(), pages.build()]);
    front = await startFront(pages.folder, headquarters);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await front.close();
    rmSync(pages.folder, { recursive: true, force: true });
  });

  test.each(LOOKS)(
    'shows each store as what it is, every figure with its time ($language, $width px wide)',
    async (look) => {
      const { page, faults, context } = await openScreen(browser, front.url, look);
      await page.goto(`${front.url}/`);
      const row = (name: string) => page.locator(`[data-testid=hq-store-row][data-store=${name}]`);
      await row('fresh').waitFor();
      await page.locator('[data-testid=hq-line][data-state=online]').waitFor();
      const states = await Promise.all(STORES.map((s) => row(s.store).getAttribute('data-freshness')));
      expect(states).toEqual(['fresh', 'behind', 'silent', 'behind']);
      expect(await row('silent').locator('.chip.good').count()).toBe(0);
      expect(await page.getByTestId('as-of').count()).toBeGreaterThanOrEqual(8);
      await row('silent').getByTestId('hq-store').click();
      await page.getByTestId('hq-stock-row').waitFor();
      expect(await axeFaults(page)).toEqual([]);
      expect(faults).toEqual([]);
      await context.close();
    },
  );

  test('calls no store fresh any more when it does not hear headquarters itself', async () => {
    const { page, context } = await openScreen(browser, front.url);
    await page.goto(`${front.url}/hq`);
    await page.locator('[data-testid=hq-store-row][data-freshness=fresh]').waitFor();
    front.cut(true);
    await page.locator('[data-testid=hq-store-row][data-store=fresh][data-freshness=silent]').waitFor();
    front.cut(false);
    await context.close();
  });
});
