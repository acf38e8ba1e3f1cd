import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { Event } from '../../contract/journal.ts';
import type { SlipContent, SlipState } from '../../contract/slips.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';
import { problemCodes } from '../../core/papers/cards.ts';

export interface ShopFact {
  readonly printer: string | undefined;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly timeZone: string;
}
export interface PrintableTask {
  readonly task: string;
  readonly open: boolean;
  readonly shift: string;
  readonly shiftZh: string | null;
  readonly shiftEn: string | null;
  readonly assignee: string | null;
  readonly personZh: string | null;
  readonly personEn: string | null;
  readonly onPaper: NonNullable<SlipContent['task']>;
  /** One more than the highest of its papers that may be lying about somewhere; 0 where none can. */
  readonly copy: number;
  /** The one that waits for the printer already. */
  readonly waiting: string | null;
}
export interface PrintFacts {
  readonly shop: ShopFact | undefined;
  readonly task: PrintableTask | undefined;
}

const noPrinter = refuse('no-slip-printer', 'No printer takes the slips: choose one on the devices page.');
const underWay = refuse('slip-under-way', 'This slip is on its way to the printer.');
const taskMissing = refuse('task-missing', 'There is no such task in this shop.');
const taskEnded = refuse('task-ended', 'This task is over; there is nothing to print.');

function content(shop: ShopFact, task: PrintableTask, at: number): SlipContent {
  return {
    kind: 'task',
    shopZh: shop.nameZh,
    shopEn: shop.nameEn,
    shift: task.shift,
    ...(task.shiftZh ? { shiftZh: task.shiftZh } : {}),
    ...(task.shiftEn ? { shiftEn: task.shiftEn } : {}),
    ...(task.personZh ? { personZh: task.personZh } : {}),
    ...(task.personEn ? { personEn: task.personEn } : {}),
    at,
    timeZone: shop.timeZone,
    copy: task.copy,
    task: task.onPaper,
  };
}

function queued(
  facts: PrintFacts,
  moment: Moment,
  origin: Pick<Events['slips.queued'], 'copyOf' | 'insteadOf'> = {},
): Event[] {
  const { shop, task } = facts;
  if (!shop?.printer || !task) return [];
  return [
    happened('slips.queued', {
      slip: moment.newId(),
      task: task.task,
      shift: task.shift,
      printer: shop.printer,
      copy: task.copy,
      ...origin,
      content: content(shop, task, moment.now),
    }),
  ];
}

export function print(facts: PrintFacts, body: BodyOf<'slips.print'>, moment: Moment): Decision {
  if (!facts.task) return body.auto ? [] : taskMissing;
  if (!facts.task.open) return body.auto ? [] : taskEnded;
  if (!facts.shop?.printer) return body.auto ? [] : noPrinter;
  return facts.task.waiting ? [] : queued(facts, moment);
}

export interface ShiftPrintFacts {
  readonly store: number;
  readonly shop: ShopFact | undefined;
  /** Open tasks of the shift in the order of the papers: by person, by aisle, the most urgent first. */
  readonly tasks: readonly PrintableTask[];
  /** Covers of this shift that wait for the printer: they give way to the new ones. */
  readonly covers: readonly { readonly slip: string }[];
}

/**
 * One cover per person with the list of what follows, then that person's slips. Slips that wait already are taken out
 * of the row and wanted anew in their place, so that the pile comes out in its order.
 */
export function printShift(facts: ShiftPrintFacts, _body: BodyOf<'slips.print-shift'>, moment: Moment): Decision {
  const { shop, tasks } = facts;
  if (!shop?.printer) return noPrinter;
  if (tasks.length === 0) return refuse('nothing-to-print', 'This shift has no open task.');
  const waiting = [...facts.covers.map((c) => c.slip), ...tasks.flatMap((t) => t.waiting ?? [])];
  const people = [...new Set(tasks.map((t) => t.assignee))];
  return [
    ...waiting.map((slip) => happened('slips.cancelled', { slip, reason: 'printed-with-shift' })),
    ...people.flatMap((person) => {
      const theirs = tasks.filter((t) => t.assignee === person);
      return [
        ...cover(shop, facts.store, theirs, moment),
        ...theirs.flatMap((task) =>
          queued({ shop, task }, moment, task.waiting ? { insteadOf: task.waiting } : undefined),
        ),
      ];
    }),
  ];
}

