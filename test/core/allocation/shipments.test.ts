import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fewestShipments, type Source } from '../../../hub/core/allocation/shipments.ts';
import { answer } from '../../../hub/core/replenishment/plan.ts';

type Pieces = Readonly<Record<string, number>>;
interface Question {
  readonly order: Pieces;
  readonly nodes: Readonly<Record<string, Pieces>>;
  readonly dist?: Pieces;
  readonly priority?: readonly string[];
}
const ask = (input: Question) => {
  const told = answer('split-shipment-min', input);
  return told.ok ? told.result : told.problem.faults;
};

const known: [string, Question, object][] = [
  [
    'one far source beats two near ones',
    {
      order: { A: 1, B: 1 },
      nodes: { N1: { A: 9 }, N2: { B: 9 }, N3: { A: 1, B: 1 } },
      priority: ['N1', 'N2', 'N3'],
      dist: { N1: 1, N2: 2, N3: 9 },
    },
    { shipments: 1, nodes: ['N3'] },
  ],
  [
    'of two shipments, the cheaper pair',
    {
      order: { A: 3, B: 2, C: 1 },
      nodes: { S1: { A: 2, B: 1 }, S2: { A: 1, C: 3 }, S3: { B: 2, C: 1 }, DC: { A: 3, B: 3 } },
      dist: { S1: 2, S2: 3, S3: 1, DC: 20 },
    },
    { shipments: 2, nodes: ['S3', 'DC'], cost: 21, exact: true, short: {} },
  ],
  [
    'what nobody has is back-ordered, the rest goes',
    { order: { A: 3, B: 1 }, nodes: { S1: { A: 2 }, S2: {} } },
    { shipments: 1, nodes: ['S1'], short: { A: 1, B: 1 }, ships: { S1: { A: 2 } } },
  ],
  ['nothing to send', { order: {}, nodes: { S1: { A: 2 } } }, { shipments: 0, nodes: [], short: {} }],
  [
    'of two that are as good, the one with priority',
    { order: { A: 1 }, nodes: { S1: { A: 1 }, S2: { A: 1 } }, priority: ['S2', 'S1'] },
    { shipments: 1, nodes: ['S2'] },
  ],
];
test.each(known)('ORD-11, ORD-12: fewest shipments: %s', (_name, question, expected) => {
  expect(ask(question)).toMatchObject(expected);
});

test('a question that makes no sense is refused by its field', () => {
  expect(ask({ order: { A: 1.5 }, nodes: {} })).toMatchObject([{ field: 'order/A' }]);
  expect(ask({ order: { A: 1 }, nodes: { S: { A: 1 } }, dist: { T: 1 } })).toMatchObject([{ field: 'dist/T' }]);
});

/** Every set of sources, the plain way: first the smallest, then the cheapest, then the first. */
function byEnumeration(order: ReadonlyMap<string, number>, sources: readonly Source[]): { size: number; cost: number } {
  const target = new Map(
    [...order].map(([item, much]) => [
      item,
      Math.min(
        much,
        sources.reduce((sum, s) => sum + (s.stock.get(item) ?? 0), 0),
      ),
    ]),
  );
  let best = { size: Number.POSITIVE_INFINITY, cost: 0 };
  for (let set = 0; set < 2 ** sources.length; set += 1) {
    const chosen = sources.filter((_, at) => (set >> at) & 1);
    const covers = [...target].every(
      ([item, much]) => chosen.reduce((sum, s) => sum + (s.stock.get(item) ?? 0), 0) >= much,
    );
    const cost = chosen.reduce((sum, s) => sum + s.cost, 0);
    if (covers && (chosen.length < best.size || (chosen.length === best.size && cost < best.cost)))
      best = { size: chosen.length, cost };
  }
  return best;
}

test('no plan has fewer shipments, nor as few at a lower cost; every piece is sent once or told as short', () => {
  const pieces = fc.dictionary(fc.constantFrom('A', 'B', 'C', 'D'), fc.nat({ max: 5 }), { noNullPrototype: true });
  const source = fc.record({ stock: pieces, cost: fc.nat({ max: 9 }) });
  fc.assert(
    fc.property(pieces, fc.array(source, { maxLength: 8 }), (wanted, list) => {
      const order = new Map(Object.entries(wanted));
      const sources = list.map(({ stock, cost }, at) => ({
        name: `S${at}`,
        stock: new Map(Object.entries(stock)),
        cost,
      }));
      const plan = fewestShipments(order, sources);
      const best = byEnumeration(order, sources);
      expect([plan.sources.length, plan.cost, plan.exact]).toEqual([best.size, best.cost, true]);
      for (const [item, much] of order) {
        const sent = [...plan.ships.values()].reduce((sum, ships) => sum + (ships.get(item) ?? 0), 0);
        expect(sent + (plan.short.get(item) ?? 0)).toBe(much);
      }
      for (const [name, ships] of plan.ships)
        for (const [item, much] of ships)
          expect(much).toBeLessThanOrEqual(sources.find((one) => one.name === name)?.stock.get(item) ?? 0);
    }),
    { seed: 20_261_122, numRuns: 400 },
  );
});

test('beyond what can be looked through a plan still comes, and says that it may not be the best', () => {
  const sources = Array.from({ length: 90 }, (_, at) => {
    const stock = new Map(
      Array.from({ length: 40 }, (__, item) => [`I${item}`, (at * 7 + item * 13) % 11 === 0 ? 1 : 0]),
    );
    return { name: `S${at}`, stock, cost: (at * 31) % 17 };
  });
  const order = new Map(Array.from({ length: 40 }, (_, item) => [`I${item}`, 5]));
  const plan = fewestShipments(order, sources);
  expect(plan.exact).toBe(false);
  expect(plan.short.size).toBe(0);
  for (const [item, much] of order)
    expect(
      [...plan.ships.values()].reduce((sum, ships) => sum + (ships.get(item) ?? 0), 0),
      item,
    ).toBe(much);
});
