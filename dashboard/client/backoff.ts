/** How long to wait after the n-th failed attempt: 0.3 s, doubling, never above 5 s, so that a clerk is soon served again. */
export function backoff(attempts: number): number {
  return Math.min(5_000, 300 * 2 ** Math.min(attempts - 1, 6));
}
