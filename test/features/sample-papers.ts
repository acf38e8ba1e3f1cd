import type { BodyOf } from '../../hub/contract/commands.ts';
import type { PaperKind } from '../../hub/contract/papers.ts';
import { WATER } from '../rigs/shop.ts';

type PaperWish = BodyOf<'slips.print-paper'>;

const water = {
  zh: '农夫山泉 饮用天然水 550ml',
  en: 'Nongfu spring water 550 ml',
  code: WATER.slice(1),
  bay: 'A03-2',
  amount: '12',
};
const noodles = {
  zh: '康师傅红烧牛肉面（袋装）105克',
  en: 'Beef noodles 105 g',
  code: '6909876543212',
  bay: 'A01-1',
  amount: '5',
};
const apples = { zh: '红富士苹果', en: 'Fuji apples', code: 'I00123', bay: 'A01-4', amount: '1.25 kg' };
const aisles = [
  { zh: 'A01 通道', en: 'Aisle A01', lines: [noodles, apples] },
  { zh: 'A03 通道', en: 'Aisle A03', lines: [water] },
];

/** One paper of every kind as a feature would want it, for tests and for looking at. */
export const samplePapers: Readonly<Record<PaperKind, PaperWish>> = {
  pick: {
    kind: 'pick',
    subject: 'order-0001',
    number: 42,
    version: 1,
    nameZh: '网店订单 W-20261121-0042',
    fields: [
      { zh: '送达', en: 'By', value: '11/21 18:30', strong: true },
      { zh: '客户', en: 'For', value: '王女士 138****5678' },
    ],
    groups: aisles,
  },
  pack: {
    kind: 'pack',
    subject: 'order-0001/parcel-1',
    nameZh: '网店订单 W-20261121-0042',
    fields: [{ zh: '包裹', en: 'Parcel', value: '1 / 2', strong: true }],
    groups: [{ zh: '箱内', en: 'In this parcel', lines: [noodles, water] }],
  },
  count: {
    kind: 'count',
    subject: 'count-0007',
    version: 3,
    nameZh: '饮料区循环盘点',
    nameEn: 'Cycle count, drinks',
    person: 'w1',
    groups: [{ zh: 'A03 通道', en: 'Aisle A03', lines: [{ ...water, amount: '24' }] }, ...aisles.slice(0, 1)],
  },
  delivery: {
    kind: 'delivery',
    subject: 'delivery-0003',
    nameZh: '华南仓 送货',
    nameEn: 'South depot',
    fields: [{ zh: '预计', en: 'Expected', value: '11/21 15:00' }],
    groups: [{ zh: '托盘 1', en: 'Pallet 1', lines: [water, noodles] }],
  },
  'hand-over': {
    kind: 'hand-over',
    subject: '2026-11-21/early',
    nameZh: '早班 → 晚班',
    nameEn: 'Early to late',
    fields: [{ zh: '未上传', en: 'Not at HQ yet', value: '37 · 13:40 起 since' }],
    groups: [
      {
        zh: '未完成任务',
        en: 'Open tasks',
        lines: [
          { zh: '#12 补货 农夫山泉 550ml', en: 'Restock', amount: '晓明', note: '后仓没货 None in back room' },
          { zh: '#13 查货架 红烧牛肉面', en: 'Check shelf', amount: '未分配' },
        ],
      },
      { zh: '库存异常', en: 'Stock exceptions', lines: [] },
      { zh: '备用金', en: 'Cash', lines: [{ zh: '1号台 备用金', en: 'Counter 1 float', amount: '500.00' }] },
    ],
  },
  return: {
    kind: 'return',
    subject: 'rma-0009',
    nameZh: 'RMA-20261121-009',
    fields: [
      { zh: '原因', en: 'Reason', value: '包装破损 damaged' },
      { zh: '期限', en: 'Until', value: '11/28', strong: true },
    ],
    groups: [{ zh: '', en: '', lines: [noodles] }],
  },
  checklist: {
    kind: 'checklist',
    subject: 'checklist-0002',
    nameZh: '开店检查',
    nameEn: 'Opening checks',
    groups: [
      {
        zh: '冷柜',
        en: 'Fridges',
        lines: [
          { zh: '温度 2–6 ℃', en: 'Temperature 2–6 °C', amount: '____ ℃' },
          { zh: '门封完好', en: 'Door seal' },
        ],
      },
    ],
  },
  contingency: {
    kind: 'contingency',
    subject: 'card',
    nameZh: '主机、网络或打印机坏了怎么办',
    nameEn: 'When hub, network or printer is down',
    groups: [
      { zh: '打印机', en: 'Printer', lines: [{ zh: '1. 换纸，合上盖子', en: 'New paper, close the cover' }] },
      { zh: '网络', en: 'Network', lines: [{ zh: '1. 照常卖货，照常扫码', en: 'Sell and scan as usual' }] },
    ],
  },
};
