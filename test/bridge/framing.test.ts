import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitAim } from '../../firmware-bridge/framing/aim.ts';
import type { Frame, Framer } from '../../firmware-bridge/framing/frame.ts';
import { hidPosFramer, posLayout, USUAL_LAYOUT } from '../../firmware-bridge/framing/hid-pos.ts';
import { lineFramer } from '../../firmware-bridge/framing/line.ts';
import { toReading } from '../../firmware-bridge/framing/reading.ts';
import { decodeText } from '../../firmware-bridge/framing/text.ts';
import { wedgeFramer } from '../../firmware-bridge/framing/wedge.ts';
import { POS_DESCRIPTOR, posReports, typed } from '../rigs/hid-reports.ts';

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const shown = (frames: Frame[]): string[] =>
  frames.map((f) => `${f.aim ?? ''}${Buffer.from(f.bytes).toString('latin1')}${f.fault ? `!${f.fault}` : ''}`);

/** Pours the bytes in, cut at the given places. */
function pour(framer: Framer, all: Uint8Array, cuts: number[]): string[] {
  const places = [...new Set(cuts.map((c) => c % (all.length + 1)))].sort((a, b) => a - b);
  const out: string[] = [];
  let from = 0;
  for (const to of [...places, all.length]) {
    out.push(...shown(framer.push(all.subarray(from, to))));
    from = to;
  }
  return [...out, ...shown(framer.flush())];
}

/** Bytes that look like a gun's: digits, GS, terminators, now and then anything at all. */
const gunBytes = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: 0x30, max: 0x39 }) },
      { weight: 2, arbitrary: fc.constantFrom(0x0d, 0x0a, 0x1d, 0x5d, 0x23, 0x24) },
      { weight: 1, arbitrary: fc.integer({ min: 0, max: 255 }) },
    ),
    { maxLength: 60 },
  )
  .map((list) => Uint8Array.from(list));

