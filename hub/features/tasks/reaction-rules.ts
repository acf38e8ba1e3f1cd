import type { Wish } from '../../contract/command.ts';
import type { Events } from '../../contract/commands.ts';
import type { ReadingTaken } from '../../contract/devices.ts';
import type { StockMoved } from '../../contract/inventory.ts';
import type { ShelfLow } from '../../contract/replenishment.ts';
import { problemActions } from '../../core/barcode/actions.ts';
import { wish } from '../../core/feature.ts';

export function onLow(low: ShelfLow): readonly Wish[] {
  const { gtin, from, location, quantity, onHand, level, backRoom } = low;
  return [
    wish('tasks.open', { kind: 'restock', gtin, from, to: location, quantity, why: { onHand, level, backRoom } }),
  ];
}
export function onNeedChanged(low: ShelfLow & { task: string }): readonly Wish[] {
  const { task, quantity, onHand, level, backRoom } = low;
  return [wish('tasks.revise', { task, quantity, why: { onHand, level, backRoom } })];
}
export function onRecovered(data: Events['replenishment.shelf-recovered']): readonly Wish[] {
  return [wish('tasks.withdraw', { task: data.task, reason: 'shelf-recovered' })];
}
/** Only what the shop floor shows to be impossible, or makes possible again, is worth a look. */
export function onMoved(moved: StockMoved): readonly Wish[] {
  return moved.after.flatMap(({ location, onHand }) => {
    const before = location === moved.from ? onHand + moved.quantity : onHand - moved.quantity;
    const counted = moved.reason === 'count_gain' || moved.reason === 'count_loss';
    if (location !== 'shop-floor' || (onHand >= 0 && before >= 0 && !counted)) return [];
    return [wish('tasks.check-shelf', { gtin: moved.gtin, location, counted })];
  });
}
/** What was in somebody's hands may have become possible meanwhile. */
export function onReleased(data: Events['tasks.released']): readonly Wish[] {
  if (!data.gtin || !data.to) return [];
  return [wish('tasks.check-shelf', { gtin: data.gtin, location: data.to, counted: false })];
}
/** Work left from before the first shift began is not forgotten. */
export function onBegun(data: Events['shifts.begun']): readonly Wish[] {
  return [wish('tasks.hand-over', { fromShift: '', toShift: data.shift, reason: 'shift-begun' })];
}
export function onHandedOver(data: Events['shifts.handed-over']): readonly Wish[] {
  return [wish('tasks.hand-over', { fromShift: data.from, toShift: data.to, reason: data.reason })];
}
export function onReading({ meaning, counter, context }: ReadingTaken): readonly Wish[] {
  if (!counter) return [];
  if (meaning.kind === 'slip')
    return [
      wish('tasks.scan-slip', { counter, store: meaning.store, serial: meaning.serial, version: meaning.version }),
    ];
  if (meaning.kind === 'item' && context)
    return [wish('tasks.scan-item', { counter, task: context, gtin: meaning.gtin })];
  return [];
}

/** What was found broken is repaired: one repair for what was looked at, however often it is looked at. */
export function onCheckAnswered(data: Events['tasks.check-answered']): readonly Wish[] {
  if (data.ok) return [];
  const { subject, zh, en, note, number } = data;
  return [
    wish('tasks.open', {
      ...{ kind: 'repair', subject, titleZh: `修：${zh}`, titleEn: `Repair: ${en}` },
      ...(note ? { content: note } : {}),
      why: { zh: `任务 #${number} 检查不合格`, en: `Failed a check of task #${number}` },
    }),
  ];
}

/** Said by gun after the slip: the task stays open and everybody sees why it cannot go on. */
export function onAction({ action, task, staff, counter }: Events['slips.action-scanned']): readonly Wish[] {
  const problem = problemActions.find((one) => one.action === action);
  if (!problem || !task) return [];
  return [wish('tasks.block', { task, staff, counter, reason: `${problem.zh} ${problem.en}` })];
}

/** A task that ended leaves a hand free for one that waits. */
export function onHandFree(): readonly Wish[] {
  return [wish('tasks.share-out', {})];
}
