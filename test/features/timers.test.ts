import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Command } from '../../hub/contract/command.ts';
import type { Entry } from '../../hub/contract/journal.ts';
import { readEntries } from '../../hub/core/spine.ts';
import { startTimers } from '../../hub/edges/timers.ts';
import { timers } from '../../hub/features/timers/index.ts';
import { LATE_AFTER_MS, PER_SECOND } from '../../hub/features/timers/rules.ts';
import { timersView } from '../../hub/features/timers/tables.ts';
import { openMemory } from '../../hub/store/open.ts';
import { checkRebuild } from '../../hub/store/rebuild.ts';
import { only, TestShop } from '../rigs/shop.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What the edge asks the hub for now. */
function asked(shop: TestShop): Command[] {
  const due = timers.due?.(shop.sql, shop.now) ?? [];
  return due.map((c) => ({ ...c, actor: { by: 'hub' }, at: shop.now, businessDate: shop.today }));
}
/** One beat of the edge. */
function beat(shop: TestShop, commands = asked(shop)): Entry[] {
  return shop.group(commands).flatMap((outcome) => (outcome.status === 'done' ? [...outcome.entries] : []));
}
const fired = (shop: TestShop) => only(readEntries(shop.sql, 1, 1_000_000), 'timers.fired').map(({ data }) => data);

describe('a timer', () => {
  test('fires at its time with what it was given, once, and is gone', () => {
    const shop = new TestShop();
    const due = shop.now + 5 * MINUTE;
    shop.must('timers.set', { key: 'kettle', due, purpose: 'kitchen.kettle', body: { cups: 2 } });
    expect(timers.nextDue?.(shop.sql)).toBe(due);
    shop.now = due - 1;
    expect(beat(shop)).toEqual([]);
    shop.now = due;
    expect(only(beat(shop), 'timers.fired')[0]?.data).toEqual({
      ...{ key: 'kettle', due, purpose: 'kitchen.kettle', series: '', body: { cups: 2 } },
      ...{ lateBy: 0, isLate: false, missed: [] },
    });
    shop.now += DAY;
    expect(asked(shop)).toEqual([]);
    expect(timersView(shop.sql, shop.now, 5)).toMatchObject({ waiting: 0, fired: [{ key: 'kettle', isLate: false }] });
  });

  test('set again is moved, cancelled is gone, and an occurrence that has been is never waited for again', () => {
    const shop = new TestShop();
    const set = (key: string, due: number) => shop.must('timers.set', { key, due, purpose: 'p' });
    const { now } = shop;
    set('a', now + 1000);
    set('a', now + 9000);
    expect(set('a', now + 9000)).toEqual([]);
    set('b', now + 1000);
    shop.must('timers.cancel', { key: 'b' });
    expect(shop.must('timers.cancel', { key: 'b' })).toEqual([]);
    shop.now = now + 8999;
    expect(beat(shop)).toEqual([]);
    shop.now = now + 9000;
    expect(only(beat(shop), 'timers.fired')).toHaveLength(1);
    expect(set('a', now + 9000)).toEqual([]);
    set('a', now + 20_000);
    shop.now = now + 20_000;
    beat(shop);
    expect(fired(shop).map(({ due }) => due - now)).toEqual([9000, 20_000]);
  });

  test('fires late after an outage and says so', () => {
    const shop = new TestShop();
    shop.must('timers.set', { key: 'a', due: shop.now + 1000, purpose: 'p' });
    shop.must('timers.set', { key: 'b', due: shop.now + 3 * DAY, purpose: 'p' });
    shop.now += 3 * DAY + LATE_AFTER_MS;
    beat(shop);
    expect(fired(shop).map(({ key, lateBy, isLate }) => [key, lateBy, isLate])).toEqual([
      ['a', 3 * DAY + LATE_AFTER_MS - 1000, true],
      ['b', LATE_AFTER_MS, false],
    ]);
  });

  test('asked for before a clock was set back, and decided after, still fires when its time comes', () => {
    const shop = new TestShop();
    const due = shop.now + MINUTE;
    shop.must('timers.set', { key: 'a', due, purpose: 'p' });
    shop.now = due;
    const early = asked(shop).map((command) => ({ ...command, at: due - DAY }));
    expect(beat(shop, early)).toEqual([]);
    shop.now = due - DAY;
    expect(asked(shop)).toEqual([]);
    shop.now = due;
    // The very same millisecond gives the very same attempt; the next one is another.
    beat(shop);
    shop.now += 1;
    beat(shop);
    expect(fired(shop)).toHaveLength(1);
  });
});

