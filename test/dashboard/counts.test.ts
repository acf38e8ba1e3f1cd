import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ItemView } from '../../hub/contract/catalog.ts';
import type { CountSummary } from '../../hub/contract/count-views.ts';
import { encodeControlCode } from '../../hub/core/barcode/control-code.ts';
import { machine } from '../../hub/edges/clock.ts';
import { openWriter } from '../../hub/store/open.ts';
import { RunningHub } from '../http/running-hub.ts';
import { axeFaults, fireGun, openBrowser, openScreen } from '../rigs/browser.ts';
import { type Front, startFront } from '../rigs/front.ts';
import { needs } from '../rigs/require.ts';
import { TestShop, WATER } from '../rigs/shop.ts';
import { BuiltPages } from './built-pages.ts';

describe.skipIf(!needs('chromium'))('the counts page', () => {
  const hub = new RunningHub();
  const pages = new BuiltPages();
  let browser: Browser;
  let front: Front;

  beforeAll(async () => {
    mkdirSync(join(hub.data, 'hub'), { recursive: true });
    const shop = new TestShop(openWriter(join(hub.data, 'hub/tillside.db')));
    shop.now = machine.now() - 60_000;
    shop.today = machine.dayIn('Asia/Shanghai')(shop.now);
    shop.setUp();
    shop.must('inventory.correct', { gtin: WATER, location: 'shop-floor', counted: 25 });
    shop.must('inventory.receive', { gtin: WATER, quantity: 15, location: 'shop-floor' });
    shop.sql.close();
    [browser] = await Promise.all([openBrowser(), hub.start(), pages.build()]);
    front = await startFront(pages.folder, hub.url);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await front.close();
    await hub.close();
    rmSync(pages.folder, { recursive: true, force: true });
  });
  const onHand = async () => (await hub.get<ItemView>(`/api/v1/items/${WATER}`)).body.shopFloor;

  test('INV-08: a blind count by gun while the next counter sells, recounted by another, explained and posted', async () => {
    const screen = await openScreen(browser, front.url, { language: 'en' });
    const { page } = screen;
    await page.goto(`${front.url}/counts`);
    await page.getByTestId('acting-as').selectOption('lead');
    await page.getByTestId('begin-count').getByText('New count').click();
    await page.getByTestId('count-begin').click();
    await page.getByTestId('count-sheet').waitFor();
    await page.getByTestId('count-at-c1').click();

    const till = await openScreen(browser, front.url, { language: 'zh-CN' });
    await till.page.goto(`${front.url}/counter/c1`);
    await till.page.getByTestId('count-panel').waitFor();
    await fireGun(till.page, encodeControlCode({ kind: 'badge', store: 1, serial: 11, version: 1 }));
    await fireGun(till.page, WATER.slice(1));
    await till.page.getByTestId('count-last').waitFor();
    await fireGun(till.page, WATER.slice(1));
    await expect.poll(() => till.page.getByTestId('count-quantity').inputValue()).toBe('2');
    for (const key of ['NumpadMultiply', 'Digit2', 'Digit5', 'Enter']) {
      await till.page.keyboard.press(key);
      await till.page.waitForTimeout(120);
    }
    await expect.poll(() => till.page.getByTestId('count-quantity').inputValue()).toBe('25');
    expect(await till.page.getByTestId('last-scan').textContent()).not.toContain('40');
    expect(await axeFaults(till.page)).toEqual([]);
    await hub.must('orders.add-line', { counter: 'c2', gtin: WATER, quantity: 3 });

    await page.getByTestId('count-review').click();
    await page.getByTestId('variance').waitFor();
    expect(await page.getByTestId('difference').textContent()).toBe('-15');
    await page.getByTestId('recount-quantity').fill('22');
    await page.getByTestId('recount-now').click();
    await page.getByTestId('recount').waitFor({ state: 'detached' });
    await page.getByTestId('count-reason').selectOption('theft');
    await page.getByTestId('suspects').locator('summary').click();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByTestId('count-post').click();
    await page.locator('[data-testid=count-sheet][data-state=posted]').waitFor();
    expect(await onHand()).toBe(22);
    const { counts } = (await hub.get<{ counts: CountSummary[] }>('/api/v1/counts')).body;
    expect(counts).toMatchObject([{ state: 'posted', differing: 1, person: 'lead' }]);
    await till.page.getByTestId('count-panel').waitFor({ state: 'detached' });
    expect([...screen.faults, ...till.faults]).toEqual([]);
    await screen.context.close();
    await till.context.close();
  });
});
