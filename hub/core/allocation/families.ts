import Type from 'typebox';
import { type Family, family, fault } from '../replenishment/family.ts';
import { fewestShipments, type Source } from './shipments.ts';

const Pieces = Type.Record(
  Type.String({ minLength: 1, maxLength: 60 }),
  Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
);
const Cost = Type.Number({ minimum: 0, maximum: 1e12 });

/** Questions about who sends an order. */
export const ALLOCATION_FAMILIES: Readonly<Record<string, Family>> = {
  'split-shipment-min': family(
    Type.Object(
      {
        order: Pieces,
        nodes: Type.Record(Type.String({ minLength: 1, maxLength: 60 }), Pieces),
        dist: Type.Optional(Type.Record(Type.String(), Cost)),
        priority: Type.Optional(Type.Array(Type.String())),
      },
      { additionalProperties: false },
    ),
    ({ order, nodes, dist, priority }) => {
      const names = Object.keys(nodes);
      if (Object.keys(order).length > 500) return fault('order', 'must not have more than 500 items');
      if (names.length > 2000) return fault('nodes', 'must not have more than 2000 nodes');
      const strange = (priority ?? []).find((name) => !names.includes(name));
      if (strange !== undefined) return fault('priority', `names ${strange}, which is no node`);
      const far = Object.keys(dist ?? {}).find((name) => !names.includes(name));
      if (far !== undefined) return fault(`dist/${far}`, 'is no node');
      const sources = names.map((name): Source => {
        return { name, stock: new Map(Object.entries(nodes[name] ?? {})), cost: dist?.[name] ?? 0 };
      });
      const rank = (name: string): number => {
        const at = priority?.indexOf(name) ?? -1;
        return at < 0 ? names.length : at;
      };
      const ranked = priority ? [...sources].sort((a, b) => rank(a.name) - rank(b.name)) : sources;
      const plan = fewestShipments(new Map(Object.entries(order)), ranked);
      const chosen = names.filter((name) => plan.sources.includes(name));
      return {
        shipments: chosen.length,
        nodes: chosen,
        cost: plan.cost,
        ships: Object.fromEntries(chosen.map((name) => [name, Object.fromEntries(plan.ships.get(name) ?? [])])),
        short: Object.fromEntries(plan.short),
        exact: plan.exact,
      };
    },
  ),
};
