import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BodyOf, CommandType } from '../../hub/contract/commands.ts';
import { sheetFact } from '../../hub/features/counts/tables.ts';
import { variancesView } from '../../hub/features/counts/variance-tables.ts';
import { countSummary } from '../../hub/features/counts/view-tables.ts';
import { only, TestShop, WATER } from '../rigs/shop.ts';
import { codeOf, expectSound } from './soundness.ts';

const FLOOR = 'shop-floor';
const BAYS = ['A03-2', 'K-01'] as const;
const PEOPLE = ['w1', 'w2', 'lead'] as const;

/** Somebody who scans a bay piece by piece: what they have scanned, and what they have still before them. */
interface Walk {
  readonly person: string;
  scanned: number;
  ahead: number;
}

/**
 * A shelf in two bays as it really is, beside the book. Everything that moves goods moves both at once; the book is wrong
 * from the beginning, and by receipts that are typed wrong and taken back later. People count what they really see.
 */
class Truth {
  readonly shop = new TestShop().setUp();
  readonly real = [0, 0];
  readonly walks: (Walk | undefined)[] = [undefined, undefined];
  readonly sheet: string;
  readonly mistakes: number[] = [];
  other: string | undefined;

  constructor(book: number, real: readonly [number, number]) {
    this.shop.must('inventory.correct', { gtin: WATER, location: FLOOR, counted: book });
    this.real = [...real];
    this.sheet = this.begin();
  }
  begin(): string {
    const scope = { of: 'items' as const, items: [WATER] };
    const entries = this.shop.must('counts.begin', { name: 'x', location: FLOOR, blind: true, scope });
    return only(entries, 'counts.begun')[0]?.data.sheet ?? '';
  }
  /** Every command is sent twice: an answer lost on the way must change nothing. */
  twice<T extends CommandType>(type: T, body: BodyOf<T>) {
    const command = this.shop.command(type, body);
    const [first] = this.shop.group([command]);
    const [second] = this.shop.group([command]);
    expect(second).toMatchObject({ status: first?.status, repeated: true });
    if (first?.status !== 'done') throw new Error(`${type}: ${JSON.stringify(first)}`);
    return first.entries;
  }
  record(person: string, bay: string, quantity: number, how: 'add' | 'set', sheet = this.sheet): void {
    this.twice('counts.record', { sheet, gtin: WATER, quantity, how, bay, staff: person });
  }
  /** Goods come to a bay or leave it; whoever scans there may have scanned that very piece or not. */
  move(at: number, quantity: number, behind: boolean): void {
    this.real[at] = (this.real[at] ?? 0) + quantity;
    const walk = this.walks[at];
    if (!walk) return;
    // What is taken away from behind the gun stays counted; what is put behind it is never counted.
    if (quantity > 0 && !behind) walk.ahead += quantity;
    if (quantity < 0) {
      const fromBehind = behind ? Math.min(walk.scanned, -quantity) : Math.max(0, -quantity - walk.ahead);
      walk.ahead += quantity + fromBehind;
    }
  }
  walkOn(at: number, pieces: number): void {
    const walk = this.walks[at];
    for (let n = 0; walk && n < pieces && walk.ahead > 0; n += 1) {
      walk.ahead -= 1;
      walk.scanned += 1;
      this.record(walk.person, BAYS[at] ?? '', 1, 'add');
    }
    if (walk?.ahead === 0) this.walks[at] = undefined;
  }
  whole(): number {
    return (this.real[0] ?? 0) + (this.real[1] ?? 0);
  }
  /** Recounts go round among the people until nothing waits. */
  settle(sheet: string): void {
    for (let round = 0; round < 4; round += 1)
      for (const person of PEOPLE) {
        const summary = countSummary(this.shop.sql, sheet);
        const fact = sheetFact(this.shop.sql, sheet);
        if (!summary || !fact) throw new Error('no such sheet');
        const [line] = variancesView(this.shop.sql, summary, fact, 10, 0).lines.filter((l) => l.recount);
        if (!line) return;
        if (!line.notBy.includes(person)) this.record(person, '*', this.whole(), 'set', sheet);
      }
    throw new Error('people who tell the truth never came to an end');
  }
  post(sheet: string): void {
    this.settle(sheet);
    expect(codeOf(this.shop.do('counts.close', { sheet, uncounted: 'leave' }))).toBe('done');
    expect(codeOf(this.shop.do('counts.close', { sheet, uncounted: 'leave' }))).toBe('count-posted');
    const seen = this.shop.sql.get<{ n: number }>('SELECT evidence AS n FROM count_figure WHERE sheet = ?', sheet);
    this.mended(seen?.n ?? 0);
  }
  /** What a count has put right is not taken back besides: nobody would find it in the book. */
  mended(before: number): void {
    this.mistakes.splice(0, this.mistakes.filter((position) => position < before).length);
  }
}

