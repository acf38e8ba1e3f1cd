import { describe, expect, test } from 'vitest';
import type { Key } from '../../dashboard/scan/keys.ts';
import { createWedge, type Meaning, medianGap } from '../../dashboard/scan/wedge.ts';

const EAN = '6901234567892';
const SHIFTED: Record<string, string> = {
  '!': 'Digit1',
  '(': 'Digit9',
  '+': 'Equal',
  '"': 'Quote',
  _: 'Minus',
  '>': 'Period',
};
const PLAIN: Record<string, string> = { '-': 'Minus', '/': 'Slash', '.': 'Period', ' ': 'Space', ']': 'BracketRight' };

function keyOf(char: string, timeStamp: number): Key {
  const base = { key: char, ctrlKey: false, altKey: false, metaKey: false, repeat: false, timeStamp };
  if (char === '\n') return { ...base, code: 'Enter', key: 'Enter', shiftKey: false };
  if (char === '\u001d') return { ...base, code: 'BracketRight', shiftKey: false, ctrlKey: true };
  if (/\d/.test(char)) return { ...base, code: `Digit${char}`, shiftKey: false };
  if (/[a-z]/i.test(char)) return { ...base, code: `Key${char.toUpperCase()}`, shiftKey: /[A-Z]/.test(char) };
  const shifted = SHIFTED[char];
  return { ...base, code: shifted ?? PLAIN[char] ?? '', shiftKey: shifted !== undefined };
}

/** Types a text with the given gap before each key, and says what each key meant. */
function type(text: string, gap: (at: number) => number, wedge = createWedge(), start = 1_000): Meaning[] {
  let now = start;
  return [...text].map((char, at) => {
    now += gap(at);
    return wedge.press(keyOf(char, now));
  });
}
const scansIn = (meanings: readonly Meaning[]): string[] =>
  meanings.flatMap((m) => (m.kind === 'scan' ? [m.text] : []));

/** A small seeded chance (mulberry32), so that a failure can be had again. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('a gun in keyboard mode', () => {
  test.each([
    ['an EAN', EAN],
    ['a slip with its letter', 'T0001000000420133'],
    ['small letters and marks', 'ab-12/x.9_(!>'],
    ['a GS1 code with its group separator', '0106901234567892\u001d10AB'],
  ])('types %s and it is taken as one scan', (_name, code) => {
    expect(scansIn(type(`${code}\n`, () => 8))).toEqual([code]);
  });

  test('is understood while a Chinese input method is on, when every key is called Process', () => {
    const wedge = createWedge();
    let now = 0;
    const meanings = [...`${EAN}\n`].map((char) => {
      now += 6;
      return wedge.press({ ...keyOf(char, now), key: 'Process' });
    });
    expect(scansIn(meanings)).toEqual([EAN]);
  });

  test('loses no character when 3 % of its keys come 70 to 200 ms late (2,000 codes)', () => {
    const random = chance(7);
    const wedge = createWedge();
    let start = 0;
    for (let n = 0; n < 2_000; n++) {
      const code = String(1_000_000_000_000 + Math.floor(random() * 8_999_999_999_999));
      const late = () => (random() < 0.03 ? 70 + random() * 130 : 3 + random() * 20);
      expect(scansIn(type(`${code}\n`, late, wedge, start))).toEqual([code]);
      start += 10_000;
    }
  });

  test('is told from a person typing at 75 to 235 ms a key (2,000 texts, no false scan)', () => {
    const random = chance(11);
    const wedge = createWedge();
    for (let n = 0; n < 2_000; n++) {
      const meanings = type(`${EAN}\n`, () => 75 + random() * 160, wedge, n * 10_000);
      expect(scansIn(meanings)).toEqual([]);
    }
  });

  test('is told from a person also when the page was busy: times are those of the keys, not of the handler', () => {
    expect(scansIn(type('12345678\n', () => 80))).toEqual([]);
  });

  test('sends two codes right after each other and they stay two', () => {
    expect(scansIn(type(`${EAN}\n6909876543210\n`, () => 5))).toEqual([EAN, '6909876543210']);
  });

  test('does not inherit what a person typed a moment before', () => {
    expect(scansIn(type(`12${EAN}\n`, (at) => (at < 2 ? 120 : at === 2 ? 300 : 5)))).toEqual([EAN]);
  });

  test('is not a held key, nor fewer than four characters', () => {
    const wedge = createWedge();
    const held = Array.from({ length: 20 }, (_, i) => wedge.press({ ...keyOf('5', i * 30), repeat: i > 0 }));
    held.push(wedge.press(keyOf('\n', 630)));
    expect(scansIn(held)).toEqual([]);
    expect(scansIn(type('123\n', () => 5))).toEqual([]);
  });

  test('has its Enter told from a late Enter of a person', () => {
    expect(scansIn(type(`${EAN}\n`, (at) => (at === EAN.length ? 400 : 5)))).toEqual([]);
  });
});

test('the median of an even number of gaps is the lower middle one', () => {
  expect(medianGap([0, 10, 30, 60, 100])).toBe(20);
  expect(medianGap([0])).toBe(Number.POSITIVE_INFINITY);
});
