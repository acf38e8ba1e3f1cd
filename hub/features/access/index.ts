import { apply, command, type Feature } from '../../core/feature.ts';
import { askApproval, note, setLimit } from './rules.ts';
import { applyAsked, applyLimit, applyNoted, applyShown, askFacts, nothing } from './tables.ts';

/** The record of the door: who came in and was turned away, and who stood behind another's risky act. */
export const access: Feature = {
  name: 'access',
  tables: ['access_note', 'approval_ask', 'risk_limit'],
  commands: [
    command('access.set-limit', nothing, setLimit),
    command('access.note', nothing, note),
    command('access.ask-approval', askFacts, askApproval),
  ],
  applies: [
    apply('access.limit-set', applyLimit),
    apply('access.noted', applyNoted),
    apply('access.approval-asked', applyAsked),
    apply('staff.badge-shown', applyShown),
  ],
  reactions: [],
};
