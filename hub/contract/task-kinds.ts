import Type from 'typebox';

/** Every kind of work the shop knows. What each of them asks for stands in the registry of the core, by this name. */
export const TaskKind = Type.Enum([
  'restock',
  'check-shelf',
  'cleaning',
  'display',
  'promotion',
  'surge',
  'stocktake',
  'patrol',
  'repair',
  'pick',
  'expiry',
  'recall',
  'late-delivery',
  'count',
  'exception',
  'other',
]);
export type TaskKind = Type.Static<typeof TaskKind>;

/** What may have to be shown before a task is done. A count is a number, a scan is of an item or of a shelf's label. */
export const EvidenceKind = Type.Enum(['photo', 'count', 'scan', 'checklist', 'text']);
export type EvidenceKind = Type.Static<typeof EvidenceKind>;

/** One thing to look at. `subject` names what is looked at, such as a machine: a repair is opened for it once. */
export const Check = Type.Object(
  {
    check: Type.String({ minLength: 1, maxLength: 40, pattern: '^[a-z0-9-]+$' }),
    zh: Type.String({ minLength: 1, maxLength: 120 }),
    en: Type.String({ minLength: 1, maxLength: 120 }),
    subject: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  },
  { additionalProperties: false },
);
export type Check = Type.Static<typeof Check>;

/** The kinds as a page shows them when somebody chooses one. */
export const TaskKindView = Type.Object({
  kind: TaskKind,
  nameZh: Type.String(),
  nameEn: Type.String(),
  role: Type.String(),
  evidence: Type.Array(EvidenceKind),
  approval: Type.Boolean(),
  byHand: Type.Boolean({ description: 'a person may open one; the others are opened by the shop itself' }),
  dueMinutes: Type.Integer(),
});
export type TaskKindView = Type.Static<typeof TaskKindView>;
