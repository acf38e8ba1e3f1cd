import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Health } from '../../hub/contract/board.ts';
import type { FeedEvents } from '../../hub/contract/feed.ts';
import type { Entry } from '../../hub/contract/journal.ts';
import type { Surroundings } from '../surroundings.ts';
import { type Answer, ask } from './answer.ts';
import { type Commands, createCommands, type SecondPerson } from './commands.ts';
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
  /** Sends the bytes of a file. */
  upload<T>(path: string, file: Blob): Promise<Answer<T>>;
  /** A picture that follows the feed: loaded now, and again after entries it does not hold. Stop it when it is not shown. */
  follow<T>(path: string): Picture<T>;
  /** Called with entries as they come, each after it is on the hub's disk. The answer ends it. */
  onEntries(listener: (entries: readonly Entry[]) => void): () => void;
  /** The hub's wall clock, as far as this screen knows it: deadlines are the hub's, and a phone's clock may be wrong. */
  now(): number;
  start(): void;
}

/** What the parts of the client share: how far it has heard, how far its clock is off, and who wants to know. */
interface Ear {
  readonly around: Surroundings;
  readonly status: Signal<Status | undefined>;
  readonly isElsewhere: Signal<boolean>;
  readonly listeners: Set<(entries: readonly Entry[]) => void>;
  readonly followed: Set<Picture<unknown>>;
  position: number | undefined;
  ahead: number;
}
const renewAll = (ear: Ear): void => {
  for (const picture of ear.followed) picture.nudge();
};

/** Makes the client. Nothing is sent before `start` or the first question. */
export function createHub(around: Surroundings, second?: SecondPerson): Hub {
  const status = signal<Status | undefined>(undefined);
  const isElsewhere = signal(false);
  const shared = { around, status, isElsewhere, listeners: new Set<(entries: readonly Entry[]) => void>() };
  const ear: Ear = { ...shared, followed: new Set<Picture<unknown>>(), position: undefined, ahead: 0 };
  const live = listenTo(ear);
  return {
    live,
    status,
    isElsewhere,
    commands: createCommands(around, second),
    get: (path) => ask(around, `/api/v1${path}`),
    upload: (path, file) => ask(around, `/api/v1${path}`, file),
    follow<T>(path: string) {
      const picture = createPicture(around, () => ask<T>(around, `/api/v1${path}`));
      ear.followed.add(picture);
      picture.nudge();
      const stop = () => {
        ear.followed.delete(picture);
        picture.stop();
      };
      return { ...picture, stop };
    },
    onEntries(listener) {
      ear.listeners.add(listener);
      return () => ear.listeners.delete(listener);
    },
    now: () => around.now() + ear.ahead,
    start: () => void begin(ear, live),
  };
}

function listenTo(ear: Ear): Live {
  return createLive(ear.around, {
    address: () => (ear.position === undefined ? '/api/v1/feed' : `/api/v1/feed?after=${ear.position}`),
    events: {
      entries: (data) => {
        const { entries } = data as FeedEvents['entries'];
        ear.position = Math.max(ear.position ?? 0, ...entries.map((e) => e.position));
        for (const listener of ear.listeners) listener(entries);
        renewAll(ear);
      },
      status: (data) => {
        const next = data as Status;
        ear.ahead = next.at - ear.around.now();
        ear.status.value = next;
        // A feed that lost something, or a hub restored from a backup: the head tells, whatever was or was not sent.
        if (ear.position !== undefined && next.head !== ear.position) renewAll(ear);
        if (ear.position === undefined || next.head < ear.position) ear.position = next.head;
      },
      resync: (data) => {
        ear.position = (data as FeedEvents['resync']).head;
        renewAll(ear);
      },
    },
  });
}

/** Asks how the hub is, so that the feed begins where the pictures stand; then listens. */
async function begin(ear: Ear, live: Live): Promise<void> {
  const { around, status } = ear;
  const health = await ask<Partial<Pick<Health, 'head'>> & Omit<Health, 'head'>>(around, '/api/v1/health');
  if (health.ok) {
    const { head, now, link, bridge } = health.value;
    if (head === undefined) {
      ear.isElsewhere.value = true;
      return;
    }
    ear.position = head;
    ear.ahead = now - around.now();
    status.value ??= { at: now, head, link, bridge: bridge.connected };
  }
  live.open();
  renewAll(ear);
}
