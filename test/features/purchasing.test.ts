import { describe, expect, test } from 'vitest';
import { itemLots } from '../../hub/features/inventory/lot-view-tables.ts';
import { openDocuments } from '../../hub/features/purchasing/view-tables.ts';
import { openTasks } from '../../hub/features/tasks/view-tables.ts';
import { CASE, DAY, Goods, noodles, SSCC, water } from '../rigs/goods.ts';
import { NOODLES, only, WATER } from '../rigs/shop.ts';
import { codeOf, expectSound } from './soundness.ts';

describe('SUP-02: from a request to the shelf', () => {
  test('nothing is ordered before somebody approves; the order is expected and opened by its number', () => {
    const shop = new Goods();
    const asked = shop.must('purchasing.request', { lines: [{ gtin: WATER, quantity: 48 }], note: '周末' });
    expect(openDocuments(shop.sql)).toEqual([]);
    const requests = only(asked, 'purchasing.requested').map(({ data }) => ({ request: data.request }));
    shop.must('purchasing.approve', { requests });
    expect(codeOf(shop.do('purchasing.approve', { requests }))).toBe('request-decided');
    expect(openDocuments(shop.sql)).toMatchObject([
      {
        code: 'PO1-1',
        kind: 'delivery',
        partyZh: '农夫',
        dueAt: shop.now + 2 * DAY,
        lines: [{ expected: 48, counted: 0 }],
      },
    ]);
    shop.receiving().scan('PO1-1');
    expect(openDocuments(shop.sql)).toMatchObject([{ state: 'counting', counters: ['c1'] }]);
    expectSound(shop);
  });

  test('each scan counts, a case counts its pieces, and only the close books', () => {
    const shop = new Goods();
    const code = shop.order([WATER, 48], [NOODLES, 3]);
    shop.receiving().scan(code);
    shop.scan(CASE);
    shop.scan(CASE);
    for (let i = 0; i < 3; i += 1) shop.scan(noodles);
    expect(shop.where(WATER)).toEqual({ 'back-room': 88, 'shop-floor': 12, supplier: -100 });
    shop.must('purchasing.close', { document: shop.document(code) });
    expect(shop.where(WATER)).toEqual({ 'back-room': 136, 'shop-floor': 12, supplier: -148 });
    expect(shop.where(NOODLES)).toEqual({ 'back-room': 3, supplier: -3 });
    shop.scan(water);
    expect(shop.level(WATER, 'back-room'), 'without a document a scan receives at once').toBe(137);
    expectSound(shop);
  });

  test('several counters count for one delivery; a counter that sells again has put it down', () => {
    const shop = new Goods();
    const code = shop.order([WATER, 4]);
    shop.receiving('c1').receiving('c2');
    shop.scan(code, 'c1');
    shop.scan(code, 'c2');
    shop.scan(water, 'c1');
    shop.scan(water, 'c2');
    shop.must('counters.set-mode', { counter: 'c2', mode: 'sell' });
    shop.scan(water, 'c2');
    expect(openDocuments(shop.sql)).toMatchObject([{ counters: ['c1'], lines: [{ counted: 2 }] }]);
    expect(shop.level(WATER, 'customer')).toBe(1);
    expectSound(shop);
  });

  const closings: readonly {
    name: string;
    counted: number;
    reason?: 'to-follow' | 'not-delivered' | 'extra' | 'damaged';
    answer: string;
    moves: string[];
  }[] = [
    { name: 'as announced', counted: 10, answer: 'done', moves: ['receipt 10 supplier>back-room'] },
    { name: 'short, untold', counted: 8, answer: 'difference-reason-needed', moves: [] },
    {
      name: 'short, told',
      counted: 8,
      reason: 'not-delivered',
      answer: 'done',
      moves: ['receipt 8 supplier>back-room'],
    },
    { name: 'short, told as over', counted: 8, reason: 'extra', answer: 'difference-reason-needed', moves: [] },
    {
      name: 'over, told',
      counted: 12,
      reason: 'extra',
      answer: 'done',
      moves: ['receipt 10 supplier>back-room', 'receipt_over 2 supplier>back-room'],
    },
    { name: 'over, told as short', counted: 12, reason: 'damaged', answer: 'difference-reason-needed', moves: [] },
    { name: 'nothing came', counted: 0, reason: 'not-delivered', answer: 'done', moves: [] },
  ];
  test.each(closings)('$name: $answer', ({ counted, reason, answer, moves }) => {
    const shop = new Goods();
    const document = shop.document(shop.order([NOODLES, 10]));
    shop.do('purchasing.set-count', { document, gtin: NOODLES, counted });
    const reasons = reason ? [{ gtin: NOODLES, reason }] : [];
    expect(codeOf(shop.do('purchasing.close', { document, reasons }))).toBe(answer);
    expect(shop.moves('PO1-1')).toEqual(moves);
    expectSound(shop);
  });

  test('what is to follow stays expected under the same number', () => {
    const shop = new Goods();
    const code = shop.order([WATER, 10]);
    shop.must('purchasing.set-count', { document: shop.document(code), gtin: WATER, counted: 6 });
    shop.must('purchasing.close', { document: shop.document(code), reasons: [{ gtin: WATER, reason: 'to-follow' }] });
    shop.receiving().scan(code);
    expect(openDocuments(shop.sql)).toMatchObject([{ code, part: 2, state: 'counting', lines: [{ expected: 4 }] }]);
    for (let i = 0; i < 4; i += 1) shop.scan(water);
    shop.must('purchasing.close', { document: shop.document(code, 2) });
    expect(shop.moves(code)).toEqual(['receipt 6 supplier>back-room', 'receipt 4 supplier>back-room']);
    expectSound(shop);
  });

  test('a lot and a date in the code are kept with what was counted', () => {
    const shop = new Goods();
    const code = shop.order([WATER, 3]);
    shop.receiving().scan(code);
    const lot = (text: string) => `01${WATER}17270101` + `10${text}`;
    shop.scan(lot('L7'), 'c1', undefined, { aim: ']C1' });
    shop.scan(lot('L7'), 'c1', undefined, { aim: ']C1' });
    shop.scan(water);
    const [done] = only(shop.must('purchasing.close', { document: shop.document(code) }), 'purchasing.closed');
    expect(done?.data.lines).toEqual([
      { gtin: WATER, expected: 3, counted: 3, lots: [{ lot: 'L7', expiry: '2027-01-01', counted: 2 }] },
    ]);
    expect(itemLots(shop.sql, WATER, shop.today).lots).toMatchObject([{ lot: 'L7', expiry: '2027-01-01', onHand: 2 }]);
    expectSound(shop);
  });
});

