import type { BodyOf } from '../../contract/commands.ts';
import { type Decision, happened, refuse } from '../../core/feature.ts';

export interface RosterFacts {
  readonly plans: readonly string[];
  readonly staff: ReadonlySet<string>;
}

/** Sets whole shifts of whole days: who stands there works, nobody else. An empty one goes back to the daily plan. */
export function setRoster(facts: RosterFacts, body: BodyOf<'shifts.set-roster'>): Decision {
  const named = new Set<string>();
  for (const { day, plan, staff } of body.shifts) {
    if (!facts.plans.includes(plan)) return refuse('plan-missing', `There is no shift ${plan} in the plan.`, { plan });
    const stranger = staff.find((person) => !facts.staff.has(person));
    if (stranger) return refuse('staff-missing', 'There is no such person here; scan a badge or choose a name.');
    if (named.has(`${day}/${plan}`))
      return refuse('roster-twice', 'The same shift of the same day stands there twice.', { shift: `${day}/${plan}` });
    named.add(`${day}/${plan}`);
  }
  return [happened('shifts.roster-set', body)];
}
