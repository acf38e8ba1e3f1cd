import Type from 'typebox';

/** RFC 9457 problem details, as `application/problem+json`. */
export const Problem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.Optional(Type.String()),
    code: Type.String({ description: 'for programs and dictionaries; never changes its meaning' }),
    faults: Type.Optional(
      Type.Array(Type.Object({ field: Type.String(), message: Type.String() }), {
        description: 'what is wrong, field by field, where fields are what is wrong',
      }),
    ),
    params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
  },
  { $id: 'Problem' },
);
export type Problem = Type.Static<typeof Problem>;
