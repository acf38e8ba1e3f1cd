import { expect, test } from 'vitest';
import { slipDocument } from '../../hub/core/slip-document.ts';
import { due, queuedSlips, slipContent, slipsIn } from '../../hub/features/slips/tables.ts';
import { openTasks } from '../../hub/features/tasks/tables.ts';
import { only, TestShop, WATER } from '../rigs/shop.ts';
import { busyShift, never, shopSettings, shopWithSlip, textOf } from './papers.ts';
import { codeOf, expectSound } from './soundness.ts';

const states = ['queued', 'sending', 'done', 'failed', 'unknown', 'cancelled', 'lost'] as const;
type Step = 'sending' | 'done' | 'failed' | 'unknown';

function tell(shop: TestShop, slip: string, step: Step, incarnation = 'i1') {
  const told = step === 'done' ? { evidence: 'fence' } : step === 'sending' ? {} : { reason: 'paper-out' };
  const progress = { step, at: shop.now, ...told };
  return shop.do('slips.progress', { slip, bridge: 'bridge-1', incarnation, progress });
}
const stateOf = (shop: TestShop, slip: string): string | undefined =>
  slipsIn(shop.sql, states, 100).find((s) => s.slip === slip)?.state;

const ledger: [string, (Step | 'resolve-printed' | 'resolve-lost' | 'restart')[], string][] = [
  ['waits', [], 'queued'],
  ['is begun', ['sending'], 'sending'],
  ['is printed', ['sending', 'done'], 'done'],
  ['surely came to nothing', ['sending', 'failed'], 'failed'],
  ['nobody can be sure of', ['sending', 'unknown'], 'unknown'],
  ['is proved late', ['sending', 'unknown', 'done'], 'done'],
  ['is proved after the bridge began anew', ['sending', 'restart', 'done'], 'done'],
  ['was in hand when the bridge died', ['sending', 'restart'], 'unknown'],
  ['a person saw', ['sending', 'unknown', 'resolve-printed'], 'done'],
  ['a person missed', ['sending', 'unknown', 'resolve-lost'], 'lost'],
  ['was not begun and is said to be done', ['done'], 'queued'],
  ['was not begun and is said to have failed', ['failed'], 'queued'],
  ['failed, and is then said to be done', ['sending', 'failed', 'done'], 'failed'],
  ['is done, and is then said to be unknown', ['sending', 'done', 'unknown'], 'done'],
  ['waits while the bridge begins anew', ['restart'], 'queued'],
];
test.each(ledger)('the print ledger: a slip that %s', (_name, steps, state) => {
  const { shop, slip } = shopWithSlip();
  for (const step of steps) {
    if (step === 'resolve-printed') shop.must('slips.resolve', { slip, outcome: 'printed' });
    else if (step === 'resolve-lost') shop.must('slips.resolve', { slip, outcome: 'lost' });
    else if (step === 'restart') shop.must('slips.reconcile', { bridge: 'bridge-1', incarnation: 'i2', inHand: [] });
    else expect(tell(shop, slip, step).status).toBe('done');
  }
  expect(stateOf(shop, slip)).toBe(state);
  expectSound(shop);
});

test('DSP-05: a slip is begun once: another bridge, another life of it, or a second time is refused', () => {
  const { shop, slip } = shopWithSlip();
  expect(tell(shop, slip, 'sending').status).toBe('done');
  expect(tell(shop, slip, 'sending').status).toBe('done');
  expect(codeOf(tell(shop, slip, 'sending', 'i2'))).toBe('slip-not-waiting');
  tell(shop, slip, 'unknown');
  expect(codeOf(tell(shop, slip, 'sending'))).toBe('slip-not-waiting');
  expect(codeOf(tell(shop, 'slip-of-nobody', 'sending'))).toBe('slip-missing');
  expect(shop.sql.get<{ n: number }>(`SELECT count(*) AS n FROM journal WHERE type = 'slips.sending'`)?.n).toBe(1);
});

test('a bridge that comes back with a slip in hand keeps it; only its own are asked about', () => {
  const { shop, slip } = shopWithSlip();
  tell(shop, slip, 'sending');
  shop.must('slips.reconcile', { bridge: 'bridge-2', incarnation: 'i9', inHand: [] });
  shop.must('slips.reconcile', { bridge: 'bridge-1', incarnation: 'i2', inHand: [slip] });
  shop.must('slips.reconcile', { bridge: 'bridge-1', incarnation: 'i1', inHand: [] });
  expect(stateOf(shop, slip)).toBe('sending');
});