function cover(shop: ShopFact, store: number, theirs: readonly PrintableTask[], moment: Moment): Event[] {
  const [first] = theirs;
  if (!first || !shop.printer) return [];
  const { copy: _copy, task: _task, ...common } = content(shop, first, moment.now);
  const list = theirs.map(({ onPaper: { number, kind, nameZh, unit, quantity, toBay } }) => ({
    number,
    kind,
    nameZh,
    unit,
    quantity,
    ...(toBay ? { toBay } : {}),
  }));
  const paper: SlipContent = { ...common, kind: 'cover', copy: 0, list, codes: problemCodes(store) };
  const { shift, assignee } = first;
  const subject = `${shift}:${assignee ?? ''}`;
  return [
    happened('slips.queued', { slip: moment.newId(), subject, shift, printer: shop.printer, copy: 0, content: paper }),
  ];
}

export interface TestFacts {
  readonly shop: ShopFact | undefined;
  readonly printer: { readonly name: string; readonly columns: number } | undefined;
  readonly waiting: boolean;
}

/** A paper that shows what a printer can do. It belongs to no shift, so that no pile of slips takes it along. */
export function printTest(facts: TestFacts, body: BodyOf<'slips.print-test'>, moment: Moment): Decision {
  const { shop, printer, waiting } = facts;
  if (!shop || !printer) return refuse('device-missing', 'This printer is not in use here: accept it first.');
  if (waiting) return underWay;
  const { nameZh: shopZh, nameEn: shopEn, timeZone } = shop;
  const test = { printer: printer.name, columns: printer.columns };
  const paper: SlipContent = { kind: 'test', shopZh, shopEn, shift: '', at: moment.now, timeZone, copy: 0, test };
  return [
    happened('slips.queued', { slip: moment.newId(), shift: '', printer: body.printer, copy: 0, content: paper }),
  ];
}

export interface SlipFact {
  readonly slip: string;
  readonly task: string | null;
  readonly state: SlipState;
  readonly incarnation: string | null;
  readonly changedAt: number;
}
export interface ReprintFacts extends PrintFacts {
  readonly slip:
    | (SlipFact & { readonly subject: string | null; readonly shift: string; readonly content: SlipContent })
    | undefined;
  /** The same of this very slip, and whether one waits: for covers and other papers, which have no task. */
  readonly copy: number;
  readonly waiting: boolean;
}

/** Another paper of the same slip: it carries the same number and says COPY whenever the first may exist. */
export function reprint(facts: ReprintFacts, _body: BodyOf<'slips.reprint'>, moment: Moment): Decision {
  const { slip } = facts;
  if (!slip) return refuse('slip-missing', 'There is no such slip.');
  if (slip.state === 'queued' || slip.state === 'sending' || facts.waiting || facts.task?.waiting) return underWay;
  if (!facts.shop?.printer) return noPrinter;
  const settled: Event[] =
    slip.state === 'unknown' ? [happened('slips.resolved', { slip: slip.slip, outcome: 'lost' })] : [];
  if (slip.task) {
    if (!facts.task?.open) return taskEnded;
    return [...settled, ...queued(facts, moment, { copyOf: slip.slip })];
  }
  const { copy } = facts;
  return [
    ...settled,
    happened('slips.queued', {
      slip: moment.newId(),
      ...(slip.subject ? { subject: slip.subject } : {}),
      shift: slip.shift,
      printer: facts.shop.printer,
      copy,
      copyOf: slip.slip,
      content: { ...slip.content, copy, at: moment.now },
    }),
  ];
}

export interface WaitingSlip {
  readonly slip: string;
  readonly task: string | null;
  readonly subject: string | null;
  readonly shift: string;
  readonly copy: number;
  readonly content: SlipContent;
}

