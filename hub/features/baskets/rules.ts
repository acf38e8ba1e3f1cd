import type { Basket } from '../../contract/baskets.ts';
import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { ReadingTaken } from '../../contract/devices.ts';
import { type Decision, happened, refuse, wish } from '../../core/feature.ts';

export interface SetFacts {
  /** Items of the basket that this shop does not have. */
  readonly missing: readonly string[];
  readonly codeTaken: boolean;
}
export function set(facts: SetFacts, body: BodyOf<'baskets.set'>): Decision {
  const [gtin] = facts.missing;
  if (gtin !== undefined) return refuse('item-missing', `There is no item ${gtin}; import it first.`, { gtin });
  if (facts.codeTaken)
    return refuse('basket-code-taken', 'This code is in use already: choose another.', { code: body.code });
  return [happened('baskets.set', body)];
}
export function remove(basket: Basket | undefined, body: BodyOf<'baskets.remove'>): Decision {
  return basket ? [happened('baskets.removed', body)] : [];
}
export function put(basket: Basket | undefined, { counter }: BodyOf<'baskets.put'>): Decision {
  if (!basket) return refuse('basket-missing', 'This template was taken away.');
  return [happened('baskets.put', { counter, basket: basket.basket, lines: basket.lines })];
}

export function onPut({ counter, lines }: Events['baskets.put']): readonly Wish[] {
  return lines.map((line) => wish('orders.add-line', { counter, ...line }));
}
/** The code of a basket, scanned at a counter that sells. */
export function onReading({ meaning, counter, mode, context }: ReadingTaken): readonly Wish[] {
  if (meaning.kind !== 'basket' || !counter || mode !== 'sell' || context !== null) return [];
  return [wish('baskets.put', { counter, basket: meaning.code })];
}
