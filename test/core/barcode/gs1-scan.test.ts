import { expect, test } from 'vitest';
import {
  fullYear,
  gs1CheckDigit,
  netWeightGrams,
  type ParsedScan,
  parseDigitalLink,
  parseElementString,
  parseScan,
  readDate,
  readPrice,
} from '../../../hub/core/barcode/index.ts';
import { GS } from './grammar.ts';

const GTIN = '06901234567892';
const scan = (text: string, aim?: string, year = 2026): ParsedScan => parseScan({ text, aim }, [], { year });

test.each([']C1', ']d2', ']Q3', ']e0'])('%s: lot, expiry, serial and count of an item are read', (aim) => {
  expect(scan(`01${GTIN}17261200${'10'}L-7${GS}21S1${GS}3012`, aim)).toMatchObject({
    kind: 'item',
    gtin: GTIN,
    inferred: false,
    lot: 'L-7',
    expiry: '2026-12-31',
    serial: 'S1',
    count: 12,
  });
});

test('weight and price of a variable measure item', () => {
  expect(scan(`01${GTIN}31030012503922995`, ']e0')).toMatchObject({ weightGrams: 1250, priceMinor: 995 });
  const foreign = scan(`01${GTIN}310300125039301562990`, ']e0');
  expect(foreign).toMatchObject({ priceMinor: 299_000, priceCurrency: '156' });
});

test('the earliest of use-by, sell-by and best-before ends the sale', () => {
  expect(scan(`01${GTIN}151105011611030117110401`, ']d2')).toMatchObject({ expiry: '2011-03-01' });
});

test('a logistic unit and what is in it', () => {
  expect(scan(`0010614141234567890802${GTIN}3724`, ']C1')).toMatchObject({
    kind: 'sscc',
    sscc: '106141412345678908',
    inferred: false,
    content: { gtin: GTIN, count: 24 },
  });
});

test('a store number or coupon inside a GS1 message is not an item either', () => {
  const [own, coupon] = ['201234567890', '981234567890'].map((body) => body + gs1CheckDigit(body));
  expect(scan(`010${own}`, ']e0')).toMatchObject({ kind: 'in-store', itemCode: own });
  expect(scan(`010${coupon}`, ']e0')).toMatchObject({ kind: 'other' });
});

test('a GS1 message without an item is kept with its elements', () => {
  expect(scan('4149509756999046254B07', ']Q3')).toMatchObject({
    kind: 'other',
    elements: [
      { ai: '414', value: '9509756999046' },
      { ai: '254', value: 'B07' },
    ],
  });
});

test.each([
  [`01${GTIN.slice(0, 13)}3`, 'check-digit', 'check-digit at 2 (01)'],
  [`01${GTIN}17990231`, 'gs1-syntax', 'date at 18 (17)'],
  [`01${GTIN}172613`, 'gs1-syntax', 'too-short at 22 (17)'],
  ['3103001250', 'gs1-syntax', 'missing-partner at 0 (3103)'],
  [`01${GTIN}10`, 'gs1-syntax', 'too-short at 18 (10)'],
  [`01${GTIN}10A B`, 'gs1-syntax', 'character at 19 (10)'],
  [`01${GTIN}99`, 'gs1-syntax', 'too-short at 18 (99)'],
  [`01${GTIN}05X`, 'gs1-syntax', 'unknown-ai at 16'],
  [`01${GTIN}10A${GS}10B`, 'gs1-syntax', 'repeated at 20 (10)'],
  [`01${GTIN}02${GTIN}`, 'gs1-syntax', 'excluded-pair at 16 (02)'],
  [`01${GTIN}${'91A'.padEnd(200, 'A')}`, 'gs1-syntax', 'too-long at 108 (91)'],
])('%s is refused with its place', (text, reason, detail) => {
  expect(scan(text, ']d2')).toEqual({ kind: 'bad', reason, detail });
});

