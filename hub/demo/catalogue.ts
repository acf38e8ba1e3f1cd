import { gs1CheckDigit } from '../core/barcode/index.ts';
import { DRINKS } from './goods/drinks.ts';
import { HOUSEHOLD } from './goods/household.ts';
import { KITCHEN } from './goods/kitchen.ts';
import { SNACKS } from './goods/snacks.ts';
import { type Country, type Good, readGoods } from './goods-table.ts';

export type DemoItem = {
  /** 13 digits as printed on the packet; `I` and five digits for what the fresh counter weighs */
  readonly gtin: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly category: { readonly zh: string; readonly en: string };
  readonly unit: 'each' | 'gram';
  /** fen a piece, or a kilogram where the unit is the gram */
  readonly priceMinor: number;
  readonly costMinor: number;
  readonly casePack: number;
  /** such as A03-2: bay A03, second board */
  readonly shelf: string;
  readonly backBay: string;
  /** what stands where when the demo begins, in pieces or grams */
  readonly shopFloor: number;
  readonly backRoom: number;
  /** s: at or below it a task to restock opens */
  readonly restockLevel: number;
  /** S: what the shelf is filled up to */
  readonly restockTarget: number;
  readonly velocityPerDay: number;
};

/**
 * The goods of the demo shop, the same on every machine and every day: brands and packets as a shop on a Chinese
 * street has them, with company prefixes that are well formed and made up. About one in thirty begins just above its
 * restock level, so that the first sales of a demonstration open tasks.
 */
export function demoCatalogue(): DemoItem[] {
  const goods = [DRINKS, SNACKS, KITCHEN, HOUSEHOLD].flatMap(readGoods);
  const number = numbering(goods);
  return goods.map((good, index) => describe(good, index, number(good)));
}

/** What the fresh counter weighs carries the shop's own numbers. */
const isWeighed = (good: Good): boolean => good.section.bay === 'V';

function describe(good: Good, index: number, gtin: string): DemoItem {
  const weighed = isWeighed(good);
  const stock = levels(good, index, weighed);
  return {
    gtin,
    nameZh: good.nameZh,
    nameEn: good.nameEn.charAt(0).toUpperCase() + good.nameEn.slice(1),
    category: { zh: good.section.zh, en: good.section.en },
    unit: weighed ? 'gram' : 'each',
    priceMinor: good.priceMinor,
    costMinor: Math.round(good.priceMinor * (0.58 + spread(index, 'cost') * 0.2)),
    casePack: good.casePack,
    shelf: `${good.section.bay}${two(1 + (Math.floor(index / 12) % 12))}-${1 + (index % 5)}`,
    backBay: `B-${two(1 + (Math.floor(index / 40) % 30))}`,
    ...stock,
  };
}

type Levels = Pick<DemoItem, 'shopFloor' | 'backRoom' | 'restockLevel' | 'restockTarget' | 'velocityPerDay'>;

/**
 * A shelf holds about two days of sales and is refilled when half a day and a facing are left. Dear things sell
 * more slowly than cheap ones of the same section.
 */
function levels(good: Good, index: number, weighed: boolean): Levels {
  const step = weighed ? 500 : 1;
  const dear = weighed ? 1 : Math.min(1.6, Math.max(0.25, 6 / Math.sqrt(good.priceMinor / 10)));
  const velocityPerDay = Math.max(1, Math.round(good.section.velocity * dear * (0.5 + spread(index, 'velocity'))));
  const restockLevel = Math.max(2, Math.ceil((velocityPerDay * 0.6) / step)) * step;
  const restockTarget = restockLevel + Math.max(4, Math.ceil((velocityPerDay * 1.5) / step)) * step;
  const room = restockTarget - restockLevel;
  const nearlyLow = index % 30 === 7;
  const shopFloor = nearlyLow
    ? restockLevel + (weighed || index % 60 === 7 ? 0 : 1)
    : restockLevel + Math.ceil((room * (0.3 + spread(index, 'floor') * 0.7)) / step) * step;
  const cases = 1 + Math.floor(spread(index, 'back') * 4);
  const backRoom = index % 97 === 11 ? 0 : Math.max(cases * good.casePack, nearlyLow ? room : 0);
  return { shopFloor, backRoom, restockLevel, restockTarget, velocityPerDay };
}

/** Where numbers of a country begin, and how many digits of company and item follow (GS1 prefix ranges). */
const NUMBERING: Readonly<Record<Country, readonly [prefixes: readonly string[], company: number]>> = {
  CN: [['690', '691', '692', '693', '694', '695', '697', '699'], 8],
  HK: [['489'], 8],
  TW: [['471'], 8],
  JP: [['45', '49'], 7],
  GB: [['50'], 7],
  US: [['03', '07'], 7],
  KR: [['880'], 8],
  TH: [['885'], 8],
  FR: [['30', '31'], 7],
};

/** Gives every brand a company prefix and every thing of it the next number. */
function numbering(goods: readonly Good[]): (good: Good) => string {
  const brands = [...new Set(goods.map((good) => good.brandZh))];
  const used = new Map<string, number>();
  return (good) => {
    const owner = isWeighed(good) ? 'I' : companyPrefix(good.country, brands.indexOf(good.brandZh));
    const next = (used.get(owner) ?? 0) + 1;
    used.set(owner, next);
    if (owner === 'I') return `I${String(next).padStart(5, '0')}`;
    const body = owner + String(next * 7).padStart(12 - owner.length, '0');
    return body + gs1CheckDigit(body);
  };
}

function companyPrefix(country: Country, brand: number): string {
  const [prefixes, length] = NUMBERING[country];
  const prefix = prefixes[brand % prefixes.length] ?? '690';
  const rest = length - prefix.length;
  return prefix + String((brand * 7919 + 1237) % 10 ** rest).padStart(rest, '0');
}

/** A fixed number from 0 to 1 for a thing and a purpose, spread evenly (Knuth's multiplicative hash). */
function spread(index: number, purpose: 'cost' | 'velocity' | 'floor' | 'back'): number {
  const salt = { cost: 11, velocity: 23, floor: 37, back: 51 }[purpose];
  return (Math.imul(index * 64 + salt, 2_654_435_761) >>> 0) / 2 ** 32;
}

const two = (value: number): string => String(value).padStart(2, '0');
