import { type ReadonlySignal, signal } from '@preact/signals';
import type { Surroundings } from './surroundings.ts';

/** One sentence at the edge of the page. It never takes the focus and never waits for an answer. */
export interface Notice {
  readonly id: number;
  readonly tone: 'good' | 'bad' | 'plain';
  readonly text: string;
  readonly action?: { readonly label: string; act(): void };
}
export interface Notices {
  readonly list: ReadonlySignal<readonly Notice[]>;
  /** @returns takes the notice away early */
  say(notice: Omit<Notice, 'id'>): () => void;
  drop(id: number): void;
}

const STAYS_MS = { good: 6_000, plain: 8_000, bad: 15_000 } as const;
const MOST = 3;

/** Makes the list of notices of one page. */
export function createNotices(around: Surroundings): Notices {
  const list = signal<readonly Notice[]>([]);
  let next = 0;
  const drop = (id: number) => {
    list.value = list.value.filter((n) => n.id !== id);
  };
  return {
    list,
    drop,
    say(notice) {
      next += 1;
      const id = next;
      list.value = [...list.value.filter((n) => n.text !== notice.text), { ...notice, id }].slice(-MOST);
      around.later(STAYS_MS[notice.tone], () => drop(id));
      return () => drop(id);
    },
  };
}
