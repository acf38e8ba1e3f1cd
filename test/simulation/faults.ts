import type { Chance } from './chance.ts';

/** What may go wrong in one run. Every number 0 or every `false` is a fair day. */
export interface Faults {
  /** Mean virtual minutes between crashes of each hub, of the relay, of each bridge; 0 for never. */
  readonly hubCrash: number;
  readonly relayCrash: number;
  readonly bridgeCrash: number;
  /** Chance of a crash right after an outbound effect: a message, an answer, a byte on paper, a commit. */
  readonly effectCrash: number;
  readonly lost: number;
  readonly repeated: number;
  /** Longest extra delay of a message in ms: it overtakes others by this. */
  readonly delay: number;
  /** Mean virtual minutes between breaks of a store's line to HQ; how long one lasts at the most, in minutes. */
  readonly linkBreak: number;
  readonly linkBreakLongest: number;
  /** Mean virtual minutes between jumps of a hub's clock. */
  readonly clockJump: number;
  /** Chance that a scan or a command is sent again under the same id after it was answered. */
  readonly sentAgain: number;
  /** Mean virtual minutes between spells of a disk that takes nothing. */
  readonly diskFull: number;
  /** Chance per slip that the printer's process dies or its cable is pulled. */
  readonly printer: number;
  /** The broker is not the relay's own: it outlives the relay, and nobody notices that the relay was away. */
  readonly brokerApart: boolean;
  /** Mean virtual minutes between restores of a hub, and of HQ, from an older backup. */
  readonly hubRestore: number;
  readonly relayRestore: number;
}

export interface FaultSettings {
  /** Multiplies the chance of crashes right after effects. */
  readonly effects?: number;
  /** Lets hubs and HQ be restored from backups now and then. */
  readonly restores?: boolean;
}

/** A swarm: each kind of fault is there in seven runs of ten, because some bugs show only where other faults are absent. */
export function swarm(chance: Chance, settings: FaultSettings): Faults {
  const some = (value: number): number => (chance.odds(0.7) ? value * (0.5 + chance.next()) : 0);
  const more = settings.effects ?? 1;
  const restores = settings.restores ? 1 : 0;
  return {
    hubCrash: some(40),
    relayCrash: some(40),
    bridgeCrash: some(40),
    effectCrash: Math.min(0.2, some(0.004) * more),
    lost: some(0.05),
    repeated: some(0.05),
    delay: some(4000),
    linkBreak: some(45),
    linkBreakLongest: chance.any([2, 20, 90]),
    clockJump: some(60),
    sentAgain: some(0.1),
    diskFull: some(60),
    printer: some(0.15),
    brokerApart: chance.odds(0.3),
    hubRestore: some(60) * restores,
    relayRestore: some(60) * restores,
  };
}

export const fairWeather: Faults = {
  hubCrash: 0,
  relayCrash: 0,
  bridgeCrash: 0,
  effectCrash: 0,
  lost: 0,
  repeated: 0,
  delay: 0,
  linkBreak: 0,
  linkBreakLongest: 0,
  clockJump: 0,
  sentAgain: 0,
  diskFull: 0,
  printer: 0,
  brokerApart: false,
  hubRestore: 0,
  relayRestore: 0,
};
