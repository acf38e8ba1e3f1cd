import type { Codec } from '../../core/link/wire.ts';
import type { Tuning } from './pace.ts';
import type { LinkClock, LinkLog, Surroundings, Transport, UplinkStore } from './port.ts';

/** What the store's end of the link is made of. */
export interface UplinkOptions {
  readonly store: UplinkStore;
  readonly transport: Transport;
  readonly clock: LinkClock;
  readonly codec: Codec;
  /** A text never given before, also by an earlier life of this program. */
  readonly newId: () => string;
  readonly software: string;
  readonly surroundings?: () => Surroundings;
  readonly log?: LinkLog;
  readonly tuning?: Partial<Tuning>;
}
