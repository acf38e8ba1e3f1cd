import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cheapestAssignment } from '../../../hub/core/operations/assignment.ts';
import { erlangC, fewestStaff } from '../../../hub/core/operations/staffing.ts';
import { answer } from '../../../hub/core/replenishment/plan.ts';

/** Published or independently computed answers about people, places, pictures and time. */
const ORACLES: readonly (readonly [family: string, input: object, expected: Record<string, unknown>, tol: number])[] = [
  [
    'assignment-min',
    {
      cost: [
        [400, 150, 400],
        [400, 450, 600],
        [300, 225, 300],
      ],
    },
    { total: 850 },
    0,
  ],
  [
    'assignment-min-rect',
    {
      cost: [
        [10, 10, 8, 11],
        [9, 8, 1, 1],
        [9, 7, 4, 10],
      ],
    },
    { total: 15 },
    0,
  ],
  ['days-off (5 consecutive days on)', { required: [17, 13, 15, 19, 14, 16, 11] }, { staff: 23 }, 0],
  ['erlang-C', { offered: 10, servers: 14 }, { p_wait: 0.17413193359504983 }, 1e-9],
  ['haversine', { a: [36.12, -86.67], b: [33.94, -118.4], R: 6371008.8 }, { m: 2886448.4297648543 }, 0.001],
  ['wgs84-to-gcj02', { wgs: [31.1774276, 121.5272106] }, { gcj: [31.17530398364597, 121.531541859215] }, 1e-9],
  ['wgs84-to-gcj02', { wgs: [48.8566, 2.3522] }, { gcj: [48.8566, 2.3522] }, 0],
  ['hamming64', { a: 'e0f8fef6f2ecfcf4', b: 'e0f8eed4d2ecfcf4' }, { distance: 4 }, 0],
  ['hamming64', { a: '0000000000000000', b: 'FFFFFFFFFFFFFFFF' }, { distance: 64 }, 0],
  ['gs1-check-digit', { type: 'GTIN-13', value: '6291041500213' }, { valid: true }, 0],
  ['gs1-check-digit', { type: 'GTIN-14', value: '09506000134352' }, { valid: true }, 0],
  ['gs1-check-digit', { type: 'UPC-A', value: '416000336108' }, { valid: true }, 0],
  ['gs1-check-digit', { type: 'GTIN-8', value: '02345673' }, { valid: true }, 0],
  ['gs1-check-digit', { type: 'SSCC', value: '123456789012345675' }, { valid: true }, 0],
  ['gs1-check-digit', { type: 'GTIN-13', value: '6291041500214' }, { valid: false }, 0],
  ['gs1-check-digit', { type: 'GTIN-14', value: '6291041500213' }, { valid: false }, 0],
];

test.each(ORACLES)('$0 of $1 is answered', (family, input, expected, tolerance) => {
  const found = answer(family, input);
  if (!found.ok) throw new Error(found.problem.title);
  for (const [field, value] of Object.entries(expected))
    for (const [at, one] of [value].flat().entries()) {
      const told = [found.result[field]].flat()[at];
      if (typeof one === 'number') expect(Math.abs(Number(told) - one), field).toBeLessThanOrEqual(tolerance);
      else expect(told, field).toBe(one);
    }
});

test('faults name their fields', () => {
  const faulty = answer('assignment-min', { cost: [[1, 2], [3]] });
  expect(faulty).toMatchObject({ ok: false, problem: { faults: [{ field: 'cost' }] } });
  expect(answer('gs1-check-digit', { type: 'ISBN', value: '1' })).toMatchObject({
    problem: { faults: [{ field: 'type' }] },
  });
});

/** Every way to give rows their columns, by trying them all. */
function cheapestByTrying(cost: readonly (readonly number[])[], row = 0, taken: readonly number[] = []): number {
  if (row === cost.length) return 0;
  const free = (cost[0] ?? []).map((_, column) => column).filter((column) => !taken.includes(column));
  const ways = free.map((c) => (cost[row]?.[c] ?? 0) + cheapestByTrying(cost, row + 1, [...taken, c]));
  return Math.min(...ways);
}

test('the assignment is the best of all there are, each column once, whichever side is longer', () => {
  const matrix = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 2 })).chain(([rows, more]) =>
    fc.array(fc.array(fc.integer({ min: -20, max: 60 }), { minLength: rows + more, maxLength: rows + more }), {
      minLength: rows,
      maxLength: rows,
    }),
  );
  fc.assert(
    fc.property(matrix, (cost) => {
      const { total, columns } = cheapestAssignment(cost);
      expect(new Set(columns).size).toBe(cost.length);
      expect(total).toBe(cheapestByTrying(cost));
      const turned = (cost[0] ?? []).map((_, column) => cost.map((row) => row[column] ?? 0));
      expect(cheapestAssignment(turned).total).toBe(total);
    }),
    { numRuns: 200, seed: 1 },
  );
});

test('the roster covers every day, and no smaller one does', () => {
  const covers = (begins: readonly number[], required: readonly number[]): boolean =>
    required.every(
      (need, day) => [0, 1, 2, 3, 4].reduce((n, back) => n + (begins[(day + 7 - back) % 7] ?? 0), 0) >= need,
    );
  const canCover = (required: readonly number[], staff: number, day = 0, begins: readonly number[] = []): boolean => {
    if (day === 6) return covers([...begins, staff], required);
    for (let n = 0; n <= staff; n += 1) if (canCover(required, staff - n, day + 1, [...begins, n])) return true;
    return false;
  };
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 5 }), { minLength: 7, maxLength: 7 }), (required) => {
      const { staff, begins } = fewestStaff(required);
      expect(begins.every((n) => Number.isInteger(n) && n >= 0)).toBe(true);
      expect(begins.reduce((a, b) => a + b, 0)).toBe(staff);
      expect(covers(begins, required)).toBe(true);
      if (staff > 0) expect(canCover(required, staff - 1)).toBe(false);
    }),
    { numRuns: 60, seed: 2 },
  );
});

test('Erlang C agrees with the sum of the textbook, and a load the tills cannot carry always waits', () => {
  for (const [offered, servers] of [
    [0.5, 1],
    [3, 4],
    [7.5, 9],
    [12, 20],
  ] as const) {
    let term = 1;
    let sum = 0;
    for (let n = 0; n < servers; n += 1, term *= offered / n) sum += term;
    const waiting = (term * servers) / (servers - offered);
    expect(erlangC(offered, servers)).toBeCloseTo(waiting / (sum + waiting), 12);
  }
  expect(erlangC(5, 5)).toBe(1);
  expect(erlangC(0, 3)).toBe(0);
});
