import { rmSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GoodsView } from '../../hub/contract/purchasing.ts';
import { RunningHub } from '../http/running-hub.ts';
import { axeFaults, openBrowser, openScreen } from '../rigs/browser.ts';
import { type Front, startFront } from '../rigs/front.ts';
import { needs } from '../rigs/require.ts';
import { NOODLES, WATER } from '../rigs/shop.ts';
import { BuiltPages } from './built-pages.ts';

describe.skipIf(!needs('chromium'))('the pages where goods come and go', () => {
  const hub = new RunningHub();
  const pages = new BuiltPages();
  let browser: Browser;
  let front: Front;

  beforeAll(async () => {
    [browser] = await Promise.all([openBrowser(), hub.start(), pages.build()]);
    front = await startFront(pages.folder, hub.url);
    await hub.setUp();
    await hub.must('purchasing.set-supplier', {
      ...{ supplier: 'nf', nameZh: '农夫山泉配送', nameEn: 'Nongfu', leadDays: 2, active: true },
    });
    await hub.must('purchasing.set-sources', { supplier: 'nf', gtins: [WATER, NOODLES] });
    await hub.must('replenishment.set-levels', {
      rules: [
        { gtin: WATER, location: 'shop-floor', level: 10, target: 24 },
        { gtin: WATER, location: 'store', level: 120, target: 144 },
        { gtin: NOODLES, location: 'shop-floor', level: 4, target: 12 },
      ],
    });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await front.close();
    await hub.close();
    rmSync(pages.folder, { recursive: true, force: true });
  });
  const documents = async () => (await hub.get<{ open: GoodsView[] }>('/api/v1/documents')).body.open;

  test('INV-13, INV-20: a proposal says why, is approved at a press, and is expected then', async () => {
    const screen = await openScreen(browser, front.url, { language: 'en' });
    const { page } = screen;
    await page.goto(`${front.url}/restock`);
    const proposal = page.locator(`[data-testid=proposal][data-gtin="${WATER}"]`);
    await proposal.getByTestId('proposal-why').getByText('order level 120').waitFor();
    await page.locator(`[data-testid=restock-row][data-gtin="${NOODLES}"][data-state=out]`).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await proposal.getByTestId('approve').click();
    await page.getByText('No order waits').waitFor();
    expect(await documents()).toMatchObject([{ code: 'PO1-1', lines: [{ gtin: WATER }] }]);
    expect(screen.faults).toEqual([]);
    await screen.context.close();
  });

  test('a snooze takes its reason and ends at a press', async () => {
    const screen = await openScreen(browser, front.url);
    const { page } = screen;
    await page.goto(`${front.url}/restock`);
    const row = page.locator(`[data-testid=restock-row][data-gtin="${NOODLES}"]`);
    await row.getByTestId('snooze').click();
    await row.getByTestId('snooze-reason').fill('供应商放假');
    await row.getByTestId('snooze-7').click();
    await row.getByTestId('snoozed').getByText('供应商放假').waitFor();
    await row.getByTestId('wake').click();
    await row.getByTestId('snoozed').waitFor({ state: 'detached' });
    await row.getByTestId('pin').click();
    await row.getByText('已固定').waitFor();
    expect(screen.faults).toEqual([]);
    await screen.context.close();
  });

  test('SUP-02: opened at a counter, counted live by its gun, a difference told, closed', async () => {
    const [order] = await documents();
    const expected = order?.lines[0]?.expected ?? 0;
    const screen = await openScreen(browser, front.url, { language: 'en' });
    const { page } = screen;
    await page.goto(`${front.url}/receiving`);
    await page.getByTestId('document-show').first().click();
    await page.getByTestId('open-at').first().click();
    await page.locator('[data-testid=document][data-state=counting]').waitFor();
    await hub.readings([hub.reading(WATER.slice(1))]);
    await page.locator('[data-testid=goods-line][data-counted="1"]').waitFor();
    await page.getByTestId('goods-counted').fill(String(expected - 2));
    await page.getByTestId('goods-counted').press('Enter');
    await page.getByTestId('goods-difference').getByText('-2').waitFor();
    expect(await page.getByTestId('document-close').isDisabled()).toBe(true);
    await page.getByTestId('goods-reason').selectOption('not-delivered');
    expect(await axeFaults(page)).toEqual([]);
    await page.getByTestId('document-close').click();
    await page.locator('[data-testid=document-ended][data-code="PO1-1"]').waitFor();
    expect(await documents()).toEqual([]);
    expect(screen.faults).toEqual([]);
    await screen.context.close();
  });

  test('INV-07: goods for another store are started here and filled by search where there is no code', async () => {
    const screen = await openScreen(browser, front.url, { width: 390, height: 844 });
    const { page } = screen;
    await page.goto(`${front.url}/receiving`);
    await page.getByTestId('start-kind').selectOption('transfer-out');
    await page.getByTestId('start-party').fill('二店');
    await page.getByTestId('start-counter').selectOption('c2');
    await page.getByTestId('start').click();
    await page.getByTestId('item-search').fill('水');
    await page.getByTestId('found-item').first().click();
    await page.locator('[data-testid=goods-line][data-counted="1"]').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await page.getByTestId('document-close').click();
    await page.getByTestId('document-ended').filter({ hasText: '二店' }).waitFor();
    expect(screen.faults).toEqual([]);
    await screen.context.close();
  });

  test('a sheet of goods says what is wrong with it before anything is taken; a price of some days is set', async () => {
    const screen = await openScreen(browser, front.url, { language: 'en' });
    const { page } = screen;
    await page.goto(`${front.url}/catalogue`);
    await page.getByTestId('import-panel').locator('summary').click();
    const sheet = '条码,品名,售价\n6900000000014,饼干,3.50\n6900000000015,糖,free\n';
    await page
      .getByTestId('import-file')
      .setInputFiles({ name: 'goods.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet) });
    await page.getByTestId('import-fault').first().getByText('Line 3').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByTestId('import-now').click();
    await page.locator('[data-testid=import-report][data-imported=true]').waitFor();
    await page.getByRole('button', { name: 'Water' }).first().click();
    await page.getByTestId('item-prices').locator('summary').click();
    await page.getByTestId('price-amount').fill('1.50');
    await page.getByTestId('price-until').fill('2099-12-31');
    await page.getByTestId('price-set').click();
    await page.getByTestId('item-price').getByText('2099-12-31').waitFor();
    await page.getByTestId('code-text').fill('NF-24');
    await page.getByTestId('code-pieces').fill('24');
    await page.getByTestId('code-add').click();
    await page.getByTestId('item-code').getByText('24 pieces').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    expect(screen.faults).toEqual([]);
    await screen.context.close();
  });
});
