import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PrintDocument } from '../../firmware-bridge/contract/print-job.ts';
import { toEscpos } from '../../firmware-bridge/printing/escpos.ts';
import { renderSvg } from '../../firmware-bridge/printing/svg.ts';
import { encodeText, printable } from '../../firmware-bridge/printing/text.ts';
import { columnsOf, wrap } from '../../firmware-bridge/printing/wrap.ts';
import type { SlipContent } from '../../hub/contract/slips.ts';
import { slipDocument } from '../../hub/core/slip-document.ts';
import { TEST_CODE, TEST_ITEM, TEST_LINK } from '../../hub/core/test-slip.ts';
import { decodeWithWasm, decodeWithZbar, decodeWithZxing, readWithTesseract } from '../rigs/decode.ts';
import { needs } from '../rigs/require.ts';
import { TASK_CODE, TASK_SLIP } from '../rigs/slip.ts';
import { VirtualPrinter } from '../rigs/virtual-printer.ts';

type Encoding = 'gb18030' | 'gbk' | 'big5' | 'ascii';

function print(document: PrintDocument, encoding: Encoding = 'gb18030', columns = 48): VirtualPrinter {
  const printer = new VirtualPrinter({ dots: columns * 12, ...(encoding === 'ascii' ? {} : { encoding }) });
  printer.receive(toEscpos(document, { encoding, columns }));
  return printer;
}
const text = (value: string): PrintDocument => ({ title: 't', blocks: [{ kind: 'text', text: value }] });

