/** A GTIN as it stands on the goods: stored with 14 digits, printed with 13, 12 or 8. */
export function shownCode(gtin: string): string {
  if (/^000000\d{8}$/.test(gtin)) return gtin.slice(6);
  return /^0\d{13}$/.test(gtin) ? gtin.slice(1) : gtin;
}
