import type { CountingHere } from '../../hub/contract/count-views.ts';
import type { QuantityAsk } from '../scan/quantity-keys.ts';
import type { Counter } from './counter-state.ts';

/** While counting, the keys of a quantity speak of what was counted last: so many in all in its bay, one more, one fewer. */
export function countKey(counter: Counter, { sheet, last }: CountingHere, ask: QuantityAsk): void {
  if (last === undefined) return;
  if (ask.kind === 'set') void setCounted(counter, sheet, last, ask.quantity);
  if (ask.kind === 'step' && last.quantity + ask.by >= 0) void setCounted(counter, sheet, last, last.quantity + ask.by);
}

/** Says anew how many there are in all, so that a number said twice is still the same number. */
export function setCounted(
  counter: Counter,
  sheet: string,
  last: NonNullable<CountingHere['last']>,
  quantity: number,
): Promise<unknown> {
  const who = last.person.startsWith('@') ? {} : { staff: last.person };
  const { gtin, bay } = last;
  return counter.send('counts.record', { sheet, gtin, quantity, how: 'set', bay, counter: counter.id, ...who });
}
