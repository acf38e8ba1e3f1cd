import { type Chance, GS } from '../core/barcode/grammar.ts';

const CODES = [
  '6901234567892',
  '96385074',
  `01069012345678921725123110A${GS}2112`,
  'https://id.gs1.org/01/06901234567892',
];
const AIMS = [']E0', ']C1', ']d2', ']Q3', ']e0', ']I1', ']A0', ']', ']E', ']99'];
const WORDS = ['农夫山泉', '￥2.50', 'é', '\u0000', '\u001b@', '\u0010\u0004\u0001', '\u007f', ' ', '{', '😀'];

/** Bytes of nothing in particular. */
export function randomBytes(c: Chance, most: number): Uint8Array {
  const bytes = new Uint8Array(c.below(most + 1));
  for (let i = 0; i < bytes.length; i++) bytes[i] = c.below(256);
  return bytes;
}

/** Text such as guns send, mostly right: codes, identifiers, Chinese, control characters. */
export function gunText(c: Chance): string {
  let text = c.below(2) === 0 ? c.pick(AIMS) : '';
  for (let parts = 1 + c.below(3); parts > 0; parts--) text += c.pick(c.below(3) === 0 ? WORDS : CODES);
  return text;
}

/** What comes down a serial line: codes with terminators, broken in many ways. */
export function serialNoise(c: Chance, terminators: readonly string[]): Uint8Array {
  const text = gunText(c) + (c.below(4) === 0 ? '' : c.pick(terminators));
  return mutated(c, Buffer.from(text, c.below(2) === 0 ? 'utf8' : 'latin1'));
}

/** The same bytes with a few of them changed, taken out, doubled or put in; often none. */
export function mutated(c: Chance, input: Uint8Array): Uint8Array {
  let bytes = Uint8Array.from(input);
  for (let changes = c.below(3); changes > 0 && bytes.length > 0; changes--) {
    const at = c.below(bytes.length);
    const kind = c.below(4);
    if (kind === 0) bytes[at] = c.below(256);
    else if (kind === 1) bytes = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + 1)]);
    else if (kind === 2) bytes = Uint8Array.from([...bytes.subarray(0, at), c.below(256), ...bytes.subarray(at)]);
    else bytes = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at, at + 8), ...bytes.subarray(at)]);
  }
  return bytes;
}