test('a printer never heard of again leaves its slip unknown after five minutes, once, and late proof still counts', () => {
  const { shop, slip } = shopWithSlip();
  tell(shop, slip, 'sending');
  expect(due(shop.sql, shop.now + 5 * 60_000 - 1)).toEqual([]);
  shop.now += 5 * 60_000;
  const [command] = due(shop.sql, shop.now);
  expect(command?.type).toBe('slips.lose-sight');
  for (let asked = 0; asked < 2; asked += 1)
    shop.must('slips.lose-sight', command?.body as { slip: string; since: number }, command?.id);
  expect(stateOf(shop, slip)).toBe('unknown');
  expect(due(shop.sql, shop.now)).toEqual([]);
  tell(shop, slip, 'done');
  expect(stateOf(shop, slip)).toBe('done');
  expectSound(shop);
});

test('a copy says COPY and its number whenever an earlier paper may exist, and none when none can', () => {
  const { shop, slip, task } = shopWithSlip();
  expect(codeOf(shop.do('slips.reprint', { slip }))).toBe('slip-under-way');
  tell(shop, slip, 'sending');
  expect(codeOf(shop.do('slips.reprint', { slip }))).toBe('slip-under-way');
  tell(shop, slip, 'failed');
  const [clean] = only(shop.must('slips.reprint', { slip }), 'slips.queued');
  expect(clean?.data).toMatchObject({ copy: 0, copyOf: slip, task });
  const second = clean?.data.slip ?? '';
  tell(shop, second, 'sending');
  tell(shop, second, 'unknown');
  const reprinted = shop.must('slips.reprint', { slip: second });
  expect(only(reprinted, 'slips.resolved')[0]?.data).toEqual({ slip: second, outcome: 'lost' });
  const [copy] = only(reprinted, 'slips.queued');
  expect(copy?.data.copy).toBe(1);
  expect(codeOf(shop.do('slips.reprint', { slip: second }))).toBe('slip-under-way');
  expect(shop.must('slips.print', { task })).toEqual([]);
  const paper = textOf(slipDocument(slipContent(shop.sql, copy?.data.slip ?? '') ?? never()));
  expect(paper[0]).toBe(' 副本 COPY 1 ');
  expect(textOf(slipDocument(slipContent(shop.sql, slip) ?? never())).join()).not.toContain('COPY');
  expectSound(shop);
});

test('a paper that failed after the next was wanted leaves its number free for nobody: no two papers say COPY 1', () => {
  const { shop, slip } = shopWithSlip();
  tell(shop, slip, 'sending');
  shop.must('slips.print-shift', { shift: '2026-11-21/early' });
  const second = queuedSlips(shop.sql).find((s) => s.content.kind === 'task')?.slip ?? '';
  tell(shop, slip, 'failed');
  tell(shop, second, 'sending');
  tell(shop, second, 'done');
  const [third] = only(shop.must('slips.reprint', { slip: second }), 'slips.queued');
  expect(third?.data.copy).toBe(2);
  expectSound(shop);
});

test('the slip of a task that is over is taken back while it waits, and not printed again', () => {
  const { shop, slip, task } = shopWithSlip();
  const ended = shop.must('tasks.finish', { task, staff: 'w1' });
  expect(only(ended, 'slips.cancelled')[0]?.data).toEqual({ slip, reason: 'task-completed' });
  expect(codeOf(tell(shop, slip, 'sending'))).toBe('slip-not-waiting');
  expect(codeOf(shop.do('slips.reprint', { slip }))).toBe('task-ended');
  expect(codeOf(shop.do('slips.print', { task }))).toBe('task-ended');
  expect(codeOf(shop.do('slips.print', { task: 'task-of-nobody' }))).toBe('task-missing');
  expect(codeOf(shop.do('slips.reprint', { slip: 'slip-of-nobody' }))).toBe('slip-missing');
  expect(codeOf(shop.do('slips.resolve', { slip, outcome: 'lost' }))).toBe('slip-not-unknown');
});

test('TASK-14: the papers of a shift come out by person, by aisle, each pile under its cover, also when slips waited', () => {
  const shop = busyShift();
  const shift = '2026-11-21/early';
  const begun = queuedSlips(shop.sql).find((s) => s.content.task?.number === 3)?.slip ?? '';
  tell(shop, begun, 'sending');
  tell(shop, begun, 'done');
  shop.must('slips.print-shift', { shift });
  const pile = queuedSlips(shop.sql).map(({ content }) =>
    content.kind === 'cover'
      ? `cover ${content.personEn} ${content.list?.map((row) => row.number)}`
      : `${content.task?.number} ${content.personEn}${content.copy ? ` copy ${content.copy}` : ''}`,
  );
  expect(pile).toEqual([
    ...['cover lead 4', '4 lead'],
    ...['cover w1 3,1', '3 w1 copy 1', '1 w1'],
    ...['cover w2 2', '2 w2'],
  ]);
  shop.must('slips.print-shift', { shift });
  expect(queuedSlips(shop.sql)).toHaveLength(7);
  expect(codeOf(shop.do('slips.print-shift', { shift: '2026-11-21/late' }))).toBe('nothing-to-print');
  expectSound(shop);
});

