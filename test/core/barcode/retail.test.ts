import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { InStoreLayout } from '../../../hub/contract/in-store-layout.ts';
import {
  displayGtin,
  expandUpcE,
  gs1CheckDigit,
  hasValidCheckDigit,
  innerCheckDigit,
  layoutFaults,
  type ParsedScan,
  parseScan,
  prefixClass,
  toGtin14,
} from '../../../hub/core/barcode/index.ts';

const closed = (body: string): string => body + gs1CheckDigit(body);

test('GS1 check digits: examples printed on real packets and in the standard', () => {
  const known = ['4006381333931', '036000291452', '96385074', '6901234567892', '00012345678905', '106141412345678908'];
  for (const code of known) expect(hasValidCheckDigit(code), code).toBe(true);
  for (const code of ['6901234567893', '', '7', '690123456789x']) expect(hasValidCheckDigit(code), code).toBe(false);
});

test('every single wrong digit of a GTIN is found', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{12}$/), fc.nat(12), fc.integer({ min: 1, max: 9 }), (body, at, by) => {
      const code = closed(body);
      const wrong = code.slice(0, at) + ((Number(code[at]) + by) % 10) + code.slice(at + 1);
      expect(toGtin14(wrong)).toBeUndefined();
    }),
  );
});

test.each([
  ['96385074', '00000096385074', '96385074'],
  ['036000291452', '00036000291452', '036000291452'],
  ['6901234567892', '06901234567892', '6901234567892'],
  ['16901234567899', '16901234567899', '16901234567899'],
  ['123', undefined, undefined],
  ['6901234567890', undefined, undefined],
  ['69012345678-2', undefined, undefined],
])('%s is stored as %s', (code, stored, shown) => {
  expect(toGtin14(code)).toBe(stored);
  if (stored !== undefined) expect(displayGtin(stored)).toBe(shown);
});

test.each([
  ['01234565', '012345000065'],
  ['04252614', '042100005264'],
  ['0425261', '042100005264'],
  ['425261', '042100005264'],
  ['01234531', '012300000451'],
  ['01234543', '012340000053'],
  ['01234564', undefined],
  ['21234565', undefined],
  ['12345', undefined],
])('UPC-E %s stands for %s', (short, long) => {
  expect(expandUpcE(short)).toBe(long);
});

test.each([
  ['2012345678900', 'in-store'],
  ['0212345678901', 'in-store'],
  ['0412345678909', 'in-store'],
  ['20123451', 'in-store'],
  ['6901234567892', 'gtin'],
  ['96385074', 'gtin'],
  ['9771234567003', 'issn'],
  ['9781234567897', 'gtin'],
  ['9812345678903', 'coupon'],
])('%s is of class %s', (code, expected) => {
  expect(prefixClass(closed(code.slice(0, -1)).padStart(14, '0'))).toBe(expected);
});

test('which prefixes are the own ones of a store can be configured', () => {
  expect(prefixClass('02112345678900', ['20'])).toBe('gtin');
  expect(parseScan({ text: closed('211234567890') }, [], { inStorePrefixes: ['20'] }).kind).toBe('item');
});

const PRICE: InStoreLayout = {
  prefix: '21',
  itemDigits: 5,
  valueDigits: 5,
  value: 'price',
  decimals: 2,
  innerCheck: false,
};
const WEIGHT: InStoreLayout = {
  prefix: '22',
  itemDigits: 4,
  valueDigits: 5,
  value: 'weight',
  decimals: 3,
  innerCheck: true,
};
const BOTH: InStoreLayout = { ...PRICE, prefix: '25', second: { valueDigits: 5, value: 'weight', decimals: 3 } };
const UPC: InStoreLayout = { ...PRICE, prefix: '2', valueDigits: 4, innerCheck: true };
const LAYOUTS = [PRICE, WEIGHT, BOTH, UPC];
const upc = `200042${innerCheckDigit('2875')}2875`;

test('the price verifier of the GS1 General Specifications: 2875 gives 9, 14685 gives 6', () => {
  expect(innerCheckDigit('2875')).toBe('9');
  expect(innerCheckDigit('14685')).toBe('6');
});

