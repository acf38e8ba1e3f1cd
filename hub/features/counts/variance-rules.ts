import type { RecountWhy } from '../../contract/count-views.ts';
import type { CountPolicy } from '../../contract/counts.ts';

/** The bay that stands for all of the place: a figure told in one word. */
export const WHOLE = '*';
/** Somebody at a counter where nobody's badge was scanned. */
export const NAMELESS = '@';

/** What one person found in one bay, between two positions of the journal. */
export interface Tally {
  readonly bay: string;
  readonly person: string;
  readonly quantity: number;
  readonly first: number;
  readonly last: number;
  readonly at: number;
}

/** A move of the item at the counted place, with its sign as seen from there. */
export interface LaterMove {
  readonly position: number;
  readonly quantity: number;
  /** Set for what changed the book alone: the position of the count it rests on. */
  readonly evidence: number | null;
  /** Set for a move that takes back another: the position of that one. */
  readonly reverses: number | null;
  /** The position of the move that took this one back. */
  readonly reversedBy: number | null;
}

export interface CountedLine {
  readonly gtin: string;
  readonly unit: 'each' | 'gram';
  /** Minor units a piece or a kilogram. */
  readonly costMinor: number;
  readonly onHand: number;
  readonly tallies: readonly Tally[];
  /** All since the first of the tallies. */
  readonly moves: readonly LaterMove[];
}

/** What some people say about a line: the difference is between low and high, and known where these are the same. */
export interface Opinion {
  readonly people: readonly string[];
  readonly counted: number;
  readonly book: number;
  readonly low: number;
  readonly high: number;
  readonly evidence: number;
  readonly at: number;
  readonly superseded: boolean;
  /** Two people found different numbers in one bay of it. */
  readonly disputed: boolean;
}

export interface Verdict extends Opinion {
  readonly variance: number | undefined;
  readonly recount: RecountWhy | undefined;
  /** People whose recount would be no second word. */
  readonly notBy: readonly string[];
}

export type Limit = Pick<CountPolicy, 'limitUnits' | 'limitGrams' | 'limitMinor'>;

/** At cost; what is sold by the gram is priced by the kilogram. */
export function costOf(line: Pick<CountedLine, 'unit' | 'costMinor'>, quantity: number): number {
  const exact = line.unit === 'gram' ? (line.costMinor * quantity) / 1000 : line.costMinor * quantity;
  return Math.round(exact);
}

function within(line: CountedLine, variance: number, limit: Limit): boolean {
  const most = line.unit === 'gram' ? limit.limitGrams : limit.limitUnits;
  return Math.abs(variance) <= most && Math.abs(costOf(line, variance)) <= limit.limitMinor;
}

/** Both within the same stretch of time, a move and the one that took it back are nothing at all. */
const cancelled = (move: LaterMove, from: number, to: number): boolean =>
  (move.reverses !== null && move.reverses > from && move.reverses <= to) ||
  (move.reversedBy !== null && move.reversedBy > from && move.reversedBy <= to);

/**
 * The difference between what was counted and what the book said at that very moment. Later sales and deliveries touch
 * neither side and so change nothing. Three things do:
 * - goods that came or went between the first and the last scan may have been counted or not: the difference is then
 *   known only to lie between two numbers;
 * - a later booking that changed the book alone (a count posted from older evidence, an error taken back) has put a
 *   part of the difference right already;
 * - a later count of the same item knows better: nothing is left of this one.
 */
function compared(line: CountedLine, tallies: readonly Tally[], low: number, high: number): Opinion {
  const first = Math.min(...tallies.map((t) => t.first));
  const last = Math.max(...tallies.map((t) => t.last));
  const after = line.moves.filter((m) => m.position > last);
  const book = line.onHand - after.reduce((sum, m) => sum + m.quantity, 0);
  const during = line.moves.filter(
    (m) => m.position > first && m.position <= last && m.evidence === null && !cancelled(m, first, last),
  );
  const came = during.reduce((sum, m) => sum + Math.max(0, m.quantity), 0);
  const went = during.reduce((sum, m) => sum + Math.max(0, -m.quantity), 0);
  const counts = after.filter((m) => m.evidence !== null && m.reversedBy === null);
  const superseded = counts.some((m) => m.evidence !== null && m.evidence > last);
  const mended = after
    .filter((m) => counts.includes(m) || (m.reverses !== null && m.reverses <= last))
    .reduce((sum, m) => sum + m.quantity, 0);
  const newest = tallies.find((t) => t.last === last);
  return {
    people: [...new Set(tallies.map((t) => t.person))],
    counted: high,
    book,
    low: superseded ? 0 : low - went - book - mended,
    high: superseded ? 0 : high + came - book - mended,
    evidence: last,
    at: newest?.at ?? 0,
    superseded,
    disputed: low !== high,
  };
}

/** One person's word on one bay; alone in its bay it is that bay's figure. */
const alone = (line: CountedLine, tally: Tally): Opinion => compared(line, [tally], tally.quantity, tally.quantity);

