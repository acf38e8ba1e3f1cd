import type { WordLoader } from './language.ts';

/** Each part of each language is a file of its own, fetched from the page's own origin when a page needs it. */
export const loadWords: WordLoader = {
  'zh-CN': async (part) => {
    switch (part) {
      case 'everywhere':
        return (await import('./zh-cn/everywhere.ts')).everywhere;
      case 'counter':
        return (await import('./zh-cn/counter.ts')).counter;
      case 'till':
        return (await import('./zh-cn/till.ts')).till;
      case 'start':
        return (await import('./zh-cn/start.ts')).start;
      case 'offers':
        return (await import('./zh-cn/offers.ts')).offers;
      case 'orders':
        return (await import('./zh-cn/orders.ts')).orders;
      case 'board':
        return (await import('./zh-cn/board.ts')).board;
      case 'work':
        return (await import('./zh-cn/work.ts')).work;
      case 'shop':
        return (await import('./zh-cn/shop.ts')).shop;
      case 'stock':
        return (await import('./zh-cn/stock.ts')).stock;
      case 'supply':
        return (await import('./zh-cn/supply.ts')).supply;
      case 'shift':
        return (await import('./zh-cn/shift.ts')).shift;
      case 'hq':
        return (await import('./zh-cn/hq.ts')).hq;
      case 'routines':
        return (await import('./zh-cn/routines.ts')).routines;
      case 'door':
        return (await import('./zh-cn/door.ts')).door;
      case 'problems':
        return (await import('./zh-cn/problems.ts')).problems;
      case 'counts':
        return (await import('./zh-cn/counts.ts')).counts;
    }
  },
  en: async (part) => {
    switch (part) {
      case 'everywhere':
        return (await import('./en/everywhere.ts')).everywhere;
      case 'counter':
        return (await import('./en/counter.ts')).counter;
      case 'till':
        return (await import('./en/till.ts')).till;
      case 'start':
        return (await import('./en/start.ts')).start;
      case 'offers':
        return (await import('./en/offers.ts')).offers;
      case 'orders':
        return (await import('./en/orders.ts')).orders;
      case 'board':
        return (await import('./en/board.ts')).board;
      case 'work':
        return (await import('./en/work.ts')).work;
      case 'shop':
        return (await import('./en/shop.ts')).shop;
      case 'stock':
        return (await import('./en/stock.ts')).stock;
      case 'supply':
        return (await import('./en/supply.ts')).supply;
      case 'shift':
        return (await import('./en/shift.ts')).shift;
      case 'hq':
        return (await import('./en/hq.ts')).hq;
      case 'routines':
        return (await import('./en/routines.ts')).routines;
      case 'door':
        return (await import('./en/door.ts')).door;
      case 'problems':
        return (await import('./en/problems.ts')).problems;
      case 'counts':
        return (await import('./en/counts.ts')).counts;
    }
  },
};
