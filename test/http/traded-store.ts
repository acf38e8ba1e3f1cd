import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { machine } from '../../hub/edges/clock.ts';
import { openWriter } from '../../hub/store/open.ts';
import { NOODLES, TestShop, WATER } from '../rigs/shop.ts';

const DAY_MS = 86_400_000;
const dayOf = machine.dayIn('Asia/Shanghai');

/** A store that has traded for eight weeks up to yesterday: water sells 4 a day, noodles 6 and are nearly out. */
export function traded(file: string, now: number): void {
  mkdirSync(dirname(file), { recursive: true });
  const shop = new TestShop(openWriter(file));
  const goTo = (ago: number): void => {
    shop.now = now - ago * DAY_MS;
    shop.today = dayOf(shop.now);
  };
  goTo(57);
  shop.setUp();
  for (let ago = 56; ago >= 1; ago -= 1) {
    goTo(ago);
    const move = (gtin: string, quantity: number) => [
      shop.command('inventory.receive', { gtin, quantity, location: 'shop-floor' }),
      shop.command('inventory.move', { gtin, from: 'shop-floor', to: 'customer', quantity, reason: 'sale' }),
    ];
    for (const outcome of shop.group([...move(WATER, 4), ...move(NOODLES, 6)]))
      if (outcome.status !== 'done') throw new Error(JSON.stringify(outcome));
  }
  shop.sql.close();
}
