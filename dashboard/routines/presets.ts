import type { Routine } from '../../hub/contract/recurrences.ts';

/** A routine as the form holds it: what is not asked for stays as it was. */
export type Draft = Omit<Routine, 'start'> & { readonly start?: string };

const daily = { recurrenceRule: { frequency: 'daily' as const } };
const check = (name: string, zh: string, en: string, subject?: string) => ({
  ...{ check: name, zh, en },
  ...(subject === undefined ? {} : { subject }),
});

/** What nearly every shop does again and again, to begin with and to change. */
export const PRESETS: readonly Draft[] = [
  {
    ...{ routine: 'opening', titleZh: '开店检查', titleEn: 'Opening', kind: 'patrol', times: ['06:45'], ...daily },
    ...{ slaMinutes: 30, usefulMinutes: 180 },
    checks: [
      check('lights', '灯光、招牌正常', 'Lights and sign work'),
      check('tills', '收银台能用', 'Tills work'),
      check('fridges', '冷柜温度 0–8 ℃', 'Fridges 0–8 °C', 'fridge'),
    ],
  },
  {
    ...{ routine: 'closing', titleZh: '闭店检查', titleEn: 'Closing', kind: 'patrol', times: ['22:30'], ...daily },
    ...{ slaMinutes: 30, usefulMinutes: 120 },
    checks: [
      check('doors', '后门、仓库已锁', 'Back door and back room locked'),
      check('power', '该关的电器已关', 'What must be off is off'),
      check('cash', '现金已入柜', 'Cash is in the safe'),
    ],
  },
  {
    ...{
      routine: 'patrol',
      titleZh: '设备巡检',
      titleEn: 'Equipment patrol',
      kind: 'patrol',
      times: ['10:00', '16:00'],
    },
    ...{ ...daily, slaMinutes: 60, usefulMinutes: 120 },
    checks: [
      check('fridge', '冷柜运转、温度正常', 'Fridges run and are cold', 'fridge'),
      check('oven', '加热柜正常', 'Hot cabinet works', 'hot-cabinet'),
      check('printer', '打印机有纸', 'Printers have paper', 'printer'),
    ],
  },
  {
    ...{
      routine: 'cleaning',
      titleZh: '卖场清洁',
      titleEn: 'Clean the floor',
      kind: 'cleaning',
      times: ['09:30', '15:30', '20:00'],
    },
    ...{ ...daily, slaMinutes: 30, usefulMinutes: 60 },
  },
  {
    ...{ routine: 'stocktake', titleZh: '月末盘点', titleEn: 'Stocktake', kind: 'stocktake', times: ['21:00'] },
    ...{ recurrenceRule: { frequency: 'monthly' as const, byMonthDay: [-1] }, slaMinutes: 240, usefulMinutes: 600 },
  },
];