const cases: [string, { text: string; aim?: string }, ParsedScan][] = [
  ['an EAN-13 told by the gun', { text: '6901234567892', aim: ']E0' }, item('06901234567892', false)],
  ['an EAN-13 without AIM id is inferred', { text: '6901234567892' }, item('06901234567892', true)],
  ['an AIM id left in the text counts', { text: ']E06901234567892' }, item('06901234567892', false)],
  ['blanks and line ends around are nothing', { text: ' 6901234567892\r\n' }, item('06901234567892', true)],
  ['a UPC-A of 12 digits', { text: '036000291452', aim: ']E0' }, item('00036000291452', false)],
  ['a UPC-E that the gun did not expand', { text: '04252614', aim: ']E0' }, item('00042100005264', false)],
  ['a UPC-E without AIM id', { text: '04252614' }, item('00042100005264', true)],
  ['an EAN-8', { text: '96385074', aim: ']E4' }, item('00000096385074', false)],
  ['an EAN-13 with add-on', { text: '977123456700305', aim: ']E3' }, item('09771234567003', false)],
  ['a carton in ITF', { text: '16901234567899', aim: ']I1' }, item('16901234567899', false)],
  ['other digits in ITF', { text: '123456', aim: ']I1' }, { kind: 'other', text: '123456' }],
  ['a wrong check digit, typed', { text: '6901234567893' }, { kind: 'bad', reason: 'check-digit' }],
  ['a wrong check digit, from an EAN', { text: '6901234567893', aim: ']E0' }, { kind: 'bad', reason: 'check-digit' }],
  [
    '13 digits in Code 128 need not be an item',
    { text: '6901234567893', aim: ']C0' },
    { kind: 'other', text: '6901234567893' },
  ],
  ['an item number in a QR code', { text: '6901234567892', aim: ']Q1' }, item('06901234567892', true)],
  ['nothing', { text: ' \r' }, { kind: 'bad', reason: 'empty' }],
  ['words', { text: '你好', aim: ']Q1' }, { kind: 'other', text: '你好' }],
  ['a coupon is no item', { text: closed('981234567890') }, { kind: 'other', text: closed('981234567890') }],
  [
    'an SSCC that lost its AIM id',
    { text: '00106141412345678908' },
    { kind: 'sscc', sscc: '106141412345678908', inferred: true },
  ],
  [
    'a price label',
    { text: closed('210001200995'), aim: ']E0' },
    { kind: 'in-store', inferred: false, itemCode: '00012', value: { what: 'price', amount: 995 }, layout: '21' },
  ],
  [
    'a weight label with its verifier',
    { text: closed('220077614685'), aim: ']E0' },
    {
      kind: 'in-store',
      inferred: false,
      itemCode: '0077',
      value: { what: 'weight', amount: 14685 },
      layout: '22',
    },
  ],
  [
    'a weight label with a wrong verifier',
    { text: closed('220077514685'), aim: ']E0' },
    { kind: 'bad', reason: 'check-digit', detail: 'inner check digit, layout 22' },
  ],
  [
    'a scale label of 18 digits with price and weight',
    { text: closed('25000130128000450') },
    {
      kind: 'in-store',
      inferred: true,
      itemCode: '00013',
      value: { what: 'price', amount: 1280 },
      second: { what: 'weight', amount: 450 },
      layout: '25',
    },
  ],
  [
    'a UPC layout, sent as 13 digits',
    { text: `0${closed(upc)}`, aim: ']E0' },
    { kind: 'in-store', inferred: false, itemCode: '00042', value: { what: 'price', amount: 2875 }, layout: '2' },
  ],
  [
    'an amount of zero is not believed',
    { text: closed('210001200000'), aim: ']E0' },
    { kind: 'in-store', inferred: false, itemCode: '00012', layout: '21' },
  ],
  [
    'an own number without a layout keeps all its digits',
    { text: closed('290000000001'), aim: ']E0' },
    { kind: 'in-store', inferred: false, itemCode: closed('290000000001') },
  ],
];

function item(gtin: string, inferred: boolean): ParsedScan {
  return { kind: 'item', gtin, inferred };
}

test.each(cases)('%s', (_name, input, expected) => {
  expect(parseScan(input, LAYOUTS)).toEqual(expected);
});

test('a layout that does not add up is told to the one who configures it', () => {
  for (const layout of LAYOUTS) expect(layoutFaults(layout)).toEqual([]);
  expect(layoutFaults({ ...PRICE, itemDigits: 3 })).toHaveLength(1);
  expect(layoutFaults({ ...PRICE, decimals: 3 })).toEqual(['a price has at most 2 decimals']);
  expect(layoutFaults({ ...PRICE, value: 'none' })).toHaveLength(1);
  expect(layoutFaults({ ...UPC, itemDigits: 9, valueDigits: 0, value: 'none' })).toEqual([
    'an inner check digit without an amount',
  ]);
});

test('a longer prefix wins over a shorter one', () => {
  const narrow: InStoreLayout = { ...PRICE, prefix: '215', itemDigits: 4 };
  const scan = parseScan({ text: closed('215001200995') }, [PRICE, narrow]);
  expect(scan).toMatchObject({ kind: 'in-store', layout: '215', itemCode: '0012' });
});
