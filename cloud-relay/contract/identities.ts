import Type from 'typebox';

const By = Type.String({ minLength: 1, maxLength: 100, description: 'who wants it' });
const Reason = Type.String({ minLength: 1, maxLength: 300 });

/** A new token for a store; the older of two valid ones ends with it. */
export const NewCredential = Type.Object({ by: By }, { additionalProperties: false });
export type NewCredential = Type.Static<typeof NewCredential>;

/** The only time the token is seen: HQ keeps its digest. */
export const IssuedCredential = Type.Object({
  store: Type.String(),
  token: Type.String(),
  valid: Type.Integer({ description: 'tokens of this store that are valid now' }),
});
export type IssuedCredential = Type.Static<typeof IssuedCredential>;

/** What somebody does for a reason: deny a store, let it in again, skip an entry. */
export const Reasoned = Type.Object({ by: By, reason: Reason }, { additionalProperties: false });
export type Reasoned = Type.Static<typeof Reasoned>;

export const IdentityView = Type.Object({
  store: Type.String(),
  credentials: Type.Array(
    Type.Object({
      fingerprint: Type.String(),
      madeBy: Type.String(),
      madeAt: Type.Integer(),
      endedAt: Type.Optional(Type.Integer()),
    }),
  ),
  denied: Type.Optional(Type.Object({ reason: Type.String(), by: Type.String(), at: Type.Integer() })),
});
export type IdentityView = Type.Static<typeof IdentityView>;
