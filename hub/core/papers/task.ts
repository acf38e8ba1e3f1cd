import type { Block } from '../../../firmware-bridge/contract/print-job.ts';
import type { SlipContent } from '../../contract/slips.ts';
import { reasonWords } from '../reason-words.ts';
import { kindOf } from '../task-kinds.ts';
import { amountText, localTime, placeText, row, shiftName, signature } from './parts.ts';

type Task = NonNullable<SlipContent['task']>;

/** A task's slip: what, from where to where, how many, for whom, until when, and what to scan. */
export function taskBlocks(content: SlipContent, task: Task): Block[] {
  const { zh, en } = kindOf(task.kind);
  return [
    { kind: 'text', text: `${zh} ${en.toUpperCase()}`, align: 'center', size: 2, bold: true },
    { kind: 'columns', left: `单号 No. ${task.number}  版 v${task.version}`, right: shiftName(content) },
    ...(task.version > 1 ? lines(`第${task.version}版，旧单作废 v${task.version}: throw older slips away`) : []),
    { kind: 'rule' },
    { kind: 'text', text: task.nameZh, size: 2, bold: true },
    ...(task.nameEn === task.nameZh ? [] : lines(task.nameEn)),
    ...lines(task.gtin?.replace(/^0/, '')),
    { kind: 'rule' },
    ...bodyBlocks(content, task),
    { kind: 'rule' },
    ...signature(content),
    { kind: 'feed', lines: 1 },
    { kind: 'code128', data: task.code, label: task.code },
    ...howTo(task).map((text): Block => ({ kind: 'text', text, align: 'center' })),
  ];
}

function howTo({ kind, gtin }: Task): readonly string[] {
  if (kind === 'restock') return ['扫此单领取；上架后扫商品，再扫此单', 'Scan to take; when filled: item, then slip'];
  if (kind === 'check-shelf')
    return ['扫此单领取；清点并录入实数，扫商品，再扫此单', 'Scan to take; count, enter it, scan item, slip'];
  if (gtin !== undefined) return ['扫此单领取；做完扫商品，再扫此单', 'Scan to take; when done: item, then slip'];
  return ['扫此单领取；做完再扫此单', 'Scan to take; scan again when done'];
}

const lines = (text: string | undefined): Block[] =>
  (text ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ kind: 'text', text: line }));

function bodyBlocks(content: SlipContent, task: Task): Block[] {
  if (task.kind === 'restock') return restockBlocks(task);
  return task.kind === 'check-shelf' ? checkBlocks(content, task) : plainBlocks(content, task);
}

/** Work that is not about filling a shelf: what to do, where, how well, until when and why. */
function plainBlocks(content: SlipContent, task: Task): Block[] {
  const where = task.to === undefined ? (task.toBay ?? '') : placeText(task.to, task.toBay);
  return [
    ...(where === '' ? [] : [strong('地点 Where', where)]),
    ...(task.quantity > 0 ? [strong('数量 Qty', amountText(task.quantity, task.unit))] : []),
    ...(task.dueAt === undefined ? [] : [strong('期限 Due', localTime(task.dueAt, content.timeZone))]),
    ...lines(task.content),
    ...(task.standard ? lines(`标准 Standard: ${task.standard}`) : []),
    ...lines(task.whyZh),
    ...lines(task.whyEn),
  ];
}
const strong = (left: string, right: string): Block => row(left, right, true);

function restockBlocks(task: Task): Block[] {
  const { quantity, onHand = 0, backRoom = 0, unit } = task;
  return [
    { kind: 'columns', left: '从 From', right: placeText(task.from ?? '', task.fromBay), bold: true },
    { kind: 'columns', left: '到 To', right: placeText(task.to ?? '', task.toBay), bold: true },
    { kind: 'columns', left: '数量 Qty', right: amountText(quantity, unit), bold: true, size: 2 },
    { kind: 'columns', left: '架上 On shelf', right: amountText(onHand, unit) },
    { kind: 'columns', left: '后仓 In back room', right: amountText(backRoom, unit) },
  ];
}

/** The book says less than nothing: what it says, and the moves it rests on, so that somebody can find the mistake. */
function checkBlocks(content: SlipContent, task: Task): Block[] {
  const { onHand = 0, backRoom = 0, unit, moves = [] } = task;
  return [
    { kind: 'columns', left: '地点 Where', right: placeText(task.to ?? '', task.toBay), bold: true },
    { kind: 'columns', left: '账面 Book', right: amountText(onHand, unit), bold: true, size: 2 },
    { kind: 'columns', left: '实数 Counted', right: '________', size: 2 },
    { kind: 'columns', left: '后仓 In back room', right: amountText(backRoom, unit) },
    { kind: 'text', text: '最近变动 Last moves' },
    ...moves.map(
      (move): Block => ({
        kind: 'columns',
        left: `${localTime(move.at, content.timeZone)} ${reasonWords(move.reason)}`,
        right: `${move.quantity > 0 ? '+' : ''}${amountText(move.quantity, unit)}`,
      }),
    ),
  ];
}
