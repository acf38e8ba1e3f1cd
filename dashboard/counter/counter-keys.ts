import type { App } from '../app.ts';
import { characterOf } from '../scan/keys.ts';
import { listenForScans } from '../scan/listen.ts';
import { createQuantityKeys, type QuantityAsk } from '../scan/quantity-keys.ts';
import { GUN_MEDIAN_MS } from '../scan/wedge.ts';
import type { Counter } from './counter-state.ts';
import { holdOrRecall } from './order-actions.ts';

/** Where the cursor goes for F4 and `/`. */
export const SEARCH_ID = 'counter-search';

/**
 * The keyboard of a counter: guns that type, and the keys cashiers know. Keys that a code may begin with wait a moment,
 * so that the first character of a fast gun is never taken for a wish.
 */
export function listenAtCounter(app: App, counter: Counter): () => void {
  const quantity = createQuantityKeys();
  let cancelWish = () => {};

  const unlisten = listenForScans(window, (text) => {
    cancelWish();
    quantity.cancel();
    counter.typing.value = undefined;
    counter.readings.take(`screen:${counter.id}`, text);
  });
  const onKey = (event: KeyboardEvent) => {
    cancelWish();
    if (event.ctrlKey && event.code === 'KeyZ' && !isTyping(event.target)) {
      event.preventDefault();
      void counter.undo();
      return;
    }
    if (onFunctionKey(app, counter, event) || isTyping(event.target) || isInDialog() || event.ctrlKey) return;
    if (characterOf(event) === '/' && counter.typing.value === undefined) {
      event.preventDefault();
      cancelWish = app.around.later(GUN_MEDIAN_MS * 2, focusSearch);
      return;
    }
    const ask = quantity.press(event);
    if (ask.kind === 'nothing') return;
    event.preventDefault();
    if (ask.kind === 'typing') counter.typing.value = ask.typed;
    else cancelWish = app.around.later(ask.kind === 'step' ? GUN_MEDIAN_MS * 2 : 0, () => fulfil(counter, ask));
  };
  window.addEventListener('keydown', onKey);
  return () => {
    unlisten();
    cancelWish();
    window.removeEventListener('keydown', onKey);
  };
}

function fulfil(counter: Counter, ask: QuantityAsk): void {
  const line = counter.active.value;
  const count = counter.picture.value.value?.count;
  counter.typing.value = undefined;
  if (count !== undefined) void import('./count-keys.ts').then(({ countKey }) => countKey(counter, count, ask));
  if (count !== undefined || line === undefined) return;
  const now = counter.wanted.value[line.line] ?? line.quantity;
  if (ask.kind === 'set') void counter.setQuantity(line, ask.quantity);
  if (ask.kind === 'step') void counter.setQuantity(line, now + ask.by);
}

function onFunctionKey(app: App, counter: Counter, event: KeyboardEvent): boolean {
  const order = counter.picture.value.value?.order;
  if (event.code === 'F4') focusSearch();
  else if (event.code === 'F8') void holdOrRecall(app, counter);
  else if (event.code === 'F9') counter.paying.value = order !== undefined && order.lines.length > 0;
  else return false;
  event.preventDefault();
  return true;
}

function focusSearch(): void {
  document.getElementById(SEARCH_ID)?.focus();
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

function isInDialog(): boolean {
  return document.querySelector('dialog[open]') !== null;
}
