import fc from 'fast-check';
import { test } from 'vitest';
import { encodeControlCode } from '../../hub/core/barcode/control-code.ts';
import { NOODLES, TestShop, WATER } from '../rigs/shop.ts';
import { expectSound } from './soundness.ts';

/** What is done, and three numbers that say to whom, with what and how many. Small numbers meet more often. */
type Step = readonly [act: string, who: number, what: number, much: number];
type Act = (shop: TestShop, step: Step) => void;

const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(1, list.length)];
const counter = (n: number): string => (n % 2 === 0 ? 'c1' : 'c2');
const item = (n: number): string => (n % 3 === 0 ? NOODLES : WATER);
const staff = (n: number): string => ['w1', 'w2', 'lead'][n % 3] ?? 'w1';
const kind = (n: number) => (['cleaning', 'patrol', 'repair', 'display', 'other'] as const)[n % 5] ?? 'other';
function idOf(shop: TestShop, query: string, n: number): string {
  return pick(shop.sql.all<{ id: string }>(query), n)?.id ?? 'nothing-yet';
}
const orderOf = (shop: TestShop, n: number) =>
  idOf(
    shop,
    `SELECT order_id AS id FROM customer_order WHERE state IN ('open', 'held') ORDER BY number DESC LIMIT 4`,
    n,
  );
const taskOf = (shop: TestShop, n: number) => idOf(shop, 'SELECT task AS id FROM task ORDER BY number DESC LIMIT 4', n);
const documentOf = (shop: TestShop, n: number) =>
  idOf(shop, 'SELECT document AS id FROM goods_document ORDER BY number DESC LIMIT 4', n);
const slipOf = (shop: TestShop, n: number) =>
  idOf(shop, 'SELECT slip AS id FROM slip ORDER BY queued_position DESC LIMIT 6', n);
const sheetOf = (shop: TestShop, n: number) =>
  idOf(shop, 'SELECT sheet AS id FROM count_sheet ORDER BY number DESC LIMIT 3', n);
const progress =
  (step: 'sending' | 'done' | 'failed' | 'unknown'): Act =>
  (shop, [, who, what]) =>
    shop.do('slips.progress', {
      ...{ slip: slipOf(shop, what), bridge: 'bridge-1', incarnation: `i${who % 2}` },
      progress: { step, at: shop.now },
    });

