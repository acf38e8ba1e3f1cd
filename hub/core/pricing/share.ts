/**
 * Shares an amount out by weights so that the shares add up to it exactly: each gets the whole part of its share, and
 * what is left goes one by one to the largest remainders, the earlier first (Hamilton's method). Integers only; no share
 * is greater than its weight as long as the amount is not greater than their sum.
 * @param amount minor units, not negative
 * @param weights not negative
 */
export function shareOut(amount: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === 0) return weights.map(() => 0);
  const whole = BigInt(sum);
  const parts = weights.map((weight, at) => {
    const product = BigInt(amount) * BigInt(weight);
    return { at, share: Number(product / whole), rest: product % whole };
  });
  let left = amount - parts.reduce((total, { share }) => total + share, 0);
  const shares = parts.map(({ share }) => share);
  for (const { at } of [...parts].sort((a, b) => (b.rest === a.rest ? a.at - b.at : b.rest > a.rest ? 1 : -1))) {
    if (left === 0) break;
    shares[at] = (shares[at] ?? 0) + 1;
    left -= 1;
  }
  return shares;
}
