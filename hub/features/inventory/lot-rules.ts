import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Event } from '../../contract/journal.ts';
import type { LotDated, LotRecalled, StockPolicy } from '../../contract/lots.ts';
import { dayNumber } from '../../core/calendar.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';

export function setStockPolicy(_facts: null, body: BodyOf<'inventory.set-stock-policy'>): Decision {
  return [happened('inventory.stock-policy-set', body)];
}

export interface DatedLot {
  readonly gtin: string;
  readonly lot: string;
  readonly expiry: string;
  readonly told: 'nothing' | 'near' | 'expired';
  readonly quantity: number;
}
export interface ReviewLotsFacts {
  readonly policy: StockPolicy;
  /** Lots of which something is left in the shop and not everything was told. */
  readonly lots: readonly DatedLot[];
  /** Lots people were told of, of which nothing is left, and the task for each that nobody has begun. */
  readonly gone: readonly { readonly gtin: string; readonly lot: string; readonly task: string | null }[];
}

export type Freshness = 'good' | 'near' | 'expired';
/** The last day is a day of use; the day after it is not. */
export function freshness(expiry: string, today: string, nearDays: number): Freshness {
  const days = dayNumber(expiry) - dayNumber(today);
  if (days < 0) return 'expired';
  return days <= nearDays ? 'near' : 'good';
}

/** Each lot is told of once when its date comes near and once when it is past, as long as anything of it is left. */
export function reviewLots(facts: ReviewLotsFacts, _body: BodyOf<'inventory.review-lots'>, moment: Moment): Decision {
  const told = facts.lots.flatMap(({ told: before, ...lot }): Event[] => {
    const state = freshness(lot.expiry, moment.businessDate, facts.policy.nearExpiryDays);
    if (state === 'expired') return [happened('inventory.lot-expired', lot)];
    return state === 'near' && before === 'nothing' ? [happened('inventory.lot-near-expiry', lot)] : [];
  });
  const gone = facts.gone.map(({ task, ...lot }) =>
    happened('inventory.lot-gone', { ...lot, ...(task ? { task } : {}) }),
  );
  return [...told, ...gone];
}

export interface LotFacts {
  readonly itemKnown: boolean;
  readonly recalled: boolean;
  readonly expiry: string | undefined;
  readonly left: LotRecalled['left'];
  readonly went: LotRecalled['went'];
}

/** A recall needs no stock: a lot nobody saw here may still be carried to a counter tomorrow. */
export function recall(facts: LotFacts, body: BodyOf<'inventory.recall'>): Decision {
  if (!facts.itemKnown)
    return refuse('item-missing', `There is no item ${body.gtin}; import it first.`, { gtin: body.gtin });
  if (facts.recalled) return refuse('lot-recalled-already', 'This lot is recalled already.', { lot: body.lot });
  const { expiry, left, went } = facts;
  return [happened('inventory.lot-recalled', { ...body, ...(expiry ? { expiry } : {}), left, went })];
}

export function endRecall(facts: LotFacts, body: BodyOf<'inventory.end-recall'>): Decision {
  if (!facts.recalled) return refuse('lot-not-recalled', 'This lot is not recalled.', { lot: body.lot });
  return [happened('inventory.recall-ended', body)];
}

/** One task for a lot, whether it is near its date or past it: what is told again finds it open and leaves it be. */
const aboutLot = ({ gtin, lot }: { gtin: string; lot: string }): string => `lot:${gtin}:${lot}`;

function lookAfter(data: LotDated, zh: string, en: string): readonly Wish[] {
  const { gtin, lot, expiry, quantity } = data;
  const titles = { titleZh: `${zh}（${expiry}）`, titleEn: `${en} (${expiry})` };
  const why = { zh: `批次 ${lot}，还有 ${quantity}`, en: `lot ${lot}, ${quantity} left` };
  return [wish('tasks.open', { kind: 'expiry', subject: aboutLot(data), gtin, ...titles, quantity, why })];
}
export const onGone = ({ task }: Events['inventory.lot-gone']): readonly Wish[] =>
  task ? [wish('tasks.withdraw', { task, reason: 'lot-gone' })] : [];
export const onNearExpiry = (data: Events['inventory.lot-near-expiry']): readonly Wish[] =>
  lookAfter(data, '临期：先卖先用', 'Near its date: use first');
export const onExpired = (data: Events['inventory.lot-expired']): readonly Wish[] =>
  lookAfter(data, '过期：下架报损', 'Expired: take off and write off');

export function onRecalled(data: Events['inventory.lot-recalled']): readonly Wish[] {
  const { gtin, lot, note, left, went } = data;
  const quantity = left.reduce((sum, place) => sum + place.quantity, 0);
  const sold = went.find(({ to }) => to === 'customer')?.quantity ?? 0;
  return [
    wish('tasks.open', {
      ...{ kind: 'recall' as const, subject: aboutLot(data), gtin, quantity, content: note },
      ...{ titleZh: `召回下架：批次 ${lot}`, titleEn: `Recall: take lot ${lot} off` },
      why: { zh: `店内还有 ${quantity}，已卖出 ${sold}`, en: `${quantity} left in the shop, ${sold} sold` },
    }),
  ];
}
