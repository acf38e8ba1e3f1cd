import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ControlCode,
  decodeControlCode,
  encodeControlCode,
  iso7064CheckDigits,
  parseScan,
} from '../../../hub/core/barcode/index.ts';

const kinds = [
  ...(['task', 'badge', 'counter', 'order', 'pack', 'count'] as const),
  ...(['delivery', 'hand-over', 'return', 'checklist', 'clock', 'action'] as const),
];
const code: fc.Arbitrary<ControlCode> = fc.record({
  kind: fc.constantFrom(...kinds),
  store: fc.integer({ min: 0, max: 9999 }),
  serial: fc.integer({ min: 0, max: 99_999_999 }),
  version: fc.integer({ min: 0, max: 99 }),
});
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcxyz-_ ';

test('the check digits agree with the published IBAN example GB82 WEST 1234 5698 7654 32', () => {
  expect(iso7064CheckDigits('WEST12345698765432GB')).toBe('82');
});

test('a control code reads back as what was written, and is 17 characters', () => {
  fc.assert(
    fc.property(code, (wanted) => {
      const text = encodeControlCode(wanted);
      expect(text).toMatch(/^[TBCOKNDHRLWA]\d{16}$/);
      expect(decodeControlCode(text)).toEqual({ ok: true, ...wanted });
      expect(parseScan({ text, aim: ']C0' }, [])).toEqual({ kind: 'control', control: wanted });
      expect(parseScan({ text }, [])).toEqual({ kind: 'control', control: wanted });
    }),
  );
});

test('every single wrong character and every swap of neighbours is found, and is never another code or an item', () => {
  fc.assert(
    fc.property(code, (wanted) => {
      const text = encodeControlCode(wanted);
      for (let i = 0; i < text.length; i++) {
        for (const wrong of ALPHABET) {
          if (wrong !== text[i]) refused(text.slice(0, i) + wrong + text.slice(i + 1));
        }
        const swapped = text.slice(0, i) + (text[i + 1] ?? '') + text.charAt(i) + text.slice(i + 2);
        if (swapped !== text && i + 1 < text.length) refused(swapped);
      }
    }),
    { numRuns: 60 },
  );
});

function refused(text: string): void {
  const decoding = decodeControlCode(text);
  const scan = parseScan({ text }, []).kind;
  if (decoding.ok || (scan !== 'bad' && scan !== 'other')) throw new Error(`${text} was taken for a ${scan}`);
}

test('two texts never decode to the same code: the aliases 00, 01 and 99 of check digits are refused', () => {
  for (let serial = 0; serial < 500; serial++) {
    const text = encodeControlCode({ kind: 'task', store: 1, serial, version: 0 });
    const accepted = Array.from({ length: 100 }, (_, n) => text.slice(0, 15) + String(n).padStart(2, '0')).filter(
      (candidate) => decodeControlCode(candidate).ok,
    );
    expect(accepted).toEqual([text]);
  }
});

test('a number too large for its digits is a mistake of the program', () => {
  const fine: ControlCode = { kind: 'badge', store: 1, serial: 1, version: 1 };
  for (const wrong of [{ store: 10_000 }, { serial: 100_000_000 }, { version: 100 }, { serial: -1 }, { store: 1.5 }]) {
    expect(() => encodeControlCode({ ...fine, ...wrong })).toThrow(RangeError);
  }
});

test('a wrong check digit is told apart from a text that is no control code', () => {
  const text = encodeControlCode({ kind: 'order', store: 12, serial: 345, version: 6 });
  const wrong = text.slice(0, 16) + ((Number(text[16]) + 1) % 10);
  expect(decodeControlCode(wrong)).toEqual({ ok: false, reason: 'bad-check-digit' });
  expect(parseScan({ text: wrong }, [])).toEqual({ kind: 'bad', reason: 'control-check-digit' });
  expect(decodeControlCode('X0001000000420133')).toEqual({ ok: false, reason: 'not-control-code' });
  expect(decodeControlCode(text.toLowerCase())).toEqual({ ok: false, reason: 'not-control-code' });
});
