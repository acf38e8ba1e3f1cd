import Type from 'typebox';

/**
 * The kinds of field that planning questions are made of. The upper bounds are far beyond any shop; they keep a slip of
 * the keyboard from keeping the hub busy for an hour.
 */
export const amount = Type.Number({ minimum: 0, maximum: 1e12 });
export const positive = Type.Number({ minimum: 1e-9, maximum: 1e12 });
export const share = Type.Number({ minimum: 1e-9, maximum: 1 - 1e-9 });
export const weight = Type.Number({ minimum: 0, maximum: 1 });
export const count = Type.Integer({ minimum: 0, maximum: 1_000_000 });
/** Periods of lead time or review. */
export const periods = Type.Integer({ minimum: 0, maximum: 365 });
export const packSize = Type.Integer({ minimum: 1, maximum: 100_000 });
export const meanCount = Type.Number({ minimum: 0, maximum: 1_000_000 });
export const amounts = Type.Array(amount, { minItems: 1, maxItems: 10_000 });
export const weekdayNumber = Type.Integer({ minimum: 1, maximum: 7 });

/** Words that an example may carry to say which convention is meant; there is one, and it is documented at the method. */
export const note = Type.Optional(Type.String());

/** An object that refuses what it does not know. */
export function fields<T extends Type.TProperties>(properties: T) {
  return Type.Object(properties, { additionalProperties: false });
}
