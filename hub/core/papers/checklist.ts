import type { Block } from '../../../firmware-bridge/contract/print-job.ts';
import type { PaperLook } from './look.ts';
import { foot, groups, head, row, text } from './parts.ts';

const howTo = ['扫此单领取；逐项检查，做完再扫此单', 'Scan to take; check each; scan again when done'];

/** Points to look at, each with a yes and a no. */
export const checklist: PaperLook = {
  zh: '检查单',
  en: 'Checklist',
  barcode: 'checklist',
  blocks: (content, paper): Block[] => [
    ...head(content, paper, '检查单', 'Checklist'),
    ...groups(paper, ({ zh, en, bay, amount, note }) => [
      row(zh, '□ 好 OK  □ 坏 No', true),
      ...(en && en !== zh ? [text(en)] : []),
      ...(bay || amount ? [row(bay ?? '', amount ?? '')] : []),
      ...(note ? [text(`※ ${note}`)] : []),
    ]),
    ...foot(content, paper, howTo),
  ],
};
