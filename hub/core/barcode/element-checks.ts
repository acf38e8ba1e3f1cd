import { hasValidCheckDigit } from './check-digit.ts';
import { COUNTRY_LETTERS, COUNTRY_NUMBERS, CURRENCY_NUMBERS } from './code-lists.ts';
import { isFullDate, readDate } from './dates.ts';

export type CheckFault = 'check-digit' | 'date' | 'value';

/** A check of one piece of data. `year` is today's, for the leap days of two-digit years. */
export type Check = { readonly fault: CheckFault; readonly holds: (data: string, year: number | undefined) => boolean };

const value = (holds: (data: string) => boolean): Check => ({ fault: 'value', holds });
const shaped = (shape: RegExp): Check => value((data) => shape.test(data));
const below = (limit: number): Check => value((data) => Number(data) <= limit);

/** What the table of identifiers names after a component. A name that is missing here is a mistake of the table. */
export const CHECKS: Readonly<Record<string, Check>> = {
  mod10: { fault: 'check-digit', holds: hasValidCheckDigit },
  pair: { fault: 'check-digit', holds: hasValidCheckPair },
  iban: { fault: 'check-digit', holds: isIban },
  day0: { fault: 'date', holds: (data, year) => readDate(data, year) !== undefined },
  day: { fault: 'date', holds: (data, year) => readDate(data, year, 'refused') !== undefined },
  fullDay: { fault: 'date', holds: isFullDate },
  hour: below(23),
  sixty: below(59),
  hourMinute: shaped(/^([01]\d|2[0-3])[0-5]\d$/),
  currency: value((data) => CURRENCY_NUMBERS.has(data)),
  country: value((data) => COUNTRY_NUMBERS.has(data)),
  country999: value((data) => data === '999' || COUNTRY_NUMBERS.has(data)),
  country2: value((data) => COUNTRY_LETTERS.has(data)),
  latitude: below(1_800_000_000),
  longitude: below(3_600_000_000),
  prefix: shaped(/^\d{4}/),
  percent: value((data) => !/%(?![\dA-Fa-f]{2})/.test(data)),
  base64: shaped(/^[\w-]$/),
  medium: shaped(/^(0[1-9]|10|8\d|9\d)$/),
  digits: shaped(/^\d+$/),
  notOnlyDigits: shaped(/\D/),
  noZero: shaped(/^[1-9]/),
  nonzero: shaped(/[1-9]/),
  hyphen: shaped(/^-$/),
  ofSlash: value((data) => {
    const [, position, end] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(data) ?? [];
    return position !== undefined && Number(position) <= Number(end);
  }),
  piece: value((data) => {
    const [piece, total] = [Number(data.slice(0, 2)), Number(data.slice(2))];
    return piece > 0 && piece <= total;
  }),
  '0': shaped(/^0$/),
  '01': shaped(/^[01]$/),
  '019': shaped(/^[019]$/),
  '0129': shaped(/^[0129]$/),
};

/** The characters each kind of component may hold (GS1 General Specifications, section 7.11). */
export const ALIENS: Readonly<Record<'N' | 'X' | 'Y' | 'Z', RegExp>> = {
  N: /\D/,
  X: /[^!"%-?A-Z_a-z]/,
  Y: /[^#\-/\dA-Z]/,
  Z: /[^\w\-=]|=(?!=?$)/,
};

const SET_82 = '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
const SET_32 = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83];

/**
 * The check character pair of a Global Model Number: values of the characters weighed with primes from the right,
 * modulo 1021, written as two characters of 32 (GS1 General Specifications, section 7.9.5).
 */
function hasValidCheckPair(data: string): boolean {
  const body = data.slice(0, -2);
  if (data.length < 2 || body.length > PRIMES.length) return false;
  let sum = 0;
  for (let i = 0; i < body.length; i++) sum += SET_82.indexOf(body.charAt(i)) * (PRIMES[body.length - 1 - i] ?? 0);
  const rest = sum % 1021;
  return data.endsWith(SET_32.charAt(rest >> 5) + SET_32.charAt(rest & 31));
}

/** ISO 13616: country, check digits, account; the whole, turned, is 1 modulo 97. */
function isIban(data: string): boolean {
  if (!/^[A-Z]{2}[\dA-Z]{9,32}$/.test(data) || !COUNTRY_LETTERS.has(data.slice(0, 2))) return false;
  let rest = 0;
  for (const character of data.slice(4) + data.slice(0, 4)) {
    const weight = Number.parseInt(character, 36);
    rest = (rest * (weight > 9 ? 100 : 10) + weight) % 97;
  }
  return rest === 1;
}
