import Type from 'typebox';
import { JobProgress } from '../../firmware-bridge/contract/print-job.ts';
import { Id, StaffId } from './ids.ts';
import { type Paper, type PaperCode, type PaperEvents, PaperKind, paperCommands } from './papers.ts';
import type { TaskKind } from './task-kinds.ts';
import type { Evidence } from './tasks.ts';

/** queued → sending → done | failed | unknown; cancelled before it began; a person ends unknown. */
export const SlipState = Type.Enum(['queued', 'sending', 'done', 'failed', 'unknown', 'cancelled', 'lost']);
export type SlipState = Type.Static<typeof SlipState>;

/** A task's slip, the list on top of somebody's pile, a test of a printer, or a paper some feature wants. */
export const SlipKind = Type.Enum(['task', 'cover', 'test', ...PaperKind.enum]);
export type SlipKind = Type.Static<typeof SlipKind>;

/** What stands on the paper, fixed when the slip is wanted, so that the record and the paper are the same. */
export interface SlipContent {
  kind: SlipKind;
  shopZh: string;
  shopEn: string;
  shift: string;
  shiftZh?: string;
  shiftEn?: string;
  personZh?: string;
  personEn?: string;
  at: number;
  timeZone: string;
  copy: number;
  task?: {
    number: number;
    version: number;
    kind: TaskKind;
    code: string;
    gtin?: string;
    nameZh: string;
    nameEn: string;
    content?: string;
    standard?: string;
    unit: 'each' | 'gram';
    from?: string;
    fromBay?: string;
    to?: string;
    toBay?: string;
    quantity: number;
    onHand?: number;
    backRoom?: number;
    whyZh?: string;
    whyEn?: string;
    dueAt?: number;
    moves?: Evidence[];
  };
  list?: {
    number: number;
    kind: TaskKind;
    nameZh: string;
    unit: 'each' | 'gram';
    quantity: number;
    toBay?: string;
  }[];
  /** On a cover: why a slip of the pile cannot be done, to be scanned after it. */
  codes?: PaperCode[];
  test?: { printer: string; columns: number };
  paper?: Paper;
}

export const slipCommands = {
  ...paperCommands,
  'slips.print': Type.Object(
    { task: Id, auto: Type.Optional(Type.Boolean({ description: 'wished by the task itself, not by a person' })) },
    { additionalProperties: false },
  ),
  'slips.print-shift': Type.Object(
    { shift: Type.String({ maxLength: 60 }), person: Type.Optional(StaffId) },
    { additionalProperties: false, description: 'everybody’s pile, or one person’s' },
  ),
  'slips.print-test': Type.Object(
    { printer: Type.String({ maxLength: 200, description: 'identity of the printer to be tried' }) },
    { additionalProperties: false },
  ),
  'slips.reprint': Type.Object({ slip: Id }, { additionalProperties: false }),
  'slips.redirect': Type.Object({ printer: Type.String() }, { description: 'another printer takes the slips now' }),
  'slips.lose-sight': Type.Object({ slip: Id, since: Type.Integer() }),
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
  /** What a paper is about that is no task's slip, within its kind. */
  subject?: string;
  shift: string;
  printer: string;
  copy: number;
  copyOf?: string;
  /** The slip that was cancelled before it began, for this one to be printed elsewhere or in its place in a pile. */
  insteadOf?: string;
  content: SlipContent;
}
export type SlipEvents = PaperEvents & {
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
  kind: SlipKind,
  task: Type.Optional(Type.String()),
  subject: Type.Optional(Type.String()),
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
