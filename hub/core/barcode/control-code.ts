import { iso7064CheckDigits } from './check-digit.ts';

/** Every kind of thing the store prints a code for, by the letter its code begins with. */
const KINDS = {
  T: 'task',
  B: 'badge',
  C: 'counter',
  O: 'order',
  K: 'pack',
  N: 'count',
  D: 'delivery',
  H: 'hand-over',
  R: 'return',
  L: 'checklist',
  W: 'clock',
  A: 'action',
} as const;

export type ControlKind = (typeof KINDS)[keyof typeof KINDS];

/** What one of the store's own codes points at. `version` lets a lost badge or a changed slip be replaced. */
export type ControlCode = {
  readonly kind: ControlKind;
  /** the store's number, 0 to 9999 */
  readonly store: number;
  /** running number of the thing within its kind, 0 to 99,999,999 */
  readonly serial: number;
  /** 0 to 99 */
  readonly version: number;
};

export type ControlDecoding =
  | ({ readonly ok: true } & ControlCode)
  | { readonly ok: false; readonly reason: 'not-control-code' | 'bad-check-digit' };

const kindOf = new Map<string, ControlKind>(Object.entries(KINDS));
const letterOf = new Map(Object.entries(KINDS).map(([letter, kind]) => [kind, letter]));

/**
 * The text of a code the store prints for itself: a letter, 4 digits of store, 8 of serial, 2 of version and 2 check
 * digits (ISO 7064 MOD 97-10 over all before them), 17 characters in all, such as `T0001000000420133`.
 *
 * It can never be taken for an item, nor an item for it: every item number is digits only, and this starts with a
 * letter. One wrong character and one swap of neighbours are always found, so a badly typed slip never closes the
 * task of another slip. It is an address, not a secret: whoever may use it is decided elsewhere.
 * @throws RangeError if a number does not fit its digits; that is a mistake of the program, not of a person
 */
export function encodeControlCode(code: ControlCode): string {
  const body =
    (letterOf.get(code.kind) ?? '') + digits(code.store, 4) + digits(code.serial, 8) + digits(code.version, 2);
  return body + iso7064CheckDigits(body);
}

/** Reads a code made by `encodeControlCode`. Nothing but the exact 17 characters is one: no spaces, no small letters. */
export function decodeControlCode(text: string): ControlDecoding {
  const kind = kindOf.get(text[0] ?? '');
  if (kind === undefined || !/^[A-Z]\d{16}$/.test(text)) return { ok: false, reason: 'not-control-code' };
  if (iso7064CheckDigits(text.slice(0, 15)) !== text.slice(15)) return { ok: false, reason: 'bad-check-digit' };
  return {
    ok: true,
    kind,
    store: Number(text.slice(1, 5)),
    serial: Number(text.slice(5, 13)),
    version: Number(text.slice(13, 15)),
  };
}

function digits(value: number, width: number): string {
  if (!Number.isInteger(value) || value < 0 || value >= 10 ** width) {
    throw new RangeError(`${value} does not fit ${width} digits of a control code`);
  }
  return String(value).padStart(width, '0');
}
