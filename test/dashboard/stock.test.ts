import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ItemView } from '../../hub/contract/catalog.ts';
import type { ItemLotsView } from '../../hub/contract/lots.ts';
import type { StaffView } from '../../hub/contract/staff.ts';
import type { WriteOffView } from '../../hub/contract/write-offs.ts';
import { machine } from '../../hub/edges/clock.ts';
import { RunningHub } from '../http/running-hub.ts';
import { traded } from '../http/traded-store.ts';
import { axeFaults, openBrowser, openScreen } from '../rigs/browser.ts';
import { type Front, startFront } from '../rigs/front.ts';
import { needs } from '../rigs/require.ts';
import { WATER } from '../rigs/shop.ts';
import { BuiltPages } from './built-pages.ts';

describe.skipIf(!needs('chromium'))('the stock page', () => {
  const hub = new RunningHub();
  const pages = new BuiltPages();
  let browser: Browser;
  let front: Front;
  const day = (ahead: number) => machine.dayIn('Asia/Shanghai')(machine.now() + ahead * 86_400_000);

  beforeAll(async () => {
    traded(join(hub.data, 'hub/tillside.db'), machine.now());
    [browser] = await Promise.all([openBrowser(), hub.start(), pages.build()]);
    front = await startFront(pages.folder, hub.url);
    const stock = { gtin: WATER, location: 'shop-floor', unitCostMinor: 120 };
    await hub.must('inventory.receive', { ...stock, quantity: 400, lot: 'A1', expiry: day(3) });
    await hub.must('inventory.receive', { ...stock, quantity: 400, lot: 'B2', expiry: day(90) });
    await hub.must('inventory.reserve', {
      reservation: 'reservation-1',
      purpose: { kind: 'order', id: 'order-17' },
      lines: [{ gtin: WATER, quantity: 5 }],
      expiresAt: machine.now() + 3_600_000,
    });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await front.close();
    await hub.close();
    rmSync(pages.folder, { recursive: true, force: true });
  });

  test.each([
    ['zh-CN', 1280],
    ['en', 390],
  ] as const)(
    'shows what is there, promised, worth and near its date, and is clean by axe (%s, %i)',
    async (language, width) => {
      const screen = await openScreen(browser, front.url, { language, width, height: 900 });
      const { page } = screen;
      await page.goto(`${front.url}/stock`);
      const row = page.locator(`[data-testid=stock-row][data-gtin="${WATER}"]`);
      await row.getByRole('button').click();
      await page.getByTestId('lot').first().waitFor();
      await page.getByTestId('promise').waitFor();
      expect(await page.getByTestId('ledger.reserved').textContent()).toBe('5');
      expect(await axeFaults(page)).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      expect(screen.faults).toEqual([]);
      await screen.context.close();
    },
  );

  test('INV-18: a large loss waits on the page until a leader’s badge is scanned; a lot is recalled with a reason', async () => {
    const { page, context } = await openScreen(browser, front.url, { language: 'en' });
    const { staff } = (await hub.get<{ staff: StaffView[] }>('/api/v1/staff')).body;
    const clerk = staff.find((one) => one.role === 'clerk');
    const leader = staff.find((one) => one.role !== 'clerk');
    const waiting = async () => (await hub.get<{ writeOffs: WriteOffView[] }>('/api/v1/write-offs')).body.writeOffs;
    const before = (await hub.get<ItemView>(`/api/v1/items/${WATER}`)).body.shopFloor;
    await page.goto(`${front.url}/stock`);
    await page.locator(`[data-testid=stock-row][data-gtin="${WATER}"]`).getByRole('button').click();
    const form = page.getByTestId('write-off-form');
    await form.getByTestId('who').selectOption(clerk?.staff ?? '');
    await form.getByTestId('write-off-quantity').fill('300');
    await form.getByTestId('write-off-quantity').press('Enter');
    await form.getByTestId('write-off-reason').selectOption('expiry');
    await form.getByTestId('write-off').click();
    const row = page.getByTestId('waiting-write-off');
    await row.waitFor();
    expect(await waiting()).toMatchObject([{ quantity: 300, reason: 'expiry', askedBy: clerk?.staff }]);
    await row.getByTestId('second-badge').fill(leader?.badgeCode ?? '');
    await row.getByTestId('approve-write-off').click();
    await row.waitFor({ state: 'detached' });
    expect(await waiting()).toEqual([]);
    expect((await hub.get<ItemView>(`/api/v1/items/${WATER}`)).body.shopFloor).toBe(before - 300);

    const lot = page.getByTestId('stock-card').locator('[data-lot="B2"]');
    await lot.getByTestId('lot-recall').click();
    await lot.getByTestId('lot-note').fill('glass found');
    await lot.getByTestId('lot-recall-now').click();
    await page.locator('[data-testid=lots-to-watch] [data-lot="B2"][data-state=recalled]').waitFor();
    const lots = (await hub.get<ItemLotsView>(`/api/v1/items/${WATER}/lots`)).body.lots;
    expect(lots.find((one) => one.lot === 'B2')).toMatchObject({ state: 'recalled', note: 'glass found' });
    await context.close();
  });
});
