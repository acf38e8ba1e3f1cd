import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Debian's Chromium, without a window and without anything that would call out. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
}

export interface ScreenPlan {
  readonly language?: 'zh-CN' | 'en';
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
}
export interface Screen {
  readonly page: Page;
  /** Every request that left the page's own origin, and every error the page reported. */
  readonly faults: string[];
  readonly context: BrowserContext;
}

/** A browser with its own memory, on a page of `origin`. */
export async function openScreen(browser: Browser, origin: string, plan: ScreenPlan = {}): Promise<Screen> {
  const { width = 1280, height = 800 } = plan;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: plan.dark === true ? 'dark' : 'light',
    bypassCSP: false,
  });
  await context.addInitScript((language) => {
    localStorage.setItem('tillside.language', language);
  }, plan.language ?? 'zh-CN');
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) faults.push(`left the origin: ${request.url()}`);
  });
  page.on('pageerror', (error) => faults.push(`error on the page: ${error.message}`));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) faults.push(message.text());
  });
  return { page, faults, context };
}

/** What axe finds wrong with the page as it stands, one line each. */
export async function axeFaults(page: Page): Promise<string[]> {
  // Through the debugger and not as a script of the page: the page's own policy forbids foreign scripts.
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { run } = (globalThis as unknown as { axe: { run(): Promise<{ violations: AxeRule[] }> } }).axe;
    interface AxeRule {
      id: string;
      nodes: { target: string[]; failureSummary: string }[];
    }
    const { violations } = await run();
    return violations.flatMap((rule) =>
      rule.nodes.map((n) => `${rule.id}: ${n.target.join(' ')} (${n.failureSummary})`),
    );
  });
}

/** A gun in keyboard mode: real key events from outside the page, as fast as they go, Enter last. */
export async function fireGun(page: Page, text: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const keys = [...text, '\r'].map((char) => {
    const isDigit = /\d/.test(char);
    const code = char === '\r' ? 'Enter' : isDigit ? `Digit${char}` : `Key${char.toUpperCase()}`;
    const shift = /[A-Z]/.test(char) ? 8 : 0;
    const key = char === '\r' ? 'Enter' : char;
    const windowsVirtualKeyCode = char === '\r' ? 13 : char.toUpperCase().charCodeAt(0);
    return { key, code, modifiers: shift, text: char, windowsVirtualKeyCode };
  });
  await Promise.all(
    keys.flatMap((key) => [
      session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key }),
      session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key, text: '' }),
    ]),
  );
  await session.detach();
}
