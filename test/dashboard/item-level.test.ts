import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ItemView } from '../../hub/contract/catalog.ts';
import type { ReplenishmentView } from '../../hub/contract/replenishment.ts';
import { machine } from '../../hub/edges/clock.ts';
import { RunningHub } from '../http/running-hub.ts';
import { traded } from '../http/traded-store.ts';
import { axeFaults, openBrowser, openScreen } from '../rigs/browser.ts';
import { type Front, startFront } from '../rigs/front.ts';
import { needs } from '../rigs/require.ts';
import { WATER } from '../rigs/shop.ts';
import { BuiltPages } from './built-pages.ts';

describe.skipIf(!needs('chromium'))('the goods page', () => {
  const hub = new RunningHub();
  const pages = new BuiltPages();
  let browser: Browser;
  let front: Front;

  beforeAll(async () => {
    traded(join(hub.data, 'hub/tillside.db'), machine.now());
    [browser] = await Promise.all([openBrowser(), hub.start(), pages.build()]);
    front = await startFront(pages.folder, hub.url);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await front.close();
    await hub.close();
    rmSync(pages.folder, { recursive: true, force: true });
  });

  test('INV-12: tells the level and why, and pins it at a press', async () => {
    const item = async () => (await hub.get<ItemView>(`/api/v1/items/${WATER}`)).body;
    const learned = async () => (await hub.get<ReplenishmentView>('/api/v1/replenishment')).body.learnedThrough;
    await expect.poll(learned, { timeout: 20_000 }).toBeDefined();
    const { why, restockLevel } = await item();
    const screen = await openScreen(browser, front.url, { language: 'en' });
    const { page } = screen;
    await page.goto(`${front.url}/catalogue`);
    await page.getByRole('button', { name: 'Nongfu water' }).first().click();
    const level = page.getByTestId('item-level');
    await level.getByText(`Restock at ${restockLevel}`).waitFor();
    expect(await page.getByTestId('item-why').textContent()).toBe(why?.en);
    await page.getByTestId('item-pin').click();
    await level.getByText('pinned').waitFor();
    expect(await item()).toMatchObject({ pinned: true, restockLevel });
    expect(await axeFaults(page)).toEqual([]);
    await page.getByTestId('item-pin').click();
    await level.getByText('pinned').waitFor({ state: 'detached' });
    expect(await item()).not.toHaveProperty('pinned');
    expect(screen.faults).toEqual([]);
    await screen.context.close();
  });
});
