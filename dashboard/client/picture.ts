import { type ReadonlySignal, signal } from '@preact/signals';
import type { Problem } from '../../hub/contract/problem.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Answer } from './answer.ts';

/** What a page shows of the hub: loaded whole, and loaded anew when something happened. */
export interface Picture<T> {
  readonly value: ReadonlySignal<T | undefined>;
  /** Why the last load failed; what was loaded before stays on the screen. */
  readonly trouble: ReadonlySignal<Problem | undefined>;
  /** Something happened: load anew, the first time at once and then at most four times a second. */
  nudge(): void;
  stop(): void;
}

/** Four pictures a second are as many as a person can follow; more only heat the tablet (measured: 55 % against 15 %). */
export const PICTURE_GAP_MS = 250;
const RETRY_MS = 2_000;

/** Makes a picture; it loads for the first time at the first nudge. Loads never overlap, so an old one cannot win. */
export function createPicture<T>(around: Surroundings, load: () => Promise<Answer<T>>): Picture<T> {
  const value = signal<T | undefined>(undefined);
  const trouble = signal<Problem | undefined>(undefined);
  let isLoading = false;
  let isWanted = false;
  let isStopped = false;
  let earliest = 0;
  let cancel: (() => void) | undefined;

  async function run(): Promise<void> {
    cancel = undefined;
    isWanted = false;
    isLoading = true;
    earliest = around.now() + PICTURE_GAP_MS;
    const answer = await load();
    isLoading = false;
    if (isStopped) return;
    if (answer.ok) value.value = answer.value;
    trouble.value = answer.ok ? undefined : answer.problem;
    if (isWanted) plan(earliest - around.now());
    else if (!answer.ok && !answer.reached) plan(RETRY_MS);
  }
  function plan(wait: number): void {
    cancel?.();
    cancel = undefined;
    if (wait <= 0) void run();
    // The gap bounds the wait: a clock set back by an hour must not freeze the page for an hour.
    else cancel = around.later(Math.min(wait, RETRY_MS), () => void run());
  }

  return {
    value,
    trouble,
    nudge() {
      isWanted = true;
      if (!isLoading && !isStopped) plan(earliest - around.now());
    },
    stop() {
      isStopped = true;
      cancel?.();
    },
  };
}
