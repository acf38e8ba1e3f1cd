import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { ReadingTaken } from '../../contract/devices.ts';
import type { GoodsKind, GoodsLine, GoodsState, LotCount } from '../../contract/purchasing.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';

export interface DocumentFact {
  readonly document: string;
  readonly code: string;
  readonly part: number;
  readonly kind: GoodsKind;
  readonly state: GoodsState;
  readonly party: string;
  readonly blind: boolean;
  readonly dueAt: number | null;
  readonly late: boolean;
}
export interface LineFact {
  readonly gtin: string;
  readonly expected: number;
  readonly counted: number;
  readonly settled: number;
  readonly lots: readonly LotCount[];
}

export const missing = refuse('document-missing', 'There is no such document here; reload the list.');
const over = (fact: DocumentFact) =>
  fact.state === 'cancelled'
    ? refuse('document-cancelled', 'This document was cancelled; nothing was changed.', { code: fact.code })
    : refuse('document-closed', 'This document is done already; nothing was changed.', { code: fact.code });

/** The refusal, when goods can no longer be counted for it. */
export function ended(fact: DocumentFact | undefined): Decision | undefined {
  if (!fact) return missing;
  return fact.state === 'closed' || fact.state === 'cancelled' ? over(fact) : undefined;
}

export interface ExpectFacts {
  /** What is known under this code already, as it was announced. */
  readonly same: (DocumentFact & { readonly lines: readonly GoodsLine[] }) | undefined;
  /** The first label that means another document. */
  readonly labelTaken: string | undefined;
  readonly unknown: readonly string[];
  readonly nextDocument: number;
}
const taken = (code: string) => refuse('label-taken', 'This code already belongs to another document.', { code });

/** An announcement: the same one twice changes nothing, another one under its number is told. */
export function expect(facts: ExpectFacts, body: BodyOf<'purchasing.expect'>, moment: Moment): Decision {
  const lines = summed(body.lines);
  if (facts.same) {
    const { same } = facts;
    const isSame = same.kind === body.kind && same.party === body.party && isEqual(same.lines, lines);
    return isSame
      ? []
      : refuse('document-known', 'This document number is known with other content: check it.', { code: body.code });
  }
  const [gtin] = facts.unknown;
  if (gtin) return refuse('item-missing', `There is no item ${gtin}; import it first.`, { gtin });
  if (facts.labelTaken) return taken(facts.labelTaken);
  const { dueAt, labels = [], ...rest } = body;
  return [
    happened('purchasing.expected', {
      ...rest,
      document: moment.newId(),
      number: facts.nextDocument,
      part: 1,
      blind: false,
      lines,
      labels,
      ...(dueAt === undefined ? {} : { dueAt }),
    }),
  ];
}

export function summed(lines: readonly GoodsLine[]): GoodsLine[] {
  const sums = new Map<string, number>();
  for (const { gtin, quantity } of lines) sums.set(gtin, (sums.get(gtin) ?? 0) + quantity);
  return [...sums].map(([gtin, quantity]) => ({ gtin, quantity })).sort((a, b) => (a.gtin < b.gtin ? -1 : 1));
}
const isEqual = (a: readonly GoodsLine[], b: readonly GoodsLine[]): boolean =>
  a.length === b.length && a.every((line, i) => line.gtin === b[i]?.gtin && line.quantity === b[i]?.quantity);

const LETTERS: Readonly<Record<GoodsKind, string>> = {
  delivery: 'RC',
  'transfer-in': 'TI',
  'transfer-out': 'TR',
  'supplier-return': 'RT',
};

export interface StartFacts {
  readonly known: boolean;
  readonly counterKnown: boolean;
  readonly store: number;
  readonly nextDocument: number;
}

/** Goods nobody announced, or goods that leave: a document of its own, with a number to write on the parcel. */
export function start(facts: StartFacts, body: BodyOf<'purchasing.start'>, moment: Moment): Decision {
  const { kind, party, counter, reason } = body;
  if (facts.known)
    return refuse('document-known', 'This document number is known already: open it instead.', {
      code: body.code ?? '',
    });
  if (counter && !facts.counterKnown)
    return refuse('counter-missing', `There is no counter ${counter} in this shop.`, { counter });
  if (kind === 'supplier-return' && !reason)
    return refuse('return-reason-needed', 'Say why these goods go back to the supplier.');
  const document = moment.newId();
  const code = body.code ?? `${LETTERS[kind]}${facts.store}-${facts.nextDocument}`;
  return [
    happened('purchasing.expected', {
      document,
      number: facts.nextDocument,
      code,
      part: 1,
      kind,
      party,
      blind: true,
      lines: [],
      labels: [],
      ...(reason ? { reason } : {}),
    }),
    ...(counter ? [happened('purchasing.opened', { document, counter })] : []),
  ];
}

