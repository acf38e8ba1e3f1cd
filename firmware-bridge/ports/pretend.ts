import { CloseSignal, type Port } from './port.ts';

export type Pretence = 'ok' | 'paper-out' | 'cut';

/** Bytes of a slip after which the pretend cable is cut: well inside any slip, past the questions before it. */
const CUT_AFTER = 200;
const THINK = 15;

/**
 * A printer that is not there, for a shop that tries the product without one. It takes the bytes a real printer would
 * be sent, answers `DLE EOT` and `GS r` as one does, and can be out of paper or have its cable cut in the middle.
 */
export function openPretend(pretence: Pretence): Port {
  const closed = new CloseSignal();
  const listeners: ((bytes: Uint8Array) => void)[] = [];
  let swallowed = 0;
  let tail: number[] = [];

  const answer = (bytes: number[]): void => {
    if (bytes.length === 0) return;
    setTimeout(() => {
      if (!closed.isClosed) for (const listener of listeners) listener(Uint8Array.from(bytes));
    }, THINK).unref();
  };
  const hear = (byte: number, answers: number[]): void => {
    tail = [...tail.slice(-2), byte];
    const [first, second, third = 0] = tail;
    const isOut = pretence === 'paper-out';
    if (first === 0x10 && second === 0x04) answers.push(status(third, isOut));
    else if (first === 0x1d && second === 0x72 && !isOut) answers.push(0x00);
    else swallowed++;
  };
  return {
    write: async (bytes) => {
      const answers: number[] = [];
      for (const byte of bytes) hear(byte, answers);
      if (pretence === 'cut' && swallowed > CUT_AFTER) closed.tell({ state: 'absent', detail: 'pretended: cable cut' });
      answer(answers);
    },
    onData: (listener) => void listeners.push(listener),
    onClose: (listener) => closed.add(listener),
    close: () => closed.tell(undefined),
  };
}

function status(n: number, isOut: boolean): number {
  if (!isOut) return 0x12;
  return { 1: 0x1a, 2: 0x32, 4: 0x7e }[n] ?? 0x12;
}
