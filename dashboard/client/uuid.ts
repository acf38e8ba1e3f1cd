const hex = (bytes: Uint8Array): string => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');

/**
 * A UUIDv7 (RFC 9562). `crypto.randomUUID` does not exist on a page served over http from another machine, so the
 * chance comes from `getRandomValues` through the surroundings.
 * @param nowMs milliseconds since 1970
 * @param random ten bytes of chance
 */
export function uuidv7(nowMs: number, random: Uint8Array): string {
  const time = Math.floor(nowMs).toString(16).padStart(12, '0').slice(-12);
  const tail = hex(random.subarray(0, 10));
  const variant = ((Number.parseInt(tail[4] ?? '0', 16) & 0x3) | 0x8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(1, 4)}-${variant}${tail.slice(5, 8)}-${tail.slice(8, 20)}`;
}
