import type { Key } from './keys.ts';
import { characterOf } from './keys.ts';

/** What a key asks of the newest line, or of a number being typed for it. */
export type QuantityAsk =
  | { readonly kind: 'set'; readonly quantity: number }
  | { readonly kind: 'step'; readonly by: 1 | -1 }
  | { readonly kind: 'typing'; readonly typed: string | undefined }
  | { readonly kind: 'nothing' };

export interface QuantityKeys {
  press(key: Key): QuantityAsk;
  /** Forgets a half typed number: a scan, a click elsewhere or Esc ends it without a change. */
  cancel(): void;
}

const LONGEST = 6;

/**
 * `*` begins a number for the newest line, Enter sets it, Esc forgets it; `+` and `-` step by one. A number always
 * begins empty: digits never join a quantity that was there before, so 2 and then 2 is 2, never 22.
 */
export function createQuantityKeys(): QuantityKeys {
  let typed: string | undefined;
  const typing = (next: string | undefined): QuantityAsk => {
    typed = next;
    return { kind: 'typing', typed };
  };

  return {
    cancel() {
      typed = undefined;
    },
    press(key) {
      const char = characterOf(key);
      if (char === '*') return typing('');
      if (typed === undefined) {
        if (char === '+') return { kind: 'step', by: 1 };
        return char === '-' ? { kind: 'step', by: -1 } : { kind: 'nothing' };
      }
      if (char !== undefined && /\d/.test(char)) return typing((typed + char).slice(0, LONGEST));
      if (key.code === 'Backspace') return typing(typed.slice(0, -1));
      if (key.code === 'Escape') return typing(undefined);
      if (key.code !== 'Enter' && key.code !== 'NumpadEnter') return { kind: 'nothing' };
      const quantity = Number(typed);
      typing(undefined);
      return quantity >= 1 ? { kind: 'set', quantity } : { kind: 'typing', typed: undefined };
    },
  };
}
