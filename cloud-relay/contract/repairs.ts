import Type from 'typebox';

/** An entry HQ could not take, as it came, and what became of it. */
export const AsideView = Type.Object({
  epoch: Type.String(),
  seq: Type.Integer(),
  position: Type.Integer(),
  type: Type.String(),
  reason: Type.String(),
  raw: Type.String(),
  receivedAt: Type.Integer(),
  state: Type.Enum(['waiting', 'resent', 'skipped']),
  settledBy: Type.Optional(Type.String()),
  settledWhy: Type.Optional(Type.String()),
  settledAt: Type.Optional(Type.Integer()),
});
export type AsideView = Type.Static<typeof AsideView>;

/** The entry as it should have come; it takes its own place in the journal, under its own name. */
export const EditedEntry = Type.Object(
  {
    by: Type.String({ minLength: 1, maxLength: 100, description: 'who edited it' }),
    reason: Type.String({ minLength: 1, maxLength: 300 }),
    entry: Type.Unknown({ description: 'an entry as stores send them' }),
  },
  { additionalProperties: false },
);
export type EditedEntry = Type.Static<typeof EditedEntry>;
