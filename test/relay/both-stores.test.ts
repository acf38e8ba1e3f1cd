import { afterAll, describe, expect, test } from 'vitest';
import { asideOf } from '../../cloud-relay/features/repairs/tables.ts';
import { storeViews } from '../../cloud-relay/features/stores/tables.ts';
import { emptyDisk, Stores, storeKinds, straightLine } from './both-stores.ts';
import { copyOf, HubDouble } from './hub-double.ts';

const stores = new Stores();
afterAll(() => stores.close());
const milk = '06901234567892';

interface Held {
  epoch: string;
  seq: number;
  position: number;
}

describe.each(storeKinds)('the link into %s', (kind) => {
  test('BRF-04 3,000 entries arrive once and in order, in batches; a poisoned one is put aside alone', async () => {
    const db = await stores.migrated(kind);
    const store = new HubDouble(emptyDisk()).boot('life-1');
    for (let at = 0; at < 1000; at += 1) store.move(milk, 1);
    store.write([{ type: 'orders.paid', data: { order: 'o1', totalMinor: 'poison' } }]);
    for (let at = 0; at < 1999; at += 1) store.move(milk, 1);
    const line = await straightLine(db, store);
    await line.drained();
    const held = await db.all<Held>('SELECT epoch, seq, position FROM entry ORDER BY seq');
    const wanted = Array.from({ length: 3000 }, (_, at) => at + 1).filter((seq) => seq !== 1001);
    expect(held).toEqual(wanted.map((seq) => ({ epoch: 'life-1', seq, position: seq })));
    expect(await asideOf(db, 's1')).toMatchObject([{ seq: 1001, type: 'orders.paid' }]);
    const levels = await db.all("SELECT on_hand FROM stock WHERE store = 's1' AND gtin = $1", milk);
    expect(levels).toEqual([{ on_hand: 2999 }]);
    expect(await storeViews(db, Date.now())).toMatchObject([{ entries: 2999, backlog: 0, quarantined: 1, gap: false }]);
    await line.stop();
  });

  test('REL-04 a store restored from a backup gets a new line, and its levels outrank the old ones', async () => {
    const db = await stores.migrated(kind);
    const store = new HubDouble(emptyDisk()).boot('life-1');
    for (let at = 0; at < 10; at += 1) store.move(milk, 1);
    const backup = copyOf(store.raw);
    for (let at = 0; at < 5; at += 1) store.move(milk, 1);
    const first = await straightLine(db, store);
    await first.drained();
    await first.stop();
    const restored = new HubDouble(backup).boot('life-2');
    restored.move(milk, -3);
    const second = await straightLine(db, restored);
    await second.drained();
    expect(second.uplink.view().trouble).toBe('store-restored');
    expect(await storeViews(db, Date.now())).toMatchObject([{ gap: true, entries: 16 }]);
    expect(await db.all('SELECT on_hand FROM stock WHERE gtin = $1', milk)).toEqual([{ on_hand: 7 }]);
    await second.stop();
  });

  test('a store whose rows another worker moved meanwhile gives the whole batch up', async () => {
    const place = await stores.place(kind);
    const db = await stores.migrated(kind, place);
    const store = new HubDouble(emptyDisk()).boot('life-1');
    for (let at = 0; at < 50; at += 1) store.move(milk, 1);
    // Two ends of HQ over one store, both told the same: whoever is second finds the cursor moved and takes nothing.
    const other = await stores.bare(kind, place);
    const lines = [await straightLine(db, store), await straightLine(other, store)];
    await Promise.all(lines.map((line) => line.drained()));
    expect(await db.all('SELECT count(*) AS n, count(DISTINCT seq) AS d FROM entry')).toEqual([{ n: 50, d: 50 }]);
    expect(await storeViews(db, Date.now())).toMatchObject([{ entries: 50 }]);
    await Promise.all(lines.map((line) => line.stop()));
  });
});
