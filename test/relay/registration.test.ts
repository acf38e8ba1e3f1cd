import { expect, test } from 'vitest';
import { type Cursor, register, type StoreFacts } from '../../cloud-relay/features/stores/rules.ts';
import type { Hello } from '../../hub/contract/uplink.ts';

const hello = (ep: string, epochs: [string, number, number][], more: Partial<Hello> = {}): Hello => ({
  v: 1,
  t: 'hello',
  sid: 's',
  ep,
  epochs: epochs.map(([name, first, last]) => ({ ep: name, first, last })),
  pending: 0,
  clock: 0,
  software: 'test',
  ...more,
});
const cursor = (epoch: string, first: number, told: number, mark: number, line = 1, orphan = false): Cursor => ({
  epoch,
  first,
  told,
  mark,
  line,
  orphan,
});
const facts = (epoch: string | null, cursors: Cursor[], line = 1): StoreFacts => ({ epoch, line, cursors });

test('a first hello registers every life, and wants the ones before the list', () => {
  const found = register(
    facts(null, []),
    hello('c', [
      ['b', 11, 20],
      ['c', 21, 20],
    ]),
    'i',
  );
  expect(found.write).toEqual([cursor('c', 21, 0, 0), cursor('b', 11, 10, 0)]);
  expect(found).toMatchObject({ want: 11, lost: 0, line: 1, hqRestored: false });
  expect(found.marks).toEqual([
    { ep: 'b', mark: 0 },
    { ep: 'c', mark: 0 },
  ]);
});

test('an older page joins on, in the line of the life after it, and then nothing is wanted', () => {
  const known = facts('c', [cursor('b', 11, 10, 0, 2), cursor('c', 21, 0, 0, 2)], 2);
  const found = register(known, hello('c', [['a', 1, 10]], { upTo: 11 }), 'i');
  expect(found.write).toEqual([cursor('a', 1, 10, 0, 2)]);
  expect(found.want).toBeUndefined();
});

test('a late hello of an ended life changes nothing and accuses nobody', () => {
  const known = facts('b', [cursor('a', 1, 10, 10), cursor('b', 11, 5, 5)]);
  const found = register(known, hello('a', [['a', 1, 4]]), 'i');
  expect(found).toMatchObject({ write: [], lost: 0, line: 1, marks: [{ ep: 'a', mark: 10 }] });
});

test('a late hello of the life the store is in never takes back what was told', () => {
  const found = register(facts('a', [cursor('a', 1, 10, 10)]), hello('a', [['a', 1, 4]]), 'i');
  expect(found.write).toEqual([cursor('a', 1, 10, 10)]);
  expect(found.lost).toBe(0);
});

test('a new life behind a shorter old one: the store was restored, and what follows is another line', () => {
  const found = register(
    facts('a', [cursor('a', 1, 10, 10)]),
    hello('b', [
      ['a', 1, 6],
      ['b', 7, 6],
    ]),
    'i',
  );
  expect(found).toMatchObject({ lost: 4, line: 2 });
  expect(found.write).toEqual([cursor('b', 7, 0, 0, 2), cursor('a', 1, 6, 10)]);
  const again = register(
    facts('b', [...found.write].reverse(), 2),
    hello('c', [
      ['a', 1, 6],
      ['c', 7, 6],
    ]),
    'i',
  );
  expect(again).toMatchObject({ lost: 0, line: 2 });
});

test('lives the store no longer has become orphans; one that never said anything is no loss', () => {
  const known = facts('c', [cursor('a', 1, 5, 5), cursor('b', 6, 3, 3), cursor('c', 9, 2, 0)]);
  const found = register(
    known,
    hello('d', [
      ['a', 1, 5],
      ['d', 6, 5],
    ]),
    'i',
  );
  expect(found).toMatchObject({ lost: 3, line: 2 });
  expect(found.write.filter(({ orphan }) => orphan).map(({ epoch }) => epoch)).toEqual(['b', 'c']);
});

test('only what this very incarnation confirmed shows that HQ was restored', () => {
  const known = facts('a', [cursor('a', 1, 10, 5)]);
  const told = (inc: string, mark: number) =>
    hello('a', [['a', 1, 10]], { acked: { inc, marks: [{ ep: 'a', mark }] } });
  expect(register(known, told('i', 7), 'i').hqRestored).toBe(true);
  expect(register(known, told('i', 5), 'i').hqRestored).toBe(false);
  expect(register(known, told('older', 7), 'i').hqRestored).toBe(false);
});

test('the answer names every life HQ still waits for, also one the hello left out', () => {
  const known = facts('c', [cursor('a', 1, 10, 4), cursor('b', 11, 3, 3), cursor('c', 14, 0, 0)]);
  const found = register(known, hello('c', [['c', 14, 13]]), 'i');
  expect(found.marks).toEqual([
    { ep: 'c', mark: 0 },
    { ep: 'a', mark: 4 },
  ]);
});

test('a life that proved that it lives is the newest, though a dead one was heard after it', () => {
  // HQ was restored to a time before both; `dead` came last, and made an orphan of the living one.
  const known = facts('dead', [cursor('dead', 1, 11, 0, 2), cursor('living', 1, 4, 4, 1, true)], 2);
  const said = hello('living', [['living', 1, 6]]);
  expect(register(known, said, 'i')).toMatchObject({ write: [], lost: 0 });
  const found = register(known, said, 'i', true);
  expect(found.write).toEqual([cursor('dead', 1, 11, 0, 2, true), cursor('living', 1, 6, 4, 2, false)]);
  expect(found).toMatchObject({ lost: 0, line: 2, marks: [{ ep: 'living', mark: 4 }] });
});
