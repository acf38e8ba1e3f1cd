import type { BodyOf } from '../../hub/contract/commands.ts';
import type { OrderEvents } from '../../hub/contract/orders.ts';
import type { App } from '../app.ts';
import type { Counter, Paid } from './counter-state.ts';

/** F8: puts the order aside; without an order it takes back the one that was put aside, when there is just one. */
export async function holdOrRecall(app: App, counter: Counter): Promise<void> {
  const view = counter.picture.value.value;
  if (view?.order !== undefined && view.order.lines.length > 0) {
    const { number, order } = view.order;
    const answer = await counter.send('orders.hold', { order });
    if (answer.ok) app.notices.say({ tone: 'good', text: app.language.t('order.held-now', { number }) });
    return;
  }
  const only = view?.held.length === 1 ? view.held[0] : undefined;
  if (only !== undefined) await recall(counter, only.order);
  else if (view !== undefined && view.held.length > 1) document.getElementById('held')?.scrollIntoView();
}

/** Takes an order that was put aside to this counter. */
export async function recall(counter: Counter, order: string): Promise<void> {
  await counter.send('orders.recall', { order, counter: counter.id });
}

/** Pays; the change is shown only when the hub has booked it. @returns true when it is paid */
export async function pay(counter: Counter, body: BodyOf<'orders.pay'>): Promise<boolean> {
  const answer = await counter.send('orders.pay', body);
  if (!answer.ok) return false;
  const paid = answer.value.entries.find((e) => e.type === ('orders.paid' satisfies keyof OrderEvents));
  counter.paid.value = paid?.data as Paid | undefined;
  return true;
}
