import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { ParcelPaper } from '../../contract/parcels.ts';
import { wish } from '../../core/feature.ts';

type PaperBody = BodyOf<'slips.print-paper'>;
type Group = NonNullable<PaperBody['groups']>[number];
type Field = NonNullable<PaperBody['fields']>[number];

const places: Readonly<Record<string, { zh: string; en: string }>> = {
  'back-room': { zh: '后仓', en: 'Back room' },
  'shop-floor': { zh: '卖场', en: 'Shop floor' },
};

const amount = (quantity: number, unit: string): string =>
  unit === 'gram' ? `${Number((quantity / 1000).toFixed(3))} kg` : `× ${quantity}`;
const clip = (text: string, most: number): string => text.slice(0, most);

/** The lines in the order of the walk: by place, then by the aisle that a bay's name begins with. */
function groups(lines: ParcelPaper['lines']): Group[] {
  const found = new Map<string, Group>();
  for (const { from, bay, gtin, nameZh, nameEn, quantity, unit } of lines) {
    const aisle = /^[^-]+/.exec(bay ?? '')?.[0] ?? '';
    const place = places[from] ?? { zh: from, en: from };
    const key = `${from} ${aisle}`;
    const group = found.get(key) ?? { zh: `${place.zh} ${aisle}`.trim(), en: `${place.en} ${aisle}`.trim(), lines: [] };
    const line = { zh: clip(nameZh || nameEn, 120), en: clip(nameEn, 120), code: gtin, amount: amount(quantity, unit) };
    group.lines.push(bay ? { ...line, bay: clip(bay, 60) } : line);
    found.set(key, group);
  }
  return [...found.values()];
}

/** Who it goes to, and how. */
function fields({ orderNumber, channel, customer, phone, address, delivery, note }: ParcelPaper): Field[] {
  const all: (Field | undefined)[] = [
    { zh: '订单', en: 'Order', value: `${orderNumber} ${channel}`, strong: true },
    { zh: '客户', en: 'Customer', value: clip(customer, 120) },
    phone ? { zh: '电话', en: 'Phone', value: phone } : undefined,
    { zh: '方式', en: 'By', value: delivery === 'ship' ? '快递 Ship' : '自提 Pick-up' },
    address ? { zh: '地址', en: 'Address', value: clip(address, 120) } : undefined,
    note ? { zh: '备注', en: 'Note', value: clip(note, 120) } : undefined,
  ];
  return all.filter((one): one is Field => one !== undefined);
}

function paperOf(kind: 'pick' | 'pack', paper: ParcelPaper, auto: boolean): Wish<PaperBody> {
  return wish('slips.print-paper', {
    kind,
    subject: paper.parcel,
    number: paper.number,
    ...(auto ? { auto: true } : {}),
    nameZh: `订单 ${paper.orderNumber}`,
    nameEn: `Order ${paper.orderNumber}`,
    fields: fields(paper),
    groups: groups(paper.lines),
  });
}
export const onStartedPaper = ({ paper }: Events['parcels.started']): readonly Wish[] => [paperOf('pick', paper, true)];
export const onPackedPaper = ({ paper }: Events['parcels.packed']): readonly Wish[] => [paperOf('pack', paper, true)];
export const onPrintWanted = ({ kind, paper }: Events['parcels.print-wanted']): readonly Wish[] => [
  paperOf(kind, paper, false),
];
export const onDroppedPaper = ({ parcel, reason }: Events['parcels.dropped']): readonly Wish[] => [
  wish('slips.cancel-paper', { kind: 'pick', subject: parcel, reason }),
];
/** A pick slip opens its pick, ends it, and is signed at hand-over; a packing slip is signed for. */
export function onPaperScanned({ kind, subject, counter }: Events['slips.paper-scanned']): readonly Wish[] {
  if (kind !== 'pick' && kind !== 'pack') return [];
  return [wish('parcels.scan-slip', { parcel: subject, counter, paper: kind })];
}
