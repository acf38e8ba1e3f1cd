/** An open task as the look ahead sees it; tasks come in the order of work. */
export interface Ahead {
  readonly task: string;
  readonly assignee?: string | undefined;
  readonly step: string;
  readonly workMinutes: number;
  readonly dueAt: number;
  /** When it was last touched: work in hand is taken to have begun then. */
  readonly changedAt: number;
}
export interface Outlook {
  /** When it will be done if everybody goes on in the order of work. */
  readonly endsAt: number;
  readonly isLate: boolean;
}

/** Work takes at least this share of what was thought, however long somebody has been at it. */
const AT_LEAST = 0.2;

/**
 * Looks ahead while there is time: everybody does their own tasks in the order of work, what is in hand first; what is
 * nobody's goes to whoever is free first. What waits for a leader needs no more work, and what is blocked does not move: it
 * is late when its time is too short for the work left.
 * @param people those on the shift
 * @returns when each task will be done, and whether that is too late
 */
export function lookAhead(tasks: readonly Ahead[], people: readonly string[], now: number): Map<string, Outlook> {
  const freeAt = new Map(people.map((person) => [person, now]));
  const outlook = new Map<string, Outlook>();
  const inHand = (task: Ahead): boolean => task.step === 'in-progress' || task.step === 'rework';
  for (const task of [...tasks.filter(inHand), ...tasks.filter((one) => !inHand(one))]) {
    if (task.step === 'submitted') {
      outlook.set(task.task, { endsAt: now, isLate: false });
      continue;
    }
    const work = remaining(task, inHand(task), now);
    const person = task.step === 'blocked' ? undefined : (task.assignee ?? firstFree(freeAt));
    const begins = person === undefined ? now : (freeAt.get(person) ?? now);
    const endsAt = begins + work;
    if (person !== undefined) freeAt.set(person, endsAt);
    outlook.set(task.task, { endsAt, isLate: endsAt > task.dueAt });
  }
  return outlook;
}

function remaining({ workMinutes, changedAt }: Ahead, isInHand: boolean, now: number): number {
  const work = workMinutes * 60_000;
  return isInHand ? Math.max(Math.ceil(work * AT_LEAST), work - Math.max(0, now - changedAt)) : work;
}

function firstFree(freeAt: ReadonlyMap<string, number>): string | undefined {
  let best: string | undefined;
  for (const [person, at] of freeAt) if (best === undefined || at < (freeAt.get(best) ?? 0)) best = person;
  return best;
}
