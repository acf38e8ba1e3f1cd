import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { ReadingTaken } from '../../contract/devices.ts';
import { isProblem } from '../../core/barcode/actions.ts';
import type { Moment } from '../../core/feature.ts';
import { type Decision, happened, refuse, wish } from '../../core/feature.ts';
import { contingencySteps, leaderCodes, problemCodes } from '../../core/papers/cards.ts';
import { type PaperFacts, printPaper } from './paper-rules.ts';

export interface ActionFacts {
  readonly store: number;
  readonly shift: string;
  readonly role: string | undefined;
}

/**
 * A word said by gun alone. A reason why a slip cannot be done follows the slip, as the item does; and who says it is
 * known by the badge at this counter.
 */
export function scanAction(facts: ActionFacts, body: BodyOf<'slips.scan-action'>): Decision {
  const { action, counter, staff, context } = body;
  if (body.store !== facts.store)
    return refuse('slip-of-another-shop', 'This slip belongs to another shop: send it back there.', {
      store: body.store,
    });
  if (isProblem(action) && !context)
    return refuse('scan-slip-first', 'Scan the slip first, then why it cannot be done.');
  if (!staff) return refuse('badge-first', 'Scan your badge first, then this code.');
  const { shift, role } = facts;
  const task = isProblem(action) && context ? { task: context } : {};
  return [happened('slips.action-scanned', { action, counter, staff, shift, leads: role !== 'clerk', ...task })];
}

export function onActionReading({ meaning, counter, staff, context }: ReadingTaken): readonly Wish[] {
  if (meaning.kind !== 'action' || !counter) return [];
  const { store, action } = meaning;
  return [wish('slips.scan-action', { store, action, counter, staff, context })];
}

/** A leader is given every pile of the shift, everybody else their own. */
export function onAction(data: Events['slips.action-scanned']): readonly Wish[] {
  if (data.action !== 'print-slips') return [];
  const { shift, staff, leads } = data;
  return [wish('slips.print-shift', { shift, ...(leads ? {} : { person: staff }) })];
}

/** The card that hangs on the wall: what to do when something is down, and the codes for a counter without a screen. */
export function printCard(facts: PaperFacts, _body: BodyOf<'slips.print-card'>, moment: Moment): Decision {
  const groups = contingencySteps.map(({ zh, en, lines }) => ({ zh, en, lines: [...lines] }));
  return printPaper(
    facts,
    {
      kind: 'contingency',
      subject: 'contingency',
      number: 1,
      nameZh: '坏了也能开店',
      nameEn: 'Trading when something is down',
      groups,
      codes: [...leaderCodes(facts.store), ...problemCodes(facts.store)],
    },
    moment,
  );
}
