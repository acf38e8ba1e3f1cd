import type { Wish } from '../../contract/command.ts';
import type { Events } from '../../contract/commands.ts';
import { wish } from '../../core/feature.ts';

const KINDS = {
  return: { zh: '退货', en: 'Return' },
  exchange: { zh: '换货', en: 'Exchange' },
  repair: { zh: '维修', en: 'Repair' },
} as const;

/** The customer leaves with the number in hand. */
export function onReturnOpened(data: Events['returns.opened']): readonly Wish[] {
  const kind = KINDS[data.kind];
  return [
    wish('slips.print-paper', {
      kind: 'return',
      subject: data.rma,
      number: data.number,
      auto: true,
      nameZh: `${kind.zh} RMA ${data.number}`,
      nameEn: `${kind.en} RMA ${data.number}`,
      fields: [
        { zh: '订单', en: 'Order', value: String(data.orderNumber), strong: true },
        { zh: '原因', en: 'Reason', value: data.reason.slice(0, 120) },
        ...(data.owner ? [{ zh: '负责人', en: 'Owner', value: data.owner }] : []),
      ],
      groups: [
        {
          zh: '商品',
          en: 'Goods',
          lines: data.lines.map(({ nameZh, nameEn, gtin, quantity, unit }) => ({
            zh: (nameZh || nameEn).slice(0, 120),
            en: nameEn.slice(0, 120),
            code: gtin,
            amount: unit === 'gram' ? `${Number((quantity / 1000).toFixed(3))} kg` : `× ${quantity}`,
          })),
        },
      ],
    }),
  ];
}
