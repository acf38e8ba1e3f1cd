import { board } from './zh-cn/board.ts';
import { counter } from './zh-cn/counter.ts';
import { counts } from './zh-cn/counts.ts';
import { door } from './zh-cn/door.ts';
import { everywhere } from './zh-cn/everywhere.ts';
import { hq } from './zh-cn/hq.ts';
import { offers } from './zh-cn/offers.ts';
import { orders } from './zh-cn/orders.ts';
import { problems } from './zh-cn/problems.ts';
import { routines } from './zh-cn/routines.ts';
import { shift } from './zh-cn/shift.ts';
import { shop } from './zh-cn/shop.ts';
import { start } from './zh-cn/start.ts';
import { stock } from './zh-cn/stock.ts';
import { supply } from './zh-cn/supply.ts';
import { till } from './zh-cn/till.ts';
import { work } from './zh-cn/work.ts';

/** All words of all pages. Chinese comes first: its keys are the keys every other language must have. */
export const zhCn = {
  ...everywhere,
  ...counter,
  ...door,
  ...till,
  ...start,
  ...offers,
  ...orders,
  ...board,
  ...work,
  ...shop,
  ...shift,
  ...stock,
  ...hq,
  ...problems,
  ...routines,
  ...supply,
  ...counts,
} as const;
export type WordKey = keyof typeof zhCn;
/** What every language must bring. */
export type Words = Readonly<Record<WordKey, string>>;
