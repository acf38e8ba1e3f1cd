import { rmSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BookRow } from '../../hub/contract/channel-orders.ts';
import { axeFaults, openBrowser, openScreen } from '../rigs/browser.ts';
import { type Front, startFront } from '../rigs/front.ts';
import { ShopProcesses } from '../rigs/processes.ts';
import { needs } from '../rigs/require.ts';
import { BuiltPages } from './built-pages.ts';

describe.skipIf(!needs('chromium'))('the page of the orders', () => {
  const shop = new ShopProcesses();
  const pages = new BuiltPages();
  let browser: Browser;
  let front: Front;

  beforeAll(async () => {
    [browser] = await Promise.all([openBrowser(), shop.start(), pages.build()]);
    front = await startFront(pages.folder, shop.hubUrl);
    const { items } = await shop.get<{
      items: { gtin: string; unit: string; shopFloor: number; priceMinor: number }[];
    }>('/items?limit=50');
    const some = items.filter(({ unit, shopFloor }) => unit === 'each' && shopFloor > 3).slice(0, 2);
    const lines = some.map(({ gtin, priceMinor }) => ({ gtin, quantity: 2, priceMinor }));
    const order = { channel: 'web', customer: { name: '王小明', phone: '13800138000' }, lines };
    const delivery = { kind: 'ship' as const, address: '上海市静安区南京西路 1266 号 1801 室' };
    const paidMinor = lines.reduce((sum, { priceMinor, quantity }) => sum + priceMinor * quantity, 0);
    await shop.do('orders.take-in', { ...order, reference: 'W-1001', delivery, paidMinor });
    await shop.do('orders.take-in', { ...order, reference: 'W-1002', delivery: { kind: 'ship' } });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await front.close();
    await shop.close();
    rmSync(pages.folder, { recursive: true, force: true });
  });

  test('ORD-09, ORD-13, ORD-18: a held order is released with a reason, picked, packed, shipped and signed, live', async () => {
    const { page, context, faults } = await openScreen(browser, front.url, {
      language: 'zh-CN',
      width: 1280,
      height: 900,
    });
    await page.goto(`${front.url}/orders`);
    await page.getByTestId('tab-held').click();
    await page.locator('[data-testid=order-row][data-state=held]').first().click();
    const detail = page.getByTestId('order-detail');
    await page.getByTestId('reasons').waitFor();
    expect(await page.getByTestId('reasons').locator('li').allTextContents()).toEqual(['没有收货地址', '没有付清']);
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.getByTestId('release').isDisabled()).toBe(true);
    await page.getByTestId('reason').fill('电话确认过');
    await page.getByTestId('release').click();
    await page.locator('[data-testid=order-detail][data-state=processing]').waitFor();
    for (let line = 0; line < 2; line += 1) {
      await page.getByTestId('pick-line').first().click();
      await page.waitForFunction(
        (left) => document.querySelectorAll('[data-testid=pick-line]').length === left,
        1 - line,
      );
    }
    await page.getByTestId('pack').click();
    await page.getByTestId('carrier').fill('顺丰');
    await page.getByTestId('tracking').fill('SF1234567890');
    await page.getByTestId('ship').click();
    await page.getByTestId('sign').click();
    await page.locator('[data-testid=order-detail][data-state=signed]').waitFor();
    await detail.locator('summary').last().click();
    expect(await page.getByTestId('steps').locator('li').count()).toBeGreaterThan(8);
    expect(await axeFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
    const { orders } = await shop.get<{ orders: BookRow[] }>('/orders?q=SF1234567890');
    expect(orders[0]).toMatchObject({ reference: 'W-1002', state: 'signed' });
  });

  test('ORD-15, ORD-16: an order is found by the end of its phone number; cancelled, it shows what is to be paid back', async () => {
    const { page, context } = await openScreen(browser, front.url, { language: 'en', width: 390, height: 844 });
    await page.goto(`${front.url}/orders`);
    await page.getByTestId('order-seek').fill('8000');
    await page.getByTestId('order-seek').press('Enter');
    await page.locator('[data-testid=order-row][data-state=processing]').first().click();
    await page.getByTestId('reason').fill('changed their mind');
    await page.getByTestId('cancel-order').click();
    await page.locator('[data-testid=order-detail][data-state=cancelled]').waitFor();
    const refund = page.getByTestId('refund');
    await refund.getByRole('textbox').fill('bank-77');
    await page.getByTestId('settle-refund').click();
    await page.locator('[data-testid=refund][data-state=settled]').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await context.close();
  });
});
