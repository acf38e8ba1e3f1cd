import { expect, test } from 'vitest';
import { answer, familyNames } from '../../../hub/core/replenishment/plan.ts';
import { LEVEL_ORACLES } from './oracles.ts';
import { SERIES_ORACLES } from './series-oracles.ts';

const ORACLES = [...LEVEL_ORACLES, ...SERIES_ORACLES];

/** Where an expected field is found in the answer: printed and full-digit variants speak of the same number. */
function fieldOf(family: string, field: string): string {
  if (field === 'full') return 'forecast';
  if (field === 'published') return family === 'holt' ? 'forecast' : 'cost';
  return field;
}

/** Numbers and lists of numbers within the tolerance, everything else exactly. */
function expectNear(actual: unknown, expected: unknown, tolerance: number, what: string): void {
  if (typeof expected === 'number') {
    expect(actual, what).toBeTypeOf('number');
    expect(Math.abs(Number(actual) - expected), `${what}: ${String(actual)} against ${expected}`).toBeLessThanOrEqual(
      tolerance,
    );
  } else if (Array.isArray(expected) && typeof expected[0] === 'number') {
    expect(actual, what).toHaveLength(expected.length);
    expected.forEach((value, at) => {
      expectNear((actual as unknown[])[at], value, tolerance, `${what}[${at}]`);
    });
  } else {
    expect(actual, what).toEqual(expected);
  }
}

test.each(ORACLES)('INV-12: $id ($family) is answered within its tolerance', (oracle) => {
  const found = answer(oracle.family, oracle.input);
  if (!found.ok) throw new Error(found.problem.title);
  for (const [field, expected] of Object.entries(oracle.expected)) {
    // Figures printed with two decimals are right to half a cent.
    const printed = oracle.family === 'holt' && field === 'published' ? 0.005 : undefined;
    const tolerance = printed ?? oracle.tolerances?.[field] ?? oracle.tolerance;
    expectNear(found.result[fieldOf(oracle.family, field)], expected, tolerance, `${oracle.id} ${field}`);
  }
});

test('every family with a known answer can be asked by its name', () => {
  const names = familyNames();
  for (const { family } of ORACLES) expect(names).toContain(family);
  expect(new Set(ORACLES.map(({ family }) => family)).size).toBe(26);
});
