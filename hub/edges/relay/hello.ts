import type { EpochMark, Hello, Tip } from '../../contract/uplink.ts';
import { claimsOf, type EpochRange } from '../../core/link/lanes.ts';

/** What a session begins with. @param about `upTo` when HQ wanted lives that end before that position */
export function helloOf(
  sid: string,
  epochs: readonly EpochRange[],
  acked: { inc: string; marks: EpochMark[] } | undefined,
  about: {
    upTo: number | undefined;
    proof: string | undefined;
    size: number;
    pending: number;
    clock: number;
    software: string;
    about?: Pick<Tip, 'day' | 'diskDays' | 'oldestAt'>;
  },
): Hello {
  const { upTo, proof, size, pending, clock, software } = about;
  return {
    v: 1,
    t: 'hello',
    sid,
    ep: epochs.at(-1)?.epoch ?? '',
    epochs: claimsOf(epochs, upTo, size),
    ...(upTo === undefined ? {} : { upTo }),
    ...(proof === undefined ? {} : { proof }),
    ...(acked === undefined ? {} : { acked }),
    pending,
    clock,
    software,
    ...about.about,
  };
}
