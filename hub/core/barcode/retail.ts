import type { InStoreLayout } from '../../contract/in-store-layout.ts';
import { displayGtin, expandUpcE, prefixClass, toGtin14 } from './gtin.ts';
import { findLayout, readInStore } from './in-store.ts';
import type { ParsedScan } from './parsed-scan.ts';

export type RetailRules = {
  readonly layouts: readonly InStoreLayout[];
  readonly inStorePrefixes?: readonly string[];
  readonly inferred: boolean;
};

/**
 * A number from the packet: 8, 12, 13 or 14 digits that end in a check digit. The store's own numbers are told apart
 * first, by layout and then by prefix, because they must never be looked up as items of the world.
 */
export function readRetail(digits: string, rules: RetailRules): ParsedScan {
  const gtin = toGtin14(digits);
  if (gtin === undefined) return { kind: 'bad', reason: 'check-digit' };
  for (const form of sameNumber(digits)) {
    const layout = findLayout(form, rules.layouts);
    if (layout === undefined) continue;
    const code = readInStore(form, layout);
    if (code === undefined)
      return { kind: 'bad', reason: 'check-digit', detail: `inner check digit, layout ${layout.prefix}` };
    return { kind: 'in-store', inferred: rules.inferred, ...code };
  }
  const what = prefixClass(gtin, rules.inStorePrefixes);
  if (what === 'in-store') {
    const itemCode = gtin.startsWith('000000') ? gtin.slice(6) : gtin.slice(1);
    return { kind: 'in-store', inferred: rules.inferred, itemCode };
  }
  if (what === 'coupon') return { kind: 'other', text: displayGtin(gtin) };
  return { kind: 'item', gtin, inferred: rules.inferred };
}

/** Guns send a UPC as 12 digits or as 13 with a leading zero, as they are set up: a layout may be written either way. */
function sameNumber(digits: string): string[] {
  if (digits.length === 12) return [digits, `0${digits}`];
  if (digits.length === 13 && digits.startsWith('0')) return [digits, digits.slice(1)];
  return [digits];
}

/**
 * Eight digits without an AIM id may be a GTIN-8, a store's own number or an unexpanded UPC-E. A layout for it
 * wins; else what begins with 0 (never an item as GTIN-8) is taken as UPC-E if it is one.
 */
export function readEightDigits(digits: string, rules: RetailRules): ParsedScan {
  const upc = expandUpcE(digits);
  if (digits.startsWith('0') && upc !== undefined && findLayout(digits, rules.layouts) === undefined) {
    return readRetail(upc, rules);
  }
  if (toGtin14(digits) === undefined && upc !== undefined) return readRetail(upc, rules);
  return readRetail(digits, rules);
}
