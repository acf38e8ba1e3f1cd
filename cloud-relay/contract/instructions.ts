import Type from 'typebox';
import { hqCommands } from '../../hub/contract/uplink.ts';

/** What HQ wants a store to do; `id` is made before the first attempt, so that asking twice does it once. */
export const NewInstruction = Type.Object(
  {
    id: Type.String({ minLength: 8, maxLength: 200, pattern: '^[0-9A-Za-z._:>/-]+$' }),
    type: Type.Enum([...hqCommands]),
    body: Type.Unknown(),
    by: Type.String({ minLength: 1, maxLength: 100 }),
    expiresAt: Type.Integer({ description: 'HQ’s time in ms; a store that hears of it later refuses it' }),
  },
  { additionalProperties: false },
);
export type NewInstruction = Type.Static<typeof NewInstruction>;

export const InstructionView = Type.Object({
  id: Type.String(),
  store: Type.String(),
  seq: Type.Integer(),
  type: Type.String(),
  by: Type.String(),
  madeAt: Type.Integer(),
  expiresAt: Type.Integer(),
  state: Type.Enum(['waiting', 'done', 'refused', 'expired', 'unsupported']),
  overdue: Type.Boolean({ description: 'past its expiry, and the store has not answered yet' }),
  answeredAt: Type.Optional(Type.Integer()),
  position: Type.Optional(Type.Integer({ description: 'of the entry it led to in the store’s journal' })),
  code: Type.Optional(Type.String()),
  detail: Type.Optional(Type.String()),
});
export type InstructionView = Type.Static<typeof InstructionView>;
