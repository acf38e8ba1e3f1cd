/** What a printer's back channel said. Requests are asked one at a time, so `status` belongs to the last request. */
export type Answer =
  | { kind: 'status'; byte: number }
  | { kind: 'fence'; paperOut: boolean }
  | { kind: 'echo'; name: string }
  | { kind: 'automatic'; condition: Condition };

export type Condition = 'ok' | 'paper-out' | 'cover-open' | 'error';

/** Real-time status request 1, 2 or 4 (`DLE EOT n`): printer, cause of being offline, paper. */
export const askStatus = (n: 1 | 2 | 4): Uint8Array => Uint8Array.from([0x10, 0x04, n]);
/** `GS r 1`: answered only after everything before it was worked off; this makes it the fence at the end of a job. */
export const FENCE = Uint8Array.from([0x1d, 0x72, 0x01]);
/**
 * `GS ( H` function 48 with a name of four printable characters: the printer says the name back when everything before
 * it is on paper. Stronger than the fence, whose answer has no name; printers that do not know it may print its bytes.
 */
export const askEcho = (name: string): Uint8Array =>
  Uint8Array.from([0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...Buffer.from(name, 'latin1')]);
/** `GS a 0`: no automatic status, whose bytes could be taken for a fence's answer. */
export const QUIET = Uint8Array.from([0x1d, 0x61, 0x00]);

/**
 * Sorts the bytes of the back channel by their fixed bits. `DLE EOT` answers are 0xx1xx10, a fence's answer has bits 4
 * to 7 off and its sensor bits in pairs, automatic status is four bytes beginning with 0xx1xx00, an echo is seven bytes
 * that begin with `37 22`. Everything else (flow
 * control, noise) is nothing: a byte that is not surely an answer must never confirm a slip.
 */
export function readAnswers(carry: Uint8Array, bytes: Uint8Array): { answers: Answer[]; carry: Uint8Array } {
  const all = Uint8Array.from([...carry, ...bytes]);
  const answers: Answer[] = [];
  let at = 0;
  while (at < all.length) {
    const byte = all[at] ?? 0;
    const echo = readEcho(all.subarray(at, at + ECHO_LENGTH));
    if (echo === 'more') return { answers, carry: all.slice(at) };
    if (echo) {
      answers.push(echo);
      at += ECHO_LENGTH;
      continue;
    }
    if ((byte & 0x93) === 0x10) {
      const rest = all.subarray(at + 1, at + 4);
      if (rest.every((next) => (next & 0x90) === 0)) {
        if (rest.length < 3) return { answers, carry: all.slice(at) };
        answers.push({ kind: 'automatic', condition: automatic(byte, rest) });
        at += 4;
        continue;
      }
    } else if ((byte & 0x93) === 0x12) answers.push({ kind: 'status', byte });
    else if ([0x00, 0x03, 0x0c, 0x0f].includes(byte)) answers.push({ kind: 'fence', paperOut: (byte & 0x0c) !== 0 });
    at++;
  }
  return { answers, carry: new Uint8Array() };
}

const ECHO_LENGTH = 7;

/** `37 22`, four printable characters, `00`; `more` when this may become one. */
function readEcho(part: Uint8Array): Answer | 'more' | undefined {
  const isSound = part.every((byte, i) =>
    i === 0 ? byte === 0x37 : i === 1 ? byte === 0x22 : i === 6 ? byte === 0 : byte >= 32 && byte <= 126,
  );
  if (!isSound || part.length === 0) return undefined;
  if (part.length < ECHO_LENGTH) return 'more';
  return { kind: 'echo', name: Buffer.from(part.subarray(2, 6)).toString('latin1') };
}

function automatic(first: number, rest: Uint8Array): Condition {
  if ((first & 0x20) !== 0) return 'cover-open';
  if (((rest[1] ?? 0) & 0x0c) !== 0) return 'paper-out';
  return ((rest[0] ?? 0) & 0x28) !== 0 ? 'error' : 'ok';
}

/** What the answer to `DLE EOT n` means for printing. Paper nearly out is still paper. */
export function condition(n: 1 | 2 | 4, byte: number): Condition {
  if (n === 2)
    return (byte & 0x04) !== 0
      ? 'cover-open'
      : (byte & 0x20) !== 0
        ? 'paper-out'
        : (byte & 0x40) !== 0
          ? 'error'
          : 'ok';
  if (n === 4) return (byte & 0x60) !== 0 ? 'paper-out' : 'ok';
  return 'ok';
}
