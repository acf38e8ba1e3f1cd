import { beforeAll, describe, expect, test } from 'vitest';
import { checkRebuild } from '../../hub/store/rebuild.ts';
import { compareForecasts, ratioToBest } from './forecasts.ts';
import { USUAL_WORLD, type World } from './nature.ts';
import { ShopRun } from './run.ts';
import { Score, tableOf } from './score.ts';

const SHORT: World = { ...USUAL_WORLD, items: 20, days: 21, seed: 3 };
const none = new Score();
const all = (run: ShopRun): Score => run.scores.get('all') ?? none;
const played = (changes: Partial<World> = {}): ShopRun => new ShopRun({ ...SHORT, ...changes }).play();

describe('a shop whose truth is kept apart from its book', () => {
  let usual: ShopRun;
  beforeAll(() => {
    usual = played();
  });

  test('TASK-14: is served well from little stock, its tasks are right, its true lows and run-outs are told', () => {
    const score = all(usual);
    expect(score.wanted).toBeGreaterThan(2000);
    expect(score.fill).toBeGreaterThan(0.93);
    expect(score.cover).toBeLessThan(4);
    expect(score.opened.precision).toBeGreaterThan(0.85);
    expect(score.needed.recall).toBeGreaterThan(0.85);
    expect(score.warning.precision).toBeGreaterThan(0.75);
    expect(score.warning.recall).toBeGreaterThan(0.7);
  });

  test('levels that nobody learns serve far worse: the score tells good from bad', () => {
    const guessed = all(played({ learns: false }));
    expect(guessed.fill).toBeLessThan(all(usual).fill - 0.1);
    expect(guessed.warning.recall).toBe(0);
  });

  test('INV-19: with no error anywhere book and truth agree and every task is right; without counts they drift apart', () => {
    const clean = all(played({ misScan: 0, shrinkage: 0, misCount: 0 }));
    expect(clean.agreement).toBe(1);
    expect([clean.opened.precision, clean.needed.recall]).toEqual([1, 1]);
    const uncounted = all(played({ counts: 0 }));
    expect(uncounted.agreement).toBeLessThan(all(usual).agreement - 0.1);
    expect(uncounted.needed.recall).toBeLessThan(all(usual).needed.recall);
  });

  test('is the same for the same seed, another for another, and its tables follow from its journal', () => {
    expect(tableOf(played().scores)).toEqual(tableOf(usual.scores));
    expect(tableOf(played({ seed: 4 }).scores)).not.toEqual(tableOf(usual.scores));
    expect(checkRebuild(usual.shop.sql, usual.shop.book).drift).toEqual([]);
  });
});

test('INV-12: the method chosen for each item is no worse than the best single one over all, nor much in any class', () => {
  const comparison = compareForecasts({ ...USUAL_WORLD, items: 80, seed: 11 });
  expect([...comparison.keys()].sort()).toEqual(['all', 'erratic', 'intermittent', 'lumpy', 'smooth']);
  for (const [group, { errors }] of comparison)
    expect(ratioToBest(errors), group).toBeLessThanOrEqual(group === 'all' ? 1 : 1.02);
});
