import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import type { AnomalyKind } from '../../contract/escalations.ts';
import type { TimerFired } from '../../contract/timers.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';

const PURPOSE = 'escalations.anomaly';
/** What went wrong is to be settled within this. */
export const SETTLED_WITHIN_MS = 2 * 60 * 60_000;

export interface AnomalyFact {
  readonly anomaly: string;
  readonly kind: AnomalyKind;
  readonly subject: string;
  readonly zh: string;
  readonly en: string;
  readonly acknowledgedAt: number | null;
  readonly resolvedAt: number | null;
}
type Found = AnomalyFact | undefined;

const missing = refuse('anomaly-missing', 'There is no such alert: reload the page.');
const settled = refuse('anomaly-settled', 'Somebody has settled this already.');

/** One open anomaly of a kind and subject, however often it shows. */
export function detect(open: Found, body: BodyOf<'escalations.detect'>, moment: Moment): Decision {
  if (open) return [];
  const dueAt = moment.now + SETTLED_WITHIN_MS;
  return [happened('escalations.detected', { anomaly: moment.newId(), ...body, dueAt })];
}
export function acknowledge(found: Found, body: BodyOf<'escalations.acknowledge'>, moment: Moment): Decision {
  if (!found) return missing;
  if (found.resolvedAt !== null) return settled;
  return found.acknowledgedAt === null
    ? [happened('escalations.acknowledged', { anomaly: body.anomaly, by: moment.actor.by })]
    : [];
}
export function resolve(found: Found, body: BodyOf<'escalations.resolve'>, moment: Moment): Decision {
  if (!found) return missing;
  return found.resolvedAt === null ? resolved(found, moment, body.note) : settled;
}
/** What it was about has ended by itself. */
export function clear(open: Found, _body: unknown, moment: Moment): Decision {
  return open ? resolved(open, moment) : [];
}
function resolved({ anomaly, kind, subject }: AnomalyFact, moment: Moment, note?: string): Decision {
  const { by } = moment.actor;
  return [happened('escalations.resolved', { anomaly, kind, subject, by, ...(note ? { note } : {}) })];
}
export function overdue(found: Found): Decision {
  if (!found || found.resolvedAt !== null) return [];
  const { anomaly, kind, zh, en, acknowledgedAt } = found;
  return [happened('escalations.anomaly-overdue', { anomaly, kind, zh, en, acknowledged: acknowledgedAt !== null })];
}

const keyOf = (anomaly: string): string => `anomaly:${anomaly}`;

/** A task that used up all its time is an anomaly, once. */
export function onStepped(data: Events['escalations.stepped']): readonly Wish[] {
  if (data.live < 100) return [];
  const { task, number, titleZh, titleEn } = data;
  return [
    wish('escalations.detect', {
      ...{ kind: 'task-late', subject: task },
      zh: `任务 ${number} ${titleZh} 已超时`,
      en: `Task ${number}, ${titleEn}, is late`,
    }),
  ];
}
export function onMissed(data: Events['recurrences.missed']): readonly Wish[] {
  const { routine, titleZh, titleEn, count } = data;
  return [
    wish('escalations.detect', {
      ...{ kind: 'routine-missed', subject: `routine:${routine}` },
      zh: `例行任务 ${titleZh} 错过 ${count} 次`,
      en: `Routine ${titleEn} was missed ${count} times`,
    }),
  ];
}
export function onDetected({ anomaly, dueAt }: Events['escalations.detected']): readonly Wish[] {
  return [wish('timers.set', { key: keyOf(anomaly), due: dueAt, purpose: PURPOSE, body: { anomaly } })];
}
export function onResolved({ anomaly }: { anomaly: string }): readonly Wish[] {
  return [wish('timers.cancel', { key: keyOf(anomaly) })];
}
export function onFired({ purpose, body }: TimerFired): readonly Wish[] {
  return purpose === PURPOSE ? [wish('escalations.overdue', body as BodyOf<'escalations.overdue'>)] : [];
}
