/** Which goods an offer is about: all, or these items and categories; `except` takes items out again. */
export interface Scope {
  readonly all?: boolean;
  readonly items?: readonly string[];
  readonly categories?: readonly string[];
  readonly except?: readonly string[];
}

/** Off the price of goods: each piece takes part in one of these at most. Money in minor units. */
export type GoodsOffer =
  | { readonly kind: 'percent-off'; readonly on: Scope; readonly percent: number }
  | { readonly kind: 'amount-off'; readonly on: Scope; readonly minusMinor: number }
  | { readonly kind: 'fixed-price'; readonly on: Scope; readonly priceMinor: number }
  | { readonly kind: 'buy-get'; readonly on: Scope; readonly buy: number; readonly free: number }
  | {
      readonly kind: 'set-price';
      readonly parts: readonly { readonly on: Scope; readonly quantity: number }[];
      readonly priceMinor: number;
    };
/** Off the whole order, by what the goods in scope still cost after the offers above. */
export type SpendOffer =
  | {
      readonly kind: 'spend-minus';
      readonly on: Scope;
      readonly steps: readonly { readonly spendMinor: number; readonly minusMinor: number }[];
      /** The highest step counts again for every full amount of it: "for every 100, minus 10". */
      readonly repeats?: boolean;
    }
  | { readonly kind: 'spend-percent'; readonly on: Scope; readonly spendMinor: number; readonly percent: number };
export type Offer = GoodsOffer | SpendOffer;

export interface Promotion {
  readonly promotion: string;
  readonly offer: Offer;
  /** Higher comes first; equal ones: the one that saves the customer more, then by id. */
  readonly priority: number;
  /** A spend offer that may come on top of another one. */
  readonly stacks: boolean;
  /** How many times a buy-get or a set may count on one order. */
  readonly atMost?: number;
}

/** A line of an order as it is before any offer. Quantity in pieces or grams; the price per piece or kilogram. */
export interface PricedLine {
  readonly line: number;
  readonly gtin: string;
  readonly category: string | null;
  readonly quantity: number;
  readonly unit: string;
  readonly priceMinor: number;
}

/** What one promotion takes off one line. */
export interface Discount {
  readonly promotion: string;
  readonly line: number;
  readonly amountMinor: number;
}

export const isSpendOffer = (offer: Offer): offer is SpendOffer =>
  offer.kind === 'spend-minus' || offer.kind === 'spend-percent';

export function isInScope(scope: Scope, line: Pick<PricedLine, 'gtin' | 'category'>): boolean {
  if (scope.except?.includes(line.gtin)) return false;
  if (scope.all || scope.items?.includes(line.gtin)) return true;
  return line.category !== null && (scope.categories?.includes(line.category) ?? false);
}
