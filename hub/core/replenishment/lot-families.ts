import Type from 'typebox';
import { type Family, family, fault } from './family.ts';
import { amount, amounts, fields, positive } from './fields.ts';
import { jointReplenishment } from './joint.ts';
import {
  backorderOrderQuantity,
  discountOrderQuantity,
  economicOrderQuantity,
  silverMeal,
  wagnerWhitin,
} from './lot-size.ts';

const lots = fields({ K: amount, h: amount, d: amounts });

/** Questions about lot sizes under known demand. */
export const LOT_FAMILIES: Readonly<Record<string, Family>> = {
  eoq: family(fields({ K: amount, h: positive, D: positive }), ({ K, h, D }) => {
    const { quantity, cost } = economicOrderQuantity({ setup: K, holding: h }, D);
    return { Q: quantity, cost };
  }),

  'eoq-backorder': family(fields({ K: amount, h: positive, p: positive, D: positive }), ({ K, h, p, D }) => {
    const lot = backorderOrderQuantity({ setup: K, holding: h, shortage: p }, D);
    return { Q: lot.quantity, stockout_fraction: lot.stockoutFraction, cost: lot.cost };
  }),

  'eoq-all-units': family(
    fields({ K: amount, i: positive, D: positive, breaks: amounts, c: Type.Array(positive, { minItems: 1 }) }),
    ({ K, i, D, breaks, c }) => {
      if (breaks[0] !== 0) return fault('breaks', 'must begin at 0');
      if (!rises(breaks)) return fault('breaks', 'must rise');
      if (c.length !== breaks.length) return fault('c', 'must be as long as breaks');
      if (c.some((price, at) => at > 0 && price > (c[at - 1] ?? 0)))
        return fault('c', 'must not rise from break to break');
      return { ...renamed(discountOrderQuantity(K, i, D, breaks, c)) };
    },
  ),

  'wagner-whitin': family(lots, ({ K, h, d }) => ({ ...wagnerWhitin({ setup: K, holding: h }, d) })),
  'silver-meal': family(lots, ({ K, h, d }) => ({ ...silverMeal({ setup: K, holding: h }, d) })),

  'joint-replenishment-silver': family(
    fields({ K: amount, k: amounts, h: Type.Array(positive), D: Type.Array(positive) }),
    ({ K, k, h, D }) => {
      if (h.length !== k.length) return fault('h', 'must be as long as k');
      if (D.length !== k.length) return fault('D', 'must be as long as k');
      const items = k.map((setup, i) => ({ setup, holding: h[i] ?? 0, rate: D[i] ?? 0 }));
      const plan = jointReplenishment(K, items);
      if (plan === undefined) return fault('K', 'must be above 0 when the cheapest k is 0');
      return { T: plan.cycle, multiples: plan.multiples, Q: plan.quantities, cost: plan.cost };
    },
  ),
};

function renamed(lot: { quantity: number; region: number; cost: number }) {
  return { Q: lot.quantity, region: lot.region, cost: lot.cost };
}

function rises(values: readonly number[]): boolean {
  return values.every((value, at) => at === 0 || value > (values[at - 1] ?? 0));
}
