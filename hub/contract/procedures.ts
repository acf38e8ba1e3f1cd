import Type from 'typebox';
import { Role } from './staff.ts';
import { Check, EvidenceKind, TaskKind } from './task-kinds.ts';

const strict = { additionalProperties: false };
const Name = Type.String({ minLength: 1, maxLength: 120 });
const Words = Type.String({ minLength: 1, maxLength: 2000 });
const Key = Type.String({ minLength: 1, maxLength: 60, pattern: '^[a-z0-9-]+$' });

/** One step: a task for whoever its role names, begun when the step before it is closed. */
const Step = Type.Object(
  {
    kind: TaskKind,
    titleZh: Name,
    titleEn: Name,
    content: Type.Optional(Words),
    standard: Type.Optional(Words),
    role: Type.Optional(Role),
    evidence: Type.Optional(Type.Array(EvidenceKind, { maxItems: 5 })),
    checks: Type.Optional(Type.Array(Check, { minItems: 1, maxItems: 60 })),
    approval: Type.Optional(Type.Boolean()),
    guide: Type.Optional(Key),
    workMinutes: Type.Optional(Type.Integer({ minimum: 0, maximum: 1440 })),
    dueMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_080 })),
  },
  strict,
);
export const Procedure = Type.Object(
  { procedure: Key, nameZh: Name, nameEn: Name, steps: Type.Array(Step, { minItems: 1, maxItems: 30 }) },
  { ...strict, description: 'a checklist is a procedure of one step with its checks' },
);
export type Procedure = Type.Static<typeof Procedure>;

export const procedureCommands = {
  'procedures.set': Procedure,
  'procedures.remove': Type.Object({ procedure: Key }, strict),
  'procedures.start': Type.Object(
    { procedure: Key, subject: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })) },
    { ...strict, description: 'one at a time for a subject, such as a machine or a promotion' },
  ),
  'procedures.advance': Type.Object({ run: Type.String(), step: Type.Integer() }, strict),
  'procedures.stop': Type.Object({ run: Type.String(), step: Type.Integer(), reason: Type.String() }, strict),
};

/** A step that begins now, with the time it is due. */
export interface StepBegun {
  run: string;
  step: number;
  of: number;
  procedure: string;
  nameZh: string;
  nameEn: string;
  subject: string;
  task: Omit<Procedure['steps'][number], 'dueMinutes'> & { dueAt?: number };
}
export type ProcedureEvents = {
  'procedures.set': Procedure;
  'procedures.removed': { procedure: string };
  'procedures.started': StepBegun & { steps: Procedure['steps'] };
  'procedures.advanced': StepBegun;
  'procedures.finished': { run: string };
  'procedures.stopped': { run: string; reason: string };
};

export const ProceduresView = Type.Object({
  procedures: Type.Array(Procedure),
  running: Type.Array(
    Type.Object({
      run: Type.String(),
      procedure: Type.String(),
      nameZh: Name,
      nameEn: Name,
      subject: Type.String(),
      step: Type.Integer({ description: 'the step at hand, from 0' }),
      of: Type.Integer(),
      startedAt: Type.Integer(),
    }),
  ),
});
export type ProceduresView = Type.Static<typeof ProceduresView>;
