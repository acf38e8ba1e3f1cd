import type { PrintDocument } from '../../firmware-bridge/contract/print-job.ts';
import type { Verdict } from '../../firmware-bridge/contract/reading.ts';
import type { Outcome } from '../../hub/contract/command.ts';
import type { Entry } from '../../hub/contract/journal.ts';
import { Violation } from './world.ts';

/** A paper that left a printer: from its first byte on it may be read by somebody. */
export interface Paper {
  readonly job: string;
  readonly document: PrintDocument;
  readonly at: number;
  complete: boolean;
}

/** What the world outside a hub saw of it. The invariants hold the hub to it. */
export class Oracle {
  /** Commands and readings the hub acknowledged to somebody, with the answer. */
  readonly answers = new Map<string, Outcome>();
  readonly verdicts = new Map<string, Verdict['verdict']>();
  /** Readings the bridge put on its disk: none of them may be lost from then on. */
  readonly kept = new Set<string>();
  /** Entries the hub told screens of, by position. */
  readonly told = new Map<number, Entry>();
  papers: Paper[] = [];
  /** Commands somebody still insists on. */
  readonly waiting = new Set<string>();

  /** An answer reached whoever asked. The same id must get the same answer for ever. */
  answered(id: string, outcome: Outcome): void {
    const before = this.answers.get(id);
    if (before === undefined) this.answers.set(id, outcome);
    else if (substance(before) !== substance(outcome)) {
      throw new Violation(
        'a repeated id answers the same',
        `${id} was answered ${substance(before)}, then ${substance(outcome)}`,
      );
    }
  }

  verdict({ id, verdict }: Verdict): void {
    this.verdicts.set(id, verdict);
  }

  tell(entries: readonly Entry[]): void {
    for (const entry of entries) {
      const before = this.told.get(entry.position);
      if (before !== undefined) {
        throw new Violation('an entry is told once', `${entry.position} was ${before.type}, now ${entry.type}`);
      }
      this.told.set(entry.position, entry);
    }
  }

  print(job: string, document: PrintDocument, at: number): Paper {
    const paper: Paper = { job, document, at, complete: false };
    this.papers.push(paper);
    return paper;
  }

  /** The hub was restored to a time when its journal ended at `head`: what came after is forgiven. */
  rewind(head: number, knows: (id: string) => boolean): void {
    for (const id of this.answers.keys()) if (!knows(id)) this.answers.delete(id);
    for (const id of this.kept) if (!knows(id)) this.kept.delete(id);
    for (const id of this.verdicts.keys()) if (!knows(id)) this.verdicts.delete(id);
    for (const position of this.told.keys()) if (position > head) this.told.delete(position);
    this.papers = [];
  }
}

function substance(outcome: Outcome): string {
  if (outcome.status === 'done') {
    return `done ${outcome.entries.map((entry) => `${entry.position}:${entry.type}`).join(' ')}`;
  }
  return outcome.status === 'refused' ? `refused ${outcome.refusal.code}` : `fault ${outcome.code}`;
}
