import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ItemView } from '../../hub/contract/catalog.ts';
import { axeFaults, fireGun, openBrowser, openScreen, type Screen } from '../rigs/browser.ts';
import { type Front, startFront } from '../rigs/front.ts';
import { ShopProcesses, until } from '../rigs/processes.ts';
import { needs } from '../rigs/require.ts';
import { BuiltPages } from './built-pages.ts';

const NOBODY_KNOWS = '6999999999997';

describe.skipIf(!needs('chromium'))('the counter’s page with a real hub behind it', () => {
  const shop = new ShopProcesses();
  const pages = new BuiltPages();
  let browser: Browser;
  let front: Front;
  let screen: Screen;
  let page: Page;
  let items: ItemView[];

  const code = (n: number): string => (items[n]?.gtin ?? '').replace(/^0/, '');
  const line = (n: number) => page.locator(`[data-testid=order-line][data-gtin="${items[n]?.gtin}"]`);
  const has = (n: number, quantity: number) =>
    page.locator(`[data-testid=order-line][data-gtin="${items[n]?.gtin}"][data-quantity="${quantity}"]`).waitFor();
  const quantityOf = async (n: number) => line(n).getAttribute('data-quantity');
  const type = async (keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key, { delay: 20 });
  };

  beforeAll(async () => {
    [browser] = await Promise.all([openBrowser(), shop.start(), pages.build()]);
    front = await startFront(pages.folder, shop.hubUrl);
    items = (await shop.get<{ items: ItemView[] }>('/items?limit=200&after=06900')).items.filter(
      (i) => i.unit === 'each' && i.shopFloor > 20,
    );
    screen = await openScreen(browser, front.url);
    page = screen.page;
    await page.goto(`${front.url}/counter/counter-1`);
    await page.getByTestId('counter').waitFor();
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await front.close();
    await shop.close();
    rmSync(pages.folder, { recursive: true, force: true });
  });

  test('a gun is heard whatever has the focus, and its Enter presses no button', async () => {
    await fireGun(page, code(0));
    await has(0, 1);
    await page.getByTestId('pay').focus();
    await fireGun(page, code(1));
    await has(1, 1);
    expect(await page.getByTestId('pay-dialog').count()).toBe(0);
    const field = page.getByTestId('item-search').first();
    await field.focus();
    await fireGun(page, code(2));
    await has(2, 1);
    expect(await field.inputValue()).toBe('');
    await page.keyboard.press('F9');
    const amount = page.getByTestId('pay-amount');
    await amount.fill('500');
    await fireGun(page, code(0));
    await has(0, 2);
    expect(await amount.inputValue()).toBe('500');
    expect(await page.getByTestId('pay-dialog').count()).toBe(1);
    await page.keyboard.press('Escape');
    await page.getByTestId('pay-dialog').waitFor({ state: 'detached' });
  });

  test('a gun is understood with a Chinese input method on', async () => {
    await page.evaluate((text) => {
      for (const char of [...text, '\n']) {
        const code = char === '\n' ? 'Enter' : `Digit${char}`;
        document.body.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Process', code, bubbles: true, cancelable: true }),
        );
      }
    }, code(3));
    await has(3, 1);
  });

  test('star, 2, Enter and again star, 2, Enter leave 2 of the line, not 22', async () => {
    for (let n = 0; n < 2; n++) {
      await type(['NumpadMultiply', 'Digit2', 'Enter']);
      await has(3, 2);
    }
    await type(['NumpadAdd']);
    await has(3, 3);
  });

  test('a line goes with one tap and comes back with one more', async () => {
    await line(1).getByTestId('line-remove').click();
    await line(1).waitFor({ state: 'detached' });
    await page.getByTestId('notice-action').click();
    await has(1, 1);
  });

  test('an unknown code waits in the tray, in nobody’s way, until somebody says what it is', async () => {
    await fireGun(page, NOBODY_KNOWS);
    const row = page.locator(`[data-testid=unknown-row][data-text="${NOBODY_KNOWS}"]`);
    await row.waitFor();
    expect(await page.getByTestId('last-scan').getAttribute('data-kind')).toBe('unknown');
    expect(await axeFaults(page)).toEqual([]);
    await fireGun(page, code(2));
    await has(2, 2);
    await row.waitFor();
    await row.getByTestId('unknown-choose').click();
    await row.getByTestId('item-search').fill(items[4]?.nameZh ?? '');
    await row.locator(`[data-testid=found-item][data-gtin="${items[4]?.gtin}"]`).click();
    await row.waitFor({ state: 'detached' });
    await fireGun(page, NOBODY_KNOWS);
    await has(4, 1);
  });

  test('receiving is unmissable, sells nothing, and says when it ends', async () => {
    const before = (await shop.get<ItemView>(`/items/${items[5]?.gtin}`)).backRoom;
    await page.getByTestId('mode-receive').click();
    await page.locator('[data-testid=counter][data-mode=receive]').waitFor();
    await page.getByTestId('mode-until').waitFor();
    await fireGun(page, code(5));
    await until(
      () => shop.get<ItemView>(`/items/${items[5]?.gtin}`),
      (i) => i.backRoom === before + 1,
      'one is received',
    );
    await page.getByTestId('receive').waitFor();
    expect(await line(5).count()).toBe(0);
    expect(await axeFaults(page)).toEqual([]);
    await page.getByTestId('mode-sell').click();
    await page.locator('[data-testid=counter][data-mode=sell]').waitFor();
  });

  test('with the line cut it says so, keeps the scan over a reload, and sells it once when the line is mended', async () => {
    const before = Number(await quantityOf(0));
    front.cut(true);
    await page.locator('[data-testid=hub-badge]:not([data-state=online])').waitFor();
    await fireGun(page, code(0));
    await page.getByTestId('readings-waiting').waitFor();
    expect(Number(await quantityOf(0))).toBe(before);
    await page.reload();
    front.cut(false);
    await has(0, before + 1);
    await page.locator('[data-testid=hub-badge][data-state=online]').waitFor();
    await page.getByTestId('readings-waiting').waitFor({ state: 'detached' });
    expect(Number(await quantityOf(0))).toBe(before + 1);
  });

  test('a command given while the line is cut waits visibly and is done once', async () => {
    const before = Number(await quantityOf(0));
    front.cut(true);
    await line(0).getByTestId('line-more').click();
    await line(0).getByTestId('line-asked').waitFor();
    await page.getByTestId('commands-waiting').waitFor();
    expect(Number(await quantityOf(0))).toBe(before);
    front.cut(false);
    await has(0, before + 1);
    await line(0).getByTestId('line-asked').waitFor({ state: 'detached' });
  });

  test('cash is taken and the change is what the hub booked', async () => {
    const total = Number(await page.getByTestId('order-total').getAttribute('data-minor'));
    await page.getByTestId('pay').click();
    await page.getByTestId('pay-amount').fill(String((total + 1_150) / 100));
    expect(await axeFaults(page)).toEqual([]);
    await page.getByTestId('pay-confirm').click();
    await page.getByTestId('paid').waitFor();
    expect(await page.getByTestId('change').textContent()).toContain('11.50');
    expect(await page.getByTestId('order-line').count()).toBe(0);
  });

  test('no request left the page’s origin, and the page reported no fault', () => {
    expect(screen.faults).toEqual([]);
  });
});
