import { expect, test } from 'vitest';
import type { Key } from '../../dashboard/scan/keys.ts';
import { createQuantityKeys, type QuantityAsk } from '../../dashboard/scan/quantity-keys.ts';

const key = (code: string, shiftKey = false): Key => ({
  code,
  key: '',
  shiftKey,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
  timeStamp: 0,
});
const STAR = key('NumpadMultiply');
const press = (keys: readonly Key[], on = createQuantityKeys()): QuantityAsk[] => keys.map((k) => on.press(k));
const last = (asks: readonly QuantityAsk[]): QuantityAsk | undefined => asks[asks.length - 1];

test('star, a number and Enter set the quantity of the newest line', () => {
  expect(last(press([STAR, key('Digit1'), key('Digit2'), key('Enter')]))).toEqual({ kind: 'set', quantity: 12 });
  expect(last(press([key('Digit8', true), key('Numpad7'), key('NumpadEnter')]))).toEqual({ kind: 'set', quantity: 7 });
});

test('2 and then 2 again is 2, never 22: a number always begins empty', () => {
  const keys = createQuantityKeys();
  const two = [STAR, key('Digit2'), key('Enter')];
  expect(last(press(two, keys))).toEqual({ kind: 'set', quantity: 2 });
  expect(last(press(two, keys))).toEqual({ kind: 'set', quantity: 2 });
});

test('a star in the middle begins anew, Backspace takes a digit away, Esc forgets', () => {
  expect(last(press([STAR, key('Digit9'), STAR, key('Digit3'), key('Enter')]))).toEqual({ kind: 'set', quantity: 3 });
  expect(last(press([STAR, key('Digit1'), key('Digit5'), key('Backspace'), key('Enter')]))).toEqual({
    kind: 'set',
    quantity: 1,
  });
  expect(last(press([STAR, key('Digit4'), key('Escape'), key('Enter')]))).toEqual({ kind: 'nothing' });
});

test('nothing and zero set nothing', () => {
  expect(last(press([STAR, key('Enter')]))).toEqual({ kind: 'typing', typed: undefined });
  expect(last(press([STAR, key('Digit0'), key('Enter')]))).toEqual({ kind: 'typing', typed: undefined });
});

test('digits without a star mean nothing; plus and minus step by one', () => {
  expect(press([key('Digit5'), key('Enter')]).map((a) => a.kind)).toEqual(['nothing', 'nothing']);
  expect(press([key('NumpadAdd'), key('NumpadSubtract'), key('Equal', true)])).toEqual([
    { kind: 'step', by: 1 },
    { kind: 'step', by: -1 },
    { kind: 'step', by: 1 },
  ]);
});

test('a scan in the middle of typing forgets the number', () => {
  const keys = createQuantityKeys();
  press([STAR, key('Digit4')], keys);
  keys.cancel();
  expect(keys.press(key('Enter'))).toEqual({ kind: 'nothing' });
});
