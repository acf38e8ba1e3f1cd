import { expect, test } from 'vitest';
import { slipDocument } from '../../hub/core/slip-document.ts';
import { queuedSlips, slipContent } from '../../hub/features/slips/tables.ts';
import { NOODLES, TestShop } from '../rigs/shop.ts';
import { busyShift, never, shopWithSlip, textOf } from './papers.ts';

test('a slip to fill a shelf says in both languages what, from where, to where, how many, for whom and when', () => {
  const { shop, slip } = shopWithSlip();
  const document = slipDocument(slipContent(shop.sql, slip) ?? never());
  expect(document.title).toBe('补货 Restock No. 1');
  const code = shop.slipCode(1);
  expect(textOf(document)).toEqual([
    '补货 RESTOCK',
    '单号 No. 1  版 v1 | 11/21 早班 Early',
    ...['<rule>', '农夫山泉 550ml', 'Nongfu water 550 ml', '6901234567892', '<rule>'],
    '从 From | 后仓 Back room B-07',
    '到 To | 卖场 Shop floor A03-2',
    '数量 Qty | 14',
    '架上 On shelf | 10',
    '后仓 In back room | 88',
    '<rule>',
    '河滨路店 Riverside Road | ',
    'w1 w1 | 11/21 10:00',
    ...['<feed>', `code ${code}`],
    '扫此单领取；上架后扫商品，再扫此单',
    'Scan to take; when filled: item, then slip',
  ]);
});

test('a slip to look at a shelf says what the book says, the moves it rests on, and leaves room for the count', () => {
  const shop = new TestShop().setUp();
  shop.must('orders.add-line', { counter: 'c1', gtin: NOODLES, quantity: 2 });
  shop.now += 60_000;
  const document = slipDocument(queuedSlips(shop.sql)[0]?.content ?? never());
  expect(document.title).toBe('查货架 Check shelf No. 1');
  expect(textOf(document)).toEqual(
    expect.arrayContaining([
      '查货架 CHECK SHELF',
      '地点 Where | 卖场 Shop floor A01-1',
      '账面 Book | -2',
      '实数 Counted | ________',
      '11/21 10:00 销售 sale | -2',
      '扫此单领取；清点并录入实数，扫商品，再扫此单',
    ]),
  );
});

test('what is sold by the gram stands on slip and cover in kilograms', () => {
  const shop = busyShift();
  shop.must('slips.print-shift', { shift: '2026-11-21/early' });
  const papers = queuedSlips(shop.sql).map(({ content }) => textOf(slipDocument(content)));
  const slip = papers.find(
    (lines) => lines.includes('单号 No. 1  版 v1 | 11/21 早班 Early') && lines[0] === '补货 RESTOCK',
  );
  expect(slip).toContain('数量 Qty | 1.25 kg');
  expect(slip).toContain('后仓 In back room | 2.5 kg');
  expect(papers.flat()).toContain('1 货0 | A09 ×1.25 kg');
  expect(papers.flat()).toContain('3 货2 | A07 ×20');
  expect(papers[0]).toContain('班次 Shift | 11/21 早班 Early');
});
