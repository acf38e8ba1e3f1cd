import type { BodyOf } from '../../contract/commands.ts';
import type { Guide } from '../../contract/guides.ts';
import { type Decision, happened, refuse } from '../../core/feature.ts';

export function set(_facts: null, body: BodyOf<'guides.set'>): Decision {
  return [happened('guides.set', body)];
}
export function remove(known: Guide | undefined, body: BodyOf<'guides.remove'>): Decision {
  return known ? [happened('guides.removed', body)] : refuse('guide-missing', 'There is no such guide.');
}
