import { type ReadonlySignal, signal } from '@preact/signals';
import type { Health } from '../../hub/contract/board.ts';
import type { FeedEvents } from '../../hub/contract/feed.ts';
import type { Entry } from '../../hub/contract/journal.ts';
import type { Surroundings } from '../surroundings.ts';
import { type Answer, ask } from './answer.ts';
import { type Commands, createCommands } from './commands.ts';
import { createLive, type Live } from './live.ts';
import { createPicture, type Picture } from './picture.ts';

export type Status = FeedEvents['status'];
/** The typed client of the shop's own hub. */
export interface Hub {
  readonly live: Live;
  readonly status: ReadonlySignal<Status | undefined>;
  /** True when what answers at this address is not a shop's hub. */
  readonly isElsewhere: ReadonlySignal<boolean>;
  readonly commands: Commands;
  get<T>(path: string): Promise<Answer<T>>;
  /** A picture that follows the feed: loaded now, and again after entries it does not hold. Stop it when it is not shown. */
  follow<T>(path: string): Picture<T>;
  /** Called with entries as they come, each after it is on the hub's disk. The answer ends it. */
  onEntries(listener: (entries: readonly Entry[]) => void): () => void;
  /** The hub's wall clock, as far as this screen knows it: deadlines are the hub's, and a phone's clock may be wrong. */
  now(): number;
  start(): void;
}

/** Makes the client. Nothing is sent before `start` or the first question. */
export function createHub(around: Surroundings): Hub {
  const status = signal<Status | undefined>(undefined);
  const isElsewhere = signal(false);
  const listeners = new Set<(entries: readonly Entry[]) => void>();
  const followed = new Set<Picture<unknown>>();
  let position: number | undefined;
  let ahead = 0;

  const renewAll = () => {
    for (const picture of followed) picture.nudge();
  };
  const live = createLive(around, {
    address: () => (position === undefined ? '/api/v1/feed' : `/api/v1/feed?after=${position}`),
    events: {
      entries: (data) => {
        const { entries } = data as FeedEvents['entries'];
        position = Math.max(position ?? 0, ...entries.map((e) => e.position));
        for (const listener of listeners) listener(entries);
        renewAll();
      },
      status: (data) => {
        const next = data as Status;
        ahead = next.at - around.now();
        status.value = next;
        // A feed that lost something, or a hub restored from a backup: the head tells, whatever was or was not sent.
        if (position !== undefined && next.head !== position) renewAll();
        if (position === undefined || next.head < position) position = next.head;
      },
      resync: (data) => {
        position = (data as FeedEvents['resync']).head;
        renewAll();
      },
    },
  });

  async function begin(): Promise<void> {
    const health = await ask<Partial<Pick<Health, 'head'>> & Omit<Health, 'head'>>(around, '/api/v1/health');
    if (health.ok) {
      const { head } = health.value;
      if (head === undefined) {
        isElsewhere.value = true;
        return;
      }
      position = head;
      ahead = health.value.now - around.now();
      status.value ??= {
        at: health.value.now,
        head,
        link: health.value.link,
        bridge: health.value.bridge.connected,
      };
    }
    live.open();
    renewAll();
  }

  return {
    live,
    status,
    isElsewhere,
    commands: createCommands(around),
    get: (path) => ask(around, `/api/v1${path}`),
    follow<T>(path: string) {
      const picture = createPicture(around, () => ask<T>(around, `/api/v1${path}`));
      followed.add(picture);
      picture.nudge();
      const stop = () => {
        followed.delete(picture);
        picture.stop();
      };
      return { ...picture, stop };
    },
    onEntries(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    now: () => around.now() + ahead,
    start: () => void begin(),
  };
}
