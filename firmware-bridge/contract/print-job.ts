import Type from 'typebox';

const Align = Type.Enum(['left', 'center', 'right']);

/** One piece of a slip. Text may hold anything a catalogue may hold: the bridge makes control bytes harmless. */
export const Block = Type.Union([
  Type.Object({
    kind: Type.Literal('text'),
    text: Type.String(),
    align: Type.Optional(Align),
    size: Type.Optional(Type.Enum([1, 2, 3])),
    bold: Type.Optional(Type.Boolean()),
    invert: Type.Optional(Type.Boolean()),
  }),
  Type.Object({
    kind: Type.Literal('columns'),
    left: Type.String(),
    right: Type.String(),
    bold: Type.Optional(Type.Boolean()),
    size: Type.Optional(Type.Enum([1, 2])),
  }),
  Type.Object({ kind: Type.Literal('rule') }),
  Type.Object({ kind: Type.Literal('feed'), lines: Type.Integer({ minimum: 1, maximum: 10 }) }),
  Type.Object({
    kind: Type.Literal('code128'),
    data: Type.String({ maxLength: 40 }),
    label: Type.Optional(Type.String()),
  }),
  Type.Object({ kind: Type.Literal('ean13'), data: Type.String({ pattern: '^[0-9]{13}$' }) }),
  Type.Object({ kind: Type.Literal('qr'), data: Type.String({ maxLength: 300 }) }),
]);
export type Block = Type.Static<typeof Block>;

/** A slip before it knows its paper: the same document becomes printer bytes and the picture on screen. */
export const PrintDocument = Type.Object({ title: Type.String(), blocks: Type.Array(Block, { maxItems: 400 }) });
export type PrintDocument = Type.Static<typeof PrintDocument>;

/** `id` is one attempt at one slip. The bridge starts an id at most once, whatever happens to it or to the hub. */
export const PrintJob = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 120 }),
  printer: Type.String({ description: 'identity of the printer' }),
  document: PrintDocument,
});
export type PrintJob = Type.Static<typeof PrintJob>;

/**
 * How far an attempt has come. `sending` is told (and is on disk at the hub) before the first byte leaves;
 * `done` needs evidence from the printer where it can give any; `failed` means surely nothing usable came out and no
 * byte of the slip was accepted; everything else is `unknown`, and only a person ends it.
 */
export const JobProgress = Type.Object({
  step: Type.Enum(['sending', 'done', 'failed', 'unknown']),
  at: Type.Integer({ minimum: 0 }),
  evidence: Type.Optional(
    Type.String({ description: 'what the printer answered: fence, echo, status, written (no back-channel), pretend' }),
  ),
  reason: Type.Optional(
    Type.String({ description: 'why it failed or is unknown, as a code: paper-out, cover-open …' }),
  ),
});
export type JobProgress = Type.Static<typeof JobProgress>;
