import type { Block } from '../../../firmware-bridge/contract/print-job.ts';
import type { SlipContent } from '../../contract/slips.ts';
import { kindOf } from '../task-kinds.ts';
import { amountText, shiftName, signature } from './parts.ts';

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
    ...list.map(
      (row): Block => ({
        kind: 'columns',
        left: `${row.number} ${row.nameZh}`,
        right: `${row.toBay ?? ''} ${inShort(row)}`.trim(),
      }),
    ),
    { kind: 'rule' },
    ...signature(content),
  ];
}
