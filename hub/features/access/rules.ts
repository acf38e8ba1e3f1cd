import type { BodyOf } from '../../contract/commands.ts';
import { type Decision, happened, type Moment, refuse } from '../../core/feature.ts';

/** How long a counter waits for a second person's badge before a badge means again who works there. */
export const ASK_MS = 60_000;

/** The limit nobody has set yet, in minor units: small enough to matter, large enough for a day's broken jars. */
export const LIMIT_MINOR = 20_000;

export function setLimit(_facts: unknown, body: BodyOf<'access.set-limit'>): Decision {
  return [happened('access.limit-set', body)];
}

/** What the door did is so already: there is nothing to refuse. */
export function note(_facts: unknown, body: BodyOf<'access.note'>): Decision {
  return [happened('access.noted', body)];
}

export function askApproval(
  facts: { readonly counterKnown: boolean },
  body: BodyOf<'access.ask-approval'>,
  moment: Moment,
): Decision {
  if (!facts.counterKnown) return refuse('counter-missing', 'There is no such counter.', { counter: body.counter });
  return [happened('access.approval-asked', { ...body, until: moment.now + ASK_MS })];
}
