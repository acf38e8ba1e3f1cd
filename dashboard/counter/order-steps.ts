import { type ReadonlySignal, signal } from '@preact/signals';
import type { CounterView } from '../../hub/contract/counters.ts';
import type { Entry } from '../../hub/contract/journal.ts';
import type { App } from '../app.ts';
import type { Picture } from '../client/picture.ts';
import type { Counter, Line } from './counter-state.ts';

/** The steps a clerk takes on the lines of the open order. */
export interface OrderSteps {
  readonly wanted: ReadonlySignal<Readonly<Record<number, number>>>;
  setQuantity(line: Line, quantity: number): Promise<void>;
  remove(line: Line): Promise<void>;
  undo(): Promise<void>;
  /** Entries came: an offer to undo that is no longer about the newest step is withdrawn. */
  hear(entries: readonly Entry[]): void;
}
interface Here {
  readonly picture: Picture<CounterView>;
  readonly send: Counter['send'];
  readonly touch: Counter['touch'];
}

/** Makes the steps of one counter. */
export function createOrderSteps(app: App, { picture, send, touch }: Here): OrderSteps {
  const wanted = signal<Readonly<Record<number, number>>>({});
  const openOrder = () => picture.value.value?.order;
  let offer: { readonly command: string | undefined; readonly drop: () => void } | undefined;
  const withdraw = () => {
    offer?.drop();
    offer = undefined;
  };
  const undo = async () => {
    const order = openOrder();
    withdraw();
    if (order?.canUndo === true) await send('orders.undo', { order: order.order });
  };

  return {
    wanted,
    undo,
    async setQuantity(line, quantity) {
      const order = openOrder()?.order;
      if (order === undefined || quantity < 1) return;
      touch(line);
      wanted.value = { ...wanted.value, [line.line]: quantity };
      await send('orders.change-quantity', { order, line: line.line, quantity });
      picture.nudge();
      if (wanted.value[line.line] !== quantity) return;
      const { [line.line]: _, ...rest } = wanted.value;
      wanted.value = rest;
    },
    async remove(line) {
      const order = openOrder()?.order;
      if (order === undefined) return;
      withdraw();
      const answer = await send('orders.remove-line', { order, line: line.line });
      if (!answer.ok) return;
      const { language } = app;
      const drop = app.notices.say({
        tone: 'plain',
        text: language.t('order.removed', { name: language.name(line) }),
        action: { label: language.t('order.undo'), act: () => void undo() },
      });
      offer = { command: answer.value.entries[0]?.command, drop };
    },
    hear(entries) {
      if (entries.some((e) => e.type.startsWith('orders.') && e.command !== offer?.command)) withdraw();
    },
  };
}
