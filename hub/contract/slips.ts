import Type from 'typebox';
import { JobProgress } from '../../firmware-bridge/contract/print-job.ts';
import { Id } from './ids.ts';

/** queued → sending → done | failed | unknown; cancelled before it began; a person ends unknown. */
export const SlipState = Type.Enum(['queued', 'sending', 'done', 'failed', 'unknown', 'cancelled', 'lost']);
export type SlipState = Type.Static<typeof SlipState>;

/** What stands on the paper, fixed when the slip is wanted, so that the record and the paper are the same. */
export interface SlipContent {
  kind: 'task' | 'cover';
  shopZh: string;
  shopEn: string;
  shift: string;
  personZh?: string;
  personEn?: string;
  at: number;
  timeZone: string;
  copy: number;
  task?: {
    number: number;
    version: number;
    code: string;
    gtin: string;
    nameZh: string;
    nameEn: string;
    from: string;
    fromBay?: string;
    to: string;
    toBay?: string;
    quantity: number;
    onHand: number;
    backRoom: number;
  };
  list?: { number: number; nameZh: string; quantity: number; toBay?: string }[];
}

export const slipCommands = {
  'slips.print': Type.Object(
    { task: Id, auto: Type.Optional(Type.Boolean({ description: 'wished by the task itself, not by a person' })) },
    { additionalProperties: false },
  ),
  'slips.print-shift': Type.Object({ shift: Type.String() }, { additionalProperties: false }),
  'slips.reprint': Type.Object({ slip: Id }, { additionalProperties: false }),
  'slips.cancel': Type.Object({ task: Id, reason: Type.String() }, { additionalProperties: false }),
  'slips.progress': Type.Object({ slip: Id, bridge: Type.String(), incarnation: Type.String(), progress: JobProgress }),
  'slips.reconcile': Type.Object({
    bridge: Type.String(),
    incarnation: Type.String(),
    inHand: Type.Array(Type.String()),
  }),
  'slips.resolve': Type.Object(
    { slip: Id, outcome: Type.Enum(['printed', 'lost']) },
    { additionalProperties: false, description: 'a person looked at the paper of an unknown slip' },
  ),
};

export interface SlipQueued {
  slip: string;
  task?: string;
  shift: string;
  printer: string;
  copy: number;
  copyOf?: string;
  content: SlipContent;
}
export type SlipEvents = {
  'slips.queued': SlipQueued;
  'slips.sending': { slip: string; bridge: string; incarnation: string };
  'slips.done': { slip: string; evidence: string };
  'slips.failed': { slip: string; reason: string };
  'slips.unknown': { slip: string; reason: string };
  'slips.resolved': { slip: string; outcome: 'printed' | 'lost' };
  'slips.cancelled': { slip: string; reason: string };
};

export const SlipView = Type.Object({
  slip: Type.String(),
  task: Type.Optional(Type.String()),
  number: Type.Optional(Type.Integer()),
  shift: Type.String(),
  personZh: Type.Optional(Type.String()),
  personEn: Type.Optional(Type.String()),
  nameZh: Type.Optional(Type.String()),
  nameEn: Type.Optional(Type.String()),
  printer: Type.String(),
  copy: Type.Integer(),
  state: SlipState,
  evidence: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
  queuedAt: Type.Integer(),
  changedAt: Type.Integer(),
});
export type SlipView = Type.Static<typeof SlipView>;
