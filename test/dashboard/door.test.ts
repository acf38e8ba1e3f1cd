import { rmSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeControlCode } from '../../hub/core/barcode/control-code.ts';
import { RunningHub, TOKEN } from '../http/running-hub.ts';
import { Visitor } from '../http/visitor.ts';
import { axeFaults, openBrowser, openScreen } from '../rigs/browser.ts';
import { type Front, startFront } from '../rigs/front.ts';
import { needs } from '../rigs/require.ts';
import { BuiltPages } from './built-pages.ts';

const PIN = '294857';
const SHOTS = process.env.TILLSIDE_SHOTS;

describe.skipIf(!needs('chromium'))('the door, as people see it', () => {
  const hub = new RunningHub();
  const pages = new BuiltPages();
  let browser: Browser;
  let front: Front;

  beforeAll(async () => {
    const access = { thisPc: 'signed-in', names: '' } as const;
    [browser] = await Promise.all([openBrowser(), hub.start({ demo: true, access }), pages.build()]);
    front = await startFront(pages.folder, hub.url);
    const pc = new Visitor(hub, 'here');
    for (const staff of ['s2', 's4', 's1']) await pc.post('/access/pin', { staff, pin: PIN });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await front.close();
    await hub.close();
    rmSync(pages.folder, { recursive: true, force: true });
  });

  const shot = async (page: Page, name: string): Promise<void> => {
    expect(await axeFaults(page), name).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, `${name} is not wider than the screen`).toBeLessThanOrEqual(0);
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png` });
  };
  /** Types on the pad, as a finger does. */
  const tap = async (page: Page, digits: string): Promise<void> => {
    for (const digit of digits)
      await page.locator('.pin-pad').getByRole('button', { name: digit, exact: true }).click();
    await page.locator('.pin-pad .button.primary').click();
  };
  const signIn = async (page: Page, number: string): Promise<void> => {
    await page.getByTestId('staff-number').waitFor();
    await tap(page, number);
    await page.getByTestId('pin').waitFor();
    await tap(page, PIN);
    await page.getByTestId('sign-in').waitFor({ state: 'detached' });
  };
  const far = (context: BrowserContext) => context.setExtraHTTPHeaders({ 'x-forwarded-for': '10.0.0.9' });

  test('SEC-08: a tablet is registered by a code from the shop’s PC, and then asks who works there', async () => {
    const pc = await openScreen(browser, front.url);
    await pc.page.goto(`${front.url}/door`);
    await signIn(pc.page, '1');
    await pc.page.getByTestId('screen-name').fill('仓库平板');
    await pc.page.getByTestId('make-code').click();
    const code = (await pc.page.getByTestId('code').textContent()) ?? '';
    await shot(pc.page, 'door-page');

    const tablet = await openScreen(browser, front.url, { language: 'en', width: 390, height: 844 });
    await far(tablet.context);
    await tablet.page.goto(`${front.url}/board`);
    await tablet.page.getByTestId('pairing').waitFor();
    await shot(tablet.page, 'pairing');
    await tablet.page.getByTestId('pairing-code').fill(code.toLowerCase());
    await tablet.page.getByTestId('pair').click();
    await tablet.page.getByTestId('sign-in').waitFor();
    await tap(tablet.page, '4');
    await tap(tablet.page, '1111');
    await tablet.page.getByTestId('sign-in-trouble').waitFor();
    await shot(tablet.page, 'sign-in');
    await tap(tablet.page, PIN);
    expect(await tablet.page.getByTestId('who').getAttribute('data-staff')).toBe('s4');
    await tablet.page.locator('[data-testid=hub-badge][data-state=online]').waitFor();
    await shot(tablet.page, 'board-signed-in');

    await pc.page.locator('[data-testid=session]', { hasText: '仓库平板' }).getByTestId('end-session').click();
    await tablet.page.getByTestId('sign-in').waitFor();
    await tablet.context.close();
    await pc.page.getByTestId('sign-out').click();
    await pc.page.getByTestId('sign-in').waitFor();
    expect(tablet.faults.filter((fault) => !fault.includes('401'))).toEqual([]);
    await pc.context.close();
  });

  test('EMP-02: a counter’s screen opens to the badge its gun reads, and is the next person’s with the next badge', async () => {
    const scan = (serial: number) =>
      hub.readings(
        [hub.reading(encodeControlCode({ kind: 'badge', store: 1, serial, version: 1 }), { device: 'pretend:gun-1' })],
        { authorization: `Bearer ${TOKEN}` },
      );
    const counter = await openScreen(browser, front.url);
    await counter.page.goto(`${front.url}/counter/counter-1`);
    await counter.page.getByTestId('scan-badge').waitFor();
    await shot(counter.page, 'sign-in-counter');
    await scan(4);
    await counter.page.locator('[data-testid=staff][data-staff=s4]').waitFor();
    expect(await counter.page.getByTestId('who').count(), 'named once').toBe(0);
    await scan(5);
    await counter.page.locator('[data-testid=staff][data-staff=s5]').waitFor();
    await shot(counter.page, 'counter-by-badge');
    await counter.context.close();
  });

  test('SEC-05: a second person is asked for beside the work, by PIN, and the command goes on', async () => {
    const pc = await openScreen(browser, front.url);
    await pc.page.goto(`${front.url}/counter/counter-2`);
    await signIn(pc.page, '2');
    const { items } = (await new Visitor(hub, 'here').get<{ items: { gtin: string }[] }>('/items?limit=1')).body ?? {};
    expect(items, 'the PC itself shows nothing to nobody').toBeUndefined();
    await pc.page.getByTestId('mode-correct').click();
    await pc.page.getByTestId('counter').and(pc.page.locator('[data-mode=correct]')).waitFor();
    await pc.page.getByTestId('item-search').first().fill('水');
    await pc.page.getByTestId('found-item').first().click();
    await pc.page.getByTestId('counted-shopFloor').fill('9999');
    await pc.page.getByTestId('counted-shopFloor').blur();
    await pc.page.getByTestId('correct-shopFloor').click();
    await pc.page.getByTestId('approval').waitFor();
    await pc.page.getByTestId('approver').selectOption('s1');
    await shot(pc.page, 'approval');
    await tap(pc.page, PIN);
    await pc.page.getByTestId('approval').waitFor({ state: 'detached' });
    const book = await hub.get<{ notes: unknown[] }>('/api/v1/access/book', { authorization: `Bearer ${hub.key}` });
    expect(book.status).toBe(200);
    await pc.context.close();
  });
});
