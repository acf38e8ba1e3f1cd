import type { BodyOf } from '../../contract/commands.ts';
import { toGtin14 } from '../../core/barcode/index.ts';
import { type Decision, happened, type Moment, refuse } from '../../core/feature.ts';

const noItem = (gtin: string) => refuse('item-missing', `There is no item ${gtin}; import it first.`, { gtin });

export interface PriceFacts {
  readonly itemKnown: boolean;
}

/** A price for some days: it holds by the shop's business date, and what was sold keeps the price it was sold at. */
export function setPrice(facts: PriceFacts, body: BodyOf<'catalog.set-price'>, moment: Moment): Decision {
  if (!facts.itemKnown) return noItem(body.gtin);
  if (body.until !== undefined && body.until < body.from)
    return refuse('price-days', 'The last day of a price comes before its first: correct the days.');
  if (body.until !== undefined && body.until < moment.businessDate)
    return refuse('price-past', 'These days are over: choose later ones.');
  if (body.promotion && body.until === undefined)
    return refuse('promotion-end-needed', 'Say until when the promotion lasts.');
  return [happened('catalog.price-set', { ...body, price: moment.newId() })];
}

export function endPrice(known: { gtin: string } | undefined, body: BodyOf<'catalog.end-price'>): Decision {
  if (!known) return refuse('price-missing', 'This price is over or taken back already; reload the list.');
  return [happened('catalog.price-ended', { ...body, gtin: known.gtin })];
}

export interface CodeFacts {
  readonly itemKnown: boolean;
  /** The first of the codes that stands for another item. */
  readonly taken: string | undefined;
}

/** A code as the shop keeps it: a number with a right check digit in 14 digits, anything else as it is written. */
export function keptCode(code: string): string {
  return (/^\d{8,14}$/.test(code) ? toGtin14(code) : undefined) ?? code;
}

/** All further codes of an item, each with how many pieces it stands for: a carton sells and receives that many. */
export function setCodes(facts: CodeFacts, body: BodyOf<'catalog.set-codes'>): Decision {
  if (!facts.itemKnown) return noItem(body.gtin);
  const codes = body.codes.map(({ code, quantity }) => ({ code: keptCode(code), quantity }));
  const twice = codes.find(({ code }, i) => codes.findIndex((one) => one.code === code) !== i || code === body.gtin);
  const taken = facts.taken ?? twice?.code;
  if (taken) return refuse('code-taken', 'This code already stands for an item.', { code: taken });
  return [happened('catalog.codes-set', { gtin: body.gtin, codes })];
}
