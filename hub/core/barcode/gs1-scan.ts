import { readDate } from './dates.ts';
import { netWeightGrams, readPrice } from './decimals.ts';
import { parseDigitalLink } from './digital-link.ts';
import { GS, type GsFault, parseElementString } from './element-string.ts';
import { prefixClass } from './gtin.ts';
import type { Element, ItemScan, ParsedScan } from './parsed-scan.ts';
import { type RetailRules, readRetail } from './retail.ts';

/**
 * A message the gun says is GS1. Whatever is wrong with it is told, with the place, and never repaired. Some guns send
 * the FNC1 that only says "this is GS1" as a GS in front: that one carries nothing and is passed over.
 */
export function readGs1(text: string, rules: RetailRules, year: number | undefined): ParsedScan {
  const parsing = parseElementString(text.startsWith(GS) ? text.slice(1) : text, year);
  if (parsing.ok) return fromElements(text, parsing.elements, rules, year);
  const reason = parsing.fault.reason === 'check-digit' ? 'check-digit' : 'gs1-syntax';
  return { kind: 'bad', reason, detail: describe(parsing.fault) };
}

const describe = ({ reason, at, ai }: GsFault): string => `${reason} at ${at}${ai === undefined ? '' : ` (${ai})`}`;

/**
 * A message that may be GS1 though nothing said so: a gun that sends no AIM ids, or a label printed without FNC1.
 * Without any GS, only what begins with a GTIN or SSCC and is faultless to its end counts; a GS shows that it was meant.
 * @returns undefined if it is not
 */
export function inferGs1(text: string, rules: RetailRules, year: number | undefined): ParsedScan | undefined {
  const begun = text.startsWith(GS) || /^(01\d{14}|00\d{18})/.test(text);
  const scan = begun ? readGs1(text, rules, year) : undefined;
  return scan?.kind === 'bad' && !text.includes(GS) ? undefined : scan;
}

/**
 * A web address: a GS1 Digital Link gives its item. An address with a wrong check digit in its key was meant as one
 * and is told; any other address is just text.
 */
export function readLink(text: string, rules: RetailRules, year: number | undefined): ParsedScan | undefined {
  if (!/^https?:\/\//i.test(text)) return undefined;
  const link = parseDigitalLink(text, year);
  if (link.ok) return fromElements(text, link.elements, rules, year);
  if (link.reason === 'check-digit')
    return { kind: 'bad', reason: 'check-digit', detail: `Digital Link (${link.ai ?? ''})` };
  return { kind: 'other', text };
}

function fromElements(
  text: string,
  elements: readonly Element[],
  rules: RetailRules,
  year: number | undefined,
): ParsedScan {
  const value = (ai: string): string | undefined => elements.find((element) => element.ai === ai)?.value;
  const sscc = value('00');
  const content = value('02');
  if (sscc !== undefined) {
    const inside = content === undefined ? {} : { content: { gtin: content, count: Number(value('37')) } };
    return { kind: 'sscc', sscc, inferred: rules.inferred, ...inside, elements };
  }
  const gtin = value('01');
  if (gtin === undefined) return { kind: 'other', text, elements };
  const what = prefixClass(gtin, rules.inStorePrefixes);
  if (what === 'coupon') return { kind: 'other', text, elements };
  if (what === 'in-store' && gtin.startsWith('0')) return readRetail(shortened(gtin), rules);
  return { kind: 'item', gtin, inferred: rules.inferred, ...details(elements, value, year), elements };
}

/** A number of the store in 14 digits, as its layouts know it: 8 or 13 digits. */
function shortened(gtin: string): string {
  return gtin.startsWith('000000') ? gtin.slice(6) : gtin.slice(1);
}

type Details = Omit<ItemScan, 'kind' | 'gtin' | 'inferred' | 'elements'>;

function details(
  elements: readonly Element[],
  value: (ai: string) => string | undefined,
  year: number | undefined,
): Details {
  const lot = value('10');
  const serial = value('21');
  const count = value('30');
  const expiry = earliest([value('17'), value('7003')?.slice(0, 6), value('16'), value('15')], year);
  const weights = elements.map(({ ai, value: digits }) => netWeightGrams(ai, digits));
  const weightGrams = weights.find((grams) => grams !== undefined);
  const price = elements.map(({ ai, value: digits }) => readPrice(ai, digits)).find((found) => found !== undefined);
  return {
    ...(lot === undefined ? {} : { lot }),
    ...(expiry === undefined ? {} : { expiry }),
    ...(serial === undefined ? {} : { serial }),
    ...(count === undefined ? {} : { count: Number(count) }),
    ...(weightGrams === undefined ? {} : { weightGrams }),
    ...(price === undefined ? {} : { priceMinor: price.minor }),
    ...(price?.currency === undefined ? {} : { priceCurrency: price.currency }),
  };
}

/** Use-by, sell-by and best-before all end the sale; the first of them decides. */
function earliest(dates: readonly (string | undefined)[], year: number | undefined): string | undefined {
  const days = dates.map((date) => (date === undefined ? undefined : readDate(date, year)));
  return days.filter((day) => day !== undefined).sort()[0];
}
