/**
 * How many of 64 bits differ between two fingerprints of pictures (dHash), written as 16 hexadecimal digits (R. W. Hamming
 * 1950). Few differing bits mean the same picture, shrunk or re-encoded.
 */
export function differingBits(a: string, b: string): number {
  let bits = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let count = 0;
  for (; bits !== 0n; bits &= bits - 1n) count += 1;
  return count;
}
