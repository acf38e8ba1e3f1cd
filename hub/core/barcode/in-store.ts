import type { InStoreLayout } from '../../contract/in-store-layout.ts';
import { gs1CheckDigit, hasValidCheckDigit } from './check-digit.ts';

/** Price in minor units of the store's currency, weight in grams. */
export type InStoreValue = { readonly what: 'price' | 'weight'; readonly amount: number };

export type InStoreCode = {
  /** the item number within the store, as many digits as the layout says; the whole number if no layout fits */
  readonly itemCode: string;
  readonly value?: InStoreValue;
  readonly second?: InStoreValue;
  /** prefix of the layout that fitted */
  readonly layout?: string;
};

type Amount = { readonly valueDigits: number; readonly value: 'price' | 'weight' | 'none'; readonly decimals: number };

/** The layout whose length fits and whose prefix is the longest match. */
export function findLayout(code: string, layouts: readonly InStoreLayout[]): InStoreLayout | undefined {
  let best: InStoreLayout | undefined;
  for (const layout of layouts) {
    if (layoutLength(layout) !== code.length || !code.startsWith(layout.prefix)) continue;
    if (best === undefined || layout.prefix.length > best.prefix.length) best = layout;
  }
  return best;
}

/** How many digits a code of this layout has: all its parts and the GS1 check digit. */
function layoutLength(layout: InStoreLayout): number {
  const inner = layout.innerCheck ? 1 : 0;
  return layout.prefix.length + layout.itemDigits + inner + layout.valueDigits + (layout.second?.valueDigits ?? 0) + 1;
}

/**
 * Takes a store's own number apart: prefix, item number, inner check digit, amount, second amount, GS1 check digit.
 * An amount of zero is left out: a scale prints zeros when it was not told, and a free article or an empty weight
 * must be asked of a person, not believed.
 * @returns undefined if the check digit or the inner check digit is wrong
 */
export function readInStore(code: string, layout: InStoreLayout): InStoreCode | undefined {
  if (!hasValidCheckDigit(code)) return undefined;
  const itemEnd = layout.prefix.length + layout.itemDigits;
  const valueStart = itemEnd + (layout.innerCheck ? 1 : 0);
  const valueEnd = valueStart + layout.valueDigits;
  const digits = code.slice(valueStart, valueEnd);
  if (layout.innerCheck && code[itemEnd] !== innerCheckDigit(digits)) return undefined;
  const value = readAmount(digits, layout);
  const second = layout.second && readAmount(code.slice(valueEnd, -1), layout.second);
  return {
    itemCode: code.slice(layout.prefix.length, itemEnd),
    ...(value === undefined ? {} : { value }),
    ...(second === undefined ? {} : { second }),
    layout: layout.prefix,
  };
}

function readAmount(digits: string, as: Amount): InStoreValue | undefined {
  if (as.value === 'none') return undefined;
  const amount = Math.round(Number(digits) * 10 ** ((as.value === 'price' ? 2 : 3) - as.decimals));
  return amount > 0 ? { what: as.value, amount } : undefined;
}

/** What does not fit in a layout, as plain words for the one who configures it; empty when all is well. */
export function layoutFaults(layout: InStoreLayout): string[] {
  const faults: string[] = [];
  const length = layoutLength(layout);
  if (![8, 12, 13, 18].includes(length)) faults.push(`the parts add up to ${length} digits, not 8, 12, 13 or 18`);
  if (layout.innerCheck && layout.valueDigits === 0) faults.push('an inner check digit without an amount');
  if ((layout.value === 'none') !== (layout.valueDigits === 0))
    faults.push('an amount needs digits, and digits a meaning');
  for (const part of [layout, layout.second]) {
    if (part?.value === 'price' && part.decimals > 2) faults.push('a price has at most 2 decimals');
  }
  return faults;
}

/* Weighting of one digit, GS1 General Specifications, section 7.9.2: twice less the tens, three times, five times plus or less the tens. */
const TWO_MINUS = [0, 2, 4, 6, 8, 9, 1, 3, 5, 7];
const THREE = [0, 3, 6, 9, 2, 5, 8, 1, 4, 7];
const FIVE_PLUS = [0, 5, 1, 6, 2, 7, 3, 8, 4, 9];
const FIVE_MINUS = [0, 5, 9, 4, 8, 3, 7, 2, 6, 1];

/**
 * The digit that guards a price or weight inside a number: the GS1 price verifier for 4 and 5 digits (GS1 General
 * Specifications, sections 7.9.3 and 7.9.4), plain mod-10 for other lengths, for which GS1 has none.
 */
export function innerCheckDigit(digits: string): string {
  if (digits.length === 4) return String((3 * weigh(digits, [TWO_MINUS, TWO_MINUS, THREE, FIVE_MINUS])) % 10);
  if (digits.length !== 5) return gs1CheckDigit(digits);
  const sum = weigh(digits, [FIVE_PLUS, TWO_MINUS, FIVE_MINUS, FIVE_PLUS, TWO_MINUS]);
  return String(FIVE_MINUS.indexOf((10 - (sum % 10)) % 10));
}

function weigh(digits: string, tables: readonly (readonly number[])[]): number {
  return tables.reduce((sum, table, i) => sum + (table[digits.charCodeAt(i) - 48] ?? 0), 0);
}
