import type { Block } from '../../../firmware-bridge/contract/print-job.ts';
import type { PaperLook } from './look.ts';
import { foot, groups, head, text } from './parts.ts';

/** What everybody does when something is down. It hangs on the wall, so it needs no code and no shift. */
export const contingency: PaperLook = {
  zh: '应急卡',
  en: 'Contingency card',
  barcode: undefined,
  blocks: (content, paper): Block[] => [
    ...head(content, paper, '应急卡', 'If it is down'),
    ...groups(paper, ({ zh, en, note }) => [
      { kind: 'text', text: zh, bold: true },
      ...(en ? [text(en)] : []),
      ...(note ? [text(`※ ${note}`)] : []),
    ]),
    ...foot(content, paper),
  ],
};
