import { ALLOCATION_FAMILIES } from '../allocation/families.ts';
import { OPERATION_FAMILIES } from '../operations/families.ts';
import { type Answer, type Family, refuse } from './family.ts';
import { FORECAST_FAMILIES } from './forecast-families.ts';
import { ITEM_FAMILIES } from './item-families.ts';
import { LEVEL_FAMILIES } from './level-families.ts';
import { LOT_FAMILIES } from './lot-families.ts';

const FAMILIES: ReadonlyMap<string, Family> = new Map([
  ...Object.entries(LOT_FAMILIES),
  ...Object.entries(LEVEL_FAMILIES),
  ...Object.entries(FORECAST_FAMILIES),
  ...Object.entries(ITEM_FAMILIES),
  ...Object.entries(ALLOCATION_FAMILIES),
  ...Object.entries(OPERATION_FAMILIES),
]);

/**
 * Answers a planning question by its family's name and with that family's own input names, so that every formula of this
 * folder can be checked from outside without a program.
 * @returns the numbers, or everything that is wrong with the question, each fault naming its field
 */
export function answer(family: string, input: unknown): Answer {
  const found = FAMILIES.get(family);
  if (found !== undefined) return found.ask(input);
  return refuse([{ field: 'family', message: `must be one of ${familyNames().join(', ')}` }]);
}

/** The names that `answer` knows, sorted. */
export function familyNames(): string[] {
  return [...FAMILIES.keys()].sort();
}

/** The JSON Schema of a family's input, or undefined when there is no such family. */
export function familySchema(family: string): object | undefined {
  return FAMILIES.get(family)?.schema;
}
