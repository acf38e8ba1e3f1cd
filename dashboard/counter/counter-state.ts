import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ItemView } from '../../hub/contract/catalog.ts';
import type { BodyOf, ScreenCommand } from '../../hub/contract/commands.ts';
import type { CounterView } from '../../hub/contract/counters.ts';
import type { OrderEvents, OrderView } from '../../hub/contract/orders.ts';
import { type App, act } from '../app.ts';
import type { Answer } from '../client/answer.ts';
import type { Done } from '../client/commands.ts';
import type { Picture } from '../client/picture.ts';
import { createReadings, type Readings } from '../client/readings.ts';
import { createBell } from '../scan/bell.ts';
import { tonesOf } from '../scan/tones.ts';
import { createOrderSteps } from './order-steps.ts';

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
  const touched = signal<{ line: number; since: number } | undefined>(undefined);
  const send: Counter['send'] = (type, body) => {
    const staff = picture.value.value?.staff?.staff;
    return act(app, type, body, { by: staff === undefined ? `screen:${id}` : `staff:${staff}`, counter: id });
  };
  const touch = (line: Line) => {
    touched.value = { line: line.line, since: picture.value.value?.lastScan?.position ?? 0 };
  };
  const steps = createOrderSteps(app, { picture, send, touch });
  const bell = createBell(app.sound);
  const scene = {
    typing: signal<string | undefined>(undefined),
    paid: signal<Paid | undefined>(undefined),
    chosen: signal<ItemView | undefined>(undefined),
  };
  const readings = createReadings(app.around, {
    onVerdict: ({ id: reading, verdict }) =>
      bell.ring(reading, verdict === 'accepted' || verdict === 'unknown' ? verdict : 'refused'),
    onHeld: () => app.sound.play('refused'),
  });
  const unhear = app.hub.onEntries((entries) => {
    for (const { reading, tone } of tonesOf(entries, id)) {
      scene.paid.value = undefined;
      scene.chosen.value = undefined;
      scene.typing.value = undefined;
      bell.ring(reading, tone);
    }
    steps.hear(entries);
  });
  return {
    id,
    picture,
    readings,
    ...scene,
    wanted: steps.wanted,
    paying: signal(false),
    active: computed(() => activeLine(picture.value.value, touched.value)),
    send,
    touch,
    setQuantity: steps.setQuantity,
    remove: steps.remove,
    undo: steps.undo,
    stop() {
      unhear();
      picture.stop();
    },
  };
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
