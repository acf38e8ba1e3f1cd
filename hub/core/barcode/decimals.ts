/**
 * Net weight in whole grams. The last digit of these identifiers says how many of the six digits are decimals, so
 * 3103 with 001250 is 1.250 kg. Half a gram is rounded up.
 * @returns undefined if the identifier is not one of net weight in kilograms (310n) or pounds (320n)
 */
export function netWeightGrams(ai: string, value: string): number | undefined {
  if (!/^3[12]0[0-5]$/.test(ai)) return undefined;
  const gramsPerUnit = ai.startsWith('310') ? 1000 : 453.59237;
  return Math.round((Number(value) * gramsPerUnit) / 10 ** Number(ai[3]));
}

export type Price = {
  /** whole minor units, such as fen */
  readonly minor: number;
  /** ISO 4217 number, three digits, where the code names one */
  readonly currency?: string;
};

/** ISO 4217 numbers of currencies that have no minor unit, or one of a thousandth; all others have hundredths. */
const NO_MINOR_UNIT = new Set('108 152 174 262 324 352 392 410 548 600 646 704 800 940 950 952 953'.split(' '));
const THOUSANDTHS = new Set(['048', '368', '400', '414', '434', '512', '788']);

/**
 * The price of a variable measure item: 392n in the currency of the place (taken to have hundredths), 393n with its
 * currency in front.
 * @returns undefined if it is no such element, or the price is no whole number of minor units: half a fen is nobody's price
 */
export function readPrice(ai: string, value: string): Price | undefined {
  if (!/^39[23]\d$/.test(ai)) return undefined;
  const currency = ai.startsWith('393') ? value.slice(0, 3) : undefined;
  const digits = currency === undefined ? value : value.slice(3);
  const shift = minorDigits(currency) - Number(ai[3]);
  const minor = shift >= 0 ? Number(digits) * 10 ** shift : Number(digits) / 10 ** -shift;
  if (!Number.isSafeInteger(minor)) return undefined;
  return currency === undefined ? { minor } : { minor, currency };
}

function minorDigits(currency: string | undefined): number {
  if (currency === undefined) return 2;
  if (NO_MINOR_UNIT.has(currency)) return 0;
  return THOUSANDTHS.has(currency) ? 3 : 2;
}
