/**
 * What a line costs, in minor units. A price is per piece; for items sold by the gram it is per kilogram, rounded half
 * up to a whole minor unit, once per line.
 */
export function lineTotal(priceMinor: number, quantity: number, unit: string): number {
  if (unit !== 'gram') return priceMinor * quantity;
  return Math.floor((priceMinor * quantity + 500) / 1000);
}
