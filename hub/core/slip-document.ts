import type { Block, PrintDocument } from '../../firmware-bridge/contract/print-job.ts';
import type { SlipContent } from '../contract/slips.ts';
import { reasonWords } from './reason-words.ts';
import { kindOf } from './task-kinds.ts';
import { testBlocks } from './test-slip.ts';

const places: Record<string, string> = { 'back-room': '后仓 Back room', 'shop-floor': '卖场 Shop floor' };
const place = (location: string, bay?: string): string => `${places[location] ?? location}${bay ? ` ${bay}` : ''}`;

/** Pieces as they are; what is sold by the gram in kilograms, as scales and people say it. */
export function amountText(quantity: number, unit: 'each' | 'gram'): string {
  return unit === 'gram' ? `${Number((quantity / 1000).toFixed(3))} kg` : String(quantity);
}

/**
 * What stands on a slip, as a document for paper and screen: Chinese first, English beside it. A second paper of the
 * same slip says so at the top, in reverse print, with the number of the copy.
 */
export function slipDocument(content: SlipContent): PrintDocument {
  const copy: Block[] =
    content.copy > 0
      ? [{ kind: 'text', text: ` 副本 COPY ${content.copy} `, align: 'center', size: 2, invert: true }]
      : [];
  const { task, test } = content;
  if (test) return { title: '打印测试 Test print', blocks: [...copy, ...testBlocks(content, test)] };
  if (!task) return { title: '交接清单 Slips of the shift', blocks: [...copy, ...coverBlocks(content)] };
  const { zh, en } = kindOf(task.kind);
  return { title: `${zh} ${en} No. ${task.number}`, blocks: [...copy, ...taskBlocks(content, task)] };
}

type Task = NonNullable<SlipContent['task']>;

function taskBlocks(content: SlipContent, task: Task): Block[] {
  const { zh, en } = kindOf(task.kind);
  return [
    { kind: 'text', text: `${zh} ${en.toUpperCase()}`, align: 'center', size: 2, bold: true },
    { kind: 'columns', left: `单号 No. ${task.number}  版 v${task.version}`, right: shiftName(content) },
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
  const where = task.to === undefined ? (task.toBay ?? '') : place(task.to, task.toBay);
  return [
    ...(where === '' ? [] : [row('地点 Where', where)]),
    ...(task.quantity > 0 ? [row('数量 Qty', amountText(task.quantity, task.unit))] : []),
    ...(task.dueAt === undefined ? [] : [row('期限 Due', localTime(task.dueAt, content.timeZone))]),
    ...lines(task.content),
    ...(task.standard ? lines(`标准 Standard: ${task.standard}`) : []),
    ...lines(task.whyZh),
    ...lines(task.whyEn),
  ];
}
const row = (left: string, right: string): Block => ({ kind: 'columns', left, right, bold: true });

function restockBlocks(task: Task): Block[] {
  const { quantity, onHand = 0, backRoom = 0, unit } = task;
  return [
    { kind: 'columns', left: '从 From', right: place(task.from ?? '', task.fromBay), bold: true },
    { kind: 'columns', left: '到 To', right: place(task.to ?? '', task.toBay), bold: true },
    { kind: 'columns', left: '数量 Qty', right: amountText(quantity, unit), bold: true, size: 2 },
    { kind: 'columns', left: '架上 On shelf', right: amountText(onHand, unit) },
    { kind: 'columns', left: '后仓 In back room', right: amountText(backRoom, unit) },
  ];
}

/** The book says less than nothing: what it says, and the moves it rests on, so that somebody can find the mistake. */
function checkBlocks(content: SlipContent, task: Task): Block[] {
  const { onHand = 0, backRoom = 0, unit, moves = [] } = task;
  return [
    { kind: 'columns', left: '地点 Where', right: place(task.to ?? '', task.toBay), bold: true },
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

/** What is to be done, in the little room a line of the cover leaves. */
function inShort({ kind, quantity, unit }: NonNullable<SlipContent['list']>[number]): string {
  if (kind === 'restock') return `×${amountText(quantity, unit)}`;
  return kind === 'check-shelf' ? '查 check' : kindOf(kind).zh;
}

function coverBlocks(content: SlipContent): Block[] {
  const list = content.list ?? [];
  return [
    { kind: 'text', text: content.personZh ?? '未分配', align: 'center', size: 2, bold: true },
    { kind: 'text', text: content.personEn ?? 'Nobody yet', align: 'center' },
    { kind: 'columns', left: '班次 Shift', right: shiftName(content) },
    { kind: 'columns', left: '本班任务 Slips to follow', right: String(list.length), bold: true },
    { kind: 'rule' },
    ...list.map(
      (row): Block => ({
        kind: 'columns',
        left: `${row.number} ${row.nameZh}`,
        right: `${row.toBay ?? ''} ${inShort(row)}`.trim(),
      }),
    ),
    { kind: 'rule' },
    ...signature(content),
  ];
}

function signature(content: SlipContent): Block[] {
  const person = [content.personZh, content.personEn].filter(Boolean).join(' ');
  return [
    { kind: 'columns', left: `${content.shopZh} ${content.shopEn}`, right: '' },
    { kind: 'columns', left: person || '未分配 Nobody yet', right: localTime(content.at, content.timeZone) },
  ];
}

/** `11/21 早班 Early`: the year is no news on a slip, and the names are those of the plan when it was wanted. */
function shiftName({ shift, shiftZh, shiftEn }: SlipContent): string {
  const [date = '', plan = ''] = shift.split('/');
  const name = [shiftZh, shiftEn].filter(Boolean).join(' ');
  return `${date.slice(5).replace('-', '/')} ${name || plan}`.trim();
}

/** Day and time in the shop's own zone, to the minute. */
function localTime(at: number, timeZone: string): string {
  const options = {
    timeZone,
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const;
  return new Intl.DateTimeFormat('zh-CN', options).format(at);
}
