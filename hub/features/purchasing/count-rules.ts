import type { BodyOf } from '../../contract/commands.ts';
import type { LotCount } from '../../contract/purchasing.ts';
import { type Decision, happened, refuse } from '../../core/feature.ts';
import { type DocumentFact, ended, type LineFact } from './document-rules.ts';

export interface CountFacts {
  readonly document: DocumentFact | undefined;
  readonly line: LineFact | undefined;
  readonly itemKnown: boolean;
}

/** No line holds more: such a count is misread. */
const COUNT_MAX = 1_000_000;

/** One scan more. What nobody announced is counted too: it is there, and the difference is told at the end. */
export function count(facts: CountFacts, body: BodyOf<'purchasing.count'>): Decision {
  const { document, gtin, counter, quantity, lot, expiry } = body;
  const before = facts.line?.counted ?? 0;
  const lots = lot
    ? withLot(facts.line?.lots ?? [], { lot, ...(expiry ? { expiry } : {}), counted: quantity })
    : undefined;
  return counted(facts, { document, gtin, counter }, before + quantity, lots ?? facts.line?.lots ?? []);
}

/** A person says how many there are: the newest word counts, and lots never add up to more than it. */
export function setCount(facts: CountFacts, body: BodyOf<'purchasing.set-count'>): Decision {
  let left = body.counted;
  const lots = (facts.line?.lots ?? []).flatMap((lot) => {
    const kept = Math.min(lot.counted, left);
    left -= kept;
    return kept > 0 ? [{ ...lot, counted: kept }] : [];
  });
  return counted(facts, { document: body.document, gtin: body.gtin }, body.counted, lots);
}

function counted(
  facts: CountFacts,
  where: { document: string; gtin: string; counter?: string },
  now: number,
  lots: readonly LotCount[],
): Decision {
  const no = ended(facts.document);
  if (no) return no;
  const { gtin } = where;
  if (!facts.itemKnown) return refuse('item-missing', `There is no item ${gtin}; import it first.`, { gtin });
  if (now > COUNT_MAX) return refuse('count-too-large', 'No delivery holds so many: check the count.', { gtin });
  const added = now - (facts.line?.counted ?? 0);
  if (added === 0) return [];
  return [
    happened('purchasing.counted', { ...where, counted: now, added, ...(lots.length > 0 ? { lots: [...lots] } : {}) }),
  ];
}

function withLot(lots: readonly LotCount[], more: LotCount): LotCount[] {
  const known = lots.some((one) => one.lot === more.lot && one.expiry === more.expiry);
  if (!known) return [...lots, more];
  return lots.map((one) =>
    one.lot === more.lot && one.expiry === more.expiry ? { ...one, counted: one.counted + more.counted } : one,
  );
}
