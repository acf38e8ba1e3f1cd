import { expect, test } from 'vitest';
import { actionCode } from '../../hub/core/barcode/actions.ts';
import { encodeControlCode } from '../../hub/core/barcode/control-code.ts';
import { slipDocument } from '../../hub/core/slip-document.ts';
import { currentShift } from '../../hub/features/shifts/tables.ts';
import { queuedSlips } from '../../hub/features/slips/tables.ts';
import { openTasks } from '../../hub/features/tasks/tables.ts';
import { only, TestShop, WATER } from '../rigs/shop.ts';
import { busyShift, never, shopWithSlip, textOf } from './papers.ts';
import { expectSound } from './soundness.ts';

const badge = (serial: number): string => encodeControlCode({ kind: 'badge', store: 1, serial, version: 1 });
const told = (shop: TestShop, text: string, counter = 'c1') =>
  only(shop.scan(text, counter), 'spine.reaction-refused')[0]?.data.code;

test('a slip that cannot be done: badge, slip, reason; the task stays open, says why, and is taken up again by its slip', () => {
  const { shop } = shopWithSlip();
  const reason = actionCode('no-stock', 1);
  expect(told(shop, reason)).toBe('scan-slip-first');
  shop.scan(shop.slipCode(1));
  expect(told(shop, reason)).toBe('badge-first');
  shop.scan(badge(11));
  shop.scan(shop.slipCode(1));
  const said = shop.scan(reason);
  expect(only(said, 'tasks.blocked')[0]?.data).toMatchObject({
    staff: 'w1',
    reason: '后仓没货 None in back room',
    counter: 'c1',
  });
  expect(openTasks(shop.sql)[0]).toMatchObject({ step: 'blocked', blocked: '后仓没货 None in back room' });
  expect(told(shop, actionCode('no-stock', 7))).toBe('slip-of-another-shop');
  const [document] = only(shop.must('shifts.hand-over', { leader: 'lead' }), 'hand-overs.written');
  expect(document?.data.tasks[0]).toMatchObject({ step: 'blocked', reason: '后仓没货 None in back room' });
  expect(only(shop.scan(shop.slipCode(1), 'c2'), 'tasks.resumed')).toHaveLength(1);
  shop.scan(WATER.slice(1), 'c2');
  expect(only(shop.scan(shop.slipCode(1), 'c2'), 'tasks.completed')).toHaveLength(1);
  expectSound(shop);
});

test('a leader hands over and prints every pile by gun alone; a clerk gets the own pile and may not hand over', () => {
  const shop = busyShift();
  shop.scan(badge(11));
  expect(told(shop, actionCode('hand-over', 1))).toBe('leader-needed');
  shop.scan(actionCode('print-slips', 1));
  const covers = () => queuedSlips(shop.sql).filter(({ content }) => content.kind === 'cover');
  expect(covers().map(({ content }) => content.personEn)).toEqual(['w1']);
  shop.scan(badge(13), 'c2');
  const [written] = only(shop.scan(actionCode('hand-over', 1), 'c2'), 'hand-overs.written');
  expect(written?.data.out).toMatchObject({ staff: 'lead', how: 'screen' });
  expect(currentShift(shop.sql)).toBe('2026-11-21/late');
  shop.scan(actionCode('print-slips', 1), 'c2');
  expect(covers().map(({ content }) => content.personEn)).toEqual(['w1', 'lead', 'w2']);
  expectSound(shop);
});

test('TASK-14: a pile goes aisle by aisle, the most urgent first, and its cover carries the reasons to scan', () => {
  const shop = new TestShop().setUp();
  const bays = ['B02-1', 'A10-3', 'A10-1', 'B02-9'];
  const open = (bay: string, minutes: number) =>
    shop.must('tasks.open', {
      ...{ kind: 'cleaning', subject: bay, titleZh: `清洁 ${bay}`, titleEn: `Clean ${bay}`, bay },
      dueAt: shop.now + minutes * 60_000,
    });
  for (const [i, bay] of bays.entries()) open(bay, 240 - 60 * i);
  for (const { task } of openTasks(shop.sql)) shop.must('tasks.assign', { task, staff: 'w1' });
  shop.must('slips.print-shift', { shift: '2026-11-21/early' });
  const [cover] = queuedSlips(shop.sql);
  const lines = textOf(slipDocument(cover?.content ?? never()));
  expect(lines.slice(5, 11)).toEqual([
    ...['【A10】', '3 清洁 A10-1 | A10-1 清洁', '2 清洁 A10-3 | A10-3 清洁'],
    ...['【B02】', '4 清洁 B02-9 | B02-9 清洁', '1 清洁 B02-1 | B02-1 清洁'],
  ]);
  expect(lines).toContain(`code ${actionCode('no-room', 1)}`);
});

test('REL-05: the card for bad days prints with what to do and with the codes a counter without a screen needs', () => {
  const shop = new TestShop().setUp();
  shop.must('slips.print-card', {});
  const [card] = queuedSlips(shop.sql);
  const lines = textOf(slipDocument(card?.content ?? never()));
  expect(lines).toEqual(
    expect.arrayContaining([
      '【打印机不出纸 Printer is silent】 | 4',
      '【网络断了 Network is down】 | 3',
      '【主机或屏幕坏了 Hub or screen is dead】 | 5',
      `code ${actionCode('hand-over', 1)}`,
      `code ${actionCode('no-stock', 1)}`,
    ]),
  );
});
