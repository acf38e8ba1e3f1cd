import type { BodyOf } from '../../contract/commands.ts';
import type { TaskDraft } from '../../contract/task-life.ts';
import { type Decision, happened, type Moment, refuse } from '../../core/feature.ts';
import { rankAt } from '../../core/ranking/rank.ts';
import { kindOf } from '../../core/task-kinds.ts';
import { type NewTaskFacts, opened } from './opening-rules.ts';
import { ended, handedIn, nobody, type OneFacts } from './rules.ts';

/** Two digits of the slip's code hold the version. */
const VERSION_MAX = 99;

export interface CreateFacts extends NewTaskFacts {
  readonly staffKnown: boolean;
  readonly assigneeKnown: boolean;
  readonly gtinKnown: boolean;
  readonly scanned: { readonly gtin?: string | undefined; readonly bay?: string | undefined };
  /** Number of the open task of this kind and subject. */
  readonly standing: number | undefined;
}

/** A person wants something done: what was scanned says what it is about. */
export function create(facts: CreateFacts, body: BodyOf<'tasks.create'>, moment: Moment): Decision {
  const { code, draft, staff, ...rest } = body;
  if (!facts.staffKnown || !facts.assigneeKnown) return nobody;
  if (!kindOf(body.kind).byHand)
    return refuse('kind-not-by-hand', 'The shop opens tasks of this kind itself.', { kind: body.kind });
  const { gtin, bay } = facts.scanned;
  if (code !== undefined && gtin === undefined && bay === undefined)
    return refuse('scan-not-known', 'This is neither an item nor the label of a shelf of this shop.');
  if (!facts.gtinKnown) return refuse('item-missing', `There is no item ${body.gtin}; import it first.`);
  const wanted: TaskDraft = { ...rest, ...(gtin ? { gtin } : {}), ...(bay ? { bay } : {}) };
  if (draft) return [happened('tasks.drafted', { task: moment.newId(), staff, wanted })];
  if (facts.standing !== undefined) return stands(facts.standing);
  return opened(facts, wishOf(wanted), moment, wanted.assignee);
}

const stands = (number: number) =>
  refuse('task-open-already', `Task ${number} of this kind is open for this already.`, { number });

/** A draft, or what a person typed, as the wish the shop itself would have. */
export function wishOf({ assignee: _assignee, note, ...wanted }: TaskDraft): BodyOf<'tasks.open'> {
  const place = wanted.gtin === undefined && wanted.bay !== undefined ? { subject: `bay:${wanted.bay}` } : {};
  return { ...wanted, ...place, ...(note ? { why: { zh: note, en: note } } : {}) };
}

export interface DraftFacts extends NewTaskFacts {
  readonly draft: { readonly task: string; readonly wanted: TaskDraft } | undefined;
  readonly standing: number | undefined;
}
const noDraft = refuse('draft-missing', 'There is no such draft: it was given out or thrown away.');

/** The draft becomes a task under the same id. */
export function dispatch(facts: DraftFacts, _body: BodyOf<'tasks.dispatch'>, moment: Moment): Decision {
  const { draft, standing } = facts;
  if (!draft) return noDraft;
  if (standing !== undefined) return stands(standing);
  return opened(facts, wishOf(draft.wanted), moment, draft.wanted.assignee, draft.task);
}
export function discard({ draft }: DraftFacts): Decision {
  return draft ? [happened('tasks.discarded', { task: draft.task })] : noDraft;
}

/** The whole of what is said anew is one version, the only one that counts from now on. */
export function correct(facts: OneFacts, body: BodyOf<'tasks.correct'>): Decision {
  const { task } = facts;
  const no = ended(task) ?? (facts.staffKnown ? undefined : nobody);
  if (no || !task) return no ?? nobody;
  const late = handedIn(task);
  if (late) return late;
  if (task.version >= VERSION_MAX)
    return refuse('version-last', 'This task was corrected too often: withdraw it and write a new one.');
  const { dueAt = task.dueAt, workMinutes = task.workMinutes, valueMinor = task.valueMinor } = body;
  const rank = rankAt({ dueAt, workMinutes, valueMinor });
  return [happened('tasks.corrected', { ...body, version: task.version + 1, rankAt: rank })];
}
