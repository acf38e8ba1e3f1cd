import type { Block } from '../../../firmware-bridge/contract/print-job.ts';
import type { Paper } from '../../contract/papers.ts';
import type { SlipContent } from '../../contract/slips.ts';
import type { ControlKind } from '../barcode/control-code.ts';

/** How a kind of paper looks: its name in both languages, the letter of its code, and its blocks under the COPY line. */
export interface PaperLook {
  readonly zh: string;
  readonly en: string;
  readonly barcode: ControlKind | undefined;
  readonly blocks: (content: SlipContent, paper: Paper) => Block[];
}
