import { apply, command, type Feature, when } from '../../core/feature.ts';
import * as evidence from './evidence-rules.ts';
import * as life from './life-rules.ts';
import * as lives from './life-tables.ts';
import * as opening from './opening-rules.ts';
import * as photo from './photo-rules.ts';
import * as react from './reaction-rules.ts';
import * as slips from './slip-rules.ts';
import * as tables from './tables.ts';
import * as writing from './writing-rules.ts';

/** Every event that speaks of one task, in the order of its life: each is a step of the task's trail. */
const trail = [
  ...(['tasks.drafted', 'tasks.opened', 'tasks.revised', 'tasks.assigned', 'tasks.acknowledged'] as const),
  ...(['tasks.seen', 'tasks.claimed', 'tasks.resumed', 'tasks.released', 'tasks.item-scanned'] as const),
  ...(['tasks.moved-set', 'tasks.blocked', 'tasks.unblocked', 'tasks.evidence-given'] as const),
  ...(['tasks.check-answered', 'tasks.corrected', 'tasks.submitted', 'tasks.approved', 'tasks.sent-back'] as const),
  ...(['tasks.completed', 'tasks.withdrawn', 'tasks.carried-over', 'tasks.discarded'] as const),
];

/** Work for people: opened by the shop itself or by a person, taken, proved, ended, and carried over to the next shift. */
export const tasks: Feature = {
  name: 'tasks',
  tables: ['task', 'task_draft', 'task_step', 'task_seen', 'task_evidence', 'task_check', 'task_policy', 'task_photo'],
  commands: [
    command('tasks.open', tables.openFacts, opening.open),
    command('tasks.check-shelf', tables.checkFacts, opening.checkShelf),
    command('tasks.create', lives.createFacts, writing.create),
    command('tasks.dispatch', lives.draftFacts, writing.dispatch),
    command('tasks.discard', lives.draftFacts, writing.discard),
    command('tasks.correct', tables.oneFacts, writing.correct),
    command('tasks.revise', tables.oneFacts, opening.revise),
    command('tasks.withdraw', tables.oneFacts, life.withdraw),
    command('tasks.cancel', tables.oneFacts, life.cancel),
    command('tasks.assign', tables.oneFacts, life.assign),
    command('tasks.acknowledge', tables.oneFacts, life.acknowledge),
    command('tasks.see', tables.oneFacts, life.see),
    command('tasks.claim', tables.oneFacts, life.claim),
    command('tasks.release', tables.oneFacts, life.release),
    command('tasks.block', tables.oneFacts, life.block),
    command('tasks.unblock', tables.oneFacts, life.unblock),
    command('tasks.set-moved', tables.oneFacts, life.setMoved),
    command('tasks.give-evidence', lives.evidenceFacts, evidence.giveEvidence),
    command('tasks.give-photo', lives.photoFacts, photo.givePhoto),
    command('tasks.answer-check', tables.oneFacts, evidence.answerCheck),
    command('tasks.finish', tables.oneFacts, life.finish),
    command('tasks.approve', tables.oneFacts, life.approve),
    command('tasks.send-back', tables.oneFacts, life.sendBack),
    command('tasks.scan-slip', tables.slipFacts, slips.scanSlip),
    command('tasks.scan-item', tables.oneFacts, slips.scanItem),
    command('tasks.set-policy', () => null, opening.setPolicy),
    command('tasks.share-out', tables.shareFacts, opening.shareOut),
    command('tasks.hand-over', tables.handOverFacts, opening.handOver),
  ],
  applies: [
    ...trail.map((type) => apply(type, lives.applyStep)),
    apply('tasks.drafted', lives.applyDrafted),
    apply('tasks.discarded', lives.applyUndrafted),
    apply('tasks.opened', lives.applyUndrafted),
    apply('tasks.opened', tables.applyOpened),
    apply('tasks.revised', tables.applyRevised),
    apply('tasks.assigned', tables.applyAssigned),
    apply('tasks.acknowledged', lives.applyAcknowledged),
    apply('tasks.claimed', tables.applyTaken),
    apply('tasks.resumed', tables.applyTaken),
    apply('tasks.released', tables.applyReleased),
    apply('tasks.blocked', lives.applyBlocked),
    apply('tasks.unblocked', lives.applyUnblocked),
    apply('tasks.corrected', lives.applyCorrected),
    apply('tasks.moved-set', tables.applyMovedSet),
    apply('tasks.item-scanned', lives.applyItemScanned),
    apply('tasks.evidence-given', lives.applyEvidence),
    apply('tasks.evidence-given', lives.applyPhoto),
    apply('tasks.check-answered', lives.applyCheckAnswered),
    apply('tasks.submitted', lives.applySubmitted),
    apply('tasks.sent-back', lives.applySentBack),
    apply('tasks.completed', tables.applyCompleted),
    apply('tasks.withdrawn', tables.applyWithdrawn),
    apply('tasks.carried-over', tables.applyCarriedOver),
    apply('tasks.policy-set', tables.applyPolicy),
    ...(['tasks.acknowledged', 'tasks.seen', 'tasks.claimed', 'tasks.resumed'] as const).map((type) =>
      apply(type, lives.applySeen),
    ),
  ],
  reactions: [
    when('replenishment.shelf-low', react.onLow),
    when('replenishment.need-changed', react.onNeedChanged),
    when('replenishment.shelf-recovered', react.onRecovered),
    when('inventory.moved', react.onMoved),
    when('tasks.released', react.onReleased),
    when('tasks.completed', react.onHandFree),
    when('tasks.withdrawn', react.onHandFree),
    when('tasks.check-answered', react.onCheckAnswered),
    when('shifts.begun', react.onBegun),
    when('shifts.handed-over', react.onHandedOver),
    when('slips.action-scanned', react.onAction),
    when('devices.reading-taken', react.onReading),
  ],
};
