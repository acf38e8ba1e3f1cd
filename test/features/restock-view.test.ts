import { describe, expect, test } from 'vitest';
import { restockRows } from '../../hub/features/replenishment/view-tables.ts';
import { only, WATER } from '../rigs/shop.ts';
import { Stocked } from '../rigs/stocked.ts';
import { expectSound } from './soundness.ts';

describe('how an item stands is one word', () => {
  const stateOf = (shop: Stocked, gtin: string) =>
    restockRows(shop.sql, shop.now, 50).items.find((i) => i.gtin === gtin);
  const at = (shelf: number, back: number) => {
    const shop = new Stocked();
    shop.must('inventory.correct', { gtin: WATER, location: 'shop-floor', counted: shelf });
    shop.must('inventory.correct', { gtin: WATER, location: 'back-room', counted: back });
    return shop;
  };
  test.each([
    ['INV-15: shelf empty, back room full', 0, 88, 'shelf-empty'],
    ['really out', 0, 0, 'out'],
    ['shelf low', 10, 88, 'shelf-low'],
    ['shelf low and nothing behind', 10, 0, 'shelf-low'],
    ['well', 11, 88, 'ok'],
  ])('%s', (_name, shelf, back, state) => {
    expect(stateOf(at(shelf, back), WATER)).toMatchObject({ state, shopFloor: shelf, backRoom: back, level: 10 });
  });

  const selling = (perDay: number, shelf: number, orderLevel: number) => {
    const shop = at(shelf, 0);
    const why = { zh: `每天卖 ${perDay}`, en: `sells ${perDay} a day` };
    const plan = {
      gtin: WATER,
      method: 'ses',
      chosen: '2026-11-20',
      level: 1,
      target: 9,
      orderLevel,
      dispersion: 1,
      why,
    };
    const week = [1, 1, 1, 1, 1, 1, 1].map((day) => day * perDay);
    shop.must('replenishment.take-learned', {
      ...{ date: '2026-11-20', after: WATER, done: true, plans: [{ ...plan, week }] },
    });
    return shop;
  };
  test.each([
    ['INV-17: it will not last till the lorry', 8, 12, 3, 'soon'],
    ['at the level of the store', 2, 12, 12, 'stock-low'],
    ['INV-16: it lasts for months', 0.1, 40, 1, 'over'],
  ])('%s', (_name, perDay, shelf, orderLevel, state) => {
    const shop = selling(perDay, shelf, orderLevel);
    const row = stateOf(shop, WATER);
    expect(row).toMatchObject({ state, velocity: perDay, cover: shelf / perDay, why: { en: `sells ${perDay} a day` } });
    expectSound(shop);
  });

  test('INV-20: the alarm states item, level, velocity and cover', () => {
    const shop = selling(2, 13, 12);
    const [low] = only(
      shop.must('orders.add-line', { counter: 'c1', gtin: WATER, quantity: 1 }),
      'replenishment.stock-low',
    );
    expect(low?.data).toMatchObject({ gtin: WATER, why: { position: 12, level: 12, velocity: 2, cover: 6 } });
  });
});
