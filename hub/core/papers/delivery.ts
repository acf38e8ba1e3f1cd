import type { Block } from '../../../firmware-bridge/contract/print-job.ts';
import type { PaperLook } from './look.ts';
import { foot, groups, head, itemLines, row } from './parts.ts';

const howTo = ['扫此单开始收货；逐件扫，收完再扫此单', 'Scan to begin; scan the goods; scan again when done'];

/** What a delivery should hold, with room for what it did. */
export const delivery: PaperLook = {
  zh: '收货',
  en: 'Delivery',
  barcode: 'delivery',
  blocks: (content, paper): Block[] => [
    ...head(content, paper, '收货', 'Delivery'),
    ...groups(paper, (line) => [
      ...itemLines(line, '□ ', line.amount ? `×${line.amount}` : ''),
      row('', '实收 Received ______'),
    ]),
    ...foot(content, paper, howTo),
  ],
};