/** What stands for a bay that several people counted: the newest, if goods that moved in between explain the others. */
function ofBay(line: CountedLine, tallies: readonly Tally[]): { tallies: Tally[]; low: number; high: number } {
  const newest = tallies.reduce((a, b) => (b.last > a.last ? b : a));
  const agrees = (other: Tally): boolean => {
    const between = line.moves.filter(
      (m) => m.position > other.first && m.position <= newest.last && m.evidence === null,
    );
    const came = between.reduce((sum, m) => sum + Math.max(0, m.quantity), 0);
    const went = between.reduce((sum, m) => sum + Math.max(0, -m.quantity), 0);
    const change = newest.quantity - other.quantity;
    return change >= -went && change <= came;
  };
  const others = tallies.filter((t) => t !== newest);
  if (others.every(agrees)) return { tallies: [newest], low: newest.quantity, high: newest.quantity };
  const found = tallies.map((t) => t.quantity);
  return { tallies: [...tallies], low: Math.min(...found), high: Math.max(...found) };
}

/**
 * Different bays add up, whoever counted them; the same bay counted by two people is a second opinion. Where an item
 * was counted in one bay only, each person's figure is an opinion about all of it.
 */
export function opinionsOf(line: CountedLine): Opinion[] {
  const bays = grouped(
    line.tallies.filter((t) => t.bay !== WHOLE),
    (t) => t.bay,
  );
  const whole = line.tallies.filter((t) => t.bay === WHOLE).map((t) => alone(line, t));
  const [only] = bays.values();
  if (bays.size <= 1) return inOrder([...(only ?? []).map((t) => alone(line, t)), ...whole]);
  const parts = [...bays.values()].map((tallies) => ofBay(line, tallies));
  const shared = compared(
    line,
    parts.flatMap((p) => p.tallies),
    parts.reduce((sum, p) => sum + p.low, 0),
    parts.reduce((sum, p) => sum + p.high, 0),
  );
  return inOrder([shared, ...whole]);
}

/** Oldest first. Whoever speaks again on their own has thought better of what they said before. */
function inOrder(opinions: readonly Opinion[]): Opinion[] {
  const sorted = opinions.toSorted((a, b) => a.evidence - b.evidence);
  const live = sorted.filter((o) => !o.superseded);
  return (live.length > 0 ? live : sorted.slice(-1)).filter(
    (o, at, all) => !all.slice(at + 1).some((later) => isOneOf(o.people, later.people)),
  );
}
const isOneOf = (people: readonly string[], later: readonly string[]): boolean =>
  people.length === 1 && later.length === 1 && people[0] === later[0];

/** How many independent words there are for a figure. People without a name may all be one and the same, and anybody. */
function witnesses(opinions: readonly Opinion[]): number {
  const heard = new Set<string>();
  const words = opinions.filter(({ people }) => {
    if (people.some((p) => heard.has(p) || p.startsWith(NAMELESS))) return false;
    for (const person of people) heard.add(person);
    return true;
  });
  return Math.max(1, words.length);
}

function grouped<T, K>(list: readonly T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of list) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

/**
 * Whether a line may be posted, and with which difference:
 * - one figure within the limit stands by itself; beyond it, a second person has to find the same;
 * - where people differ, the figure two of them found stands; so does the newest one if the book agrees with it, or if
 *   it alone is within the limit; else somebody has to count once more;
 * - what was counted while goods moved is not known well enough: somebody says the whole in one word.
 */
export function verdictOf(line: CountedLine, limit: Limit): Verdict {
  const opinions = opinionsOf(line);
  const newest = opinions.at(-1) ?? compared(line, [nothing], 0, 0);
  if (newest.superseded) return settled(newest, 0);
  const sure = opinions.filter((o) => o.low === o.high);
  const latest = sure.at(-1);
  if (!latest) return unsettled(newest.disputed ? 'opinions-differ' : 'moved-meanwhile', newest);
  const vouched = [...grouped(sure, (o) => o.low).values()]
    .filter((group) => witnesses(group) >= 2)
    .flatMap((group) => group.slice(-1))
    .toSorted((a, b) => a.evidence - b.evidence)
    .at(-1);
  if (vouched) return settled(vouched, vouched.low);
  const against = opinions.filter((o) => latest.low < o.low || latest.low > o.high);
  const isWithin = within(line, latest.low, limit);
  if (against.length === 0) {
    const people = [...new Set(sure.flatMap((o) => o.people))];
    return isWithin ? settled(latest, latest.low) : unsettled('beyond-limit', latest, people);
  }
  const othersBeyond = against.every((o) => o.low === o.high && !within(line, o.low, limit));
  if (latest === newest && isWithin && (latest.low === 0 || othersBeyond)) return settled(latest, latest.low);
  return unsettled('opinions-differ', newest);
}

const settled = (of: Opinion, variance: number): Verdict => ({ ...of, variance, recount: undefined, notBy: [] });
const unsettled = (recount: RecountWhy, of: Opinion, notBy: readonly string[] = []): Verdict => ({
  ...of,
  variance: undefined,
  recount,
  notBy,
});
const nothing: Tally = { bay: WHOLE, person: '', quantity: 0, first: 0, last: 0, at: 0 };
