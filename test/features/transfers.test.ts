import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CASE, Goods, water } from '../rigs/goods.ts';
import { NOODLES, WATER } from '../rigs/shop.ts';
import { codeOf, expectSound } from './soundness.ts';

describe('INV-07: between stores and back to the supplier', () => {
  /** What one store sent, announced to another as HQ would. */
  function announce(to: Goods, from: Goods, code: string): void {
    const lines = from.sql.all<{ gtin: string; quantity: number }>(
      'SELECT l.gtin, l.counted AS quantity FROM goods_line l JOIN goods_document d USING (document) WHERE d.code = ?',
      code,
    );
    to.must('purchasing.expect', { kind: 'transfer-in', code, party: 'store-1', lines });
  }
  const everywhere = (shops: readonly Goods[], gtin: string, place: string) =>
    shops.reduce((sum, shop) => sum + shop.level(gtin, place), 0);

  test('a transfer leaves by scan, is in transit, arrives by its number; what is lost on the way is lost', () => {
    const [from, to] = [new Goods(), new Goods()];
    from.must('purchasing.start', { kind: 'transfer-out', party: 'store-2', counter: 'c1' });
    for (let i = 0; i < 5; i += 1) from.scan(water);
    from.must('purchasing.close', { document: from.document('TR1-1') });
    expect(from.where(WATER)).toMatchObject({ 'back-room': 83, transit: 5 });
    announce(to, from, 'TR1-1');
    to.receiving().scan('TR1-1');
    for (let i = 0; i < 4; i += 1) to.scan(water);
    to.must('purchasing.close', { document: to.document('TR1-1'), reasons: [{ gtin: WATER, reason: 'lost' }] });
    expect(to.where(WATER)).toMatchObject({ 'back-room': 92, transit: -5, loss: 1 });
    expect(everywhere([from, to], WATER, 'transit')).toBe(0);
    for (const shop of [from, to]) expectSound(shop);
  });

  test('the same announcement twice changes nothing, another one under its number is refused', () => {
    const shop = new Goods();
    const body = {
      kind: 'transfer-in' as const,
      code: 'TR9-4',
      party: 'store-9',
      lines: [{ gtin: WATER, quantity: 3 }],
    };
    shop.must('purchasing.expect', body);
    expect(shop.must('purchasing.expect', body)).toEqual([]);
    const other = { ...body, lines: [{ gtin: WATER, quantity: 4 }] };
    expect(codeOf(shop.do('purchasing.expect', other))).toBe('document-known');
    const document = shop.document('TR9-4');
    shop.must('purchasing.set-count', { document, gtin: WATER, counted: 3 });
    shop.must('purchasing.close', { document });
    expect(shop.must('purchasing.expect', body)).toEqual([]);
    expect(codeOf(shop.do('purchasing.close', { document }))).toBe('document-closed');
    expect(shop.moves('TR9-4')).toEqual(['transfer_in 3 transit>back-room']);
    expectSound(shop);
  });

  test('what nobody received comes back or is lost, never more than was sent', () => {
    const shop = new Goods();
    shop.must('purchasing.start', { kind: 'transfer-out', party: 'store-2', code: 'OUT-7', counter: 'c1' });
    shop.scan(CASE);
    const document = shop.document('OUT-7');
    const settle = (quantity: number, outcome: 'lost' | 'came-back') =>
      codeOf(shop.do('purchasing.settle-transit', { document, lines: [{ gtin: WATER, quantity }], outcome }));
    expect(settle(1, 'lost')).toBe('transfer-not-sent');
    shop.must('purchasing.close', { document });
    expect([settle(2, 'lost'), settle(20, 'came-back'), settle(3, 'lost')]).toEqual(['done', 'done', 'more-than-sent']);
    expect(shop.where(WATER)).toMatchObject({ 'back-room': 84, transit: 2, loss: 2 });
    expectSound(shop);
  });

  test('a return to the supplier needs its reason and leaves by scan', () => {
    const shop = new Goods();
    const body = { kind: 'supplier-return', party: 'nf', counter: 'c1' } as const;
    expect(codeOf(shop.do('purchasing.start', body))).toBe('return-reason-needed');
    shop.must('purchasing.start', { ...body, reason: '瓶身破损' });
    expect(codeOf(shop.do('purchasing.close', { document: shop.document('RT1-1') }))).toBe('document-empty');
    shop.scan(water);
    shop.must('purchasing.close', { document: shop.document('RT1-1') });
    expect(shop.moves('RT1-1')).toEqual(['supplier_return 1 back-room>supplier']);
    expectSound(shop);
  });
});

