import { expect, test } from 'vitest';
import { encodeControlCode } from '../../hub/core/barcode/control-code.ts';
import { slipDocument } from '../../hub/core/slip-document.ts';
import { handOverOf, handOversLately } from '../../hub/features/hand-overs/tables.ts';
import { queuedSlips } from '../../hub/features/slips/tables.ts';
import { openTasks } from '../../hub/features/tasks/tables.ts';
import { NOODLES, only, TestShop, WATER } from '../rigs/shop.ts';
import { never, textOf } from './papers.ts';
import { codeOf, expectSound } from './soundness.ts';

const EARLY = '2026-11-21/early';
const badge = (serial: number): string => encodeControlCode({ kind: 'badge', store: 1, serial, version: 1 });

/** A restock, a check of a shelf below nothing, a code nobody knows, an order on hold, money counted, a dead printer. */
function troubledShift(): TestShop {
  const shop = new TestShop().setUp();
  shop.must('orders.add-line', { counter: 'c1', gtin: WATER, quantity: 2 });
  shop.must('orders.add-line', { counter: 'c1', gtin: NOODLES, quantity: 1 });
  const order = shop.sql.get<{ id: string }>('SELECT order_id AS id FROM customer_order')?.id ?? '';
  shop.must('orders.hold', { order });
  shop.scan('6901234567990');
  shop.must('hand-overs.note', { kind: 'cash', counter: 'c1', text: '备用金 float', amountMinor: 50_000, staff: 'w1' });
  shop.must('hand-overs.note', { kind: 'note', text: '冷柜下午修 fridge is mended this afternoon', staff: 'lead' });
  const device = {
    identity: 'serial:gun',
    kind: 'scanner',
    transport: 'serial',
    path: '/dev/x',
    name: '枪 Gun',
  } as const;
  shop.must('devices.accept', device);
  const faults = JSON.stringify([{ identity: 'serial:gun', state: 'absent', since: shop.now }]);
  shop.sql.run(`INSERT INTO bookkeeping (name, value) VALUES ('device-faults', ?)`, faults);
  return shop;
}

test('TASK-07: a hand-over fixes everything open in one numbered document that nothing changes any more', () => {
  const shop = troubledShift();
  const [written] = only(shop.must('shifts.hand-over', { leader: 'lead' }), 'hand-overs.written');
  expect(written?.data).toMatchObject({
    ...{ number: 1, from: EARLY, to: '2026-11-21/late', fromZh: '早班', toEn: 'Late', reason: 'shift-change' },
    out: { staff: 'lead', how: 'screen' },
    stock: [
      { exception: 'below-nothing', code: NOODLES, shopFloor: -1 },
      { exception: 'unknown-code', code: '6901234567990' },
    ],
    notes: [
      { kind: 'cash', counter: 'c1', amountMinor: 50_000, by: 'w1' },
      { kind: 'note', by: 'lead' },
    ],
    orders: [{ number: 1, state: 'held', counter: 'c1' }],
    devices: [{ identity: 'serial:gun', name: '枪 Gun', state: 'absent' }],
  });
  expect(written?.data.tasks.toSorted((a, b) => a.number - b.number)).toMatchObject([
    { number: 1, kind: 'restock', owner: 'w2', bay: 'A03-2', step: 'dispatched' },
    { number: 2, kind: 'check-shelf', owner: 'w2', bay: 'A01-1' },
  ]);
  expect(written?.data.link).toEqual({ pending: (written?.position ?? 0) - 1, since: expect.any(Number) });
  const fixed = handOverOf(shop.sql, EARLY, shop.now);
  for (const { task } of openTasks(shop.sql)) shop.must('tasks.assign', { task, staff: 'w1' });
  shop.must('staff.set', {
    staff: 'w2',
    badge: 12,
    badgeVersion: 1,
    nameZh: '改名',
    nameEn: 'New',
    role: 'clerk',
    active: true,
  });
  expect(handOverOf(shop.sql, EARLY, shop.now)).toEqual(fixed);
  const [next] = only(shop.must('shifts.hand-over', { leader: 'lead' }), 'hand-overs.written');
  expect(next?.data).toMatchObject({ number: 2, notes: [] });
  expect(next?.data.tasks.map((t) => t.owner)).toEqual(['w1', 'w1']);
  expectSound(shop);
});

test('the hand-over comes out as paper in both languages and is signed in by badge and scan, once', () => {
  const shop = troubledShift();
  shop.must('shifts.hand-over', { leader: 'lead' });
  const paper = queuedSlips(shop.sql).find(({ content }) => content.kind === 'hand-over')?.content ?? never();
  expect(textOf(slipDocument(paper))).toEqual(
    expect.arrayContaining([
      '交接班 HAND-OVER',
      '早班 → 晚班',
      '【未完成任务 Open tasks】 | 2',
      '#1 补货 农夫山泉 550ml | w2',
      '【现金与留言 Cash and notes】 | 2',
      'c1 备用金 float | 500.00',
      '红烧牛肉面 | -1 / 0',
      '※ 账面为负 below nothing',
      '枪 Gun | absent',
    ]),
  );
  const told = (text: string, counter = 'c1') => only(shop.scan(text, counter), 'spine.reaction-refused')[0]?.data.code;
  const code = paper.paper?.code ?? never();
  expect(told(code)).toBe('badge-first');
  shop.scan(badge(12));
  expect(told(code)).toBe('leader-needed');
  shop.now += 31 * 60_000;
  expect(handOversLately(shop.sql, shop.now, 5)[0]).toMatchObject({ late: true });
  shop.scan(badge(13));
  const [signed] = only(shop.scan(code), 'hand-overs.signed');
  expect(signed?.data).toMatchObject({ number: 1, staff: 'lead', how: 'scan', counter: 'c1' });
  expect(only(shop.scan(code), 'hand-overs.signed')).toEqual([]);
  expect(handOverOf(shop.sql, EARLY, shop.now)).toMatchObject({ in: { staff: 'lead', how: 'scan' }, late: true });
  expectSound(shop);
});

test('the leaving leader does not take over what was handed over, and a second one is told it was taken', () => {
  const shop = new TestShop().setUp();
  for (const [staff, number] of [
    ['l2', 21],
    ['l3', 22],
  ] as const)
    shop.must('staff.set', {
      staff,
      badge: number,
      badgeVersion: 1,
      nameZh: staff,
      nameEn: staff,
      role: 'leader',
      active: true,
    });
  const [written] = only(shop.must('shifts.hand-over', { leader: 'l3' }), 'hand-overs.written');
  const handOver = written?.data.handOver ?? '';
  expect(codeOf(shop.do('hand-overs.sign', { handOver, staff: 'l3' }))).toBe('coming-leader-needed');
  expect(codeOf(shop.do('hand-overs.sign', { handOver, staff: 'w9' }))).toBe('staff-missing');
  shop.must('hand-overs.sign', { handOver, staff: 'l2' });
  expect(shop.must('hand-overs.sign', { handOver, staff: 'l2' })).toEqual([]);
  expect(codeOf(shop.do('hand-overs.sign', { handOver, staff: 'lead' }))).toBe('hand-over-signed');
  expect(codeOf(shop.do('hand-overs.sign', { handOver: 'not-there-1', staff: 'l2' }))).toBe('hand-over-missing');
  expect(codeOf(shop.do('hand-overs.note', { kind: 'cash', text: 'float' }))).toBe('amount-needed');
  expect(codeOf(shop.do('hand-overs.note', { kind: 'note', text: 'x', counter: 'c9' }))).toBe('counter-missing');
});
