import { apply, command, type Feature, when } from '../../core/feature.ts';
import * as actions from './action-rules.ts';
import * as paperRules from './paper-rules.ts';
import * as paperTables from './paper-tables.ts';
import * as rules from './rules.ts';
import * as tables from './tables.ts';

/** Paper: which slips are wanted, which are printed, which nobody can be sure of. */
export const slips: Feature = {
  name: 'slips',
  tables: ['slip'],
  commands: [
    command('slips.print', tables.printFacts, rules.print),
    command('slips.print-shift', tables.shiftPrintFacts, rules.printShift),
    command('slips.print-test', tables.testFacts, rules.printTest),
    command('slips.print-paper', paperTables.paperFacts, paperRules.printPaper),
    command('slips.print-card', paperTables.cardFacts, actions.printCard),
    command('slips.scan-action', paperTables.actionFacts, actions.scanAction),
    command('slips.cancel-paper', paperTables.waitingPapers, paperRules.cancelPaper),
    command('slips.scan-paper', paperTables.scannedFacts, paperRules.scanPaper),
    command('slips.reprint', tables.reprintFacts, rules.reprint),
    command('slips.redirect', tables.misdirectedSlips, rules.redirect),
    command('slips.lose-sight', tables.slipFact, rules.loseSight),
    command('slips.cancel', tables.waitingSlips, rules.cancel),
    command('slips.progress', tables.slipFact, rules.progress),
    command('slips.reconcile', tables.sendingSlips, rules.reconcile),
    command('slips.resolve', tables.slipFact, rules.resolve),
  ],
  applies: [
    apply('slips.queued', tables.applyQueued),
    apply('slips.sending', tables.applySending),
    apply('slips.done', tables.applyDone),
    apply('slips.failed', tables.applyFailed),
    apply('slips.unknown', tables.applyUnknown),
    apply('slips.cancelled', tables.applyCancelled),
    apply('slips.resolved', tables.applyResolved),
  ],
  reactions: [
    when('shop.slip-printer-chosen', rules.onPrinterChosen),
    when('devices.reading-taken', paperRules.onReading),
    when('devices.reading-taken', actions.onActionReading),
    when('slips.action-scanned', actions.onAction),
    when('tasks.opened', rules.onTaskOpened),
    when('tasks.corrected', rules.onTaskCorrected),
    when('tasks.withdrawn', rules.onTaskWithdrawn),
    when('tasks.completed', rules.onTaskCompleted),
  ],
  due: tables.due,
};