test('a cover printed again is a copy of the cover, counted by its papers', () => {
  const shop = busyShift();
  shop.must('slips.print-shift', { shift: '2026-11-21/early' });
  const cover = queuedSlips(shop.sql)[0]?.slip ?? '';
  const copies: (number | undefined)[] = [];
  for (let again = 0; again < 3; again += 1) {
    for (const { slip, content } of queuedSlips(shop.sql))
      if (content.kind === 'cover') {
        tell(shop, slip, 'sending');
        tell(shop, slip, 'done');
      }
    const [copy] = only(shop.must('slips.reprint', { slip: cover }), 'slips.queued');
    copies.push(copy?.data.copy);
    expect(codeOf(shop.do('slips.reprint', { slip: cover }))).toBe('slip-under-way');
  }
  expect(copies).toEqual([1, 2, 3]);
});

test('when another printer takes the slips, what waited for the old one is wanted there, and the old one may not begin it', () => {
  const shop = busyShift();
  const before = queuedSlips(shop.sql);
  tell(shop, before[0]?.slip ?? '', 'sending');
  shop.must('shop.choose-slip-printer', { printer: 'lp:/dev/usb/lp0' });
  const after = queuedSlips(shop.sql);
  expect(after.map((s) => s.printer)).toEqual(Array(3).fill('lp:/dev/usb/lp0'));
  expect(after.map((s) => s.content)).toEqual(before.slice(1).map((s) => s.content));
  expect(codeOf(tell(shop, before[1]?.slip ?? '', 'sending'))).toBe('slip-not-waiting');
  expect(shop.must('shop.choose-slip-printer', { printer: 'lp:/dev/usb/lp0' })).toHaveLength(1);
  expectSound(shop);
});

test('without a printer work goes on; a person who wants paper is told to choose one', () => {
  const shop = new TestShop();
  const { slipPrinter: _none, ...bare } = shopSettings;
  shop.must('shop.set-up', bare);
  shop.must('counters.set-up', { counter: 'c1', number: 1, nameZh: '1号台', nameEn: 'Counter 1' });
  shop.must('catalog.set-items', {
    items: [{ gtin: WATER, nameZh: '水', nameEn: 'Water', unit: 'each', priceMinor: 1 }],
  });
  const sold = shop.must('orders.add-line', { counter: 'c1', gtin: WATER });
  expect(only(sold, 'tasks.opened')).toHaveLength(1);
  expect(only(sold, 'slips.queued')).toEqual([]);
  expect(only(sold, 'spine.reaction-refused')).toEqual([]);
  const task = openTasks(shop.sql)[0]?.task ?? '';
  expect(codeOf(shop.do('slips.print', { task }))).toBe('no-slip-printer');
  expect(codeOf(shop.do('slips.print-shift', { shift: '' }))).toBe('no-slip-printer');
  shop.must('shop.choose-slip-printer', { printer: 'pretend:printer-1' });
  expect(only(shop.must('slips.print', { task }), 'slips.queued')).toHaveLength(1);
});

test('a test print goes to the printer it tries, once at a time, and stays there when the slips move on', () => {
  const shop = new TestShop().setUp();
  const printer = 'tcp:10.0.0.9:9100';
  expect(codeOf(shop.do('slips.print-test', { printer }))).toBe('device-missing');
  const device = { identity: printer, kind: 'printer', transport: 'tcp', path: '10.0.0.9:9100', name: '后台' } as const;
  shop.must('devices.accept', { ...device, settings: { columns: 32 } });
  const [queued] = only(shop.must('slips.print-test', { printer }), 'slips.queued');
  expect(queued?.data.content.test).toEqual({ printer: '后台', columns: 32 });
  expect(codeOf(shop.do('slips.print-test', { printer }))).toBe('slip-under-way');
  shop.must('shop.choose-slip-printer', { printer: 'printer-2' });
  expect(queuedSlips(shop.sql).map((slip) => slip.printer)).toEqual([printer]);
  const slip = queued?.data.slip ?? '';
  tell(shop, slip, 'sending');
  tell(shop, slip, 'done');
  expect(stateOf(shop, slip)).toBe('done');
  shop.must('slips.print-test', { printer });
  expectSound(shop);
});
