import Type from 'typebox';
import { Action } from './actions.ts';
import { Id, StaffId } from './ids.ts';

/**
 * Papers that any feature may want printed, besides the slips of tasks. Each has its own look (`hub/core/papers/`) and,
 * but for the contingency card, a barcode of its own kind.
 */
export const PaperKind = Type.Enum([
  'pick',
  'pack',
  'count',
  'delivery',
  'hand-over',
  'return',
  'checklist',
  'contingency',
]);
export type PaperKind = Type.Static<typeof PaperKind>;

const Words = Type.String({ maxLength: 120 });
const Short = Type.String({ maxLength: 60 });

/** One thing said about the subject: `客户 Customer` and its value. */
export const PaperField = Type.Object(
  { zh: Words, en: Words, value: Words, strong: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
);
export type PaperField = Type.Static<typeof PaperField>;

/** One line of work: what, where, how many. `amount` is written as it is given, so that grams may stand as kilograms. */
export const PaperLine = Type.Object(
  {
    zh: Words,
    en: Type.Optional(Words),
    code: Type.Optional(Short),
    bay: Type.Optional(Short),
    amount: Type.Optional(Short),
    note: Type.Optional(Words),
  },
  { additionalProperties: false },
);
export type PaperLine = Type.Static<typeof PaperLine>;

/** Lines that belong together: an aisle, a parcel, a part of a hand-over. */
export const PaperGroup = Type.Object(
  { zh: Words, en: Words, lines: Type.Array(PaperLine, { maxItems: 200 }) },
  { additionalProperties: false },
);
export type PaperGroup = Type.Static<typeof PaperGroup>;

/** A second code on the paper, such as the reasons somebody may scan; `data` is what the code says. */
export const PaperCode = Type.Object({ zh: Words, en: Words, data: Short }, { additionalProperties: false });
export type PaperCode = Type.Static<typeof PaperCode>;

const paperBody = {
  /** Said under the kind: `订单 20261121-007`. */
  nameZh: Type.Optional(Words),
  nameEn: Type.Optional(Words),
  fields: Type.Optional(Type.Array(PaperField, { maxItems: 30 })),
  groups: Type.Optional(Type.Array(PaperGroup, { maxItems: 60 })),
  /** Said at the end, before the barcode: what to do with this paper. */
  notes: Type.Optional(Type.Array(Type.Object({ zh: Words, en: Words }), { maxItems: 20 })),
  codes: Type.Optional(Type.Array(PaperCode, { maxItems: 12 })),
};

export const paperCommands = {
  'slips.print-paper': Type.Object(
    {
      kind: PaperKind,
      subject: Type.String({ minLength: 1, maxLength: 200, description: 'id of what the paper is about' }),
      number: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: 99_999_999,
          description:
            'running number of the subject in its kind, also in the barcode; numbered by the hub if left out',
        }),
      ),
      version: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: 99,
          description: 'raised when the content changes; older papers are told',
        }),
      ),
      shift: Type.Optional(Type.String({ maxLength: 60 })),
      person: Type.Optional(StaffId),
      auto: Type.Optional(
        Type.Boolean({
          description: 'wished by a reaction: once per subject and version, and no complaint where there is no printer',
        }),
      ),
      ...paperBody,
    },
    { additionalProperties: false },
  ),
  'slips.cancel-paper': Type.Object(
    {
      kind: PaperKind,
      subject: Type.String({ minLength: 1, maxLength: 200 }),
      reason: Type.String({ maxLength: 200 }),
    },
    { additionalProperties: false, description: 'takes back the papers of a subject that wait for the printer' },
  ),
  'slips.print-card': Type.Object(
    {},
    { additionalProperties: false, description: 'what to do when something is down' },
  ),
  'slips.scan-action': Type.Object({
    store: Type.Integer(),
    action: Action,
    counter: Type.String(),
    staff: Type.Union([Type.String(), Type.Null()]),
    context: Type.Union([Type.String(), Type.Null()]),
  }),
  'slips.scan-paper': Type.Object({
    counter: Type.String(),
    staff: Type.Union([Type.String(), Type.Null()]),
    paper: PaperKind,
    store: Type.Integer(),
    serial: Type.Integer(),
    version: Type.Integer(),
    reading: Id,
  }),
};

/** What a paper of these kinds says, fixed when it is wanted. */
export const Paper = Type.Object({
  subject: Type.String(),
  number: Type.Integer(),
  version: Type.Integer(),
  /** What its barcode says; none on a card that is about nothing in particular. */
  code: Type.Optional(Type.String()),
  ...paperBody,
});
export type Paper = Type.Static<typeof Paper>;

export type PaperEvents = {
  /** Somebody said something by gun alone; whoever it concerns does it. `task` is the one whose slip is open. */
  'slips.action-scanned': {
    action: Action;
    counter: string;
    staff: string;
    leads: boolean;
    shift: string;
    task?: string;
  };
  /** A paper of this shop in its newest version was scanned; the feature whose kind it is says what that means. */
  'slips.paper-scanned': {
    kind: PaperKind;
    subject: string;
    number: number;
    version: number;
    counter: string;
    staff?: string;
    reading: string;
  };
};
