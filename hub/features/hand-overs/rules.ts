import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { HandOverDocument } from '../../contract/hand-overs.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';

export interface NoteFacts {
  readonly counterKnown: boolean;
  /** Who is on at the screen or counter, if the body does not say it. */
  readonly by: string;
}

export function note(facts: NoteFacts, body: BodyOf<'hand-overs.note'>, moment: Moment): Decision {
  const { staff: _staff, ...rest } = body;
  if (body.counter && !facts.counterKnown)
    return refuse('counter-missing', `There is no counter ${body.counter} in this shop.`, { counter: body.counter });
  if (body.kind === 'cash' && body.amountMinor === undefined)
    return refuse('amount-needed', 'Count the money and enter the sum.');
  return [happened('hand-overs.noted', { note: moment.newId(), ...rest, by: facts.by })];
}

export type DocumentFacts = Omit<HandOverDocument, 'handOver' | 'from' | 'to' | 'at' | 'reason' | 'out'> & {
  readonly leader: { readonly nameZh: string; readonly nameEn: string } | undefined;
};

/**
 * Everything open is written into one document at the instant of the hand-over. Whoever hands over signs by doing so;
 * whether by gun or on a screen stands beside the name.
 */
export function write(facts: DocumentFacts, body: BodyOf<'hand-overs.write'>, moment: Moment): Decision {
  const { leader, ...found } = facts;
  const how = moment.actor.by.startsWith('device:') ? 'scan' : 'screen';
  const { from, to, reason } = body;
  const out = {
    staff: body.leader,
    nameZh: leader?.nameZh ?? body.leader,
    nameEn: leader?.nameEn ?? body.leader,
    how,
  } as const;
  return [
    happened('hand-overs.written', { handOver: moment.newId(), from, to, at: moment.now, reason, out, ...found }),
  ];
}

export interface SignFacts {
  readonly handOver:
    | { readonly handOver: string; readonly number: number; readonly outBy: string; readonly inBy: string | null }
    | undefined;
  readonly person: { readonly staff: string; readonly role: string; readonly onNextShift: boolean } | undefined;
}

export function sign(facts: SignFacts, _body: BodyOf<'hand-overs.sign'>): Decision {
  return signed(facts, 'screen');
}

/** The paper scanned at a counter where the coming leader is on by badge. */
export function signByScan(facts: SignFacts, body: BodyOf<'hand-overs.sign-by-scan'>): Decision {
  if (!body.staff) return refuse('badge-first', 'Scan your badge first, then this paper.');
  return signed(facts, 'scan', body.counter);
}

function signed({ handOver, person }: SignFacts, how: 'scan' | 'screen', counter?: string): Decision {
  if (!handOver) return refuse('hand-over-missing', 'There is no such hand-over.');
  if (!person) return refuse('staff-missing', 'There is no such person here; scan a badge or choose a name.');
  if (person.role === 'clerk') return refuse('leader-needed', 'A shift leader or a manager hands a shift over.');
  if (handOver.inBy)
    return handOver.inBy === person.staff
      ? []
      : refuse('hand-over-signed', 'This shift was taken over already.', { number: handOver.number });
  if (person.staff === handOver.outBy && !person.onNextShift)
    return refuse('coming-leader-needed', 'You handed this shift over: the coming leader takes it over.');
  const { handOver: id, number } = handOver;
  return [
    happened('hand-overs.signed', { handOver: id, number, staff: person.staff, how, ...(counter ? { counter } : {}) }),
  ];
}

export function onHandedOver({ from, to, leader, reason }: Events['shifts.handed-over']): readonly Wish[] {
  return [wish('hand-overs.write', { from, to, leader, reason })];
}
