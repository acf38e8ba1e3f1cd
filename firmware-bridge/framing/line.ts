import { FrameBuffer, type Framer, MAX_FRAME } from './frame.ts';

export type LineSettings = {
  /** Bytes that end a code. Without it CR, LF and CRLF all do, in any mixture. */
  suffix?: Uint8Array;
  maxLength?: number;
};

/**
 * Frames of a serial gun: the bytes between terminators. Empty frames are dropped, so CRLF is one end and not two.
 * A frame longer than the limit comes out once, cut off and marked `too-long`; what follows up to the next terminator is
 * thrown away, so one stuck device cannot fill the memory and the next code is whole again.
 */
export function lineFramer(settings: LineSettings = {}): Framer {
  const buffer = new FrameBuffer(settings.maxLength ?? MAX_FRAME);
  const suffix = settings.suffix;
  return suffix === undefined || suffix.length === 0 ? byNewline(buffer) : bySuffix(buffer, suffix);
}

const CR = 0x0d;
const LF = 0x0a;

function byNewline(buffer: FrameBuffer): Framer {
  return {
    push(chunk) {
      const frames = [];
      let start = 0;
      for (let i = 0; i < chunk.length; i++) {
        if (chunk[i] !== CR && chunk[i] !== LF) continue;
        buffer.add(chunk.subarray(start, i));
        frames.push(...buffer.take());
        start = i + 1;
      }
      buffer.add(chunk.subarray(start));
      return frames;
    },
    flush: () => buffer.take(),
    pending: () => buffer.length,
  };
}

/** The longest tail of what was seen that is also a start of the suffix: the classic failure table of Knuth-Morris-Pratt. */
function failures(suffix: Uint8Array): number[] {
  const table = [0];
  for (let i = 1, k = 0; i < suffix.length; i++) {
    while (k > 0 && suffix[i] !== suffix[k]) k = table[k - 1] ?? 0;
    if (suffix[i] === suffix[k]) k++;
    table.push(k);
  }
  return table;
}

function bySuffix(buffer: FrameBuffer, suffix: Uint8Array): Framer {
  const table = failures(suffix);
  let matched = 0;
  const one = new Uint8Array(1);
  const release = (count: number): void => buffer.add(suffix.subarray(0, count));
  return {
    push(chunk) {
      const frames = [];
      for (const byte of chunk) {
        while (matched > 0 && byte !== suffix[matched]) {
          const shorter = table[matched - 1] ?? 0;
          release(matched - shorter);
          matched = shorter;
        }
        if (byte === suffix[matched]) matched++;
        else {
          one[0] = byte;
          buffer.add(one);
        }
        if (matched === suffix.length) {
          matched = 0;
          frames.push(...buffer.take());
        }
      }
      return frames;
    },
    flush() {
      release(matched);
      matched = 0;
      return buffer.take();
    },
    pending: () => buffer.length + matched,
  };
}
