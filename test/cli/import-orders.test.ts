import { afterEach, beforeEach, expect, test } from 'vitest';
import { NOODLES, WATER } from '../rigs/shop.ts';
import { Desk } from './desk.ts';

let desk: Desk;
beforeEach(() => {
  desk = new Desk().shop();
});
afterEach(() => desk.clear());

const HEAD = 'reference,customer,delivery,address,code,quantity,price,paid\n';
const RIGHT = `A-1,李雷,自提,,${WATER.slice(1)},2,2.00,4.00\nA-1,,,,${NOODLES.slice(1)},1,4.50,\n`;
const WRONG = `A-2,,ship,上海南京西路 12 号,${WATER.slice(1)},0,2.00,\nA-3,韩梅梅,自提,,4006381333931,1,1,\n`;

test('ORD-06: a sheet of orders is taken in by the command line, whole or not at all, and once', async () => {
  const right = desk.write('right.csv', HEAD + RIGHT);
  const said = await desk.tillside('import-orders', right, '--channel', 'phone', '--data', desk.path('data'), '--json');
  expect([said.code, JSON.parse(said.out)]).toEqual([0, { taken: 1, repeated: 0, faults: [] }]);
  const again = await desk.tillside('import-orders', right, '--channel', 'phone', '--data', desk.path('data'));
  expect(again).toMatchObject({ code: 0, err: '' });
  expect(again.out).toContain('1 were here before');
});

test('ORD-06: rows that are wrong are named by line and column; the right ones are taken where that is wanted', async () => {
  const file = desk.write('mixed.csv', HEAD + RIGHT + WRONG);
  const args = ['import-orders', file, '--channel', 'phone', '--data', desk.path('data'), '--json'];
  const all = await desk.tillside(...args);
  expect(all.code).toBe(1);
  const told = JSON.parse(all.out) as { taken: number; faults: { line: number; column: string }[] };
  expect(told.taken).toBe(0);
  expect(told.faults.map(({ line, column }) => [line, column])).toEqual([
    [4, 'quantity'],
    [4, 'customer'],
    [5, 'code'],
  ]);
  expect(JSON.parse((await desk.tillside(...args, '--partial')).out)).toMatchObject({ taken: 1 });
  expect((await desk.tillside('import-orders', desk.path('nowhere.csv'), '--data', desk.path('data'))).code).not.toBe(
    0,
  );
});
