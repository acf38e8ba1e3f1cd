import { readFileSync } from 'node:fs';
import { type OrderSheet, readOrderSheet, SheetRefused } from '../edges/import/order-sheet.ts';
import type { Faulty } from '../edges/import/row.ts';
import { takeInFacts } from '../features/orders/channel-tables.ts';
import { readShop } from '../features/shop/tables.ts';
import { type DataFolder, lookAt } from './data-folder.ts';
import { both, CannotDo, type Io, json, line } from './io.ts';
import { withSubmit } from './submit.ts';

interface Plan {
  readonly sheet: OrderSheet;
  readonly news: OrderSheet['orders'];
  readonly same: number;
  readonly faults: readonly Faulty[];
}

/**
 * Takes the orders of a sheet in: all of them or, with `partial`, those that are right. An order that is here already is
 * not taken in again.
 * @returns the exit code: 1 when orders were left out
 */
export async function importOrdersCommand(
  io: Io,
  folder: DataFolder,
  file: string,
  options: { channel?: string; partial: boolean; json: boolean },
): Promise<number> {
  const plan = planOf(folder, file, options.channel);
  const isTaken = plan.faults.length === 0 || options.partial;
  if (isTaken && plan.news.length > 0)
    await withSubmit(folder, io, async (submit) => {
      for (const { order } of plan.news) await submit('orders.take-in', order);
    });
  const taken = isTaken ? plan.news.length : 0;
  if (options.json) json(io, { taken, repeated: plan.same, faults: plan.faults });
  else {
    for (const { line: at, column, zh, en } of plan.faults) io.err(`第 ${at} 行 line ${at}, ${column}: ${zh}; ${en}\n`);
    line(
      io,
      both(`已接收 ${taken} 张，已有 ${plan.same} 张。`, `Took in ${taken} orders; ${plan.same} were here before.`),
    );
  }
  return plan.faults.length === 0 ? 0 : 1;
}

function planOf(folder: DataFolder, file: string, channel: string | undefined): Plan {
  return lookAt(folder, (sql) => {
    const sheet = readSheet(file, channel, readShop(sql)?.currency ?? 'CNY');
    const faults: Faulty[] = [...sheet.faults];
    let same = 0;
    const news = sheet.orders.filter(({ order, line: at }) => {
      const facts = takeInFacts(sql, order);
      const unknown = order.lines.filter((_, index) => facts.units[index] === undefined).map(({ gtin }) => gtin);
      if (facts.standing?.same) same += 1;
      else if (facts.standing)
        faults.push({
          line: at,
          column: 'reference',
          zh: '同一单号已有另一张订单',
          en: 'is the reference of another order',
        });
      else if (unknown.length > 0)
        faults.push({
          ...{ line: at, column: 'code', zh: `本店没有：${unknown.join('、')}` },
          en: `this shop does not sell ${unknown.join(', ')}`,
        });
      else return true;
      return false;
    });
    return { sheet, news, same, faults };
  });
}

function readSheet(file: string, channel: string | undefined, currency: string): OrderSheet {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new CannotDo(both(`读不到文件 ${file}。`, `There is no file ${file} that can be read.`));
  }
  try {
    return readOrderSheet(bytes, channel, currency);
  } catch (error) {
    if (error instanceof SheetRefused) throw new CannotDo(error.message);
    throw error;
  }
}