const acts: Readonly<Record<string, Act>> = {
  scan: (shop, [, who, what]) => shop.scan(item(what).slice(1), counter(who)),
  'scan again': (shop, [, who, what]) => shop.scan(item(what).slice(1), counter(who)),
  'scan in doubt': (shop, [, who, what, much]) => {
    const text = what % 2 === 0 ? item(what).slice(1) : shop.slipCode(1 + (what % 6));
    shop.scan(text, counter(who), undefined, { repeat: { after: 20 + (much % 200) } });
  },
  'decide a doubt': (shop, [, who, what, much]) => {
    const held = shop.sql.all<{ id: string }>('SELECT reading AS id FROM held_reading ORDER BY position');
    const readings = held.slice(0, 1 + (much % 3)).map(({ id }) => id);
    const as = what % 2 === 0 ? 'item' : 'bounce';
    shop.do('devices.resolve-held', { readings: readings.length > 0 ? readings : [counter(who)], as });
  },
  'scan slip': (shop, [, who, what]) => shop.scan(shop.slipCode(1 + (what % 6)), counter(who)),
  'scan badge': (shop, [, who, what]) =>
    shop.scan(encodeControlCode({ kind: 'badge', store: 1, serial: 11 + (what % 4), version: 1 }), counter(who)),
  'scan rubbish': (shop, [, who, what]) => shop.scan(['x', '6901234567890', ''][what % 3] ?? '', counter(who)),
  add: (shop, [, who, what, much]) =>
    shop.do('orders.add-line', { counter: counter(who), gtin: item(what), quantity: 1 + (much % 9) }),
  change: (shop, [, who, what, much]) =>
    shop.do('orders.change-quantity', { order: orderOf(shop, who), line: 1 + (what % 3), quantity: 1 + (much % 9) }),
  remove: (shop, [, who, what]) => shop.do('orders.remove-line', { order: orderOf(shop, who), line: 1 + (what % 3) }),
  undo: (shop, [, who]) => shop.do('orders.undo', { order: orderOf(shop, who) }),
  pay: (shop, [, who]) =>
    shop.do('orders.pay', { order: orderOf(shop, who), tenders: [{ kind: 'cash', amountMinor: 1_000_000 }] }),
  hold: (shop, [, who]) => shop.do('orders.hold', { order: orderOf(shop, who) }),
  recall: (shop, [, who, what]) => shop.do('orders.recall', { order: orderOf(shop, who), counter: counter(what) }),
  drop: (shop, [, who]) => shop.do('orders.drop', { order: orderOf(shop, who), reason: 'the customer left' }),
  receive: (shop, [, who, what, much]) =>
    shop.do('inventory.receive', {
      ...{ gtin: item(what), quantity: 1 + (much % 40), location: who % 3 === 0 ? 'shop-floor' : 'back-room' },
    }),
  correct: (shop, [, who, what, much]) =>
    shop.do('inventory.correct', {
      ...{ gtin: item(what), location: who % 2 ? 'shop-floor' : 'back-room', counted: much % 30 },
    }),
  reverse: (shop, [, , , much]) => shop.do('inventory.reverse', { position: 1 + (much % 400) }),
  reserve: (shop, [, who, what, much]) =>
    shop.do('inventory.reserve', {
      reservation: `reservation-${who % 6}`,
      purpose: { kind: 'order', id: `order-${who % 6}` },
      lines: [
        { gtin: item(what), quantity: 1 + (much % 20) },
        { gtin: item(what + 1), location: 'shop-floor', quantity: 1 + (much % 3) },
      ],
      expiresAt: shop.now + (1 + (much % 5)) * 60_000,
    }),
  'take the reserved': (shop, [, who, what, much]) =>
    shop.do('inventory.consume', {
      reservation: `reservation-${who % 6}`,
      ...(much % 3 ? { lines: [{ gtin: item(what), quantity: 1 + (much % 7) }] } : {}),
      rest: much % 2 ? 'keep' : 'release',
    }),
  'give back the reserved': (shop, [, who]) =>
    shop.do('inventory.release', { reservation: `reservation-${who % 6}`, reason: 'the order was cancelled' }),
  'receive a lot': (shop, [, who, what, much]) =>
    shop.do('inventory.receive', {
      ...{ gtin: item(what), quantity: 1 + (much % 20), lot: `L${who % 3}`, expiry: `2026-11-${20 + (who % 5)}` },
      ...{ location: much % 2 ? 'shop-floor' : 'back-room', unitCostMinor: much },
    }),
  'scan a lot': (shop, [, who, what]) =>
    shop.scan(`01${item(what)}17261${what % 2 ? '231' : '120'}10L${who % 3}`, counter(who), undefined, { aim: ']d2' }),
  'recall a lot': (shop, [, who, what]) =>
    shop.do('inventory.recall', { gtin: item(what), lot: `L${who % 3}`, note: 'glass found' }),
  'end a recall': (shop, [, who, what]) =>
    shop.do('inventory.end-recall', { gtin: item(what), lot: `L${who % 3}`, note: 'it is fine' }),
  transfer: (shop, [, who, what, much]) => {
    const places = ['shop-floor', 'transit', 'back-room', 'damaged'];
    const [from, to] = [places[who % 4] ?? '', places[much % 4] ?? ''];
    shop.do('inventory.move', { gtin: item(what), from, to, quantity: 1 + (much % 9), reason: 'transfer_out' });
  },
  'review lots': (shop, [, , what]) => shop.do('inventory.review-lots', { hour: what }),
  revalue: (shop, [, , what, much]) =>
    shop.do('inventory.revalue', { gtin: item(what), unitCostMinor: much, reason: 'looked it up' }),
  'write off': (shop, [, who, what, much]) =>
    shop.do('inventory.write-off', {
      ...{ gtin: item(what), quantity: 1 + much, reason: 'damage', staff: staff(who) },
      ...(much % 5 === 0 ? { approver: 'lead' } : {}),
    }),
  'decide a write-off': (shop, [, who, what, much]) => {
    const writeOff = idOf(shop, `SELECT write_off AS id FROM write_off ORDER BY asked_at DESC LIMIT 4`, what);
    if (much % 2) shop.do('inventory.approve-write-off', { writeOff, approver: staff(who) });
    else shop.do('inventory.refuse-write-off', { writeOff, staff: staff(who), note: 'count again' });
  },
  level: (shop, [, , what, much]) =>
    shop.do('replenishment.set-levels', {
      rules: [{ gtin: item(what), location: 'shop-floor', level: much % 15, target: 5 + (much % 30) }],
    }),
  claim: (shop, [, who, what, much]) =>
    shop.do('tasks.claim', {
      ...{ task: taskOf(shop, what), staff: staff(who) },
      ...(much % 2 ? { counter: counter(much) } : {}),
    }),
  release: (shop, [, , what]) => shop.do('tasks.release', { task: taskOf(shop, what), reason: 'called away' }),
  assign: (shop, [, who, what]) => shop.do('tasks.assign', { task: taskOf(shop, what), staff: staff(who) }),
  moved: (shop, [, , what, much]) => shop.do('tasks.set-moved', { task: taskOf(shop, what), quantity: much % 20 }),
  finish: (shop, [, who, what, much]) =>
    shop.do('tasks.finish', {
      ...{ task: taskOf(shop, what), staff: staff(who) },
      ...(much % 3 === 0 ? {} : { quantity: much % 20 }),
    }),
  open: (shop, [, who, what, much]) =>
    shop.do('tasks.open', {
      ...{ kind: kind(what), subject: `thing-${much % 3}`, approval: who % 2 === 0 },
      ...(much % 4 === 0 ? { checks: [{ check: 'one', zh: '一', en: 'One', subject: 'machine' }] } : {}),
    }),
  create: (shop, [, who, what, much]) =>
    shop.do('tasks.create', {
      ...{ kind: kind(what), staff: staff(who), draft: much % 3 === 0 },
      ...(much % 2 ? { code: what % 2 ? item(what).slice(1) : 'A03-2' } : {}),
    }),
  dispatch: (shop, [, who]) =>
    shop.do('tasks.dispatch', { task: idOf(shop, 'SELECT task AS id FROM task_draft', who) }),
  discard: (shop, [, who]) => shop.do('tasks.discard', { task: idOf(shop, 'SELECT task AS id FROM task_draft', who) }),
  acknowledge: (shop, [, who, what]) => shop.do('tasks.acknowledge', { task: taskOf(shop, what), staff: staff(who) }),
  see: (shop, [, who, what]) => shop.do('tasks.see', { task: taskOf(shop, what), staff: staff(who) }),
  block: (shop, [, who, what]) =>
    shop.do('tasks.block', { task: taskOf(shop, what), staff: staff(who), reason: 'no ladder' }),
  unblock: (shop, [, who, what]) => shop.do('tasks.unblock', { task: taskOf(shop, what), staff: staff(who) }),
  approve: (shop, [, who, what]) => shop.do('tasks.approve', { task: taskOf(shop, what), staff: staff(who) }),
  'send back': (shop, [, who, what]) =>
    shop.do('tasks.send-back', {
      ...{ task: taskOf(shop, what), staff: staff(who), reason: 'again' },
      reject: shop.sql
        .all<{ id: string }>('SELECT evidence AS id FROM task_evidence')
        .map(({ id }) => id)
        .slice(0, 2),
    }),
  'correct task': (shop, [, who, what, much]) =>
    shop.do('tasks.correct', {
      ...{ task: taskOf(shop, what), staff: staff(who), reason: 'wrong', content: `version ${much}` },
      ...(much % 2 ? { dueAt: shop.now + much * 60_000 } : {}),
    }),
  show: (shop, [, who, what]) =>
    shop.do('tasks.give-evidence', {
      ...{ task: taskOf(shop, what), staff: staff(who), kind: who % 2 ? 'scan' : 'text', text: item(what) },
    }),
  check: (shop, [, who, what, much]) =>
    shop.do('tasks.answer-check', { task: taskOf(shop, what), staff: staff(who), check: 'one', ok: much % 2 === 0 }),
  cancel: (shop, [, who, what]) =>
    shop.do('tasks.cancel', { task: taskOf(shop, what), staff: staff(who), reason: 'not needed' }),
  'hand over': (shop) => shop.do('shifts.hand-over', { leader: 'lead' }),
  'note for the next': (shop, [, who, , much]) =>
    shop.do('hand-overs.note', { kind: 'cash', text: 'float', counter: counter(who), amountMinor: much * 100 }),
  'sign the hand-over': (shop, [, who]) =>
    shop.do('hand-overs.sign', {
      ...{ handOver: idOf(shop, 'SELECT hand_over AS id FROM hand_over ORDER BY number DESC LIMIT 2', who) },
      staff: staff(who),
    }),
  'come or go': (shop, [, who, what]) =>
    shop.scan(encodeControlCode({ kind: 'clock', store: 1, serial: 11 + (what % 4), version: 1 }), counter(who)),
  roster: (shop, [, who, what, much]) =>
    shop.do('shifts.set-roster', {
      shifts: [
        { day: `2026-11-2${1 + (much % 3)}`, plan: what % 2 ? 'early' : 'late', staff: who % 4 ? [staff(who)] : [] },
      ],
    }),
  'print shift': (shop) =>
    shop.do('slips.print-shift', {
      shift: shop.sql.get<{ shift: string }>('SELECT shift FROM shift WHERE ended_at IS NULL')?.shift ?? '',
    }),
  print: (shop, [, , what]) => shop.do('slips.print', { task: taskOf(shop, what) }),
  reprint: (shop, [, , what]) => shop.do('slips.reprint', { slip: slipOf(shop, what) }),
  resolve: (shop, [, who, what]) =>
    shop.do('slips.resolve', { slip: slipOf(shop, what), outcome: who % 2 ? 'printed' : 'lost' }),
  sending: progress('sending'),
  done: progress('done'),
  failed: progress('failed'),
  unknown: progress('unknown'),
  'bridge begins anew': (shop, [, who]) =>
    shop.do('slips.reconcile', { bridge: 'bridge-1', incarnation: `i${who % 2}`, inHand: [] }),
  'other printer': (shop, [, who]) => shop.do('shop.choose-slip-printer', { printer: `printer-${who % 2}` }),
  'ask for goods': (shop, [, , what, much]) =>
    shop.do('purchasing.request', { lines: [{ gtin: item(what), quantity: 1 + much }] }),
  'approve goods': (shop, [, , what]) =>
    shop.do('purchasing.approve', {
      requests: [
        { request: idOf(shop, `SELECT request AS id FROM purchase_request ORDER BY number DESC LIMIT 4`, what) },
      ],
      supplier: 'supplier-1',
    }),
  supplier: (shop) =>
    shop.do('purchasing.set-supplier', {
      ...{ supplier: 'supplier-1', nameZh: '供应商', nameEn: 'Supplier', leadDays: 1, active: true },
    }),
  'start a document': (shop, [, who, what]) => {
    const kind = (['delivery', 'transfer-in', 'transfer-out', 'supplier-return'] as const)[what % 4] ?? 'delivery';
    shop.do('purchasing.start', { kind, party: 'other', counter: counter(who), reason: 'x' });
  },
  'open a document': (shop, [, who, what]) =>
    shop.do('purchasing.open', { counter: counter(who), document: documentOf(shop, what) }),
  'count goods': (shop, [, who, what, much]) =>
    shop.do('purchasing.set-count', { document: documentOf(shop, who), gtin: item(what), counted: much % 40 }),
  'close a document': (shop, [, , what, much]) => {
    const reason = much % 2 ? 'extra' : 'to-follow';
    const reasons = [WATER, NOODLES].map((gtin) => ({ gtin, reason }) as const);
    shop.do('purchasing.close', { document: documentOf(shop, what), reasons });
  },
  'level of the store': (shop, [, , what, much]) =>
    shop.do('replenishment.set-levels', {
      rules: [{ gtin: item(what), location: 'store', level: much, target: much + (what % 50) + 1 }],
    }),
  snooze: (shop, [, who, what, much]) =>
    shop.do('replenishment.snooze', {
      ...{ gtin: item(what), location: who % 2 ? 'store' : 'shop-floor', until: shop.now + much * 10_000 },
      reason: 'x',
    }),
  'begin a count': (shop, [, who, what, much]) =>
    shop.do('counts.begin', {
      ...{ name: 'any', location: who % 2 ? 'shop-floor' : 'back-room', blind: much % 2 === 0 },
      scope: what % 2 ? { of: 'place' } : { of: 'items', items: [item(what)] },
    }),
  count: (shop, [, who, what, much]) =>
    shop.do('counts.record', {
      ...{ sheet: sheetOf(shop, what), gtin: item(what), quantity: much % 30, how: much % 3 ? 'add' : 'set' },
      ...{ staff: staff(who), bay: ['A', 'B', '*'][much % 3] ?? 'A' },
    }),
  'count here': (shop, [, who, what]) =>
    shop.do('counts.open-at', { counter: counter(who), sheet: sheetOf(shop, what) }),
  'count no more': (shop, [, who]) => shop.do('counts.leave', { counter: counter(who) }),
  'see what differs': (shop, [, , what]) => shop.do('counts.review', { sheet: sheetOf(shop, what) }),
  'say why': (shop, [, , what]) =>
    shop.do('counts.explain', { sheet: sheetOf(shop, what), gtin: item(what), reason: 'theft' }),
  'post a count': (shop, [, who, what]) =>
    shop.do('counts.close', { sheet: sheetOf(shop, what), uncounted: who % 2 ? 'leave' : 'zero' }),
  'give a count up': (shop, [, , what, much]) =>
    much % 5 === 0 ? shop.do('counts.cancel', { sheet: sheetOf(shop, what), reason: 'enough' }) : undefined,
  mode: (shop, [, who, what]) =>
    shop.do('counters.set-mode', {
      ...{ counter: counter(who), mode: (['sell', 'receive', 'correct'] as const)[what % 3] ?? 'sell' },
    }),
  'leave slip': (shop, [, who]) => shop.do('counters.close-context', { counter: counter(who), reason: 'left' }),
  wait: (shop, [, who, what, much]) => {
    shop.now += [1000, 61_000, 11 * 60_000][(who + what + much) % 3] ?? 0;
    const due = shop.book.features.flatMap((feature) => feature.due?.(shop.sql, shop.now) ?? []);
    shop.group(due.map((c) => ({ ...c, actor: { by: 'hub' }, at: shop.now, businessDate: '2026-11-21' })));
  },
};

const number = fc.nat({ max: 400 });
const steps = fc.array(fc.tuple(fc.constantFrom(...Object.keys(acts)), number, number, number), {
  minLength: 1,
  maxLength: 160,
  size: 'max',
});

test('whatever is done to a shop, in whatever order: the books agree, nothing is doubled, nothing is left hanging', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const shop = new TestShop().setUp();
      for (const step of list) {
        shop.now += 250;
        acts[step[0]]?.(shop, step);
      }
      expectSound(shop);
    }),
    { seed: 20_261_121, numRuns: 60 },
  );
});
