import type { Block } from '../../../firmware-bridge/contract/print-job.ts';
import type { PaperLook } from './look.ts';
import { foot, groups, head, itemLines, row, rule } from './parts.ts';

const howTo = ['放在退回商品上；处理时扫此单', 'Stays with the goods; scan when dealt with'];

/** Goods that came back: why, whose they are, until when, and what became of them. */
export const returned: PaperLook = {
  zh: '退换',
  en: 'Return',
  barcode: 'return',
  blocks: (content, paper): Block[] => [
    ...head(content, paper, '退换', 'Return'),
    ...groups(paper, (line) => itemLines(line, '', line.amount ? `×${line.amount}` : '')),
    rule,
    row('□ 可售 Sellable', '□ 破损 Damaged'),
    row('□ 维修 Repair', '□ 退供 To supplier'),
    ...foot(content, paper, howTo),
  ],
};
