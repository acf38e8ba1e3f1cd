const day = 86_400_000;
/** Kept free, so that the store can still save and say so. */
export const reserveBytes = 256 * 1024 * 1024;
/** A young store's first day says little; it is taken to grow at least so much. */
const leastBytesADay = 8 * 1024 * 1024;
const longest = 3650;

/**
 * For how many days the disk still takes entries at the pace they came so far, HQ being away.
 * @param space in bytes; `since` is when the first entry was written, in ms
 */
export function daysLeft(space: { freeBytes: number; usedBytes: number; since: number }, now: number): number {
  const days = Math.max(1, (now - space.since) / day);
  const aDay = Math.max(leastBytesADay, space.usedBytes / days);
  return Math.min(longest, Math.max(0, Math.floor((space.freeBytes - reserveBytes) / aDay)));
}
