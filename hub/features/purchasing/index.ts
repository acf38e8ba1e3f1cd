import { apply, command, type Feature, when } from '../../core/feature.ts';
import * as closing from './closing-rules.ts';
import * as counting from './count-rules.ts';
import * as documents from './document-rules.ts';
import * as papers from './document-tables.ts';
import { onClosed, onSettled } from './move-rules.ts';
import * as rules from './rules.ts';
import * as tables from './tables.ts';

/** Goods between the shop and the world: asked for, approved, ordered, received by scan, sent on, sent back. */
export const purchasing: Feature = {
  name: 'purchasing',
  tables: [
    'supplier',
    'supply_source',
    'purchase_request',
    'goods_document',
    'goods_line',
    'goods_label',
    'goods_at_counter',
  ],
  commands: [
    command('purchasing.set-supplier', () => null, rules.setSupplier),
    command('purchasing.set-sources', tables.sourceFacts, rules.setSources),
    command('purchasing.request', tables.requestFacts, rules.request),
    command('purchasing.propose', tables.proposalFacts, rules.propose),
    command('purchasing.withdraw-proposal', tables.proposalFacts, rules.withdrawProposal),
    command('purchasing.approve', tables.approveFacts, rules.approve),
    command('purchasing.reject', tables.requestFact, rules.reject),
    command('purchasing.expect', papers.expectFacts, documents.expect),
    command('purchasing.start', papers.startFacts, documents.start),
    command('purchasing.add-labels', papers.labelFacts, documents.addLabels),
    command('purchasing.cancel', papers.oneFacts, documents.cancel),
    command('purchasing.open', papers.openFacts, documents.open),
    command('purchasing.scan-document', papers.scanFacts, documents.scanDocument),
    command('purchasing.leave', papers.leaveFacts, documents.leave),
    command('purchasing.count', papers.countFacts, counting.count),
    command('purchasing.set-count', papers.countFacts, counting.setCount),
    command('purchasing.close', papers.closeFacts, closing.close),
    command('purchasing.settle-transit', papers.oneFacts, closing.settleTransit),
    command('purchasing.note-late', papers.oneFacts, documents.noteLate),
  ],
  applies: [
    apply('purchasing.supplier-set', tables.applySupplier),
    apply('purchasing.sources-set', tables.applySources),
    apply('purchasing.requested', tables.applyRequested),
    apply('purchasing.request-revised', tables.applyRevised),
    apply('purchasing.approved', tables.applyApproved),
    apply('purchasing.request-ended', tables.applyEnded),
    apply('purchasing.expected', papers.applyExpected),
    apply('purchasing.labelled', papers.applyLabelled),
    apply('purchasing.opened', papers.applyOpened),
    apply('purchasing.left', papers.applyLeft),
    apply('counters.mode-set', papers.applyMode),
    apply('purchasing.counted', papers.applyCounted),
    apply('purchasing.closed', papers.applyClosed),
    apply('purchasing.cancelled', papers.applyCancelled),
    apply('purchasing.transit-settled', papers.applySettled),
    apply('purchasing.late', papers.applyLate),
  ],
  reactions: [
    when('replenishment.stock-low', rules.onStockLow),
    when('replenishment.order-need-changed', rules.onStockLow),
    when('replenishment.stock-recovered', rules.onStockRecovered),
    when('devices.reading-taken', documents.onReading),
    when('purchasing.opened', documents.onOpened),
    when('purchasing.closed', onClosed),
    when('purchasing.late', documents.onLate),
    when('purchasing.closed', documents.onEnded),
    when('purchasing.cancelled', documents.onEnded),
    when('purchasing.transit-settled', onSettled),
  ],
  due: papers.due,
};
