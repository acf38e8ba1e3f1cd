import type { BodyOf } from '../../contract/commands.ts';
import { type Decision, happened, type Moment } from '../../core/feature.ts';
import { gradePhoto } from '../../core/photos/grade.ts';
import { hamming64 } from '../../core/photos/likeness.ts';
import { ended, handedIn, nobody, type OneFacts } from './rules.ts';

export interface PhotoFacts extends OneFacts {
  /** Photos shown lately, newest first. */
  readonly shown: readonly { readonly number: number; readonly original: string; readonly hash: string }[];
  /** What the camera's clock showed, in ms, if it said so. */
  readonly takenAt: number | undefined;
}

/**
 * A photo is always taken in and graded; it counts as evidence until a person rejects it. One that is like a photo shown before says
 * for which task.
 */
export function givePhoto(facts: PhotoFacts, body: BodyOf<'tasks.give-photo'>, moment: Moment): Decision {
  const { task } = facts;
  const no = ended(task) ?? (body.staff !== undefined && !facts.staffKnown ? nobody : undefined);
  if (no || !task) return no ?? nobody;
  const late = handedIn(task);
  if (late) return late;
  const { width, height, sharpness, brightness, alikeBits, taken, ...rest } = body;
  const like = facts.shown.find(
    ({ original, hash }) => original === body.original || hamming64(hash, body.hash) <= alikeBits,
  );
  const ageMs = facts.takenAt === undefined ? undefined : moment.now - facts.takenAt;
  const { grade, faults } = gradePhoto({ width, height, sharpness, brightness, ageMs, isReused: like !== undefined });
  return [
    happened('tasks.evidence-given', {
      ...rest,
      ...{ evidence: moment.newId(), kind: 'photo', grade, faults, taken },
      ...(like ? { likeNumber: like.number } : {}),
    }),
  ];
}
