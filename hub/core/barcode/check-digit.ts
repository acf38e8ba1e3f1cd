/**
 * The GS1 check digit: from the right, digits weigh 3, 1, 3, 1 …, and the check digit fills the sum up to a ten
 * (GS1 General Specifications, section 7.9.1). It works for every length, from GTIN-8 to SSCC.
 * @param digits the digits without their check digit; only 0-9
 * @returns one digit
 */
export function gs1CheckDigit(digits: string): string {
  let sum = 0;
  for (let i = digits.length - 1, weight = 3; i >= 0; i--, weight = 4 - weight) {
    sum += (digits.charCodeAt(i) - 48) * weight;
  }
  return String((10 - (sum % 10)) % 10);
}

/** Whether `code` is at least two digits and nothing else, and its last digit is the GS1 check digit of the rest. */
export function hasValidCheckDigit(code: string): boolean {
  return /^\d{2,}$/.test(code) && gs1CheckDigit(code.slice(0, -1)) === code.slice(-1);
}

/**
 * The two check digits of ISO 7064 MOD 97-10, with letters counted as in an IBAN (A = 10 … Z = 35). They find every
 * wrong character and every swap of neighbours, which mod-10 does not.
 * @param text capital letters and digits, without the check digits
 * @returns two digits, 02 to 98
 */
export function iso7064CheckDigits(text: string): string {
  return String(98 - ((remainder97(text) * 100) % 97)).padStart(2, '0');
}

function remainder97(text: string): number {
  let remainder = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}
