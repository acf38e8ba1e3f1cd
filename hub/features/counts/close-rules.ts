import type { BodyOf, Events } from '../../contract/commands.ts';
import type { CountReason } from '../../contract/counts.ts';
import type { Event } from '../../contract/journal.ts';
import { type Decision, happened, type Moment, refuse } from '../../core/feature.ts';
import { nobody, over, pages, personOf, type SheetFact } from './rules.ts';
import type { Verdict } from './variance-rules.ts';

export interface LineFact {
  readonly gtin: string;
  readonly verdict: Verdict;
  readonly valueMinor: number;
  readonly reason: CountReason | undefined;
  readonly note: string | undefined;
}
export interface CloseFacts {
  readonly sheet: SheetFact | undefined;
  readonly lines: readonly LineFact[];
  /** Items nobody counted of which the book has any, as if somebody had just found none of them. */
  readonly uncounted: () => readonly LineFact[];
  readonly counters: readonly string[];
  /** The open task that asks for this sheet. */
  readonly task: string | undefined;
  readonly staffKnown: boolean;
}

const nothingCounted = refuse('count-empty', 'Nothing was counted yet; give the count up instead.');

export function review(facts: CloseFacts, body: BodyOf<'counts.review'>): Decision {
  const no = over(facts.sheet);
  if (no) return no;
  if (facts.sheet?.state === 'review') return [];
  return facts.lines.length === 0 ? nothingCounted : [happened('counts.reviewed', body)];
}

export function explain(
  facts: { sheet: SheetFact | undefined; counted: boolean },
  body: BodyOf<'counts.explain'>,
): Decision {
  const no = over(facts.sheet);
  if (no) return no;
  return facts.counted ? [happened('counts.explained', body)] : nothingCounted;
}

/**
 * Every difference goes to the ledger, in one go and once. Nothing is decided in silence: what needs a second person
 * waits for one, and what nobody counted is left or written off only because somebody said which.
 */
export function close(facts: CloseFacts, body: BodyOf<'counts.close'>, moment: Moment): Decision {
  const { sheet, lines } = facts;
  const no = over(sheet);
  if (no || !sheet) return no ?? [];
  if (body.staff !== undefined && !facts.staffKnown) return nobody;
  const uncounted = facts.uncounted();
  if (lines.length === 0 && body.uncounted !== 'zero') return nothingCounted;
  const waiting = lines.filter((line) => line.verdict.recount).length;
  if (waiting > 0)
    return refuse('count-needs-recount', 'Some items have to be counted once more before this can be posted.', {
      items: waiting,
    });
  if (uncounted.length > 0 && body.uncounted === undefined)
    return refuse('count-uncounted', 'Some items were not counted: say whether to leave them or to write them off.', {
      items: uncounted.length,
    });
  const zeroed = body.uncounted === 'zero' ? uncounted : [];
  const tooMuch = zeroed.filter((line) => line.verdict.recount).length;
  if (tooMuch > 0)
    return refuse('count-zero-beyond', 'Some items nobody counted are too many to be written off by one word.', {
      items: tooMuch,
    });
  return posted(facts, sheet, [...lines, ...zeroed], {
    uncounted: uncounted.length === 0 ? 'none' : (body.uncounted ?? 'none'),
    person: body.staff ?? personOf(moment) ?? '',
  });
}

function posted(
  facts: CloseFacts,
  { sheet, location }: SheetFact,
  lines: readonly LineFact[],
  how: Pick<Events['counts.closed'], 'uncounted' | 'person'>,
): Decision {
  const differing = lines.filter((line) => (line.verdict.variance ?? 0) !== 0);
  const agreed = lines
    .filter((line) => (line.verdict.variance ?? 0) === 0)
    .map(({ gtin, verdict }) => ({ gtin, counted: verdict.counted, evidence: verdict.evidence }));
  const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
  return [
    ...differing.map(({ gtin, verdict, valueMinor, reason, note }) =>
      happened('counts.posted', {
        ...{ sheet, gtin, location, evidence: verdict.evidence, counted: verdict.counted, book: verdict.book },
        ...{ variance: verdict.variance ?? 0, valueMinor, reason: reason ?? 'unknown' },
        ...(note ? { note } : {}),
        people: [...verdict.people],
      }),
    ),
    ...pages(agreed).map((page) => happened('counts.agreed', { sheet, lines: page })),
    happened('counts.closed', {
      ...{
        sheet,
        ...(facts.task ? { task: facts.task } : {}),
        ...how,
        lines: lines.length,
        differing: differing.length,
      },
      gainMinor: sum(differing.map((line) => Math.max(0, line.valueMinor))),
      lossMinor: sum(differing.map((line) => Math.max(0, -line.valueMinor))),
    }),
    ...left(facts.counters),
  ];
}
const left = (counters: readonly string[]): Event[] =>
  counters.map((counter) => happened('counts.left', { counter, reason: 'sheet-over' }));

export function cancel(facts: CloseFacts, body: BodyOf<'counts.cancel'>): Decision {
  const no = over(facts.sheet);
  if (no) return no;
  const { task } = facts;
  return [happened('counts.cancelled', { ...body, ...(task ? { task } : {}) }), ...left(facts.counters)];
}