describe('finding a document by scan', () => {
  test('the SSCC of a pallet (AI 00) opens its delivery', () => {
    const shop = new Goods();
    const code = shop.order([WATER, 2]);
    shop.must('purchasing.add-labels', { document: shop.document(code), labels: [SSCC] });
    shop.receiving();
    const entries = shop.scan(`00${SSCC}`, 'c1', undefined, { aim: ']C1' });
    expect(only(entries, 'purchasing.opened')).toMatchObject([{ data: { counter: 'c1' } }]);
  });

  test('an SSCC nobody announced goes to the inbox; a number scanned while selling is told, and nothing happens', () => {
    const shop = new Goods();
    const code = shop.order([WATER, 2]);
    const unknown = shop.scan(`00${SSCC}`, 'c1', undefined, { aim: ']C1' });
    expect(only(unknown, 'catalog.unknown-noted')).toMatchObject([{ data: { reason: 'delivery-unknown' } }]);
    const refused = shop.scan(code);
    expect(only(refused, 'spine.reaction-refused')).toMatchObject([{ data: { code: 'receive-mode-needed' } }]);
    expect(openDocuments(shop.sql)).toMatchObject([{ state: 'expected' }]);
    expectSound(shop);
  });

  test('one label cannot mean two documents, and a finished one says so', () => {
    const shop = new Goods();
    const [first, second] = [shop.order([WATER, 2]), shop.order([NOODLES, 2])];
    shop.must('purchasing.add-labels', { document: shop.document(first), labels: [SSCC] });
    const again = { document: shop.document(second), labels: [SSCC] };
    expect(codeOf(shop.do('purchasing.add-labels', again))).toBe('label-taken');
    shop.receiving().scan(first);
    shop.scan(water);
    shop.scan(water);
    shop.must('purchasing.close', { document: shop.document(first) });
    const refused = only(shop.scan(first), 'spine.reaction-refused');
    expect(refused).toMatchObject([{ data: { code: 'document-closed' } }]);
    expect(shop.level(WATER, 'back-room')).toBe(90);
    expectSound(shop);
  });
});

test('SUP-03: what is late is one task, told once, and ends when the goods are there', () => {
  const shop = new Goods();
  const code = shop.order([WATER, 5]);
  const late = () => {
    const due = shop.book.features.flatMap((feature) => feature.due?.(shop.sql, shop.now) ?? []);
    return shop
      .group(due.map((c) => ({ ...c, actor: { by: 'hub' }, at: shop.now, businessDate: shop.today })))
      .flatMap((outcome) => (outcome.status === 'done' ? only(outcome.entries, 'purchasing.late') : []));
  };
  expect(late()).toEqual([]);
  shop.now += 2 * DAY + 1;
  expect(late()).toMatchObject([{ data: { code, party: 'nf' } }]);
  expect(late()).toEqual([]);
  expect(openDocuments(shop.sql)).toMatchObject([{ late: true }]);
  expect(openTasks(shop.sql)).toMatchObject([{ kind: 'late-delivery', nameZh: `${code} 到货延误` }]);
  shop.must('purchasing.set-count', { document: shop.document(code), gtin: WATER, counted: 5 });
  shop.must('purchasing.close', { document: shop.document(code) });
  expect(openTasks(shop.sql)).toEqual([]);
  expectSound(shop);
});
