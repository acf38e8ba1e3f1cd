import { apply, command, type Feature, when } from '../../core/feature.ts';
import * as closing from './close-rules.ts';
import * as papers from './paper-rules.ts';
import { paperFacts } from './paper-tables.ts';
import { dueFacts, duePlan } from './plan-tables.ts';
import * as rules from './rules.ts';
import * as tables from './tables.ts';

/** Counting while the shop goes on: sheets, who found what where and when, and what the differences became. */
export const counts: Feature = {
  name: 'counts',
  tables: ['count_sheet', 'count_item', 'count_tally', 'count_figure', 'count_here', 'count_policy', 'count_plan'],
  commands: [
    command('counts.begin', tables.beginFacts, rules.begin),
    command('counts.begin-due', dueFacts, rules.beginDue),
    command('counts.record', tables.recordFacts, rules.record),
    command('counts.open-at', tables.hereFacts, rules.openAt),
    command('counts.leave', tables.hereFacts, rules.leave),
    command('counts.review', tables.sheetCloseFacts, closing.review),
    command('counts.explain', tables.explainFacts, closing.explain),
    command('counts.close', tables.sheetCloseFacts, closing.close),
    command('counts.cancel', tables.sheetCloseFacts, closing.cancel),
    command('counts.print', paperFacts, papers.print),
    command('counts.set-policy', () => null, rules.setPolicy),
  ],
  applies: [
    apply('counts.begun', tables.applyBegun),
    apply('counts.listed', tables.applyListed),
    apply('counts.recorded', tables.applyRecorded),
    apply('counts.opened-at', tables.applyOpenedAt),
    apply('counts.left', tables.applyLeft),
    apply('counts.reviewed', tables.applyReviewed),
    apply('counts.explained', tables.applyExplained),
    apply('counts.posted', tables.applyPosted),
    apply('counts.agreed', tables.applyAgreed),
    apply('counts.closed', tables.applyClosed),
    apply('counts.cancelled', tables.applyCancelled),
    apply('counts.policy-set', tables.applyPolicy),
    apply('counts.planned', tables.applyPlanned),
  ],
  reactions: [
    when('devices.reading-taken', rules.onReading),
    when('counters.mode-set', rules.onModeSet),
    when('parcels.pick-begun', rules.onPickBegun),
    when('counts.posted', rules.onPosted),
    when('counts.begun', papers.onBegun),
    when('counts.paper-wanted', papers.onPaperWanted),
    when('slips.paper-scanned', papers.onPaperScanned),
    when('counts.closed', papers.onClosed),
    when('counts.cancelled', papers.onCancelled),
  ],
  due: (sql, now) => [...tables.dueLeaves(sql, now), ...duePlan(sql, now)],
};
