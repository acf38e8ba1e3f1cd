import { existsSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { needs } from '../rigs/require.ts';
import { COUNTER } from './one-scan-shop.ts';

/** The counter's page in a real browser, which notes by itself when it shows another scan. */
export interface WatchedPage {
  /** Milliseconds since 1970 at which the page showed each new scan, since it was last asked. */
  shown(): Promise<number[]>;
  close(): Promise<void>;
}

/** @returns undefined where there is no browser, or the pages are not built */
export async function openPage(url: string): Promise<WatchedPage | undefined> {
  if (!needs('chromium')) return undefined;
  const built = await fetch(`${url}/counter/${COUNTER}`);
  if (!built.ok || !(built.headers.get('content-type') ?? '').includes('html')) return undefined;
  const { chromium } = await import('playwright-core');
  const path = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((each) => existsSync(each));
  if (path === undefined) return undefined;
  const browser: Browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-gpu'] });
  const page: Page = await browser.newPage();
  await page.goto(`${url}/counter/${COUNTER}`);
  await page.waitForSelector('[data-testid=last-scan]', { timeout: 10_000 });
  await page.evaluate(watch);
  return {
    shown: () => page.evaluate(() => (globalThis as unknown as { shown: number[] }).shown.splice(0)),
    close: () => browser.close(),
  };
}

/** Runs in the page: the card of the last scan names its reading; when that changes, a person can see it. */
function watch(): void {
  const shown: number[] = [];
  (globalThis as unknown as { shown: number[] }).shown = shown;
  const reading = (): string | null =>
    document.querySelector('[data-testid=last-scan]')?.getAttribute('data-reading') ?? null;
  let last = reading();
  new MutationObserver(() => {
    const now = reading();
    if (now === last) return;
    last = now;
    shown.push(performance.timeOrigin + performance.now());
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
}
