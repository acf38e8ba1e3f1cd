import type { PrintDocument } from '../../firmware-bridge/contract/print-job.ts';

/** Letter and sixteen digits, as the slips of the product carry them. */
export const TASK_CODE = 'T0001000000000042';

/** A restock slip with everything a slip of the shop has, for tests and for looking at. */
export const TASK_SLIP: PrintDocument = {
  title: '补货任务 / Restock',
  blocks: [
    { kind: 'text', text: '补货任务', size: 3, bold: true, align: 'center' },
    { kind: 'text', text: 'Restock', size: 1, align: 'center' },
    { kind: 'rule' },
    { kind: 'text', text: '农夫山泉 饮用天然水 550ml', size: 2, bold: true },
    { kind: 'text', text: 'Nongfu Spring Water 550ml' },
    { kind: 'rule' },
    { kind: 'columns', left: '从 From', right: '后仓 Back room B-03' },
    { kind: 'columns', left: '到 To', right: '卖场 Aisle 2' },
    { kind: 'columns', left: '数量 Quantity', right: '24', size: 2, bold: true },
    { kind: 'columns', left: '价格 Price', right: '¥2.50' },
    { kind: 'rule' },
    { kind: 'columns', left: '任务 Task', right: 'No. 42 · v1' },
    { kind: 'columns', left: '班次 Shift', right: '晚班 Evening · 李娜' },
    { kind: 'columns', left: '时间 Printed', right: '2025-11-21 18:05' },
    { kind: 'feed', lines: 1 },
    { kind: 'code128', data: TASK_CODE, label: TASK_CODE },
    { kind: 'feed', lines: 1 },
    { kind: 'text', text: '扫码完成 Scan when done', align: 'center', invert: true },
  ],
};