describe('line framer (BRF-01)', () => {
  test.each([
    ['6901234567892\r', ['6901234567892']],
    ['a\nb\r\nc\rd', ['a', 'b', 'c', 'd']],
    ['\r\n\r\n\n', []],
    [`${'x'.repeat(20)}\rok\r`, [`${'x'.repeat(16)}!too-long`, 'ok']],
    ['x'.repeat(16), ['x'.repeat(16)]],
  ])('%j', (input, expected) => {
    expect(pour(lineFramer({ maxLength: 16 }), bytes(input), [])).toEqual(expected);
  });

  test('a suffix of its own, also one that begins twice', () => {
    const framer = lineFramer({ suffix: bytes('##$') });
    expect(pour(framer, bytes('a##$b###$c#$##$'), [])).toEqual(['a', 'b#', 'c#$']);
  });

  test('however the bytes are split, the frames are the same', () => {
    fc.assert(
      fc.property(gunBytes, fc.array(fc.nat(60), { maxLength: 8 }), fc.boolean(), (input, cuts, own) => {
        const settings = { maxLength: 24, ...(own ? { suffix: bytes('#$#') } : {}) };
        expect(pour(lineFramer(settings), input, cuts)).toEqual(pour(lineFramer(settings), input, []));
      }),
      { numRuns: 20_000 },
    );
  });

  test('any bytes: nothing is thrown, memory is bounded, the next code after a terminator is whole', () => {
    const framer = lineFramer({ maxLength: 32 });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        framer.push(noise);
        expect(framer.pending()).toBeLessThanOrEqual(32);
        framer.push(bytes('\r'));
        expect(shown(framer.push(bytes('6901234567892\r')))).toEqual(['6901234567892']);
      }),
      { numRuns: 20_000 },
    );
  });

  test('against the plain meaning: split at terminators, drop the empty ones', () => {
    fc.assert(
      fc.property(gunBytes, (input) => {
        const plain = Buffer.from(input)
          .toString('latin1')
          .split(/[\r\n]/)
          .filter(Boolean);
        expect(pour(lineFramer(), input, [])).toEqual(plain);
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('HID POS framer (BRF-01)', () => {
  test('the layout is read from the descriptor', () => {
    expect(posLayout(POS_DESCRIPTOR)).toEqual(USUAL_LAYOUT);
    expect(posLayout(bytes('no descriptor'))).toBeUndefined();
  });

  test('a long code comes in parts and is one frame', () => {
    const framer = hidPosFramer();
    const long = 'https://example.cn/01/06901234567892/10/ABC?99=ä'.repeat(4);
    const frames = posReports(']Q1', bytes(long)).flatMap((report) => framer.push(report));
    expect(shown(frames)).toEqual([`]Q1${long}`]);
  });

  test.each([-1, 1])('reports shifted by %i byte are understood', (shift) => {
    const framer = hidPosFramer();
    const reports = posReports(']E0', bytes('6901234567892')).map((report) =>
      shift === -1 ? report.subarray(1) : Uint8Array.from([2, ...report]),
    );
    expect(shown(reports.flatMap((report) => framer.push(report)))).toEqual([']E06901234567892']);
  });

  test('without a descriptor, a gun that sends no AIM identifier is understood in both usual layouts', () => {
    const code = '6901234567892';
    const [bare, blank] = [new Uint8Array(64), new Uint8Array(64)];
    for (const report of [bare, blank]) report.set([2, code.length]);
    bare.set(bytes(code), 2);
    blank.set(bytes(code), 5);
    expect([bare, blank].flatMap((report) => shown(hidPosFramer().push(report)))).toEqual([code, code]);
  });

  test('a code whose end never came is marked and not glued to the next', () => {
    const framer = hidPosFramer();
    const first = posReports(']Q1', bytes('x'.repeat(80)))[0] ?? new Uint8Array();
    const next = posReports(']E0', bytes('6901234567892'));
    expect(shown([first, ...next].flatMap((report) => framer.push(report)))).toEqual([
      `]Q1${'x'.repeat(56)}!unreadable`,
      ']E06901234567892',
    ]);
  });

  test('a gun that says "continued" for ever stays within its bound', () => {
    const framer = hidPosFramer(USUAL_LAYOUT, 512);
    const endless = posReports(']Q1', bytes('y'.repeat(80)))[0] ?? new Uint8Array();
    for (let i = 0; i < 1000; i++) framer.push(endless);
    expect(framer.pending()).toBe(512);
    const last = posReports(']Q1', bytes('z'))[0] ?? new Uint8Array();
    expect(shown(framer.push(last))).toEqual([`]Q1${'y'.repeat(512)}!too-long`]);
  });

  test('any codes in, the same codes out; rubbish reports and rubbish descriptors never throw', () => {
    const code = fc.tuple(fc.constantFrom(']E0', ']Q1', ']d2'), fc.uint8Array({ minLength: 1, maxLength: 300 }));
    fc.assert(
      fc.property(fc.array(code, { maxLength: 4 }), (codes) => {
        const framer = hidPosFramer();
        const out = codes.flatMap(([aim, data]) => posReports(aim, data).flatMap((report) => framer.push(report)));
        expect(shown(out)).toEqual(codes.map(([aim, data]) => aim + Buffer.from(data).toString('latin1')));
      }),
      { numRuns: 5_000 },
    );
    const framer = hidPosFramer();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), fc.uint8Array({ maxLength: 100 }), (report, descriptor) => {
        framer.push(report);
        expect(framer.pending()).toBeLessThanOrEqual(4096);
        const layout = posLayout(descriptor);
        if (layout) hidPosFramer(layout).push(report);
      }),
      { numRuns: 20_000 },
    );
  });
});

describe('keyboard wedge framer (BRF-01)', () => {
  test('every printable character of the US layout is read back', () => {
    const printable = fc.array(fc.integer({ min: 0x20, max: 0x7e }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(printable, (codes) => {
        const text = String.fromCharCode(...codes);
        const framer = wedgeFramer();
        expect(shown(typed(`${text}\n`).flatMap((report) => framer.push(report)))).toEqual([text]);
      }),
      { numRuns: 10_000 },
    );
  });

  test('a report that is repeated while the key is held is one character; Ctrl+] is GS', () => {
    const framer = wedgeFramer();
    const reports = typed('11\n').flatMap((report) => [report, report]);
    expect(shown(reports.flatMap((report) => framer.push(report)))).toEqual(['11']);
    framer.push(Uint8Array.from([0x01, 0, 0x30, 0, 0, 0, 0, 0]));
    expect(shown(framer.flush())).toEqual(['\x1d']);
  });

  test('any reports: nothing is thrown and memory is bounded', () => {
    const framer = wedgeFramer(64);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 9 }), (report) => {
        framer.push(report);
        expect(framer.pending()).toBeLessThanOrEqual(64);
      }),
      { numRuns: 20_000 },
    );
  });
});

describe('readings', () => {
  test.each([
    [']E06901234567892', ']E0', '6901234567892'],
    [']d2010690\x1d10A', ']d2', '010690\x1d10A'],
    [']E', undefined, ']E'],
    [']E0', undefined, ']E0'],
    [']?0abc', undefined, ']?0abc'],
  ])('AIM of %j', (input, aim, body) => {
    const split = splitAim(bytes(input));
    expect([split.aim, Buffer.from(split.body).toString('latin1')]).toEqual([aim, body]);
  });

  test('text is UTF-8 where valid, else GB18030, else shown as far as it goes and marked', () => {
    expect(decodeText(new Uint8Array(Buffer.from('农夫山泉')))).toEqual({ text: '农夫山泉', readable: true });
    expect(decodeText(Uint8Array.from([0xc5, 0xa9, 0xb7, 0xf2]))).toEqual({ text: '农夫', readable: true });
    expect(decodeText(Uint8Array.from([0x41, 0xff])).readable).toBe(false);
  });

  test('raw keeps the bytes exactly, also those that are no text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 64 }), (raw) => {
        const reading = toReading({ bytes: raw }, { device: 'serial:/dev/x', id: 'id-00000000', at: 5 });
        expect(Buffer.from(reading.raw, 'base64')).toEqual(Buffer.from(raw));
      }),
      { numRuns: 10_000 },
    );
  });
});
