import { createWedge } from './wedge.ts';

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
interface Before {
  readonly field: Field;
  readonly value: string;
}

/** A short while in which an input method may still push the letters of a scan into the field. */
const AFTERMATH_MS = 400;

/**
 * Listens for guns in keyboard mode anywhere on the page, whatever has the focus, dialogs included. The gun's Enter is
 * swallowed, so it presses no button and sends no form; what the code left in a field is taken out again.
 * @param onScan the code as typed
 * @returns ends the listening
 */
export function listenForScans(target: Window, onScan: (text: string) => void): () => void {
  const wedge = createWedge();
  let before: Before | undefined;
  let swallowedUp: string | undefined;

  const onDown = (event: KeyboardEvent) => {
    const meaning = wedge.press(event);
    if (meaning.kind === 'burst-began') before = fieldAt(event.target);
    if (meaning.kind !== 'scan') return;
    event.preventDefault();
    event.stopImmediatePropagation();
    swallowedUp = event.code;
    if (before !== undefined) putBack(before);
    before = undefined;
    onScan(meaning.text);
  };
  const onUp = (event: KeyboardEvent) => {
    if (event.code !== swallowedUp) return;
    swallowedUp = undefined;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  target.addEventListener('keydown', onDown, true);
  target.addEventListener('keyup', onUp, true);
  return () => {
    target.removeEventListener('keydown', onDown, true);
    target.removeEventListener('keyup', onUp, true);
  };
}

function fieldAt(target: EventTarget | null): Before | undefined {
  const isField =
    target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
  return isField ? { field: target, value: target.value } : undefined;
}

function putBack({ field, value }: Before): void {
  const restore = () => {
    if (field.value === value) return;
    field.value = value;
    field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }));
  };
  restore();
  const late = () => queueMicrotask(restore);
  field.addEventListener('compositionend', late);
  setTimeout(() => field.removeEventListener('compositionend', late), AFTERMATH_MS);
}