test('a gun without AIM ids: GS or a faultless message that begins with its key is GS1, and inferred', () => {
  expect(scan(`01${GTIN}10AB${GS}17261231`)).toMatchObject({ kind: 'item', inferred: true, lot: 'AB' });
  expect(scan(`${GS}10AB${GS}01${GTIN}`)).toMatchObject({ kind: 'item', inferred: true, lot: 'AB' });
  expect(scan(`01${GTIN}17261231`)).toMatchObject({ kind: 'item', inferred: true, expiry: '2026-12-31' });
  expect(scan(`01${GTIN}17261331`)).toEqual({ kind: 'other', text: `01${GTIN}17261331` });
  expect(scan(`01${GTIN}10AB${GS}17261331`)).toMatchObject({ kind: 'bad', reason: 'gs1-syntax' });
});

test('FNC1 sent as a GS in front of a GS1 message carries nothing', () => {
  expect(scan(`${GS}01${GTIN}`, ']C1')).toMatchObject({ kind: 'item', gtin: GTIN, inferred: false });
});

test.each([
  [`https://id.example.cn/01/${GTIN}`, { kind: 'item', gtin: GTIN, inferred: false }],
  [`https://shop.cn/a/b/01/${GTIN}/10/L%2F7/21/9?17=261231&utm=x`, { lot: 'L/7', serial: '9', expiry: '2026-12-31' }],
  ['https://shop.cn/01/6901234567892', { kind: 'item', gtin: GTIN }],
  ['https://shop.cn/01/6901234567893', { kind: 'other' }],
  [`https://shop.cn/01/${GTIN.slice(0, 13)}3`, { kind: 'bad', reason: 'check-digit' }],
  ['https://shop.cn/menu/2023', { kind: 'other' }],
  ['http://', { kind: 'other' }],
])('%s', (text, expected) => {
  expect(scan(text, ']Q1')).toMatchObject(expected);
});

test('a Digital Link with a short GTIN is read with a warning; qualifiers out of order are not', () => {
  expect(parseDigitalLink('https://a.cn/01/6901234567892')).toMatchObject({ ok: true, warnings: ['short-gtin'] });
  expect(parseDigitalLink(`https://a.cn/01/${GTIN}/21/1/10/2`)).toEqual({ ok: false, reason: 'key-order', ai: '01' });
  expect(parseDigitalLink(`https://a.cn/01/${GTIN}?10=2`)).toEqual({ ok: false, reason: 'belongs-in-path', ai: '10' });
});

test.each([
  [76, 2026, 2076],
  [77, 2026, 1977],
  [0, 2026, 2000],
  [49, 2099, 2149],
  [50, 2099, 2050],
  [99, 2050, 2099],
  [0, 2050, 2100],
])('year %i read in %i is %i', (yy, year, full) => {
  expect(fullYear(yy, year)).toBe(full);
});

test.each([
  ['260200', '2026-02-28'],
  ['280200', '2028-02-29'],
  ['260229', undefined],
  ['280229', '2028-02-29'],
  ['261300', undefined],
  ['260431', undefined],
  ['26043', undefined],
])('the date %s is %s', (yymmdd, day) => {
  expect(readDate(yymmdd, 2026)).toBe(day);
});

test('no leap day in 2100, and day 00 only where it may stand', () => {
  expect(readDate('000229', 2060)).toBeUndefined();
  expect(readDate('000229', 2026)).toBe('2000-02-29');
  expect(readDate('260400', 2026, 'refused')).toBeUndefined();
});

test('weights and prices keep their decimals exactly', () => {
  expect(netWeightGrams('3100', '000012')).toBe(12_000);
  expect(netWeightGrams('3103', '001250')).toBe(1250);
  expect(netWeightGrams('3105', '000050')).toBe(1);
  expect(netWeightGrams('3202', '000100')).toBe(454);
  expect(netWeightGrams('3303', '001250')).toBeUndefined();
  expect(readPrice('3920', '12')).toEqual({ minor: 1200 });
  expect(readPrice('3923', '12345')).toBeUndefined();
  expect(readPrice('3923', '12340')).toEqual({ minor: 1234 });
  expect(readPrice('3930', '392120')).toEqual({ minor: 120, currency: '392' });
  expect(readPrice('3909', '1')).toBeUndefined();
});

test('the place of a fault counts from the first character after the AIM id', () => {
  expect(parseElementString(`01${GTIN}10A^B`)).toEqual({ ok: false, fault: { reason: 'character', at: 19, ai: '10' } });
  expect(parseElementString('')).toEqual({ ok: false, fault: { reason: 'empty', at: 0 } });
});
