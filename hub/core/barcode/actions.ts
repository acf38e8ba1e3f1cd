import type { Action } from '../../contract/actions.ts';
import { encodeControlCode } from './control-code.ts';

/** The serial of each action in its code. Printed cards hang on walls for years: a number is never given anew. */
const NUMBERS = {
  'hand-over': 1,
  'print-slips': 2,
  'no-stock': 11,
  damaged: 12,
  'no-room': 13,
  'wrong-place': 14,
  'other-problem': 19,
} as const satisfies Record<Action, number>;

const byNumber = new Map<number, Action>(Object.entries(NUMBERS).map(([action, n]) => [n, action as Action]));

/** The action a serial stands for; undefined for one that this program does not know yet. */
export function actionOf(serial: number): Action | undefined {
  return byNumber.get(serial);
}

export function actionCode(action: Action, store: number): string {
  return encodeControlCode({ kind: 'action', store, serial: NUMBERS[action], version: 1 });
}

/** Whether an action says why a slip cannot be done. */
export const isProblem = (action: Action): boolean => NUMBERS[action] >= 11 && NUMBERS[action] <= 19;

/** The actions that say why a slip cannot be done, in the order of a cover sheet, Chinese first. */
export const problemActions: readonly { readonly action: Action; readonly zh: string; readonly en: string }[] = [
  { action: 'no-stock', zh: '后仓没货', en: 'None in back room' },
  { action: 'damaged', zh: '商品破损', en: 'Goods damaged' },
  { action: 'no-room', zh: '货架放不下', en: 'No room on shelf' },
  { action: 'wrong-place', zh: '货位不对', en: 'Wrong place' },
  { action: 'other-problem', zh: '其他问题', en: 'Something else' },
];
