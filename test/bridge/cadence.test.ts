import { describe, expect, test } from 'vitest';
import { openCadence } from '../../firmware-bridge/framing/cadence.ts';
import { type Trace, triggerTraces } from './trigger-traces.ts';

/** Runs codes `[ms since the one before, code]` through one gun's cadence. */
function judged(scans: readonly (readonly [number, string])[]): (number | undefined)[] {
  const cadence = openCadence();
  let at = 0;
  return scans.map(([gap, code]) => {
    at += gap;
    return cadence.judge(code, at)?.after;
  });
}
const held = (scans: readonly (readonly [number, string])[]): number => judged(scans).filter(Boolean).length;

describe('a trigger bounce is told from a second item by the gun’s own cadence', () => {
  test('the same code right after is suspect, also on a gun nobody has worked with', () => {
    const scans = [
      [0, 'a'],
      [45, 'a'],
      [900, 'a'],
    ] as const;
    expect(judged(scans)).toEqual([undefined, 45, undefined]);
  });
  test('a gun worked with at an ordinary pace is doubted further out', () => {
    const work = Array.from({ length: 10 }, (_, i) => [800, `code ${i}`] as const);
    expect(judged([...work, [190, 'code 9'], [230, 'code 9']]).slice(-2)).toEqual([190, undefined]);
  });
  test('what a cordless gun kept in its memory comes back to back and is counted, each one', () => {
    expect(held(Array.from({ length: 30 }, () => [6, 'water'] as const))).toBe(0);
  });
  test('a gun that reads one item again and again teaches nothing by it: every repeat is suspect', () => {
    expect(held([[0, 'a'], ...Array.from({ length: 40 }, () => [55, 'a'] as const)])).toBe(40);
  });
  test('different codes are never suspect, however fast', () => {
    expect(held(Array.from({ length: 50 }, (_, i) => [20, `code ${i}`] as const))).toBe(0);
  });
  test('a fast clerk who sweeps identical items past is never held', () => {
    expect(held(Array.from({ length: 200 }, (_, i) => [i % 2 ? 240 : 180, 'water'] as const))).toBe(0);
  });
  test('the bar follows the clerk: what is a bounce for a slow one is a second item for a fast one', () => {
    const at = (pace: number): number | undefined =>
      judged([...Array.from({ length: 10 }, (_, i) => [pace, `code ${i}`] as const), [170, 'code 9']]).at(-1);
    expect([at(900), at(300)]).toEqual([170, undefined]);
  });
  test('a pause between customers does not make the gun look slow', () => {
    const scans = Array.from({ length: 20 }, (_, i) => [i % 4 === 3 ? 40_000 : 300, `code ${i}`] as const);
    expect(judged([...scans, [150, 'code 19']]).at(-1)).toBeUndefined();
  });
  test('when this process was held up, times of arrival accuse nobody', () => {
    const cadence = openCadence();
    cadence.judge('a', 0);
    expect(cadence.judge('a', 0, false)).toBeUndefined();
    expect(cadence.judge('a', 40, true)).toEqual({ after: 40 });
  });
});

test('on labelled traces of five clerks and three guns the two kinds of mistake are rare, and are told', () => {
  const traces = triggerTraces(20_261_121);
  const table = traces.map((trace) => ({ name: trace.name, ...mistakes(trace) }));
  const sum = (key: 'items' | 'bounces' | 'merged' | 'duplicated'): number =>
    table.reduce((total, row) => total + row[key], 0);
  const percent = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(2)} %`;
  for (const row of table)
    process.stdout.write(
      `${row.name}: second items held ${row.merged} of ${row.items}, bounces counted ${row.duplicated} of ${row.bounces}\n`,
    );
  process.stdout.write(
    `false merges ${percent(sum('merged'), sum('items'))} of items, false duplicates ${percent(sum('duplicated'), sum('bounces'))} of bounces\n`,
  );
  expect([sum('items'), sum('bounces') > 450]).toEqual([15_000, true]);
  expect(sum('merged') / sum('items')).toBeLessThan(0.002);
  expect(sum('duplicated') / sum('bounces')).toBeLessThan(0.2);
  const fastest = table.filter((row) => row.name.startsWith('a fast clerk') && row.name.endsWith('a sound gun'));
  expect(fastest.map((row) => row.merged)).toEqual([0, 0]);
});

function mistakes({ scans }: Trace): { items: number; bounces: number; merged: number; duplicated: number } {
  const cadence = openCadence();
  const count = { items: 0, bounces: 0, merged: 0, duplicated: 0 };
  for (const { at, code, truth } of scans) {
    const isSuspect = cadence.judge(code, at) !== undefined;
    if (truth === 'item') {
      count.items += 1;
      if (isSuspect) count.merged += 1;
    } else {
      count.bounces += 1;
      if (!isSuspect) count.duplicated += 1;
    }
  }
  return count;
}
