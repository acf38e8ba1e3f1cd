import Type from 'typebox';

/**
 * A device saw something. Made once, by whoever saw it (bridge, browser camera, pretend gun), before the first attempt
 * to deliver it: `id` makes a repeated delivery harmless. `raw` keeps the bytes exactly as they came.
 */
export const Reading = Type.Object(
  {
    id: Type.String({ minLength: 8, maxLength: 64, description: 'UUIDv7 made where the code was seen' }),
    device: Type.String({ minLength: 1, maxLength: 200, description: 'identity of the device, see DeviceReport' }),
    at: Type.Integer({ minimum: 0, description: 'wall clock where it was seen, ms since 1970' }),
    raw: Type.String({ maxLength: 16_384, description: 'base64 of the bytes between the frame marks' }),
    text: Type.String({
      maxLength: 8_192,
      description: 'the bytes as text: UTF-8 where valid, else GB18030; AIM prefix taken off',
    }),
    aim: Type.Optional(Type.String({ pattern: '^\\][A-Za-z][0-9A-Za-z]$', description: 'AIM symbology identifier' })),
    fault: Type.Optional(
      Type.Enum(['too-long', 'unreadable'], { description: 'the frame was cut off at the limit, or is not text' }),
    ),
    repeat: Type.Optional(
      Type.Object(
        {
          after: Type.Integer({ minimum: 0, description: 'ms since the same code came from this gun' }),
          usual: Type.Optional(
            Type.Integer({ minimum: 0, description: 'ms this gun usually takes for the next item' }),
          ),
        },
        {
          additionalProperties: false,
          description: 'too soon to be a second item: perhaps the trigger bounced; a person decides',
        },
      ),
    ),
  },
  { additionalProperties: false },
);
export type Reading = Type.Static<typeof Reading>;

/** What became of a reading, told only after it is on disk. The gun's beep follows `verdict`. */
export const Verdict = Type.Object({
  id: Type.String(),
  verdict: Type.Enum(['accepted', 'unknown', 'refused', 'held']),
  title: Type.Optional(Type.String({ description: 'one plain sentence' })),
});
export type Verdict = Type.Static<typeof Verdict>;
