import type { Block } from '../../../firmware-bridge/contract/print-job.ts';
import type { PaperLook } from './look.ts';
import { foot, groups, head, row, rule, text } from './parts.ts';

const howTo = ['交班人、接班人各扫工牌，再扫此单', 'Leaving and coming leader: badge, then this slip'];

/** What a shift leaves to the next: everything open with its reason and owner, and two names that answer for it. */
export const handOver: PaperLook = {
  zh: '交接班',
  en: 'Hand-over',
  barcode: 'hand-over',
  blocks: (content, paper): Block[] => [
    ...head(content, paper, '交接班', 'Hand-over'),
    ...groups(paper, ({ zh, en, bay, amount, note }) => [
      row(zh, amount ?? '', true),
      ...(en && en !== zh ? [text(en)] : []),
      ...(bay ? [text(bay)] : []),
      ...(note ? [text(`※ ${note}`)] : []),
    ]),
    rule,
    row('交班 Handed over by', '______________'),
    { kind: 'feed', lines: 1 },
    row('接班 Taken over by', '______________'),
    ...foot(content, paper, howTo),
  ],
};
