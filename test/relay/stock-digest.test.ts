import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { storeViews } from '../../cloud-relay/features/stores/tables.ts';
import { daysLeft, reserveBytes } from '../../hub/core/link/budget.ts';
import { bucketCount, bucketOf, differing, digestOf, rootOf } from '../../hub/core/link/stock-digest.ts';
import { emptyDisk, Stores, storeKinds, straightLine } from './both-stores.ts';
import { copyOf, HubDouble } from './hub-double.ts';

const stores = new Stores();
afterAll(() => stores.close());

test('two ends agree on the digest whatever the order, and differ in the bucket of the item that differs', () => {
  const level = fc.record({
    gtin: fc.stringMatching(/^[0-9]{14}$/),
    location: fc.constantFrom('shop-floor', 'back-room', 'supplier'),
    onHand: fc.integer({ min: -50, max: 500 }),
  });
  const levels = fc.uniqueArray(level, { selector: ({ gtin, location }) => `${gtin} ${location}`, minLength: 1 });
  fc.assert(
    fc.property(levels, (known) => {
      const digest = digestOf(known);
      expect(digest).toHaveLength(bucketCount);
      expect(rootOf(digestOf([...known].reverse()))).toBe(rootOf(digest));
      expect(differing(digest, digestOf([...known, { gtin: '1', location: 'x', onHand: 0 }]))).toEqual([]);
      const [first, ...rest] = known;
      if (first === undefined) return;
      const other = digestOf([{ ...first, onHand: first.onHand + 1 }, ...rest]);
      expect(differing(digest, other)).toEqual([bucketOf(first.gtin)]);
      expect(rootOf(other)).not.toBe(rootOf(digest));
    }),
  );
});

test('a disk lasts as long as it did so far, and a young or a full one is not promised more', () => {
  const [day, gigabyte] = [86_400_000, 2 ** 30];
  const now = 100 * day;
  expect(daysLeft({ freeBytes: 10 * gigabyte + reserveBytes, usedBytes: gigabyte, since: 0 }, now)).toBe(1000);
  expect(daysLeft({ freeBytes: gigabyte, usedBytes: 0, since: now }, now)).toBe(96);
  expect(daysLeft({ freeBytes: reserveBytes / 2, usedBytes: gigabyte, since: 0 }, now)).toBe(0);
});

describe.each(storeKinds)('levels in %s', (kind) => {
  test('REL-04 after a store was restored, what HQ knew of the lost time is set right from the store’s own levels', async () => {
    const db = await stores.migrated(kind);
    const store = new HubDouble(emptyDisk()).boot('life-1');
    for (let at = 0; at < 40; at += 1) store.move(`0690000000${1000 + at}`, 10);
    const backup = copyOf(store.raw);
    // What happens now is lost with the disk: three known items change, and one comes that the backup never knew.
    for (const at of [3, 5, 7]) store.move(`0690000000${1000 + at}`, -4);
    store.move('06909999999999', 7);
    const first = await straightLine(db, store);
    await first.drained();
    await first.stop();
    const restored = new HubDouble(backup).boot('life-2');
    restored.move('06900000001000', 1);
    const surroundings = () => ({ day: '2026-03-03', freeBytes: 2 ** 40, usedBytes: 2 ** 20 });
    const second = await straightLine(db, restored, 's1', { tipEvery: 30 }, surroundings);
    await second.drained();
    const view = async () => (await storeViews(db, Date.now()))[0];
    for (const end = Date.now() + 10_000; (await view())?.levelsRepaired !== 4 && Date.now() < end; )
      await new Promise((done) => setTimeout(done, 20));
    expect(await view()).toMatchObject({ levelsRepaired: 4, gap: true, diskDays: 3650, wholeDay: '2026-03-03' });
    const held = await db.all('SELECT gtin, on_hand AS "onHand" FROM stock WHERE on_hand <> 0 ORDER BY gtin');
    const own = restored.levels().map(({ gtin, onHand }) => ({ gtin, onHand }));
    expect(held).toEqual(own.sort((a, b) => (a.gtin < b.gtin ? -1 : 1)));
    // And from then on both ends agree: nothing more is asked for.
    restored.move('06900000001003', 1);
    restored.committed();
    await second.drained();
    await new Promise((done) => setTimeout(done, 200));
    expect(await view()).toMatchObject({ levelsRepaired: 4 });
    await second.stop();
  });
});
