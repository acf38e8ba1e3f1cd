import type { TaskView } from '../../hub/contract/tasks.ts';

export interface PersonTasks {
  /** Undefined for tasks that are nobody's yet. */
  readonly staff: string | undefined;
  readonly nameZh: string | undefined;
  readonly nameEn: string | undefined;
  readonly tasks: readonly TaskView[];
}

/** Open tasks grouped by whose they are, in the order of each group's first task; what is nobody's comes last. */
export function byPerson(tasks: readonly TaskView[]): PersonTasks[] {
  const groups = new Map<string | undefined, TaskView[]>();
  for (const task of tasks) groups.set(task.assignee, [...(groups.get(task.assignee) ?? []), task]);
  const list = [...groups].map(([staff, own]) => ({
    staff,
    nameZh: own[0]?.assigneeZh,
    nameEn: own[0]?.assigneeEn,
    tasks: own,
  }));
  return [...list.filter((g) => g.staff !== undefined), ...list.filter((g) => g.staff === undefined)];
}
