import type { Tender } from '../../hub/contract/orders.ts';

export interface Sums {
  readonly dueMinor: number;
  readonly changeMinor: number;
  /** False when change would have to be given for a payment without cash: nobody gives coins back for a card. */
  readonly isFair: boolean;
}

/** What is still due and what goes back. @param totalMinor the order's sum in minor units */
export function changeOf(totalMinor: number, tenders: readonly Tender[]): Sums {
  const given = tenders.reduce((sum, t) => sum + t.amountMinor, 0);
  const cash = tenders.reduce((sum, t) => sum + (t.kind === 'cash' ? t.amountMinor : 0), 0);
  const changeMinor = Math.max(0, given - totalMinor);
  return { dueMinor: Math.max(0, totalMinor - given), changeMinor, isFair: changeMinor <= cash };
}

const NOTES = [1_00, 5_00, 10_00, 20_00, 50_00, 100_00];

/** The sums people hand over for a due sum: the next full amounts of notes, each once, smallest first. */
export function roundUps(dueMinor: number): number[] {
  const sums = NOTES.map((note) => Math.ceil(dueMinor / note) * note).filter((sum) => sum > dueMinor);
  return [...new Set(sums)].sort((a, b) => a - b).slice(0, 4);
}
