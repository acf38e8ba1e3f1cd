import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BoardView } from '../../hub/contract/board.ts';
import { axeFaults, openBrowser, openScreen } from '../rigs/browser.ts';
import { type Front, startFront } from '../rigs/front.ts';
import { ShopProcesses, until } from '../rigs/processes.ts';
import { needs } from '../rigs/require.ts';
import { BuiltPages } from './built-pages.ts';

const CHECKS = [
  { check: 'temp', zh: '冷柜温度 2–6 ℃', en: 'Fridge at 2 to 6 °C', subject: 'device:fridge-1' },
  { check: 'light', zh: '灯都亮', en: 'All lamps are lit' },
];

describe.skipIf(!needs('chromium'))('a task on the board', () => {
  const shop = new ShopProcesses();
  const pages = new BuiltPages();
  let browser: Browser;
  let front: Front;
  const board = () => shop.get<BoardView>('/board');

  beforeAll(async () => {
    [browser] = await Promise.all([openBrowser(), shop.start(), pages.build()]);
    front = await startFront(pages.folder, shop.hubUrl);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await front.close();
    await shop.close();
    rmSync(pages.folder, { recursive: true, force: true });
  });
  const actAs = async (page: Page, staff: string): Promise<void> => {
    await page.goto(`${front.url}/board`);
    await page.getByTestId('acting-as').selectOption(staff);
  };

  test('TASK-23: a leader taps a new task within seconds, on a phone too', async () => {
    const { page, faults, context } = await openScreen(browser, front.url, { width: 390, height: 844 });
    await actAs(page, 's2');
    const from = Date.now();
    await page.getByTestId('new-task-open').click();
    await page.getByTestId('new-task-note').fill('顾客打翻了牛奶');
    expect(await axeFaults(page)).toEqual([]);
    await page.getByTestId('new-cleaning').click();
    await page.locator('[data-testid=task-card][data-kind=cleaning]').waitFor();
    expect(Date.now() - from).toBeLessThan(15_000);
    await page.getByTestId('new-task-open').click();
    await page.getByTestId('new-task-draft').click();
    await page.getByTestId('new-display').click();
    await page.getByTestId('drafts').waitFor();
    await page.getByTestId('draft-send').click();
    await page.locator('[data-testid=task-card][data-kind=display]').waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  test('a patrol is answered point by point, a failed point is a repair, and the trail tells it', async () => {
    await shop.do('tasks.create', {
      ...{ kind: 'patrol', staff: 's2', titleZh: '冷柜巡检', titleEn: 'Fridge patrol', checks: CHECKS, approval: true },
      ...{ content: '逐台看温度', standard: '2–6 ℃', assignee: 's4' },
    });
    const { page, faults, context } = await openScreen(browser, front.url, { width: 390, height: 844, language: 'en' });
    await actAs(page, 's4');
    const card = page.locator('[data-testid=task-card][data-kind=patrol]');
    await card.getByTestId('task-detail-open').click();
    const step = (name: string) => page.locator(`[data-testid=task-detail][data-step=${name}]`).waitFor();
    await page.getByTestId('task-acknowledge').click();
    await step('acknowledged');
    await page.getByTestId('detail-claim').click();
    await step('in-progress');
    await page.getByTestId('task-block').click();
    await page.getByTestId('reason').fill('no key');
    await page.getByTestId('reason-send').click();
    await step('blocked');
    await page.getByTestId('task-unblock').click();
    await step('in-progress');
    await page.locator('[data-check=light]').getByTestId('check-ok').click();
    await page.locator('[data-check=temp]').getByTestId('check-fails').click();
    await page.locator('[data-check=temp][data-ok=false]').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByTestId('detail-finish').click();
    await page.getByTestId('finish-confirm').click();
    await step('submitted');
    await page.keyboard.press('Escape');
    await page.getByTestId('acting-as').selectOption('s2');
    await card.getByTestId('task-detail-open').click();
    await page.getByTestId('task-approve').click();
    await step('closed');
    expect(await page.getByTestId('task-trail').locator('li').count()).toBeGreaterThanOrEqual(10);
    const { tasks } = await until(board, (b) => b.tasks.some((t) => t.kind === 'repair'), 'the repair is open');
    expect(tasks.find((t) => t.kind === 'repair')).toMatchObject({ nameEn: 'Repair: Fridge at 2 to 6 °C' });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    if (process.env.TILLSIDE_SHOTS) await page.screenshot({ path: `${process.env.TILLSIDE_SHOTS}/task-390.png` });
    expect(faults).toEqual([]);
    await context.close();
    if (process.env.TILLSIDE_SHOTS) await shots(process.env.TILLSIDE_SHOTS);
  });

  async function shots(folder: string): Promise<void> {
    for (const [name, width] of [
      ['wide', 1280],
      ['phone', 390],
    ] as const) {
      const { page, context } = await openScreen(browser, front.url, { width, height: 844 });
      await actAs(page, 's2');
      await page.getByTestId('task-card').first().waitFor();
      await page.screenshot({ path: `${folder}/board-${name}.png` });
      await page.getByTestId('task-detail-open').first().click();
      await page.getByTestId('task-detail').waitFor();
      await page.screenshot({ path: `${folder}/detail-${name}.png` });
      await page.keyboard.press('Escape');
      await page.getByTestId('new-task-open').click();
      await page.getByTestId('new-cleaning').waitFor();
      await page.screenshot({ path: `${folder}/new-${name}.png` });
      await context.close();
    }
  }
});
