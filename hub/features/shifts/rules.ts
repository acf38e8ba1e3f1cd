import type { Wish } from '../../contract/command.ts';
import type { BodyOf, Events } from '../../contract/commands.ts';
import { nextDay } from '../../core/calendar.ts';
import { type Decision, happened, type Moment, refuse, wish } from '../../core/feature.ts';

export function setPlan(_facts: null, body: BodyOf<'shifts.set-plan'>): Decision {
  const turns = new Set(body.shifts.map((s) => s.turn));
  const names = new Set(body.shifts.map((s) => s.plan));
  if (turns.size < body.shifts.length || names.size < body.shifts.length)
    return refuse('plan-ambiguous', 'Two shifts have the same name or the same place in the day.');
  return [happened('shifts.plan-set', { shifts: body.shifts })];
}

export interface ShiftFacts {
  readonly current: string | undefined;
  /** Names of the plan's shifts in the order of the day. */
  readonly plans: readonly string[];
  /** Shifts of the current one's day and later that have been or are. */
  readonly been: readonly string[];
  readonly leaderRole: string | undefined;
  readonly open: number;
}

export function begin(facts: ShiftFacts, body: BodyOf<'shifts.begin'>): Decision {
  if (facts.current)
    return refuse('shift-running', 'A shift is running: hand it over instead.', { shift: facts.current });
  const plan = body.shift.slice(body.shift.indexOf('/') + 1);
  if (!facts.plans.includes(plan)) return refuse('plan-missing', `There is no shift ${plan} in the plan.`, { plan });
  return [happened('shifts.begun', { shift: body.shift })];
}

/**
 * The next shift of the plan; after the last one the first of the next day, or of today if days were skipped. A shift
 * may begin after midnight, so yesterday's plan is still followed. One that has been is passed over: a plan that was
 * changed in between never begins a shift twice.
 */
export function nextShift(
  current: string,
  plans: readonly string[],
  today: string,
  been: readonly string[],
): string | undefined {
  const cut = current.indexOf('/');
  const date = current.slice(0, cut);
  const at = plans.indexOf(current.slice(cut + 1));
  const follows = at >= 0 && nextDay(date) >= today ? plans.slice(at + 1) : [];
  const next = follows.map((plan) => `${date}/${plan}`).find((shift) => !been.includes(shift));
  if (next) return next;
  let day = nextDay(date) > today ? nextDay(date) : today;
  for (let tries = 0; tries <= been.length; tries += 1, day = nextDay(day)) {
    const free = plans.map((plan) => `${day}/${plan}`).find((shift) => !been.includes(shift));
    if (free) return free;
  }
  return undefined;
}

export function handOver(facts: ShiftFacts, body: BodyOf<'shifts.hand-over'>, moment: Moment): Decision {
  if (!facts.current) return refuse('no-shift', 'No shift is running: begin one first.');
  if (!facts.leaderRole) return refuse('staff-missing', 'There is no such person here; scan a badge or choose a name.');
  if (facts.leaderRole === 'clerk') return refuse('leader-needed', 'A shift leader or a manager hands a shift over.');
  const to = nextShift(facts.current, facts.plans, moment.businessDate, facts.been);
  if (!to) return refuse('plan-missing', 'The plan has no next shift: set the shift plan first.');
  return [
    happened('shifts.handed-over', {
      from: facts.current,
      to,
      leader: body.leader,
      reason: body.reason ?? 'shift-change',
      open: facts.open,
    }),
  ];
}

/** A leader can hand the shop over by gun alone: badge, then the code on the card. */
export function onAction({ action, staff }: Events['slips.action-scanned']): readonly Wish[] {
  return action === 'hand-over' ? [wish('shifts.hand-over', { leader: staff })] : [];
}
