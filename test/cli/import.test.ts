import { afterEach, beforeEach, expect, test } from 'vitest';
import { readCatalogue } from '../../hub/edges/import/catalogue.ts';
import { openReader } from '../../hub/store/open.ts';
import { Desk } from './desk.ts';

let desk: Desk;
beforeEach(() => {
  desk = new Desk().shop();
});
afterEach(() => desk.clear());

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const items = (): { gtin: string; nameZh: string }[] => {
  const reader = openReader(desk.path('data/hub/tillside.db'));
  try {
    return reader.all('SELECT gtin, name_zh AS nameZh FROM item ORDER BY gtin');
  } finally {
    reader.close();
  }
};
const head = (): number => {
  const reader = openReader(desk.path('data/hub/tillside.db'));
  try {
    return reader.get<{ n: number }>('SELECT max(position) AS n FROM journal')?.n ?? 0;
  } finally {
    reader.close();
  }
};

// 条码,品名,售价 / 6901234567892,可乐,3.50 as Chinese Excel saves it (GB18030 bytes, made with iconv).
const GB18030 = Buffer.from(
  'ccf5c2eb2cc6b7c3fb2ccadbbcdb0d0a363930313233343536373839322cbfc9c0d62c332e35300d0a',
  'hex',
);

test.each([
  ['UTF-8', utf8('条码,品名,售价\n6901234567892,可乐,3.50\n')],
  ['UTF-8 with a mark, CR LF and quotes', utf8('\uFEFF"条码","品名","售价"\r\n"6901234567892","可乐","3.50"\r\n')],
  ['GB18030', GB18030],
  [
    'UTF-16, tabs',
    Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from('条码\t品名\t售价\n6901234567892\t可乐\t￥3.5\n', 'utf16le'),
    ]),
  ],
  ['semicolons and English headings', utf8('Code;Name ZH;Retail-Price\n6901234567892;可乐;3.50\n')],
])('INT: a catalogue in %s is read the same', (_name, bytes) => {
  const { rows, faults } = readCatalogue(bytes, 2);
  expect(faults).toEqual([]);
  expect(rows).toMatchObject([
    { line: 2, item: { gtin: '06901234567892', nameZh: '可乐', initials: 'kl', unit: 'each', priceMinor: 350 } },
  ]);
});

test('every fault of every row is told with its line and column, in both languages', () => {
  const sheet = [
    '条码,品名,售价,单位,箱规,补货点,补货上限',
    '6901234567892,可乐,3.50,瓶,24,5,20',
    '6901234567893,雪碧,3.50,瓶,,,',
    '6.90123E+12,芬达,3.50,瓶,,,',
    ',无码,3.50,瓶,,,',
    '6901234567892,可乐二,1,瓶,,,',
    'I00012,苹果,abc,克,x,5,',
    '2112345678900,店内,1.234,打,,9,3',
    '"6909876543212","多\n行",3.00,包,,,',
    '6909876543229,,1,包,,,',
  ].join('\n');
  const { rows, faults } = readCatalogue(utf8(sheet), 2);
  expect(rows.map((row) => [row.line, row.item.gtin])).toEqual([
    [2, '06901234567892'],
    [9, '06909876543212'],
  ]);
  expect(faults.map(({ line, column, en }) => `${line} ${column} ${en.split(':')[0]}`)).toEqual([
    '3 code has a wrong check digit',
    '4 code was turned into scientific notation by the spreadsheet',
    '5 code is empty',
    '6 code is the same as in line 2',
    '7 price is not an amount of 0 or more, such as 2.50',
    '7 case_pack is not a whole number from 1 to 1000000',
    '7 restock_target is missing beside its level',
    '8 code is an in-store code',
    '8 unit is neither each nor gram (then the price is per kilogram)',
    '8 price has more than 2 digits after the point',
    '8 restock_target must be greater than the level',
    '11 name_zh is empty',
  ]);
  expect(faults.every(({ zh }) => /\p{Script=Han}/u.test(zh))).toBe(true);
});

test.each([
  ['an empty file', utf8(''), /The file is empty/],
  ['no price column', utf8('code,name\n1,2\n'), /missing: price/],
  ['a column twice', utf8('code,条码,name,price\n'), /twice: code/],
  ['quotes that do not pair up', utf8('code,name,price\n1,"abc,2\n3,4,5\n'), /quotation marks in line \d+ do not pair/],
  ['a broken workbook', Buffer.from('504b03041400060008000000210000ff80818283', 'hex'), /workbook cannot be opened/],
])('BAD INPUT: %s is refused in one sentence', async (_name, bytes, sentence) => {
  const before = head();
  const said = await desk.here('import', desk.write('goods.csv', bytes));
  expect(said).toMatchObject({ code: 1, out: '' });
  expect(said.err).toMatch(sentence);
  expect(head()).toBe(before);
});

test('a sheet with a wrong row is not imported at all, unless its right rows are asked for', async () => {
  const file = desk.write('goods.csv', '条码,品名,售价\n6901111111118,新品,3\n12345678,坏码,4\n');
  const before = head();
  const refused = await desk.here('import', file);
  expect(refused.code).toBe(1);
  expect(refused.err).toMatch(/第 3 行 line 3, code: 校验位不对; has a wrong check digit/);
  expect(refused.out).toMatch(/Nothing was imported\. Right are 1 new, 0 changed/);
  expect(head()).toBe(before);
  const partial = await desk.here('import', file, '--partial', '--json');
  expect(partial.code).toBe(1);
  expect(JSON.parse(partial.out)).toMatchObject({ imported: true, added: 1, faults: [{ line: 3 }] });
  expect(items().map((item) => item.nameZh)).toContain('新品');
});

test('the same sheet a second time changes nothing, an edited one only what was edited', async () => {
  const sheet = (price: string): string =>
    desk.write(
      'goods.csv',
      `条码,品名,售价,补货点,补货上限\n6901111111118,新品,${price},2,9\n6901111111125,另一个,4,,\n`,
    );
  expect((await desk.here('import', sheet('3'), '--dry-run')).out).toMatch(/Nothing was imported\. Right are 2 new/);
  expect((await desk.here('import', sheet('3'))).out).toMatch(/Imported 2 new and 0 changed items, 1 restock levels/);
  const before = head();
  expect((await desk.here('import', sheet('3'))).out).toMatch(
    /0 new and 0 changed items, 0 restock levels; 2 were as before/,
  );
  expect(head()).toBe(before);
  expect((await desk.here('import', sheet('3.5'))).out).toMatch(/0 new and 1 changed items/);
  expect(head()).toBe(before + 1);
  expect((await desk.here('rebuild', '--check')).code).toBe(0);
});

test('what was exported comes back as it was', async () => {
  await desk.here('import', desk.write('goods.csv', '条码,品名,售价,单位\nI00012,"-苹果, ""红""",9.9,克\n'));
  await desk.here('export', 'items', '--out', desk.path('out.csv'));
  const again = await desk.here('import', desk.path('out.csv'), '--json');
  expect(JSON.parse(again.out)).toMatchObject({ faults: [], added: 0, same: 1, unknownHeadings: [] });
  expect(items().find((item) => item.gtin === 'I00012')?.nameZh).toBe('-苹果, "红"');
});
