import Type from 'typebox';

/**
 * How a scale or a deli prints its 13-digit codes: `prefix`, item digits, an optional inner check digit, value digits and
 * the GS1 check digit. Layouts differ from shop to shop, so they are settings, and such a code is never looked up whole.
 */
export const InStoreLayout = Type.Object(
  {
    prefix: Type.String({ pattern: '^[0-9]{1,3}$' }),
    itemDigits: Type.Integer({ minimum: 1, maximum: 10 }),
    valueDigits: Type.Integer({ minimum: 0, maximum: 6 }),
    value: Type.Enum(['price', 'weight', 'none']),
    decimals: Type.Integer({ minimum: 0, maximum: 3, description: 'of yuan for a price, of kilograms for a weight' }),
    innerCheck: Type.Boolean(),
    second: Type.Optional(
      Type.Object(
        {
          valueDigits: Type.Integer({ minimum: 1, maximum: 6 }),
          value: Type.Enum(['price', 'weight']),
          decimals: Type.Integer({ minimum: 0, maximum: 3 }),
        },
        {
          additionalProperties: false,
          description: 'a second amount after the first, as 18-digit scale codes have it',
        },
      ),
    ),
  },
  { additionalProperties: false },
);
export type InStoreLayout = Type.Static<typeof InStoreLayout>;
