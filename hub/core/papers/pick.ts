import type { Block } from '../../../firmware-bridge/contract/print-job.ts';
import type { PaperLook } from './look.ts';
import { foot, groups, head, itemLines } from './parts.ts';

const howTo = ['逐件扫商品核对，拣齐后扫此单', 'Scan each item; when all are picked, this slip'];

/** Goods to fetch for an order, by aisle, each with a box to tick. */
export const pick: PaperLook = {
  zh: '拣货',
  en: 'Pick',
  barcode: 'order',
  blocks: (content, paper): Block[] => [
    ...head(content, paper, '拣货', 'Pick'),
    ...groups(paper, (line) => itemLines(line, '□ ', line.amount ? `×${line.amount}` : '')),
    ...foot(content, paper, howTo),
  ],
};
