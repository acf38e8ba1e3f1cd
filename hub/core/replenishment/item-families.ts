import Type from 'typebox';
import { METHODS } from './choose.ts';
import { explainPlan } from './explain.ts';
import { type Family, family, fault } from './family.ts';
import { amount, count, fields, meanCount, packSize, positive, share, weekdayNumber } from './fields.ts';
import { planItem } from './item.ts';
import { stockoutPath, stockoutRisk } from './risk.ts';
import { transferSuggestions } from './transfer.ts';

const units = Type.Integer({ minimum: -1_000_000, maximum: 1_000_000 });
const daily = Type.Array(meanCount, { minItems: 1, maxItems: 10_000 });
/** Free stock of one store; moves are weighed unit by unit, so the bound is tighter than elsewhere. */
const freeStock = Type.Integer({ minimum: -20_000, maximum: 20_000 });
const weekdays = Type.Optional(Type.Array(weekdayNumber, { minItems: 1, maxItems: 7 }));

const itemInput = fields({
  history: daily,
  stocked_out: Type.Optional(Type.Array(Type.Boolean())),
  method: Type.Optional(Type.Enum(['auto', ...METHODS])),
  profile: Type.Optional(Type.Array(Type.Number({ minimum: 0, maximum: 50 }), { minItems: 7, maxItems: 7 })),
  today: weekdayNumber,
  lead_days: Type.Integer({ minimum: 1, maximum: 60 }),
  order_days: weekdays,
  delivery_days: weekdays,
  fill: Type.Optional(share),
  costs: Type.Optional(fields({ h: positive, p: positive, K: amount })),
  pack: Type.Optional(packSize),
  shelf: Type.Optional(count),
  least: Type.Optional(count),
  pinned: Type.Optional(count),
  on_hand: units,
  arriving: Type.Optional(Type.Array(count, { maxItems: 60 })),
  reserved: Type.Optional(count),
});

/** Questions about one item in one store, and about the same item in several. */
export const ITEM_FAMILIES: Readonly<Record<string, Family>> = {
  'stockout-probability-72h': family(
    fields({
      on_hand: Type.Number({ minimum: -1e6, maximum: 1e6 }),
      incoming_within_72h: amount,
      daily_mean: meanCount,
      daily_sd: Type.Optional(amount),
      model: Type.Optional(Type.Enum(['Poisson', 'NegBin'])),
    }),
    ({ on_hand, incoming_within_72h, daily_mean, daily_sd, model = 'Poisson' }) => {
      if (model === 'NegBin' && daily_sd === undefined)
        return fault('daily_sd', 'is missing (the NegBin model needs it)');
      const variance = model === 'Poisson' ? daily_mean : (daily_sd ?? 0) ** 2;
      if (variance > 1e4 * daily_mean) return fault('daily_sd', 'is too large');
      const risk = stockoutRisk(on_hand + incoming_within_72h, 3 * daily_mean, 3 * variance);
      return { p: risk.chance, expected_lost: risk.expectedLost };
    },
  ),

  'stockout-path': family(
    fields({
      on_hand: units,
      days: Type.Array(
        fields({
          mean: meanCount,
          sd: Type.Optional(amount),
          arriving: Type.Optional(count),
        }),
        {
          minItems: 1,
          maxItems: 31,
        },
      ),
    }),
    ({ on_hand, days }) => {
      const path = days.map((day) => ({
        mean: day.mean,
        variance: day.sd === undefined ? day.mean : day.sd ** 2,
        arriving: day.arriving ?? 0,
      }));
      const wild = path.findIndex((day) => day.variance > 1e4 * day.mean);
      if (wild >= 0) return fault(`days/${wild}/sd`, 'is too large');
      const risk = stockoutPath(on_hand, path);
      return { p: risk.chance, expected_lost: risk.expectedLost, by_day: risk.byDay };
    },
  ),

  transfers: family(
    fields({
      stores: Type.Array(
        fields({ store: Type.String(), free: freeStock, level: freeStock, mean: meanCount, sd: Type.Optional(amount) }),
        { minItems: 2, maxItems: 500 },
      ),
      least: Type.Optional(packSize),
    }),
    ({ stores, least }) => {
      const wild = stores.findIndex(({ mean, sd = 0 }) => sd ** 2 > 100 * mean);
      if (wild >= 0) return fault(`stores/${wild}/sd`, 'is too large');
      if (new Set(stores.map(({ store }) => store)).size < stores.length) return fault('stores', 'must differ by name');
      const standings = stores.map(({ sd, ...at }) => ({ ...at, variance: sd === undefined ? at.mean : sd ** 2 }));
      return { moves: transferSuggestions(standings, least) };
    },
  ),

  item: family(itemInput, (input) => {
    const { history, stocked_out } = input;
    if (stocked_out !== undefined && stocked_out.length !== history.length) {
      return fault('stocked_out', 'must be as long as history');
    }
    const plan = planItem({
      history,
      stockedOut: stocked_out,
      method: input.method === 'auto' ? undefined : input.method,
      profile: input.profile,
      today: input.today,
      calendar: {
        lead: input.lead_days,
        ...(input.order_days && { orderDays: input.order_days }),
        ...(input.delivery_days && { deliveryDays: input.delivery_days }),
      },
      fill: input.fill ?? 0.98,
      costs: input.costs && { setup: input.costs.K, holding: input.costs.h, shortage: input.costs.p },
      pack: input.pack ?? 1,
      shelf: input.shelf,
      least: input.least,
      pinned: input.pinned,
      onHand: input.on_hand,
      arriving: input.arriving ?? [],
      reserved: input.reserved ?? 0,
    });
    if (plan === undefined) return fault('delivery_days', 'allow no delivery');
    return {
      method: plan.method,
      forecast: plan.forecast,
      daily: plan.daily,
      dispersion: plan.dispersion,
      level: plan.level,
      learned_level: plan.learned,
      limited_by_shelf: plan.limitedByShelf,
      order_in_days: plan.window.order,
      arrives_in_days: plan.window.arrival,
      order: plan.quantity,
      fill: plan.fill,
      mean_on_hand: plan.onHand,
      ...(plan.cost !== undefined && { cost: plan.cost }),
      stockout_72h: { p: plan.risk.chance, expected_lost: plan.risk.expectedLost },
      because: explainPlan(plan, input.today),
    };
  }),
};
