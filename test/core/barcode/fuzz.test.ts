import { expect, test } from 'vitest';
import type { InStoreLayout } from '../../../hub/contract/in-store-layout.ts';
import { gs1CheckDigit, type ParsedScan, parseScan } from '../../../hub/core/barcode/index.ts';
import { type Chance, chance, damaged, elementsOf, GS, linkOf, messageOf } from './grammar.ts';

const AIMS = [undefined, ']E0', ']E3', ']E4', ']C0', ']C1', ']d1', ']d2', ']Q1', ']Q3', ']e0', ']I1', ']A0', ']zz'];
const KINDS = ['item', 'in-store', 'sscc', 'control', 'bad', 'other'];
const LAYOUTS: InStoreLayout[] = [
  { prefix: '2', itemDigits: 5, valueDigits: 5, value: 'price', decimals: 2, innerCheck: true },
  { prefix: '21', itemDigits: 4, valueDigits: 6, value: 'weight', decimals: 3, innerCheck: false },
];
const SOUP = [...'0123456789', ...'ABTCOabz]%/?&=#.:-_ (){}', GS, '\u0000', '\n', '中', '\ud83d', '\u202e', 'https://'];

function noise(c: Chance): string {
  return Array.from({ length: c.below(c.next() < 0.02 ? 400 : 30) }, () => c.pick(SOUP)).join('');
}

function input(c: Chance): string {
  const kind = c.below(8);
  if (kind < 2) return noise(c);
  if (kind < 4) {
    const body = c.pick(['', '', '2', '21', '69']) + Array.from({ length: c.below(18) }, () => c.below(10)).join('');
    return c.next() < 0.5 ? body : body + gs1CheckDigit(body);
  }
  const made = kind < 7 ? messageOf(c, elementsOf(c)) : linkOf(c);
  return c.next() < 0.6 ? damaged(c, made) : made;
}

function sane(scan: ParsedScan): boolean {
  if (!KINDS.includes(scan.kind)) return false;
  if (scan.kind === 'item') {
    const counts = [scan.count, scan.weightGrams, scan.priceMinor].filter((count) => count !== undefined);
    return /^\d{14}$/.test(scan.gtin) && counts.every((count) => Number.isSafeInteger(count) && count >= 0);
  }
  if (scan.kind === 'sscc') return /^\d{18}$/.test(scan.sscc);
  if (scan.kind === 'in-store')
    return /^\d{4,13}$/.test(scan.itemCode) && Number.isSafeInteger(scan.value?.amount ?? 0);
  return true;
}

test('200,000 random and nearly right inputs never throw and always give a sane answer', () => {
  const c = chance(20_260_101);
  const seen = new Map<string, number>();
  for (let i = 0; i < 200_000; i++) {
    const text = input(c);
    const aim = c.pick(AIMS);
    const scan = parseScan({ text, aim }, LAYOUTS, { year: 2026 });
    seen.set(scan.kind, (seen.get(scan.kind) ?? 0) + 1);
    const elements = 'elements' in scan ? (scan.elements ?? []) : [];
    const size = elements.reduce((sum, { ai, value }) => sum + ai.length + value.length, 0);
    // A short GTIN in a link grows to 14 digits; nothing else may become longer than it was.
    if (!sane(scan) || elements.length > 64 + 3 || size > text.length + 6) {
      throw new Error(`${JSON.stringify({ text, aim })} gave ${JSON.stringify(scan)}`);
    }
  }
  for (const kind of KINDS.filter((name) => name !== 'control')) expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(500);
});

test('long texts of one pattern are answered too, and their elements stay few', () => {
  const patterns = [
    '9',
    '10A',
    `91A${GS}`,
    '%',
    '/01',
    '/',
    '&1=',
    'https://',
    `${GS}`,
    '2',
    '1101',
    ']C1',
    '((',
    '01',
  ];
  for (const pattern of patterns) {
    for (const front of ['', 'https://a.cn/01/06901234567892?', '0106901234567892', 'T', '00']) {
      const text = (front + pattern.repeat(8192)).slice(0, 8192);
      for (const aim of AIMS) {
        const scan = parseScan({ text, aim }, LAYOUTS, { year: 2026 });
        expect('elements' in scan ? (scan.elements?.length ?? 0) : 0).toBeLessThanOrEqual(64);
      }
    }
  }
});
