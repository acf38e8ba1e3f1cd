import Type from 'typebox';
import { Guide } from './guides.ts';
import { EvidenceKind } from './task-kinds.ts';
import { TaskCheckView, TaskDraftView, TaskEvidenceView, TaskSeenView, TaskStepView } from './task-life.ts';
import { TaskView } from './tasks.ts';

/** All there is to know about one task: basis, owner, process and result, fit for an audit. */
export const TaskDetail = Type.Object({
  asOf: Type.Integer(),
  at: Type.Integer(),
  task: TaskView,
  missing: Type.Array(EvidenceKind, { description: 'evidence asked for that is not there yet' }),
  guide: Type.Optional(Guide),
  checks: Type.Array(TaskCheckView),
  evidence: Type.Array(TaskEvidenceView),
  seen: Type.Array(TaskSeenView),
  steps: Type.Array(TaskStepView),
});
export type TaskDetail = Type.Static<typeof TaskDetail>;

export const TaskDrafts = Type.Object({ drafts: Type.Array(TaskDraftView) });
export type TaskDrafts = Type.Static<typeof TaskDrafts>;
