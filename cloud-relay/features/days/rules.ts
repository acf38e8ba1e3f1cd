import type { StoreDay } from '../../contract/days.ts';

export interface DayFacts {
  readonly businessDate: string;
  /** Newest business date on which HQ held everything the store had; every day before it is complete. */
  readonly wholeDay: string | null;
  readonly backlog: number;
  readonly waitingAside: number;
  readonly gap: boolean;
}

/**
 * Why a day cannot be closed yet. It is complete once the store, being on a later business date, had nothing that HQ
 * lacked: whatever comes after that belongs to a later day. What was put aside must be settled by somebody first, and
 * what a restored store lost is not made up for by waiting: it is said, and a person decides.
 */
export function missingOf(facts: DayFacts): StoreDay['missing'] {
  const { businessDate, wholeDay, backlog, waitingAside } = facts;
  const missing: StoreDay['missing'] = [];
  if (wholeDay === null) missing.push('never-whole');
  else if (wholeDay <= businessDate) missing.push(backlog > 0 ? 'backlog' : 'not-over');
  if (waitingAside > 0) missing.push('put-aside');
  return missing;
}
