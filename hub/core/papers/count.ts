import type { Block } from '../../../firmware-bridge/contract/print-job.ts';
import type { PaperLook } from './look.ts';
import { foot, groups, head, itemLines, text } from './parts.ts';

const howTo = ['扫此单开始；扫商品并录入实数，完成后再扫此单', 'Scan to begin; scan items, enter counts; scan again'];

/** What to count, bay by bay, with room for the number. The book's figure stands there only if it was asked for. */
export const count: PaperLook = {
  zh: '盘点',
  en: 'Count',
  barcode: 'count',
  blocks: (content, paper): Block[] => [
    ...head(content, paper, '盘点', 'Count'),
    ...groups(paper, (line) => [
      ...itemLines(line, '', '______'),
      ...(line.amount ? [text(`账面 Book ${line.amount}`)] : []),
    ]),
    ...foot(content, paper, howTo),
  ],
};
