import { expect, test } from 'vitest';
import { encodeControlCode } from '../../hub/core/barcode/control-code.ts';
import { everyone, staffAt } from '../../hub/features/staff/tables.ts';
import { only, TestShop } from '../rigs/shop.ts';
import { codeOf, expectSound } from './soundness.ts';

const badge = (serial: number, version = 1, store = 1): string =>
  encodeControlCode({ kind: 'badge', store, serial, version });
const person = { badgeVersion: 1, nameZh: '王', nameEn: 'Wang', role: 'clerk' as const, active: true };

test('BRF: a badge says who works at a counter from then on; scanned twice it changes nothing; the next one takes over', () => {
  const shop = new TestShop().setUp();
  expect(only(shop.scan(badge(11)), 'staff.badged-on')[0]?.data).toEqual({ counter: 'c1', staff: 'w1' });
  expect(shop.scan(badge(11)).map((e) => e.type)).toEqual(['devices.reading-taken']);
  shop.scan(badge(12));
  expect(staffAt(shop.sql, { counter: 'c1' })).toEqual({ staff: 'w2' });
  const moved = shop.scan(badge(12), 'c2');
  expect(moved.slice(1).map((e) => [e.type, e.data])).toEqual([
    ['staff.left', { counter: 'c1', staff: 'w2' }],
    ['staff.badged-on', { counter: 'c2', staff: 'w2' }],
  ]);
  expect(everyone(shop.sql).map((s) => s.counter)).toEqual([undefined, undefined, 'c2']);
  shop.must('staff.leave', { counter: 'c2' });
  expect(shop.must('staff.leave', { counter: 'c2' })).toEqual([]);
  expectSound(shop);
});

test.each([
  ['of another shop', badge(11, 1, 7), 'badge-of-another-shop'],
  ['nobody has', badge(99), 'badge-unknown'],
  ['of somebody who left', badge(13), 'badge-unknown'],
  ['that was replaced', badge(12, 1), 'badge-replaced'],
  ['that does not exist yet', badge(12, 3), 'badge-replaced'],
])('a badge %s is told in one sentence and nobody is on', (_name, code, refusal) => {
  const shop = new TestShop().setUp();
  shop.must('staff.set', { ...person, staff: 'lead', badge: 13, role: 'leader', active: false });
  shop.must('staff.set', { ...person, staff: 'w2', badge: 12, badgeVersion: 2 });
  expect(only(shop.scan(code), 'spine.reaction-refused')[0]?.data.code).toBe(refusal);
  expect(staffAt(shop.sql, { counter: 'c1' })).toBeUndefined();
  expectSound(shop);
});

test('two people never share a badge number; who leaves the shop leaves the counter', () => {
  const shop = new TestShop().setUp();
  expect(codeOf(shop.do('staff.set', { ...person, staff: 'w9', badge: 11 }))).toBe('badge-taken');
  shop.scan(badge(11));
  shop.must('staff.set', { ...person, staff: 'w1', badge: 11, active: false });
  expect(staffAt(shop.sql, { counter: 'c1' })).toBeUndefined();
  expect(codeOf(shop.do('staff.set', { ...person, staff: 'w1', badge: 0 }))).toBe('invalid-body');
  expectSound(shop);
});