const number = fc.nat({ max: 60 });
const act = fc.constantFrom(
  'order',
  'blind',
  'send',
  'return',
  'count',
  'count',
  'count',
  'close',
  'arrive',
  'settle',
  'sell',
  'cancel',
);

test('any interleaving of receiving, transfers and returns between two shops conserves every piece', () => {
  const reasons = ['to-follow', 'not-delivered', 'damaged', 'lost', 'extra', 'substitute'] as const;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(act, number, number, number), { minLength: 5, maxLength: 80, size: 'max' }),
      (steps) => {
        const shops = [new Goods(), new Goods()] as const;
        let sent = 0;
        for (const [what, who, which, much] of steps) {
          const shop = shops[who % 2 === 0 ? 0 : 1];
          const other = shops[who % 2 === 0 ? 1 : 0];
          const gtin = much % 2 ? WATER : NOODLES;
          const some = shop.sql.all<{ document: string }>(
            'SELECT document FROM goods_document ORDER BY number DESC LIMIT 4',
          );
          const document = some[which % Math.max(1, some.length)]?.document ?? 'nothing-yet';
          switch (what) {
            case 'order':
              shop.order([gtin, 1 + much]);
              break;
            case 'blind':
              shop.do('purchasing.start', { kind: 'delivery', party: 'nf', counter: 'c1' });
              break;
            case 'send':
              sent += 1;
              shop.do('purchasing.start', { kind: 'transfer-out', party: 'x', code: `T-${sent}`, counter: 'c2' });
              break;
            case 'return':
              shop.do('purchasing.start', { kind: 'supplier-return', party: 'nf', reason: 'x', counter: 'c1' });
              break;
            case 'count':
              if (which % 3) shop.scan(much % 5 === 0 ? CASE : gtin.slice(1), which % 2 ? 'c1' : 'c2');
              else shop.do('purchasing.set-count', { document, gtin, counted: much });
              break;
            case 'close': {
              const reason = reasons[much % reasons.length] ?? 'lost';
              shop.do('purchasing.close', {
                document,
                reasons: [WATER, NOODLES].map((one) => ({ gtin: one, reason })),
              });
              break;
            }
            case 'arrive': {
              const lines = other.sql.all<{ gtin: string; quantity: number }>(
                `SELECT gtin, counted AS quantity FROM goods_line JOIN goods_document USING (document)
                WHERE code = ? AND state = 'closed' AND counted > 0`,
                `T-${1 + (which % 5)}`,
              );
              if (lines.length > 0)
                shop.do('purchasing.expect', { kind: 'transfer-in', code: `T-${1 + (which % 5)}`, party: 'y', lines });
              break;
            }
            case 'settle':
              shop.do('purchasing.settle-transit', {
                ...{ document, lines: [{ gtin, quantity: 1 + (much % 5) }], outcome: much % 2 ? 'lost' : 'came-back' },
              });
              break;
            case 'sell':
              shop.do('orders.add-line', { counter: 'c2', gtin, quantity: 1 + (much % 9) });
              break;
            default:
              shop.do('purchasing.cancel', { document, reason: 'x' });
          }
        }
        for (const shop of shops) expectSound(shop);
      },
    ),
    { seed: 20_261_122, numRuns: 25 },
  );
});
