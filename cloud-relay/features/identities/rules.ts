/** How many tokens of one store are valid at a time: the one in use, and the one that follows it. */
const validAtOnce = 2;

export interface Credential {
  readonly digest: string;
  readonly madeAt: number;
}

/** Which valid credentials end when a new one is issued: the oldest ones, so that only one stays beside the new one. */
export function endedByNew(valid: readonly Credential[]): string[] {
  const newestFirst = [...valid].sort((a, b) => b.madeAt - a.madeAt);
  return newestFirst.slice(validAtOnce - 1).map(({ digest }) => digest);
}
