/**
 * Lets calls through one at a time, in the order they came. A hello tells the hub which jobs are in hand, and the hub
 * gives up on all others; a job being announced at that very moment must be either before or after it, never beside it.
 */
export type Turns = <T>(call: () => Promise<T>) => Promise<T>;

export function openTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (call) => {
    const mine = last.then(call, call);
    last = mine.catch(() => undefined);
    return mine;
  };
}
