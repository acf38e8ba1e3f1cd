import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ItemView } from '../../hub/contract/catalog.ts';
import type { BodyOf, ScreenCommand } from '../../hub/contract/commands.ts';
import type { CounterView } from '../../hub/contract/counters.ts';
import type { Entry } from '../../hub/contract/journal.ts';
import type { OrderEvents, OrderView } from '../../hub/contract/orders.ts';
import { type App, act } from '../app.ts';
import type { Answer } from '../client/answer.ts';
import type { Done } from '../client/commands.ts';
import type { Picture } from '../client/picture.ts';
import { createReadings, type Readings } from '../client/readings.ts';
import { tonesOf } from '../scan/tones.ts';

export type Line = OrderView['lines'][number];
export type Paid = OrderEvents['orders.paid'];

/** What one counter's page knows and does. Made when the page is shown, ended when it is left. */
export interface Counter {
  readonly id: string;
  readonly picture: Picture<CounterView>;
  readonly readings: Readings;
  /** Quantities asked for and not yet answered, by line: shown beside what is so, never instead of it. */
  readonly wanted: ReadonlySignal<Readonly<Record<number, number>>>;
  /** A number being typed for the newest line after `*`. */
  readonly typing: Signal<string | undefined>;
  /** The order paid last, with its change, until the next scan. */
  readonly paid: Signal<Paid | undefined>;
  /** An item chosen by search while receiving or correcting. */
  readonly chosen: Signal<ItemView | undefined>;
  readonly paying: Signal<boolean>;
  /** The line keys work on: the one touched last. */
  readonly active: ReadonlySignal<Line | undefined>;
  send<T extends ScreenCommand>(type: T, body: BodyOf<T>): Promise<Answer<Done>>;
  setQuantity(line: Line, quantity: number): Promise<void>;
  remove(line: Line): Promise<void>;
  undo(): Promise<void>;
  touch(line: Line): void;
  stop(): void;
}

/** Makes the state of a counter's page and begins to listen. */
export function createCounter(app: App, id: string): Counter {
  const picture = app.hub.follow<CounterView>(`/counters/${encodeURIComponent(id)}`);
  const wanted = signal<Readonly<Record<number, number>>>({});
  const typing = signal<string | undefined>(undefined);
  const paid = signal<Paid | undefined>(undefined);
  const chosen = signal<ItemView | undefined>(undefined);
  const touched = signal<{ line: number; since: number } | undefined>(undefined);
  const sounded = new Set<string>();
  let offer: { readonly command: string | undefined; readonly drop: () => void } | undefined;
  const dropUndo = () => {
    offer?.drop();
    offer = undefined;
  };

  const sendHere: Counter['send'] = (type, body) => {
    const staff = picture.value.value?.staff?.staff;
    return act(app, type, body, { by: staff === undefined ? `screen:${id}` : `staff:${staff}`, counter: id });
  };
  const readings = createReadings(app.around, {
    onVerdict: (verdict) => {
      if (sounded.has(verdict.id)) return;
      sounded.add(verdict.id);
      app.sound.play(verdict.verdict === 'accepted' || verdict.verdict === 'unknown' ? verdict.verdict : 'refused');
    },
    onHeld: () => app.sound.play('refused'),
  });

  const hear = (entries: readonly Entry[]) => {
    for (const { reading, tone } of tonesOf(entries, id)) {
      paid.value = undefined;
      chosen.value = undefined;
      typing.value = undefined;
      if (!sounded.has(reading)) app.sound.play(tone);
      sounded.add(reading);
    }
    // Undo takes back the newest step of the order: once there is a newer one, the offer of the older is withdrawn.
    if (entries.some((e) => e.type.startsWith('orders.') && e.command !== offer?.command)) dropUndo();
  };
  const unhear = app.hub.onEntries(hear);

  const counter: Counter = {
    id,
    picture,
    readings,
    wanted,
    typing,
    paid,
    chosen,
    paying: signal(false),
    active: computed(() => activeLine(picture.value.value, touched.value)),
    send: sendHere,
    async setQuantity(line, quantity) {
      const order = picture.value.value?.order?.order;
      if (order === undefined || quantity < 1) return;
      counter.touch(line);
      wanted.value = { ...wanted.value, [line.line]: quantity };
      await sendHere('orders.change-quantity', { order, line: line.line, quantity });
      picture.nudge();
      if (wanted.value[line.line] !== quantity) return;
      const { [line.line]: _, ...rest } = wanted.value;
      wanted.value = rest;
    },
    async remove(line) {
      const order = picture.value.value?.order?.order;
      if (order === undefined) return;
      dropUndo();
      const answer = await sendHere('orders.remove-line', { order, line: line.line });
      if (!answer.ok) return;
      const { language } = app;
      const drop = app.notices.say({
        tone: 'plain',
        text: language.t('order.removed', { name: language.name(line) }),
        action: { label: language.t('order.undo'), act: () => void counter.undo() },
      });
      offer = { command: answer.value.entries[0]?.command, drop };
    },
    async undo() {
      const order = picture.value.value?.order;
      dropUndo();
      if (order?.canUndo === true) await sendHere('orders.undo', { order: order.order });
    },
    touch(line) {
      touched.value = { line: line.line, since: picture.value.value?.lastScan?.position ?? 0 };
    },
    stop() {
      unhear();
      picture.stop();
    },
  };
  return counter;
}

/** The line a person would call "this one": touched by hand since the last scan, else the one the scan went to, else the newest. */
function activeLine(
  view: CounterView | undefined,
  touched: { line: number; since: number } | undefined,
): Line | undefined {
  const lines = view?.order?.lines ?? [];
  const scan = view?.lastScan;
  const byHand = touched !== undefined && touched.since >= (scan?.position ?? 0);
  return (
    (byHand ? lines.find((l) => l.line === touched.line) : undefined) ??
    newest(lines.filter((l) => scan?.kind === 'item' && l.gtin === scan.gtin)) ??
    newest(lines)
  );
}

function newest(lines: readonly Line[]): Line | undefined {
  return lines.reduce<Line | undefined>(
    (best, line) => (best === undefined || line.line > best.line ? line : best),
    undefined,
  );
}
