import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import { type Decision, happened, refuse, wish } from '../../core/feature.ts';
import { over, type SheetFact } from './rules.ts';

/** A paper says no more of them; a longer sheet is counted by parts, or by gun without paper. */
export const LINES_MAX = 80;
const GROUPS_MAX = 60;

export interface PaperLineFact {
  readonly zh: string;
  readonly en: string;
  readonly code: string;
  readonly bay: string;
  /** What the book says, on guided sheets. */
  readonly amount?: string;
}
export interface PaperFacts {
  readonly sheet: (SheetFact & { readonly name: string }) | undefined;
  readonly hasPrinter: boolean;
  /** In the order in which one walks along them; after the counting only what has to be counted once more. */
  readonly lines: readonly PaperLineFact[];
}

/** The sheet on paper, bay by bay with room for the numbers; its barcode opens it at any counter. */
export function print(facts: PaperFacts, body: BodyOf<'counts.print'>): Decision {
  const { sheet, lines } = facts;
  const no = over(sheet);
  if (no || !sheet) return body.auto ? [] : (no ?? []);
  if (!facts.hasPrinter)
    return body.auto ? [] : refuse('no-slip-printer', 'No printer takes the slips: choose one on the devices page.');
  if (lines.length === 0) return body.auto ? [] : refuse('count-nothing', 'There is nothing to count on this sheet.');
  if (lines.length > LINES_MAX)
    return body.auto
      ? []
      : refuse('count-too-long', 'This sheet is too long for paper: count it by category or class.', {
          items: lines.length,
          most: LINES_MAX,
        });
  return [
    happened('counts.paper-wanted', {
      ...{ sheet: sheet.sheet, number: sheet.number, name: sheet.name, auto: body.auto ?? false },
      groups: groupsOf(lines),
    }),
  ];
}

type Group = Events['counts.paper-wanted']['groups'][number];

/** By aisle, which is what stands before the first dash of a bay; by its first letter where that makes too many. */
function groupsOf(lines: readonly PaperLineFact[]): Group[] {
  const byAisle = grouped(lines, (bay) => bay.split('-')[0] ?? '');
  return byAisle.length <= GROUPS_MAX ? byAisle : grouped(lines, (bay) => bay.slice(0, 1));
}

function grouped(lines: readonly PaperLineFact[], aisleOf: (bay: string) => string): Group[] {
  const groups: { aisle: string; group: Group }[] = [];
  for (const line of lines) {
    const aisle = aisleOf(line.bay);
    const last = groups.at(-1);
    if (last?.aisle === aisle) last.group.lines.push(line);
    else groups.push({ aisle, group: { zh: aisle || '无货位', en: aisle || 'No bay', lines: [line] } });
  }
  return groups.map(({ group }) => group);
}

export function onPaperWanted({ sheet, number, name, groups, auto }: Events['counts.paper-wanted']): readonly Wish[] {
  const more = auto ? { auto } : {};
  return [wish('slips.print-paper', { kind: 'count', subject: sheet, number, nameZh: name, groups, ...more })];
}

/** The barcode of a sheet opens it where it is scanned. */
export function onPaperScanned({ kind, subject, counter }: Events['slips.paper-scanned']): readonly Wish[] {
  return kind === 'count' ? [wish('counts.open-at', { counter, sheet: subject })] : [];
}

/** What the plan asks for becomes somebody's task, with its paper. */
export function onBegun({ sheet, number, plan }: Events['counts.begun']): readonly Wish[] {
  if (plan === undefined) return [];
  return [
    wish('tasks.open', {
      ...{ kind: 'count', subject: sheet },
      ...{ titleZh: `循环盘点 第 ${number} 号单`, titleEn: `Cycle count, sheet ${number}` },
      why: { zh: `盘点计划 ${plan}：这些商品到期该盘`, en: `Count plan of ${plan}: these items are due` },
    }),
    wish('counts.print', { sheet, auto: true }),
  ];
}

/** Posted, the task is done by whoever posted it; given up, or posted by nobody known, it is taken back. */
export function onClosed({ sheet, task, person }: Events['counts.closed']): readonly Wish[] {
  const papers = wish('slips.cancel-paper', { kind: 'count', subject: sheet, reason: 'count-posted' });
  if (task === undefined) return [papers];
  return [
    papers,
    person === ''
      ? wish('tasks.withdraw', { task, reason: 'count-posted' })
      : wish('tasks.finish', { task, staff: person }),
  ];
}
export function onCancelled({ sheet, task }: Events['counts.cancelled']): readonly Wish[] {
  const papers = wish('slips.cancel-paper', { kind: 'count', subject: sheet, reason: 'count-cancelled' });
  return task === undefined ? [papers] : [papers, wish('tasks.withdraw', { task, reason: 'count-cancelled' })];
}
