import type { MoveReason } from '../contract/inventory.ts';

const words: Readonly<Record<MoveReason, string>> = {
  sale: '销售 sale',
  sale_void: '退行 taken off',
  return_sellable: '退货 return',
  return_damaged: '退货损坏 damaged return',
  receipt: '收货 receipt',
  receipt_over: '多收 received over',
  supplier_return: '退供应商 to supplier',
  receipt_void: '收货冲销 receipt undone',
  restock: '补货 restock',
  transfer_out: '调出 transfer out',
  transfer_in: '调入 transfer in',
  transit_loss: '途损 lost in transit',
  count_gain: '盘盈 count gain',
  count_loss: '盘亏 count loss',
  damage: '破损 damage',
  expiry: '过期 expired',
  theft_known: '失窃 theft',
  sample: '试用 sample',
  internal_use: '自用 own use',
  correction: '更正 correction',
  opening: '期初 opening',
};

/** A ledger's reason as people say it, Chinese first; an unknown one as it is written. */
export function reasonWords(reason: string): string {
  return words[reason as MoveReason] ?? reason;
}
