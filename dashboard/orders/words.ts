import type { WordKey } from '../i18n/language.ts';

/** What the book can show: everything, one state, or what came back. */
export const STATES = [
  'all',
  'held',
  'processing',
  'back-ordered',
  'ready',
  'shipped',
  'signed',
  'cancelled',
  'returns',
] as const;
export type Tab = (typeof STATES)[number];

export function stateWord(tab: Tab): WordKey {
  return tab === 'all' || tab === 'returns' ? `orders.tab-${tab}` : `orders.state-${tab}`;
}