type Step = readonly [act: string, at: number, who: number, much: number, behind: boolean];
type Act = (truth: Truth, step: Step) => void;

const acts: Readonly<Record<string, Act>> = {
  sell: (truth, [, at, , much, behind]) => {
    const quantity = Math.min(truth.real[at] ?? 0, 1 + (much % 4));
    if (quantity < 1) return;
    truth.twice('orders.add-line', { counter: 'c1', gtin: WATER, quantity });
    truth.move(at, -quantity, behind);
  },
  receive: (truth, [, at, , much, behind]) => {
    truth.twice('inventory.receive', { gtin: WATER, quantity: 1 + (much % 12), location: FLOOR });
    truth.move(at, 1 + (much % 12), behind);
  },
  restock: (truth, [, at, , much, behind]) => {
    const quantity = 1 + (much % 6);
    truth.twice('inventory.move', { gtin: WATER, from: 'back-room', to: FLOOR, quantity, reason: 'restock' });
    truth.move(at, quantity, behind);
  },
  'type a receipt wrong': (truth, [, , , much]) => {
    const entries = truth.twice('inventory.receive', { gtin: WATER, quantity: 1 + much, location: FLOOR });
    truth.mistakes.push(only(entries, 'inventory.moved')[0]?.position ?? 0);
  },
  'take it back': (truth) => {
    const position = truth.mistakes.shift();
    if (position !== undefined) truth.twice('inventory.reverse', { position });
  },
  'correct truly': (truth) => {
    truth.twice('inventory.correct', { gtin: WATER, location: FLOOR, counted: truth.whole() });
    truth.mended(Number.MAX_SAFE_INTEGER);
  },
  'count a bay': (truth, [, at, who]) => {
    truth.walks[at] = undefined;
    truth.record(PEOPLE[who] ?? 'w1', BAYS[at] ?? '', truth.real[at] ?? 0, 'set');
  },
  'count all': (truth, [, , who]) => truth.record(PEOPLE[who] ?? 'w1', '*', truth.whole(), 'set'),
  'begin to scan a bay': (truth, [, at, who]) => {
    const person = PEOPLE[who] ?? 'w1';
    truth.walks[at] = { person, scanned: 0, ahead: truth.real[at] ?? 0 };
    truth.record(person, BAYS[at] ?? '', 0, 'set');
    truth.walkOn(at, 0);
  },
  'scan on': (truth, [, at, , much]) => truth.walkOn(at, 1 + (much % 9)),
  'another sheet': (truth, [, , who]) => {
    if (truth.other) return;
    truth.other = truth.begin();
    truth.record(PEOPLE[who] ?? 'w1', '*', truth.whole(), 'set', truth.other);
  },
  'post the other sheet': (truth) => {
    if (!truth.other) return;
    truth.post(truth.other);
    truth.other = undefined;
  },
};

const number = fc.nat({ max: 40 });
const steps = fc.array(
  fc.tuple(fc.constantFrom(...Object.keys(acts)), fc.nat({ max: 1 }), fc.nat({ max: 2 }), number, fc.boolean()),
  { minLength: 1, maxLength: 40, size: 'max' },
);

/** Every bay is counted to its end, unless somebody told the whole in one word and nobody began with the bays. */
function finish(truth: Truth): void {
  const begun = truth.shop.sql.all<{ bay: string }>(
    'SELECT DISTINCT bay FROM count_tally WHERE sheet = ?',
    truth.sheet,
  );
  const bays = new Set(begun.map((row) => row.bay));
  const onlyWhole = bays.size === 1 && bays.has('*');
  for (const [at, bay] of BAYS.entries()) {
    if (truth.walks[at]) truth.walkOn(at, 10_000);
    else if (!onlyWhole && !bays.has(bay)) truth.record('w1', bay, truth.real[at] ?? 0, 'set');
  }
}

test('INV-08: whatever is sold, received and moved while several people count truly: once posted, the book is the shelf', () => {
  fc.assert(
    fc.property(number, fc.tuple(number, number), steps, fc.boolean(), (book, real, list, late) => {
      const truth = new Truth(book, real);
      for (const step of list) {
        truth.shop.now += 1000;
        acts[step[0]]?.(truth, step);
      }
      finish(truth);
      while (truth.mistakes.length > 0) acts['take it back']?.(truth, ['', 0, 0, 0, false]);
      truth.shop.must('counts.review', { sheet: truth.sheet });
      if (late) acts.sell?.(truth, ['', 0, 0, 2, false]);
      truth.post(truth.sheet);
      if (truth.other) truth.post(truth.other);
      expect(truth.shop.level(WATER, FLOOR)).toBe(truth.whole());
      expectSound(truth.shop);
    }),
    { seed: 20_261_122, numRuns: 80 },
  );
});
