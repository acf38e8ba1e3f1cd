import type { Block } from '../../../firmware-bridge/contract/print-job.ts';
import type { PaperLook } from './look.ts';
import { foot, groups, head, itemLines } from './parts.ts';

const howTo = ['随包裹放入；封箱后扫此单', 'Goes into the parcel; scan when it is closed'];

/** What lies in a parcel, for whoever packs it and whoever opens it. */
export const pack: PaperLook = {
  zh: '装箱',
  en: 'Pack',
  barcode: 'pack',
  blocks: (content, paper): Block[] => [
    ...head(content, paper, '装箱', 'Pack'),
    ...groups(paper, (line) => itemLines({ ...line, bay: '' }, '□ ', line.amount ? `×${line.amount}` : '')),
    ...foot(content, paper, howTo),
  ],
};
