import type { Suspect, SuspectWhy } from '../../contract/count-views.ts';

/** A move at the counted place, with its sign as seen from there. */
export interface Trail {
  readonly position: number;
  readonly at: number;
  readonly reason: string;
  readonly quantity: number;
  readonly reference: string | null;
  readonly reversed: boolean;
}
export interface Case {
  readonly variance: number;
  /** When it was counted, by the journal and by the clock. */
  readonly evidence: number;
  readonly at: number;
  readonly casePack: number | undefined;
  /** All since the count before, and a little beyond this one. */
  readonly trail: readonly Trail[];
}

/** How long a customer may carry something about before it is paid, and a delivery may stand before it is put away. */
export const AROUND_MS = 15 * 60_000;
/** Two equal moves so close together may be one that was booked twice. */
const TWICE_MS = 90_000;

const WEIGHTS: Readonly<Record<SuspectWhy, number>> = {
  'same-quantity': 50,
  'in-basket': 40,
  twice: 35,
  'case-pack': 25,
  'around-count': 20,
  voided: 15,
  'by-hand': 15,
  'unusually-many': 10,
  'large-enough': 5,
};
/** Booked because a person said so, and not seen by a gun or a till. */
const byHand: ReadonlySet<string> = new Set([
  'receipt',
  'opening',
  'correction',
  'count_gain',
  'count_loss',
  'transfer_in',
]);

/**
 * Which moves since the last count may have made the difference, the likeliest first. Goods are missing where the book
 * took in too much, and too many where it gave out too much: so only moves of the difference's own opposite side are
 * suspects, but for what was in somebody's basket while it was counted. Each reason has a weight, the weights are added,
 * and the reasons go along: nobody has to believe a number.
 */
export function suspectsOf(line: Case, most: number): Suspect[] {
  if (line.variance === 0) return [];
  const usual = median(line.trail.map((move) => Math.abs(move.quantity)));
  return line.trail
    .filter((move) => !move.reversed)
    .map((move) => ({ move, why: reasonsOf(line, move, usual) }))
    .filter(({ why }) => why.length > 0)
    .map(({ move: { reversed: _reversed, reference, ...move }, why }) => ({
      ...move,
      ...(reference === null ? {} : { reference }),
      score: why.reduce((sum, one) => sum + WEIGHTS[one], 0),
      why,
    }))
    .toSorted((a, b) => b.score - a.score || b.position - a.position)
    .slice(0, most);
}

function reasonsOf(line: Case, move: Trail, usual: number): SuspectWhy[] {
  const size = Math.abs(move.quantity);
  const missing = Math.abs(line.variance);
  const isAfter = move.position > line.evidence;
  if (isAfter) {
    // Taken from the shelf before it was counted, paid afterwards: the shelf lacked what the book still had.
    const wasInBasket =
      line.variance < 0 && move.reason === 'sale' && move.at - line.at <= AROUND_MS && size <= missing;
    return wasInBasket ? ['in-basket', ...(size === missing ? (['same-quantity'] as const) : [])] : [];
  }
  if (Math.sign(move.quantity) === Math.sign(line.variance)) return [];
  const why: SuspectWhy[] = [];
  if (size === missing) why.push('same-quantity');
  if (isTwice(line.trail, move)) why.push('twice');
  if (isCasePack(line, size, missing)) why.push('case-pack');
  if (line.at - move.at <= AROUND_MS) why.push('around-count');
  if (move.reason === 'sale_void') why.push('voided');
  if (byHand.has(move.reason)) why.push('by-hand');
  if (usual > 0 && size >= 5 * usual) why.push('unusually-many');
  if (size > missing) why.push('large-enough');
  return why;
}

/** The same as another one a moment before: a gun that fired twice, a delivery entered twice. */
function isTwice(trail: readonly Trail[], move: Trail): boolean {
  return trail.some(
    (other) =>
      other.position < move.position &&
      move.at - other.at <= TWICE_MS &&
      other.quantity === move.quantity &&
      other.reason === move.reason &&
      !other.reversed,
  );
}

/** Whole cases taken for pieces, or pieces for cases: the difference is what the mistake would make. */
function isCasePack({ casePack }: Case, size: number, missing: number): boolean {
  if (casePack === undefined || casePack < 2) return false;
  return missing === size * (casePack - 1) || (size % casePack === 0 && missing === size - size / casePack);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
