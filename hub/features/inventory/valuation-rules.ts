import type { BodyOf } from '../../contract/commands.ts';
import { type Decision, happened, refuse } from '../../core/feature.ts';
import { type Pool, share, VALUE_SCALE } from '../../core/valuation.ts';

export interface CostedItem {
  readonly unit: 'each' | 'gram';
  /** Of one piece, or one kilogram where sold by the gram, as the catalogue says. */
  readonly costMinor: number | null;
}

/** A price is per piece, or per kilogram; the cost of one base unit is that fraction. */
export const GRAMS = 1000;
/** The most one move may cost: ten million yuan. */
const COST_MAX = 1_000_000_000 * VALUE_SCALE;
export const tooDear = refuse('cost-too-large', 'No delivery costs that much: check cost and quantity.');

/** What a number of base units costs at a price per piece (per kilogram), in thousandths of a minor unit. */
export const costOf = (unit: 'each' | 'gram', costMinor: number, quantity: number): number =>
  share(costMinor * VALUE_SCALE, quantity, unit === 'gram' ? GRAMS : 1);

/** The cost of a delivery: said in all, said by the piece, or as the catalogue has it. */
export function costOfReceipt(
  item: CostedItem | undefined,
  body: Pick<BodyOf<'inventory.receive'>, 'quantity' | 'totalCostMinor' | 'unitCostMinor'>,
): { cost: number } | Record<string, never> | 'too-dear' {
  if (!item) return {};
  if (body.totalCostMinor !== undefined) return { cost: body.totalCostMinor * VALUE_SCALE };
  const each = body.unitCostMinor ?? item.costMinor;
  if (each === null) return {};
  const cost = costOf(item.unit, each, body.quantity);
  if (cost <= COST_MAX) return { cost };
  return body.unitCostMinor === undefined ? {} : 'too-dear';
}

export interface RevalueFacts {
  readonly item: CostedItem | undefined;
  readonly pool: Pool;
}

/** The only way value changes without goods: somebody says what they cost, and why. */
export function revalue(facts: RevalueFacts, body: BodyOf<'inventory.revalue'>): Decision {
  const { item, pool } = facts;
  if (!item) return refuse('item-missing', `There is no item ${body.gtin}; import it first.`, { gtin: body.gtin });
  const unit = { value: body.unitCostMinor * VALUE_SCALE, quantity: item.unit === 'gram' ? GRAMS : 1 };
  const after = share(unit.value, Math.abs(pool.quantity), unit.quantity) * (pool.quantity < 0 ? -1 : 1);
  if (Math.abs(after) > COST_MAX * GRAMS) return tooDear;
  const { gtin, reason } = body;
  return [
    happened('inventory.revalued', {
      gtin,
      quantity: pool.quantity,
      before: pool.value,
      after: after + 0,
      unit,
      reason,
    }),
  ];
}
