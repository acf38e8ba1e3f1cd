/** Width and height of the grey picture a difference hash is made of: eight differences in each of eight rows. */
export const HASH_SIZE = { width: 9, height: 8 } as const;

/**
 * The difference hash of a picture (Krawetz 2013): one bit for each pixel that is darker than the one to its right, row by row. It
 * stays nearly the same when a picture is scaled, compressed or a little brighter.
 * @param grey 9 by 8 grey values, row by row
 * @returns 16 hexadecimal digits
 */
export function differenceHash(grey: Uint8Array): string {
  let bits = 0n;
  for (let y = 0; y < HASH_SIZE.height; y += 1)
    for (let x = 0; x < HASH_SIZE.width - 1; x += 1) {
      const at = y * HASH_SIZE.width + x;
      bits = (bits << 1n) | ((grey[at] ?? 0) < (grey[at + 1] ?? 0) ? 1n : 0n);
    }
  return bits.toString(16).padStart(16, '0');
}

/** In how many of its 64 bits one hash differs from another. */
export function hamming64(a: string, b: string): number {
  let rest = BigInt(`0x${a}`) ^ BigInt(`0x${b}`);
  let distance = 0;
  for (; rest > 0n; rest &= rest - 1n) distance += 1;
  return distance;
}

/** Up to so many bits two pictures are taken to be of the same moment. */
export const ALIKE_BITS = 6;
