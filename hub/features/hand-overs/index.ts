import { apply, command, type Feature, when } from '../../core/feature.ts';
import { documentFacts } from './document-tables.ts';
import { onReadingOfPaper, onWritten } from './paper-rules.ts';
import * as rules from './rules.ts';
import * as tables from './tables.ts';

/** What one shift leaves to the next: a document fixed at the hand-over, signed out and in, printed, never changed. */
export const handOvers: Feature = {
  name: 'hand-overs',
  tables: ['hand_over', 'hand_over_note'],
  commands: [
    command('hand-overs.note', tables.noteFacts, rules.note),
    command('hand-overs.write', documentFacts, rules.write),
    command('hand-overs.sign', tables.signFacts, rules.sign),
    command('hand-overs.sign-by-scan', tables.signFacts, rules.signByScan),
  ],
  applies: [
    apply('hand-overs.noted', tables.applyNoted),
    apply('hand-overs.written', tables.applyWritten),
    apply('hand-overs.signed', tables.applySigned),
  ],
  reactions: [
    when('shifts.handed-over', rules.onHandedOver),
    when('hand-overs.written', onWritten),
    when('slips.paper-scanned', onReadingOfPaper),
  ],
};
