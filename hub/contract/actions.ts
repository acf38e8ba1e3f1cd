import Type from 'typebox';

/**
 * What a person can say with a gun alone, by scanning a code from a cover sheet or a card. The problems say why the slip
 * that is open at the counter cannot be done.
 */
export const Action = Type.Enum([
  'hand-over',
  'print-slips',
  'no-stock',
  'damaged',
  'no-room',
  'wrong-place',
  'other-problem',
]);
export type Action = Type.Static<typeof Action>;
