import type { HqFeedEvents } from '../../cloud-relay/contract/stores.ts';
import type { Surroundings } from '../surroundings.ts';
import { type Answer, ask } from './answer.ts';
import { createLive, type Live } from './live.ts';
import { createPicture, type Picture } from './picture.ts';

/** The typed client of headquarters: the relay, and nothing but the relay. */
export interface Hq {
  readonly live: Live;
  get<T>(path: string): Promise<Answer<T>>;
  /** A picture loaded now and whenever HQ's disk holds more of `store` (of any store without one). */
  follow<T>(path: string, store?: string): Picture<T>;
  /** HQ's wall clock as far as this screen knows it. */
  now(): number;
  start(): void;
}

/** Makes the client. */
export function createHq(around: Surroundings): Hq {
  const followed = new Map<Picture<unknown>, string | undefined>();
  let ahead = 0;
  const renew = (store?: string) => {
    for (const [picture, wanted] of followed)
      if (store === undefined || wanted === undefined || wanted === store) picture.nudge();
  };
  const live = createLive(around, {
    address: () => '/api/v1/feed',
    events: {
      store: (data) => renew((data as HqFeedEvents['store']).store),
      status: (data) => {
        ahead = (data as HqFeedEvents['status']).at - around.now();
        // A store that fell silent says nothing: its picture is renewed with the heartbeat, so that silence shows.
        renew();
      },
    },
  });
  return {
    live,
    get: (path) => ask(around, `/api/v1${path}`),
    follow<T>(path: string, store?: string) {
      const picture = createPicture(around, () => ask<T>(around, `/api/v1${path}`));
      followed.set(picture, store);
      picture.nudge();
      const stop = () => {
        followed.delete(picture);
        picture.stop();
      };
      return { ...picture, stop };
    },
    now: () => around.now() + ahead,
    start: () => live.open(),
  };
}