export function addLabels(
  facts: { readonly document: DocumentFact | undefined; readonly labelTaken: string | undefined },
  body: BodyOf<'purchasing.add-labels'>,
): Decision {
  const no = ended(facts.document);
  if (no) return no;
  return facts.labelTaken ? taken(facts.labelTaken) : [happened('purchasing.labelled', body)];
}

export interface OneFacts {
  readonly document: DocumentFact | undefined;
  /** The open task that told it was late. */
  readonly lateTask: string | undefined;
  readonly lines: readonly LineFact[];
}

export function cancel(facts: OneFacts, body: BodyOf<'purchasing.cancel'>): Decision {
  const no = ended(facts.document);
  if (no) return no;
  if (facts.lines.some((line) => line.counted > 0))
    return refuse('document-counted', 'Goods were counted for this document: close it instead.', {
      code: facts.document?.code ?? '',
    });
  const task = facts.lateTask ? { lateTask: facts.lateTask } : {};
  return [happened('purchasing.cancelled', { ...body, gtins: facts.lines.map((line) => line.gtin), ...task })];
}

export interface CounterFacts {
  readonly document: DocumentFact | undefined;
  readonly counterKnown: boolean;
}
export function open(facts: CounterFacts, body: BodyOf<'purchasing.open'>): Decision {
  if (!facts.counterKnown)
    return refuse('counter-missing', `There is no counter ${body.counter} in this shop.`, { counter: body.counter });
  return ended(facts.document) ?? [happened('purchasing.opened', body)];
}

/** The number on a delivery note or the label of a pallet, scanned where goods are received. */
export function scanDocument(facts: CounterFacts, body: BodyOf<'purchasing.scan-document'>): Decision {
  if (body.mode !== 'receive')
    return refuse('receive-mode-needed', 'This is the number of a delivery: switch the counter to receiving first.', {
      code: body.code,
    });
  if (!facts.document)
    return refuse('document-missing', 'No delivery with this number is expected here.', { code: body.code });
  return open(facts, { counter: body.counter, document: facts.document.document });
}

export function leave(facts: { readonly isOpen: boolean }, body: BodyOf<'purchasing.leave'>): Decision {
  return facts.isOpen ? [happened('purchasing.left', body)] : [];
}

export function noteLate(facts: OneFacts, body: BodyOf<'purchasing.note-late'>): Decision {
  const { document } = facts;
  if (!document || ended(document) || document.late || document.dueAt !== body.dueAt) return [];
  const { code, party, kind } = document;
  return [happened('purchasing.late', { document: document.document, code, party, kind, dueAt: body.dueAt })];
}

/** A document's number opens it; an item seen where one is open counts for it. */
export function onReading(taken: ReadingTaken): readonly Wish[] {
  const { meaning, counter, mode, document, context } = taken;
  if (!counter || context !== null) return [];
  if (meaning.kind === 'document') return [wish('purchasing.scan-document', { counter, mode, code: meaning.code })];
  if (meaning.kind !== 'item' || mode !== 'receive' || !document) return [];
  const { gtin, quantity, lot, expiry } = meaning;
  return [
    wish('purchasing.count', {
      ...{ document, gtin, quantity, counter },
      ...(lot ? { lot } : {}),
      ...(expiry ? { expiry } : {}),
    }),
  ];
}

/** Where goods are counted for a document, scans receive: the counter shows it and goes back to selling by itself. */
export function onOpened({ counter }: Events['purchasing.opened']): readonly Wish[] {
  return [wish('counters.set-mode', { counter, mode: 'receive' })];
}

/** Somebody asks where the goods are: one task for each document, ended when they are there or given up. */
export function onLate({ document, code, party }: Events['purchasing.late']): readonly Wish[] {
  return [
    wish('tasks.open', {
      kind: 'late-delivery',
      subject: `document:${document}`,
      titleZh: `${code} 到货延误`,
      titleEn: `${code} is late`,
      why: {
        zh: `${party} 的 ${code} 到期还没有收完，请催货。`,
        en: `${code} of ${party} has not been received in time: ask for it.`,
      },
    }),
  ];
}
export function onEnded({ lateTask }: { lateTask?: string }): readonly Wish[] {
  return lateTask ? [wish('tasks.withdraw', { task: lateTask, reason: 'delivery-ended' })] : [];
}