describe('after days off', () => {
  test('a purpose whose every timer counts is paced, and others do not wait for it', () => {
    const shop = new TestShop();
    for (let n = 0; n < 3 * PER_SECOND; n += 1)
      shop.must('timers.set', { key: `many-${n}`, due: shop.now + n, purpose: 'many' });
    shop.must('timers.set', { key: 'other', due: shop.now + DAY, purpose: 'zz' });
    shop.now += 3 * DAY;
    const perBeat: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      perBeat.push(beat(shop).length);
      // A second look within the second lets nothing more through.
      expect(beat(shop)).toEqual([]);
      shop.now += 1000;
    }
    expect(perBeat).toEqual([PER_SECOND + 1, PER_SECOND, PER_SECOND, 0, 0]);
    expect(fired(shop).every(({ isLate }) => isLate)).toBe(true);
  });

  test('of a series that keeps its latest one fires and counts the missed; another series is not touched', () => {
    const shop = new TestShop();
    for (const series of ['opening', 'closing'])
      for (let day = 1; day <= 4; day += 1)
        shop.must('timers.set', {
          ...{ key: `${series}@${day}`, due: shop.now + day * DAY, purpose: 'routine' },
          ...{ policy: 'latest', series },
        });
    shop.now += 3 * DAY + MINUTE;
    expect(beat(shop).map(({ data }) => (data as { key: string }).key)).toEqual(['closing@3', 'opening@3']);
    expect(fired(shop)[1]?.missed.map(({ key }) => key)).toEqual(['opening@1', 'opening@2']);
    expect(beat(shop)).toEqual([]);
    shop.now += DAY;
    beat(shop);
    expect(fired(shop).map(({ key, missed }) => [key, missed.length])).toEqual([
      ['closing@3', 2],
      ['opening@3', 2],
      ['closing@4', 0],
      ['opening@4', 0],
    ]);
    expect(timersView(shop.sql, shop.now, 20).fired.filter(({ missed }) => missed)).toHaveLength(4);
  });
});

/** What may happen between two beats: each step is a kind and two small numbers. */
type Step = readonly [act: (typeof ACTS)[number], who: number, much: number];
const ACTS = ['set', 'set', 'cancel', 'beat', 'beat', 'lost', 'twice', 'wait', 'jump', 'restart'] as const;
const steps = fc.array(fc.tuple(fc.constantFrom(...ACTS), fc.nat({ max: 5 }), fc.nat({ max: 40 })), {
  minLength: 1,
  maxLength: 120,
  size: 'max',
});

class Model {
  readonly shop = new TestShop();
  readonly waiting = new Map<string, number>();
  readonly been = new Set<string>();
  readonly #start = this.shop.now;

  act([act, who, much]: Step): void {
    const { shop } = this;
    const key = `k${who}`;
    if (act === 'set') this.#set(key, this.#start + much * MINUTE, who);
    else if (act === 'cancel') {
      shop.must('timers.cancel', { key });
      this.waiting.delete(key);
    } else if (act === 'beat') this.hear(beat(shop));
    // The hub is killed between asking and committing: what was asked for is asked for again.
    else if (act === 'lost') asked(shop);
    // The answer is lost, or two edges ask: what was committed is committed once.
    else if (act === 'twice') {
      const commands = asked(shop);
      this.hear(beat(shop, commands.slice(0, much)));
      this.hear(beat(shop, commands).filter(({ at }) => at < 0));
      this.hear(readEntries(shop.sql, 1, 1_000_000).slice(-commands.length));
    } else if (act === 'wait') shop.now += much * 1000;
    else if (act === 'jump') shop.now = this.#start + (much - 20) * (who % 2 ? DAY : MINUTE);
    else this.#restart();
  }
  #set(key: string, due: number, who: number): void {
    this.shop.must('timers.set', {
      ...{ key, due, purpose: `p${who % 3}` },
      ...(who % 3 === 2 ? ({ policy: 'latest', series: 's' } as const) : {}),
    });
    if (!this.been.has(`${key} ${due}`)) this.waiting.set(key, due);
  }
  #restart(): void {
    Object.assign(this.shop, { sql: openMemory(this.shop.sql.raw.serialize()) });
  }
  hear(entries: readonly Entry[]): void {
    for (const { data, at } of only(entries, 'timers.fired'))
      for (const { key, due } of [...data.missed, data]) {
        if (this.been.has(`${key} ${due}`)) continue;
        expect(at).toBeGreaterThanOrEqual(due);
        expect(this.waiting.get(key)).toBe(due);
        this.waiting.delete(key);
        this.been.add(`${key} ${due}`);
      }
  }
}

test('TASK-09: whatever is set, cancelled, fired, killed, restarted or put wrong, each occurrence fires exactly once', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const model = new Model();
      for (const step of list) model.act(step);
      model.shop.now = Math.max(model.shop.now, Date.UTC(2026, 11, 31));
      for (let n = 0; n < 20 && model.waiting.size > 0; n += 1) {
        model.hear(beat(model.shop));
        model.shop.now += 1000;
      }
      expect([...model.waiting]).toEqual([]);
      const all = fired(model.shop).flatMap((one) => [...one.missed, one].map(({ key, due }) => `${key} ${due}`));
      expect(all.length).toBe(new Set(all).size);
      expect(new Set(all)).toEqual(model.been);
      expect(checkRebuild(model.shop.sql, model.shop.book).drift).toEqual([]);
    }),
    { seed: 20_261_122, numRuns: 60 },
  );
});

test('the edge wakes at the very time, not at its next beat', async () => {
  const shop = new TestShop();
  const begun = performance.now();
  const start = shop.now;
  const clock = (): number => start + Math.floor(performance.now() - begun);
  const at: number[] = [];
  shop.must('timers.set', { key: 'a', due: start + 1200, purpose: 'p' });
  const stop = startTimers(shop.sql, [timers], clock, async (command) => {
    shop.now = clock();
    at.push(shop.now - start);
    return shop.group([{ ...command, at: shop.now, businessDate: shop.today }])[0] ?? Promise.reject();
  });
  await expect.poll(() => at.length, { timeout: 5000 }).toBe(1);
  stop();
  expect(at[0]).toBeGreaterThanOrEqual(1200);
  expect(fired(shop)).toHaveLength(1);
});
