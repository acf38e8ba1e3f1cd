import { FrameBuffer, type Framer, MAX_FRAME } from './frame.ts';

const SHIFT = 0x22;
const ENTER = 0x28;
const KEYPAD_ENTER = 0x58;
const TAB = 0x2b;
const KEYPAD = '/*-+\n1234567890.';
const PLAIN = "1234567890\n\x1b\b\t -=[]\\\\;'`,./";
const SHIFTED = '!@#$%^&*()\n\x1b\b\t _+{}||:"~<>?';

/**
 * Frames of a gun that plays a keyboard: boot reports of 8 bytes (modifiers, 0, six keys), United States layout, ended
 * by Enter or Tab. A key counts when it appears, not while it is held, so a report sent twice is one character.
 * Such a gun cannot say GS or Chinese; Ctrl+] is the one common way to send GS and is understood.
 */
export function wedgeFramer(maxLength = MAX_FRAME): Framer {
  const buffer = new FrameBuffer(maxLength);
  let held: number[] = [];
  const one = new Uint8Array(1);
  return {
    push(report) {
      if (report.length !== 8) return [];
      const modifiers = report[0] ?? 0;
      const keys = [...report.subarray(2)].filter((key) => key > 3);
      const fresh = keys.filter((key, i) => !held.includes(key) && keys.indexOf(key) === i);
      held = keys;
      const frames = [];
      for (const key of fresh) {
        if (key === ENTER || key === KEYPAD_ENTER || key === TAB) frames.push(...buffer.take());
        else {
          const code = character(key, modifiers);
          if (code === undefined) continue;
          one[0] = code;
          buffer.add(one);
        }
      }
      return frames;
    },
    flush: () => buffer.take(),
    pending: () => buffer.length,
  };
}

function character(key: number, modifiers: number): number | undefined {
  const isShifted = (modifiers & SHIFT) !== 0;
  if ((modifiers & 0x11) !== 0) return key === 0x30 ? 0x1d : undefined;
  if (key >= 0x04 && key <= 0x1d) return key - 0x04 + (isShifted ? 0x41 : 0x61);
  const text = key >= 0x54 && key <= 0x63 ? KEYPAD[key - 0x54] : (isShifted ? SHIFTED : PLAIN)[key - 0x1e];
  const code = text?.charCodeAt(0);
  return code !== undefined && code >= 0x20 ? code : undefined;
}
