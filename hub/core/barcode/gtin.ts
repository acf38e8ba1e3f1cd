import { gs1CheckDigit, hasValidCheckDigit } from './check-digit.ts';

/**
 * What the first digits of a 13-digit number say it is for:
 * `gtin` an item of the world; `in-store` restricted circulation, whose meaning only this store knows;
 * `coupon` a coupon or refund receipt; `issn` a periodical, which is an item as well.
 */
export type PrefixClass = 'gtin' | 'in-store' | 'coupon' | 'issn';

/**
 * GS1 prefixes for restricted circulation in 13 digits (GS1 General Specifications, section 1.4): 02 within a
 * region, 04 within a company, 20 to 29 within a region. A store may hand in others.
 */
export const IN_STORE_PREFIXES: readonly string[] = [
  '02',
  '04',
  '20',
  '21',
  '22',
  '23',
  '24',
  '25',
  '26',
  '27',
  '28',
  '29',
];

/**
 * GTIN-8, GTIN-12, GTIN-13 or GTIN-14 as the 14 digits in which every item number is stored.
 * A number for restricted circulation also has 14 digits, but is no item: ask `prefixClass` before looking it up.
 * @returns undefined unless it is 8, 12, 13 or 14 digits with the right check digit
 */
export function toGtin14(code: string): string | undefined {
  if (!/^(\d{8}|\d{12,14})$/.test(code) || !hasValidCheckDigit(code)) return undefined;
  return code.padStart(14, '0');
}

/**
 * The class of a stored number. A GTIN-8 (six leading zeros) is judged by its own first digit: 0 and 2 are for
 * restricted circulation there, and 000 to 009 of its 13-digit form mean nothing else.
 */
export function prefixClass(gtin14: string, inStorePrefixes: readonly string[] = IN_STORE_PREFIXES): PrefixClass {
  const thirteen = gtin14.slice(1);
  if (gtin14.startsWith('000000')) {
    return gtin14[6] === '0' || gtin14[6] === '2' ? 'in-store' : 'gtin';
  }
  if (inStorePrefixes.some((prefix) => thirteen.startsWith(prefix))) return 'in-store';
  if (/^(05|98[0-4]|99)/.test(thirteen)) return 'coupon';
  return thirteen.startsWith('977') ? 'issn' : 'gtin';
}

/**
 * The shortest form people know from the packet: 8, 12, 13 or 14 digits.
 * A UPC is given back as its 12 digits because that is what is printed under it.
 */
export function displayGtin(gtin14: string): string {
  if (gtin14.startsWith('000000')) return gtin14.slice(6);
  if (gtin14.startsWith('00')) return gtin14.slice(2);
  return gtin14.startsWith('0') ? gtin14.slice(1) : gtin14;
}

/**
 * The 12 digits a zero-suppressed UPC-E stands for (GS1 General Specifications, section 5.2.2.4).
 * @param code 8 digits (number system 0 or 1, six digits, check digit), 7 without the check digit, or the six alone
 * @returns undefined if it cannot be one, or its check digit is wrong
 */
export function expandUpcE(code: string): string | undefined {
  if (!/^(\d{6}|[01]\d{6,7})$/.test(code)) return undefined;
  const system = code.length === 6 ? '0' : code.charAt(0);
  const six = code.length === 6 ? code : code.slice(1, 7);
  const body = system + expandSix(six);
  const check = gs1CheckDigit(body);
  return code.length === 8 && code[7] !== check ? undefined : body + check;
}

function expandSix(six: string): string {
  const last = six.charAt(5);
  if (last <= '2') return `${six.slice(0, 2)}${last}0000${six.slice(2, 5)}`;
  if (last === '3') return `${six.slice(0, 3)}00000${six.slice(3, 5)}`;
  if (last === '4') return `${six.slice(0, 4)}00000${six.charAt(4)}`;
  return `${six.slice(0, 5)}0000${last}`;
}
