import type { Item } from '../../hub/contract/catalog.ts';
import { gs1CheckDigit } from '../../hub/core/barcode/index.ts';
import { openWriter } from '../../hub/store/open.ts';
import { asked, batched, expectDone } from './demo-store.ts';

const PER_COMMAND = 500;

/** The article number at a place in the made-up catalogue: a valid GTIN-14 under a prefix the demo shop does not use. */
export function gtinAt(place: number): string {
  const body = `06990${String(place).padStart(8, '0')}`;
  return body + gs1CheckDigit(body);
}

/** Adds so many articles to a demo store nobody has open, with names, prices and stock as a real catalogue has them. */
export async function addItems(file: string, count: number): Promise<void> {
  const store = openWriter(file);
  const submit = batched(store);
  for (let from = 0; from < count; from += PER_COMMAND) {
    const items = Array.from({ length: Math.min(PER_COMMAND, count - from) }, (_, i) => itemAt(from + i));
    expectDone(await submit(asked(`items:${from}`, 'catalog.set-items', { items })));
    const rules = items.map(({ gtin }) => ({ gtin, location: 'shop-floor', level: 4, target: 12 }));
    const filled = items.map(({ gtin }) =>
      submit(asked(`stock:${gtin}`, 'inventory.receive', { gtin, quantity: 12, location: 'shop-floor' })),
    );
    for (const outcome of await Promise.all(filled)) expectDone(outcome);
    expectDone(await submit(asked(`levels:${from}`, 'replenishment.set-levels', { rules: rules.slice(0, 200) })));
  }
  store.raw.pragma('wal_checkpoint(TRUNCATE)');
  store.close();
}

function itemAt(place: number): Item {
  return {
    gtin: gtinAt(place),
    nameZh: `样品 ${place} 号 500 克装`,
    nameEn: `Sample article ${place}, 500 g`,
    initials: 'ypkz',
    unit: 'each',
    priceMinor: 100 + (place % 9_900),
    costMinor: 60 + (place % 5_000),
    casePack: 12,
    shelf: `A${place % 90}-${place % 7}`,
    backBay: `B-${place % 40}`,
  };
}
