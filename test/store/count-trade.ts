import type { Command } from '../../hub/contract/command.ts';
import { NOODLES, WATER } from '../rigs/shop.ts';
import type { Hand } from './trade-besides.ts';

/** Counting as people do it, in any order and often too late: sheets of all sorts, several hands, posted or given up. */
export function counting({ shop, pick, make }: Hand): Command {
  const of = <T>(list: readonly T[]): T => list[pick(list.length)] as T;
  const known = shop.sql.all<{ sheet: string }>('SELECT sheet FROM count_sheet ORDER BY number DESC LIMIT 3');
  const sheet = known.length > 0 ? of(known).sheet : 'sheet-missing';
  const gtin = of([WATER, NOODLES]);
  switch (pick(12)) {
    case 0:
      return make('counts.begin', {
        ...{ name: 'trade', location: of(['shop-floor', 'back-room']), blind: pick(2) === 0 },
        scope: of([{ of: 'place' }, { of: 'class', class: 'A' }, { of: 'items', items: [gtin] }] as const),
      });
    case 1:
      return make('counts.begin-due', { date: `2026-12-${10 + pick(20)}` });
    case 2:
    case 7:
    case 8:
      return make('counts.open-at', { counter: of(['c1', 'c2']), sheet });
    case 3:
      return make('counts.review', { sheet });
    case 4:
      return make('counts.close', { sheet, uncounted: of(['leave', 'zero']) });
    case 5:
      return pick(4) > 0
        ? make('counts.explain', { sheet, gtin, reason: of(['theft', 'found']) })
        : make('counts.cancel', { sheet, reason: 'a lorry came' });
    case 6:
      return make('counts.set-policy', {
        ...{ salesDays: 90, shareA: 0.8, shareB: 0.95, everyDays: { A: 30, B: 60, C: 90 }, repeated: 2 },
        ...{ limitUnits: 10 + pick(90), limitGrams: 2000, limitMinor: 1_000_000, daily: { at: '09:00', items: 2 } },
      });
    default:
      return make('counts.record', {
        ...{ sheet, gtin, quantity: pick(60), how: of(['add', 'set']), staff: of(['w1', 'w2', 'lead']) },
        bay: of(['A', 'B', '*']),
      });
  }
}
