import Type from 'typebox';

/** Whole base units (pieces or grams), never a fraction. */
export const Quantity = Type.Integer({ minimum: 1, maximum: 1_000_000 });
/** What somebody found: nothing is an answer too. */
export const Counted = Type.Integer({ minimum: 0, maximum: 1_000_000 });
export const SignedQuantity = Type.Integer({ minimum: -1_000_000_000, maximum: 1_000_000_000 });
/** A price of one piece or kilogram, so bounded that no sum of lines leaves the whole numbers a program can count. */
export const PriceMinor = Type.Integer({ minimum: 0, maximum: 100_000_000 });
/** Integer minor units (fen) of the shop's ISO 4217 currency. */
export const MinorUnits = Type.Integer({ minimum: 0, maximum: 100_000_000_000 });
