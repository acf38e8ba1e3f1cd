import type { BodyOf } from '../../contract/commands.ts';
import { type Decision, happened, type Moment, refuse } from '../../core/feature.ts';
import { ended, handedIn, nobody, type OneFacts } from './rules.ts';

export interface EvidenceFacts extends OneFacts {
  /** What the scanned text was found to be. */
  readonly scanned: { readonly gtin?: string | undefined; readonly bay?: string | undefined };
  /** Where the task's item or work stands. */
  readonly bay: string | undefined;
}

/** A scan must be of the task's own item or shelf; where it has neither, any of the shop's shows that one was there. */
export function giveEvidence(facts: EvidenceFacts, body: BodyOf<'tasks.give-evidence'>, moment: Moment): Decision {
  const { task, scanned, bay } = facts;
  const no = ended(task) ?? (body.staff !== undefined && !facts.staffKnown ? nobody : undefined);
  if (no || !task) return no ?? nobody;
  const late = handedIn(task);
  if (late) return late;
  if (body.kind === 'scan') {
    if (scanned.gtin === undefined && scanned.bay === undefined)
      return refuse('scan-not-known', 'This is neither an item nor the label of a shelf of this shop.');
    const isItem = scanned.gtin !== undefined && (task.gtin === null || task.gtin === scanned.gtin);
    const isBay = scanned.bay !== undefined && (bay === undefined || bay === scanned.bay);
    if (!isItem && !isBay)
      return refuse('scan-elsewhere', 'This is not the item or the shelf of this task.', { number: task.number });
  }
  return [happened('tasks.evidence-given', { ...body, evidence: moment.newId() })];
}

/** Until the task ends an answer may be taken back and given anew. */
export function answerCheck(facts: OneFacts, body: BodyOf<'tasks.answer-check'>): Decision {
  const { task } = facts;
  const no = ended(task) ?? (facts.staffKnown ? undefined : nobody);
  if (no || !task) return no ?? nobody;
  const late = handedIn(task);
  if (late) return late;
  const check = task.checks.find((one) => one.check === body.check);
  if (!check) return refuse('check-missing', 'This task’s checklist has no such point.', { check: body.check });
  const subject = check.subject ?? `${task.subject}/${check.check}`;
  const { zh, en } = check;
  return [happened('tasks.check-answered', { ...body, number: task.number, zh, en, subject })];
}
