import { board } from './en/board.ts';
import { counter } from './en/counter.ts';
import { counts } from './en/counts.ts';
import { door } from './en/door.ts';
import { everywhere } from './en/everywhere.ts';
import { hq } from './en/hq.ts';
import { offers } from './en/offers.ts';
import { orders } from './en/orders.ts';
import { problems } from './en/problems.ts';
import { routines } from './en/routines.ts';
import { shift } from './en/shift.ts';
import { shop } from './en/shop.ts';
import { start } from './en/start.ts';
import { stock } from './en/stock.ts';
import { supply } from './en/supply.ts';
import { till } from './en/till.ts';
import { work } from './en/work.ts';
import type { Words } from './zh-cn.ts';

export const en: Words = {
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
};
