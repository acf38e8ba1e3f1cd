import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import type { BoardView } from '../hub/contract/board.ts';
import type { ItemView } from '../hub/contract/catalog.ts';
import type { SlipView } from '../hub/contract/slips.ts';
import type { StaffView } from '../hub/contract/staff.ts';
import { ShopProcesses, until } from './rigs/processes.ts';

const DOCS = fileURLToPath(new URL('../docs', import.meta.url));
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** Takes the README's pictures from a running demo shop: `npm run pictures`. */
async function pictures(shop: ShopProcesses, browser: Browser): Promise<void> {
  const fire = async (text: string): Promise<void> => {
    const reading = { id: crypto.randomUUID(), device: 'pretend:gun-1', at: Date.now(), raw: btoa(text), text };
    const headers = { 'content-type': 'application/json' };
    await fetch(`${shop.hubUrl}/api/v1/readings`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ readings: [reading] }),
    });
  };
  const { items } = await shop.get<{ items: ItemView[] }>('/items?limit=200');
  const { staff } = await shop.get<{ staff: StaffView[] }>('/staff');
  const near = items.filter((i) => i.unit === 'each' && i.shopFloor === (i.restockLevel ?? 0) + 1 && i.backRoom > 5);
  await fire(staff.find((s) => s.role === 'clerk')?.badgeCode ?? '');
  for (const item of near.slice(0, 4)) await fire(item.gtin.slice(1));
  for (const item of items.slice(120, 123)) await fire(item.gtin.slice(1));
  await fire(near[0]?.gtin.slice(1) ?? '');
  await until(
    () => shop.get<{ slips: SlipView[] }>('/slips'),
    ({ slips }) => slips.length > 3 && slips.every((s) => s.state === 'done'),
    'the slips are printed',
  );
  const shoot = async (url: string, name: string, width = 1280, height = 800): Promise<void> => {
    const page = await browser.newPage({ viewport: { width, height } });
    await page.goto(url);
    await page.waitForTimeout(1500);
    await page.screenshot({ path: `${DOCS}/${name}.png` });
    await page.close();
  };
  mkdirSync(DOCS, { recursive: true });
  const board = await shop.get<BoardView>('/board');
  const { slips } = await shop.get<{ slips: SlipView[] }>(`/slips`);
  await shoot(`${shop.hubUrl}/counter/counter-1`, 'counter');
  await shoot(`${shop.hubUrl}/board`, 'board');
  await shoot(`${shop.hqUrl}/hq`, 'hq');
  const slip = slips.find((s) => s.task === board.tasks[0]?.task);
  await shoot(`${shop.hubUrl}/api/v1/slips/${encodeURIComponent(slip?.slip ?? '')}/picture.svg`, 'slip', 624, 780);
}

const shop = await new ShopProcesses().start();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
try {
  await pictures(shop, browser);
} finally {
  await browser.close();
  await shop.close();
}