describe('task slips (BRF-02)', () => {
  test.each([
    [48, 'gb18030'],
    [32, 'gbk'],
  ] as const)(
    '%i columns in %s: text is read back, the code by three decoders, no unknown command',
    async (columns, encoding) => {
      const printer = print(TASK_SLIP, encoding, columns);
      expect(printer.unknown).toEqual([]);
      expect(printer.cuts).toBe(1);
      const all = printer.text.join('\n');
      for (const part of ['补货任务', '农夫山泉', '后仓 Back room B-03', '卖场 Aisle 2', '24', '￥2.50', '李娜']) {
        expect(all).toContain(part);
      }
      const png = printer.toPng();
      expect(decodeWithZxing(png, 'CODE_128')).toBe(TASK_CODE);
      expect(await decodeWithWasm(png)).toEqual([{ format: 'Code128', text: TASK_CODE }]);
      if (needs('zbarimg')) expect(decodeWithZbar(png)).toEqual([`CODE-128:${TASK_CODE}`]);
    },
  );

  test('an ASCII printer gets ASCII only, and says visibly where something is missing', () => {
    const printer = print(TASK_SLIP, 'ascii');
    expect(printer.unknown).toEqual([]);
    expect(printer.text.join('\n')).toContain('Nongfu Spring Water 550ml');
    expect(printer.text[0]).toBe('????');
  });

  test('a QR code is read by decoders that are not ours', async () => {
    const data = 'https://example.cn/t/0001000000000042?v=1;{x}|=';
    const png = print({ title: 'q', blocks: [{ kind: 'qr', data }] }).toPng();
    expect(decodeWithZxing(png, 'QR_CODE')).toBe(data);
    expect(await decodeWithWasm(png)).toEqual([{ format: 'QRCode', text: data }]);
  });

  test('every task code reads back; none holds the bytes of a real-time command', () => {
    const digits = fc.array(fc.constantFrom('16', '04', '05', '20', '01', '00', '42', '7'), {
      minLength: 1,
      maxLength: 9,
    });
    fc.assert(
      fc.property(digits, (parts) => {
        const data = `T${parts.join('')}`;
        const bytes = toEscpos(
          { title: 'c', blocks: [{ kind: 'code128', data }] },
          { encoding: 'gb18030', columns: 48 },
        );
        for (const second of [4, 5, 20]) expect(Buffer.from(bytes).includes(Buffer.from([16, second]))).toBe(false);
        const printer = new VirtualPrinter();
        printer.receive(bytes);
        expect(printer.paper.filter((p) => p.kind === 'bars').map((p) => p.data)).toEqual([data]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the test print', () => {
  const content: SlipContent = {
    ...{
      kind: 'test',
      shopZh: '河滨路店',
      shopEn: 'Riverside Road',
      shift: '',
      at: 0,
      timeZone: 'Asia/Shanghai',
      copy: 0,
    },
  };
  const paperOf = (columns: number, encoding: Encoding = 'gb18030'): VirtualPrinter =>
    print(slipDocument({ ...content, test: { printer: '后台 Back office', columns } }), encoding, columns);

  test.each([48, 32])(
    '%i columns: no unknown command, the ruler ends at the edge, every code is read, its Chinese by tesseract',
    async (columns) => {
      const printer = paperOf(columns);
      expect([printer.unknown, printer.cuts]).toEqual([[], 1]);
      const ruler = printer.text.find((line) => line.startsWith('....:'));
      expect(ruler?.length).toBe(columns);
      expect(printer.text.join('\n')).toContain('￥72.00');
      const png = printer.toPng();
      const found = (await decodeWithWasm(png)).map(({ format, text }) => `${format} ${text}`).sort();
      expect(found).toEqual([`Code128 ${TEST_CODE}`, `EAN13 ${TEST_ITEM}`, `QRCode ${TEST_LINK}`]);
      if (needs('zbarimg'))
        expect(decodeWithZbar(png).sort()).toEqual([
          `CODE-128:${TEST_CODE}`,
          `EAN-13:${TEST_ITEM}`,
          `QR-Code:${TEST_LINK}`,
        ]);
      if (columns === 48 && needs('tesseract')) {
        const read = readWithTesseract(png);
        for (const word of ['打印测试', '商品', '库存', '补货', '农夫山泉']) expect(read).toContain(word);
      }
    },
  );
});

describe('text that could do harm', () => {
  test.each([
    ['layout signs', '{code:1}|=_"`^~\\;--- ¦ {w:*}', '{code:1}|=_"`^~\\;---'],
    ['control bytes', 'a\x1b@b\x1dV\x00c\x10\x14\x01d', 'a@bVcd'],
    ['writing turned around', '\u202eabc\u202c\u200b', 'abc'],
    ['half-width yen', '¥12', '￥12'],
    ['four bytes in GB18030', '😀 Ā 𠮷', '〓 A 〓'],
    ['a row of hyphens is text, not a rule', '-----', '-----'],
  ])('%s', (_name, given, expected) => {
    const printer = print(text(given));
    expect(printer.unknown).toEqual([]);
    expect(printer.text.join('')).toContain(expected);
    expect(printer.cuts).toBe(1);
  });

  test('any text in any block: one cut, no unknown command, no real-time command, all of it printable', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ unit: fc.constantFrom(...'{}|=-_"`^~\\;:\n\x1b\x1d\x10\x04x41农¥é½'), maxLength: 40 }),
    );
    fc.assert(
      fc.property(
        nasty,
        nasty,
        fc.constantFrom<Encoding>('gb18030', 'gbk', 'big5'),
        fc.constantFrom(32, 48),
        (a, b, enc, cols) => {
          const document: PrintDocument = {
            title: a,
            blocks: [
              { kind: 'text', text: a, size: 2, align: 'center', invert: true },
              { kind: 'columns', left: a, right: b, bold: true },
              { kind: 'text', text: b },
            ],
          };
          const printer = print(document, enc, cols);
          expect(printer.unknown).toEqual([]);
          expect(printer.cuts).toBe(1);
          const shown = printable(b.replace(/\s/gu, ''), enc).replace(/\s/gu, '');
          expect(printer.text.join('').replace(/\s/gu, '')).toContain(shown);
        },
      ),
      { numRuns: 1_500 },
    );
  });

  test('every character of the plane that is let through means the same to a decoder that is not ours', () => {
    for (const encoding of ['gb18030', 'gbk', 'big5'] as const) {
      const decoder = new TextDecoder(encoding, { fatal: true });
      const wrong: string[] = [];
      let kept = 0;
      for (let code = 0xa1; code < 0x10000; code++) {
        const char = String.fromCharCode(code);
        if (printable(char, encoding) !== char) continue;
        kept++;
        if (decoder.decode(encodeText(char, encoding)) !== char) wrong.push(code.toString(16));
      }
      expect([encoding, wrong]).toEqual([encoding, []]);
      expect(kept).toBeGreaterThan(13_000);
    }
  });

  test('printable text is one byte or two bytes a character, in every encoding', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 20 }),
        fc.constantFrom<Encoding>('gb18030', 'gbk', 'big5', 'ascii'),
        (t, enc) => {
          const out = printable(t, enc);
          expect(encodeText(out, enc).length).toBe(columnsOf(out));
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

describe('layout', () => {
  test.each([
    ['价格 550ml', 8, ['价格', '550ml']],
    ['一二三四五', 4, ['一二', '三四', '五']],
    ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['', 4, ['']],
  ])('wrap %j in %i', (given, width, expected) => {
    expect(wrap(given, width)).toEqual(expected);
  });

  test('wrapping loses nothing but spaces and never exceeds the width', () => {
    const gen = fc.string({ unit: fc.constantFrom(...'ab1 农夫'), maxLength: 60 });
    fc.assert(
      fc.property(gen, fc.integer({ min: 2, max: 20 }), (given, width) => {
        const lines = wrap(given, width);
        expect(lines.join('').replace(/ /gu, '')).toBe(given.replace(/ /gu, ''));
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(width);
      }),
      { numRuns: 5_000 },
    );
  });

  test('the picture on screen needs nothing from anywhere and is the same each time', async () => {
    const svg = renderSvg(TASK_SLIP, 48);
    expect(svg).toBe(renderSvg(TASK_SLIP, 48));
    expect(svg.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|@import|<script|href/u);
    const { Resvg } = await import('@resvg/resvg-js');
    const png = new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
    expect(decodeWithZxing(png, 'CODE_128')).toBe(TASK_CODE);
    expect(renderSvg({ title: '<&"', blocks: [{ kind: 'text', text: '<script>&' }] }, 32)).not.toContain('<script');
  });
});
