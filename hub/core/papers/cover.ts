import type { Block } from '../../../firmware-bridge/contract/print-job.ts';
import type { SlipContent } from '../../contract/slips.ts';
import { kindOf } from '../task-kinds.ts';
import { amountText, centred, shiftName, signature } from './parts.ts';

const strong = (words: string): Block => ({ kind: 'text', text: words, bold: true });
const aisleOf = (bay: string | undefined): string => bay?.split('-')[0] || '其他 Other';

/** Why a slip cannot be done is said by gun: first the slip, then one of these. */
function problems({ codes = [] }: SlipContent): Block[] {
  if (codes.length === 0) return [];
  return [
    { kind: 'rule' },
    centred('做不了？先扫小票，再扫原因'),
    centred('Cannot be done? The slip, then why'),
    ...codes.flatMap(({ zh, en, data }): Block[] => [
      { kind: 'feed', lines: 1 },
      centred(`${zh} ${en}`),
      { kind: 'code128', data },
    ]),
  ];
}

/** What is to be done, in the little room a line of the cover leaves. */
function inShort({ kind, quantity, unit }: NonNullable<SlipContent['list']>[number]): string {
  if (kind === 'restock') return `×${amountText(quantity, unit)}`;
  return kind === 'check-shelf' ? '查 check' : kindOf(kind).zh;
}

/** The list on top of a person's pile. */
export function coverBlocks(content: SlipContent): Block[] {
  const list = content.list ?? [];
  return [
    { kind: 'text', text: content.personZh ?? '未分配', align: 'center', size: 2, bold: true },
    { kind: 'text', text: content.personEn ?? 'Nobody yet', align: 'center' },
    { kind: 'columns', left: '班次 Shift', right: shiftName(content) },
    { kind: 'columns', left: '本班任务 Slips to follow', right: String(list.length), bold: true },
    { kind: 'rule' },
    ...list.flatMap((row, i): Block[] => {
      const line: Block = {
        kind: 'columns',
        left: `${row.number} ${row.nameZh}`,
        right: `${row.toBay ?? ''} ${inShort(row)}`.trim(),
      };
      const aisle = aisleOf(row.toBay);
      return i > 0 && aisle === aisleOf(list[i - 1]?.toBay) ? [line] : [strong(`【${aisle}】`), line];
    }),
    { kind: 'rule' },
    ...signature(content),
    ...problems(content),
  ];
}
