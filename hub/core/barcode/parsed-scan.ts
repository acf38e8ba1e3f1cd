import type { ControlCode } from './control-code.ts';
import type { InStoreValue } from './in-store.ts';

/** One GS1 element: application identifier and its data as it stood in the code. */
export type Element = { readonly ai: string; readonly value: string };

export type ItemScan = {
  readonly kind: 'item';
  /** 14 digits */
  readonly gtin: string;
  /** true if the kind of code was not told by the gun (no AIM id) and was concluded from length and check digit */
  readonly inferred: boolean;
  readonly lot?: string;
  /** YYYY-MM-DD; the earliest of expiry, sell-by and best-before */
  readonly expiry?: string;
  readonly serial?: string;
  /** pieces in the packet (AI 30) */
  readonly count?: number;
  /** net weight, rounded to the gram */
  readonly weightGrams?: number;
  /** price in minor units; left out if it is not a whole number of them */
  readonly priceMinor?: number;
  /** ISO 4217 number such as '156', where the code names its currency: compare it before believing `priceMinor` */
  readonly priceCurrency?: string;
  /** every element of the code, in its order */
  readonly elements?: readonly Element[];
};

export type InStoreScan = {
  readonly kind: 'in-store';
  readonly itemCode: string;
  readonly inferred: boolean;
  readonly value?: InStoreValue;
  readonly second?: InStoreValue;
  /** prefix of the layout that was used; absent if none fitted, then `itemCode` is the whole number */
  readonly layout?: string;
};

export type SsccScan = {
  readonly kind: 'sscc';
  /** 18 digits */
  readonly sscc: string;
  readonly inferred: boolean;
  /** what the logistic unit holds, if its label says so (AI 02 and 37) */
  readonly content?: { readonly gtin: string; readonly count: number };
  readonly elements?: readonly Element[];
};

export type ControlScan = { readonly kind: 'control'; readonly control: ControlCode };

/** A code that says what it is and breaks its own rules: never guessed at, always told to the person. */
export type BadScan = {
  readonly kind: 'bad';
  readonly reason: 'empty' | 'check-digit' | 'control-check-digit' | 'gs1-syntax';
  readonly detail?: string;
};

/** Text that is none of ours. It is kept for the inbox. */
export type OtherScan = { readonly kind: 'other'; readonly text: string; readonly elements?: readonly Element[] };

export type ParsedScan = ItemScan | InStoreScan | SsccScan | ControlScan | BadScan | OtherScan;
