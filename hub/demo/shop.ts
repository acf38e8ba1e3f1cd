import type { ShiftPlan } from '../contract/shifts.ts';
import type { ShopSetUp } from '../contract/shop.ts';
import { gs1CheckDigit } from '../core/barcode/index.ts';

/** Scale labels of the demo shop: 21 prints the price of the packet, 22 its weight. */
const PRICE_LABEL = {
  prefix: '21',
  itemDigits: 5,
  valueDigits: 5,
  value: 'price',
  decimals: 2,
  innerCheck: false,
} as const;
const WEIGHT_LABEL = { ...PRICE_LABEL, prefix: '22', value: 'weight', decimals: 3 } as const;

/** The demo shop itself. Its GLN is well formed and made up. */
export const DEMO_SHOP: ShopSetUp = {
  number: 1,
  store: 'riverside-road',
  gln: `693000000001${gs1CheckDigit('693000000001')}`,
  nameZh: '河滨路店',
  nameEn: 'Riverside Road',
  currency: 'CNY',
  timeZone: 'Asia/Shanghai',
  inStoreLayouts: [PRICE_LABEL, WEIGHT_LABEL],
};

export const DEMO_LOCATIONS: readonly {
  readonly location: string;
  readonly nameZh: string;
  readonly nameEn: string;
}[] = [
  { location: 'back-room', nameZh: '后仓', nameEn: 'Back room' },
  { location: 'shop-floor', nameZh: '卖场', nameEn: 'Shop floor' },
];

export const DEMO_COUNTERS: readonly {
  readonly counter: string;
  readonly number: number;
  readonly nameZh: string;
  readonly nameEn: string;
}[] = [
  { counter: 'counter-1', number: 1, nameZh: '1号收银台', nameEn: 'Counter 1' },
  { counter: 'counter-2', number: 2, nameZh: '2号收银台', nameEn: 'Counter 2' },
];

/** Two shifts a day; the manager stands on both. */
export const DEMO_SHIFTS: readonly ShiftPlan[] = [
  {
    plan: 'early',
    turn: 1,
    nameZh: '早班',
    nameEn: 'Early',
    starts: '07:00',
    ends: '15:00',
    staff: ['s1', 's2', 's4', 's6'],
  },
  { plan: 'late', turn: 2, nameZh: '晚班', nameEn: 'Late', starts: '15:00', ends: '23:00', staff: ['s1', 's3', 's5'] },
];

/**
 * The label the fresh counter sticks on a packet, as its bar code reads.
 * @param gtin number of a weighed item, `I` and five digits
 * @param grams 1 to 99,999
 */
export function demoWeightLabel(gtin: string, grams: number): string {
  const body = WEIGHT_LABEL.prefix + gtin.slice(1) + String(grams).padStart(WEIGHT_LABEL.valueDigits, '0');
  return body + gs1CheckDigit(body);
}
