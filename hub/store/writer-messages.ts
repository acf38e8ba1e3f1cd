import type { Command, Outcome } from '../contract/command.ts';
import type { AccessWrite } from './access-book.ts';

/** What the hub says to the one thread that writes, and what comes back. */
export type WriterOrder =
  | { readonly kind: 'group'; readonly commands: readonly Command[] }
  | { readonly kind: 'note'; readonly name: string; readonly value: string }
  | { readonly kind: 'access'; readonly writes: readonly AccessWrite[]; readonly command?: Command }
  | { readonly kind: 'roll'; readonly epoch: string; readonly at: number }
  | { readonly kind: 'close' };
export type WriterAnswer =
  | { readonly kind: 'ready'; readonly epoch: string; readonly migrated: readonly string[] }
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'group'; readonly outcomes: readonly Outcome[] }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly detail: string };
export interface WriterStart {
  readonly file: string;
  readonly epoch: string;
  readonly at: number;
}
