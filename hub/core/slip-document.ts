import type { Block, PrintDocument } from '../../firmware-bridge/contract/print-job.ts';
import type { SlipContent } from '../contract/slips.ts';

const places: Record<string, string> = { 'back-room': '后仓 Back room', 'shop-floor': '卖场 Shop floor' };
const place = (location: string, bay?: string): string => `${places[location] ?? location}${bay ? ` ${bay}` : ''}`;

/**
 * What stands on a slip, as a document for paper and screen: Chinese first, English beside it. A second paper of the
 * same slip says so at the top, in reverse print, with the number of the copy.
 */
export function slipDocument(content: SlipContent): PrintDocument {
  const blocks = content.kind === 'cover' ? coverBlocks(content) : taskBlocks(content);
  const copy: Block[] =
    content.copy > 0
      ? [{ kind: 'text', text: ` 副本 COPY ${content.copy} `, align: 'center', size: 2, invert: true }]
      : [];
  const title =
    content.kind === 'cover' ? '交接清单 Slips of the shift' : `补货 Restock No. ${content.task?.number ?? ''}`;
  return { title, blocks: [...copy, ...blocks] };
}

function taskBlocks(content: SlipContent): Block[] {
  const { task } = content;
  if (!task) return [];
  return [
    { kind: 'text', text: '补货 RESTOCK', align: 'center', size: 2, bold: true },
    { kind: 'columns', left: `单号 No. ${task.number}  版 v${task.version}`, right: shiftName(content) },
    { kind: 'rule' },
    { kind: 'text', text: task.nameZh, size: 2, bold: true },
    { kind: 'text', text: task.nameEn },
    { kind: 'text', text: task.gtin.replace(/^0/, '') },
    { kind: 'rule' },
    { kind: 'columns', left: '从 From', right: place(task.from, task.fromBay), bold: true },
    { kind: 'columns', left: '到 To', right: place(task.to, task.toBay), bold: true },
    { kind: 'columns', left: '数量 Qty', right: String(task.quantity), bold: true, size: 2 },
    { kind: 'columns', left: '架上 On shelf', right: String(task.onHand) },
    { kind: 'columns', left: '后仓 In back room', right: String(task.backRoom) },
    { kind: 'rule' },
    ...signature(content),
    { kind: 'code128', data: task.code, label: task.code },
    { kind: 'text', text: '扫此单领取；上架后扫商品，再扫此单', align: 'center' },
    { kind: 'text', text: 'Scan to take; when filled: item, then slip', align: 'center' },
  ];
}

function coverBlocks(content: SlipContent): Block[] {
  const list = content.list ?? [];
  return [
    { kind: 'text', text: content.personZh ?? '未分配', align: 'center', size: 2, bold: true },
    { kind: 'text', text: content.personEn ?? 'Nobody yet', align: 'center' },
    { kind: 'columns', left: '本班任务 Slips to follow', right: String(list.length), bold: true },
    { kind: 'rule' },
    ...list.map(
      (row): Block => ({
        kind: 'columns',
        left: `${row.number} ${row.nameZh}`,
        right: `${row.toBay ?? ''} ×${row.quantity}`,
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

const shiftName = (content: SlipContent): string => content.shift.replace('/', ' ');

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
