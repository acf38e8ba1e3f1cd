import { Resvg } from '@resvg/resvg-js';
import { describe, expect, test } from 'vitest';
import type { StoreView } from '../../cloud-relay/contract/stores.ts';
import { changeOf, roundUps } from '../../dashboard/counter/tender-sums.ts';
import { deviceAt } from '../../dashboard/devices/device-at.ts';
import { freshnessOf } from '../../dashboard/hq/freshness.ts';
import { code128 } from '../../dashboard/parts/code128.ts';
import { visible } from '../../dashboard/parts/visible.ts';
import { routeOf } from '../../dashboard/router.ts';
import { tonesOf } from '../../dashboard/scan/tones.ts';
import type { Entry } from '../../hub/contract/journal.ts';
import { decodeWithZxing } from '../rigs/decode.ts';

describe('change', () => {
  test.each([
    ['nothing given', [], { dueMinor: 1_000, changeMinor: 0, isFair: true }],
    ['too much cash', [['cash', 2_000]], { dueMinor: 0, changeMinor: 1_000, isFair: true }],
    ['too much by card', [['card', 1_200]], { dueMinor: 0, changeMinor: 200, isFair: false }],
    [
      'change out of the cash part',
      [
        ['card', 600],
        ['cash', 500],
      ],
      { dueMinor: 0, changeMinor: 100, isFair: true },
    ],
  ] as const)('%s', (_name, given, sums) => {
    expect(
      changeOf(
        1_000,
        given.map(([kind, amountMinor]) => ({ kind, amountMinor })),
      ),
    ).toEqual(sums);
  });
  test('offers the notes people hand over', () => {
    expect(roundUps(68_50)).toEqual([69_00, 70_00, 80_00, 100_00]);
    expect(roundUps(100_00)).toEqual([]);
  });
});

describe('addresses', () => {
  test.each([
    ['/', { page: 'start' }],
    ['/counter/counter-1', { page: 'counter', counter: 'counter-1' }],
    ['/board/', { page: 'board' }],
    ['/hq', { page: 'hq' }],
    ['/nowhere', { page: 'lost' }],
    ['/board/more', { page: 'lost' }],
  ])('%s', (path, route) => {
    expect(routeOf(path)).toEqual(route);
  });
  test.each([
    ['/dev/usb/lp0', 'lp:/dev/usb/lp0'],
    ['/dev/ttyUSB0', 'serial:/dev/ttyUSB0'],
    ['192.168.1.50:9100', 'tcp:192.168.1.50:9100'],
    ['tcp://printer.shop:9100', 'tcp:printer.shop:9100'],
    ['printer', undefined],
    ['10.0.0.1:99999', undefined],
  ])('a device at %s', (typed, identity) => {
    expect(deviceAt(typed)?.identity).toBe(identity);
  });
});

describe('how fresh a shop is', () => {
  const store = { asOf: 1, online: true, backlog: 0, gap: false } as StoreView;
  test.each([
    ['all here', store, true, 'fresh'],
    ['entries missing', { ...store, backlog: 3 }, true, 'behind'],
    ['a gap', { ...store, gap: true }, true, 'behind'],
    ['silent, however well it stood', { ...store, online: false }, true, 'silent'],
    ['a screen that hears nothing itself', store, false, 'silent'],
    ['never heard', { ...store, asOf: undefined } as unknown as StoreView, true, 'never'],
  ] as const)('%s', (_name, view, live, freshness) => {
    expect(freshnessOf(view, live)).toBe(freshness);
  });
});

describe('barcodes on the screen', () => {
  test.each(['C0001000000010168', 'B0001000000110199', 'T0001000000420133', '6901234567892', 'aB-1 2345'])(
    '%s is read by a decoder that is not ours',
    (text) => {
      let x = 20;
      const bars = code128(text).map((width, i) => {
        const bar = i % 2 === 0 ? `<rect x="${x}" y="10" width="${width * 2}" height="80"/>` : '';
        x += width * 2;
        return bar;
      });
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${x + 20}" height="100"><rect width="100%" height="100%" fill="#fff"/>${bars.join('')}</svg>`;
      expect(decodeWithZxing(Buffer.from(new Resvg(svg).render().asPng()), 'CODE_128')).toBe(text);
    },
  );
  test('refuse what they cannot say', () => {
    expect(() => code128('水')).toThrow(RangeError);
  });
});

describe('tones', () => {
  const entry = (position: number, type: string, data: unknown, command = 'r'): Entry =>
    ({ position, type, data, command }) as Entry;
  const taken = (position: number, id: string, counter = 'counter-1', kind = 'item') =>
    entry(position, 'devices.reading-taken', { reading: { id }, counter, meaning: { kind } }, id);
  test('an unknown code right before a good one is still heard, and other counters are not', () => {
    const entries = [
      taken(1, 'a', 'counter-1', 'unknown'),
      entry(2, 'catalog.unknown-noted', { reading: 'a' }, 'a'),
      taken(3, 'b', 'counter-2'),
      taken(4, 'c'),
      entry(5, 'orders.line-added', {}, 'c'),
      taken(6, 'd'),
      entry(7, 'spine.reaction-refused', {}, 'd'),
      entry(8, 'devices.reading-held', { reading: { id: 'e' }, counter: 'counter-1', meaning: { kind: 'item' } }, 'e'),
    ];
    expect(tonesOf(entries, 'counter-1')).toEqual([
      { reading: 'a', tone: 'unknown' },
      { reading: 'c', tone: 'accepted' },
      { reading: 'd', tone: 'refused' },
      { reading: 'e', tone: 'refused' },
    ]);
  });
});

test('raw codes are shown with their control characters', () => {
  expect(visible('01\u001d10\r')).toBe('01␝10␍');
  expect(visible('x'.repeat(200))).toHaveLength(81);
});
