/**
 * What a line costs, in minor units. A price is per piece; for items sold by the gram it is per kilogram, rounded half
 * up to a whole minor unit, once per line.
 */
export function lineTotal(priceMinor: number, quantity: number, unit: string): number {
  if (unit !== 'gram') return priceMinor * quantity;
  return Math.floor((priceMinor * quantity + 500) / 1000);
}

/** What stands of an order, and what it was when it came; amounts in minor units. */
export interface Standing {
  /** Lines as they were ordered and as they stand: less what was cancelled or came back for money. */
  readonly lines: readonly { priceMinor: number; unit: string; ordered: number; standing: number }[];
  readonly feeMinor: number;
  readonly discountMinor: number;
  /** Something has left the shop: then the fee was earned. */
  readonly left: boolean;
}

/**
 * What an order is worth as it stands: its lines, less their part of the discount, and the fee while anything stands or
 * has left. It only ever falls when something is cancelled or comes back, so refunds never have to be taken back.
 */
export function standingValue({ lines, feeMinor, discountMinor, left }: Standing): number {
  const all = lines.reduce((sum, one) => sum + lineTotal(one.priceMinor, one.ordered, one.unit), 0);
  const now = lines.reduce((sum, one) => sum + lineTotal(one.priceMinor, one.standing, one.unit), 0);
  const discount = all === 0 ? 0 : Number((BigInt(discountMinor) * BigInt(now)) / BigInt(all));
  const stands = left || lines.some(({ standing }) => standing > 0);
  return now - discount + (stands ? feeMinor : 0);
}
