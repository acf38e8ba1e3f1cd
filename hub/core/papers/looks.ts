import type { PaperKind } from '../../contract/papers.ts';
import type { ControlKind } from '../barcode/control-code.ts';
import { checklist } from './checklist.ts';
import { contingency } from './contingency.ts';
import { count } from './count.ts';
import { delivery } from './delivery.ts';
import { handOver } from './hand-over.ts';
import type { PaperLook } from './look.ts';
import { pack } from './pack.ts';
import { pick } from './pick.ts';
import { returned } from './return.ts';

/** Every kind of paper there is and how it looks. A new kind is a file of its own and a line here and in its contract. */
export const paperLooks: Readonly<Record<PaperKind, PaperLook>> = {
  pick,
  pack,
  count,
  delivery,
  'hand-over': handOver,
  return: returned,
  checklist,
  contingency,
};

const byCode = new Map<ControlKind, PaperKind>(
  Object.entries(paperLooks).flatMap(([kind, { barcode }]) => (barcode ? [[barcode, kind as PaperKind] as const] : [])),
);

/** The kind of paper that carries codes of this kind, if any does. */
export function paperOfCode(kind: ControlKind): PaperKind | undefined {
  return byCode.get(kind);
}