/** What waits for a printer that takes the slips no longer is wanted anew at the one that does. */
export function redirect(waiting: readonly WaitingSlip[], body: BodyOf<'slips.redirect'>, moment: Moment): Decision {
  return waiting.flatMap(({ slip, task, subject, ...rest }) => [
    happened('slips.cancelled', { slip, reason: 'printer-changed' }),
    happened('slips.queued', {
      slip: moment.newId(),
      ...(task ? { task } : {}),
      ...(subject ? { subject } : {}),
      ...rest,
      printer: body.printer,
      insteadOf: slip,
    }),
  ]);
}

/** A task that ended takes its waiting slips back; what is printed stays on record and is refused when scanned. */
export function cancel(waiting: readonly { slip: string }[], body: BodyOf<'slips.cancel'>): Decision {
  return waiting.map(({ slip }) => happened('slips.cancelled', { slip, reason: body.reason }));
}

/** What the bridge tells of a slip. Nothing is begun twice, and late evidence of a good end is still taken. */
export function progress(slip: SlipFact | undefined, body: BodyOf<'slips.progress'>): Decision {
  if (!slip) return refuse('slip-missing', 'There is no such slip.');
  const { step, evidence, reason } = body.progress;
  const id = { slip: slip.slip };
  if (step === 'sending') {
    if (slip.state === 'sending' && slip.incarnation === body.incarnation) return [];
    if (slip.state !== 'queued')
      return refuse('slip-not-waiting', 'This slip is not waiting any more: do not print it.', { state: slip.state });
    return [happened('slips.sending', { ...id, bridge: body.bridge, incarnation: body.incarnation })];
  }
  if (step === 'done' && (slip.state === 'sending' || slip.state === 'unknown'))
    return [happened('slips.done', { ...id, evidence: evidence ?? 'written' })];
  if (slip.state !== 'sending') return [];
  if (step === 'failed') return [happened('slips.failed', { ...id, reason: reason ?? 'unspecified' })];
  return [happened('slips.unknown', { ...id, reason: reason ?? 'unspecified' })];
}

/** A bridge that starts anew tells what it still holds; whatever was being sent and is not in its hands is unknown. */
export function reconcile(sending: readonly SlipFact[], body: BodyOf<'slips.reconcile'>): Decision {
  return sending
    .filter((slip) => !body.inHand.includes(slip.slip) && slip.incarnation !== body.incarnation)
    .map((slip) => happened('slips.unknown', { slip: slip.slip, reason: 'bridge-restarted' }));
}

/** A printer that is asked and never heard of again leaves a slip nobody can be sure of: a person decides. */
export function loseSight(slip: SlipFact | undefined, body: BodyOf<'slips.lose-sight'>): Decision {
  if (slip?.state !== 'sending' || slip.changedAt !== body.since) return [];
  return [happened('slips.unknown', { slip: slip.slip, reason: 'no-word' })];
}

export function resolve(slip: SlipFact | undefined, body: BodyOf<'slips.resolve'>): Decision {
  if (!slip) return refuse('slip-missing', 'There is no such slip.');
  if (slip.state !== 'unknown')
    return refuse('slip-not-unknown', 'This slip was settled already.', { state: slip.state });
  return [happened('slips.resolved', body)];
}

export function onPrinterChosen(data: { printer: string }): readonly Wish[] {
  return [wish('slips.redirect', { printer: data.printer })];
}
export function onTaskOpened(data: Events['tasks.opened']): readonly Wish[] {
  return [wish('slips.print', { task: data.task, auto: true })];
}
/** The new version takes the place of the old one on paper too. */
export function onTaskCorrected({ task }: { task: string }): readonly Wish[] {
  return [wish('slips.cancel', { task, reason: 'task-corrected' }), wish('slips.print', { task, auto: true })];
}
export function onTaskWithdrawn({ task, reason }: { task: string; reason: string }): readonly Wish[] {
  return [wish('slips.cancel', { task, reason })];
}
export function onTaskCompleted(data: { task: string }): readonly Wish[] {
  return [wish('slips.cancel', { task: data.task, reason: 'task-completed' })];
}
