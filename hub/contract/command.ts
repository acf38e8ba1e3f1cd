import type { Actor, Entry } from './journal.ts';

/** Someone wants something. `at` and `businessDate` are given once, when the hub takes the command in. */
export interface Command<B = unknown> {
  readonly id: string;
  readonly type: string;
  readonly body: B;
  readonly actor: Actor;
  readonly at: number;
  readonly businessDate: string;
}

/** A command a reaction or a timer wants; the spine gives it the rest. */
export interface Wish<B = unknown> {
  readonly type: string;
  readonly body: B;
}

/** A rule said no. `code` is for programs and for the screen's dictionary, `detail` says what to do about it. */
export interface Refusal {
  readonly code: string;
  readonly detail: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** What became of a command. `repeated` marks an answer given before: nothing was done again. */
export type Outcome =
  | { readonly status: 'done'; readonly entries: readonly Entry[]; readonly repeated: boolean }
  | { readonly status: 'refused'; readonly refusal: Refusal; readonly repeated: boolean }
  | { readonly status: 'fault'; readonly code: 'disk-full' | 'disk-failed' | 'bug'; readonly detail: string };
