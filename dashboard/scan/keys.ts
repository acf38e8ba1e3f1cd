const MARKS: Readonly<Record<string, readonly [string, string]>> = {
  Space: [' ', ' '],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Backquote: ['`', '~'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  NumpadAdd: ['+', '+'],
  NumpadSubtract: ['-', '-'],
  NumpadMultiply: ['*', '*'],
  NumpadDivide: ['/', '/'],
  NumpadDecimal: ['.', '.'],
};
const SHIFTED_DIGITS = ')!@#$%^&*(';
/** How guns type the control character GS between the elements of a GS1 code. */
const GS = '\u001d';

/** The part of a keyboard event the scan logic needs; a real KeyboardEvent is one. */
export interface Key {
  readonly code: string;
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly repeat: boolean;
  /** When the key went down, not when the handler ran: a busy page would make a person look like a gun. */
  readonly timeStamp: number;
}

/**
 * The character a key stands for on the US layout guns are set to, read from the key's place (`code`) and not from what
 * the system made of it: with a Chinese input method on, every `key` is `Process`.
 * @returns undefined for keys that stand for no character (F8, arrows, Shift)
 */
export function characterOf(key: Key): string | undefined {
  if (key.altKey || key.metaKey) return undefined;
  if (key.ctrlKey) return key.code === 'BracketRight' ? GS : undefined;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(key.code)?.[1];
  if (digit !== undefined) return key.shiftKey && key.code.startsWith('D') ? SHIFTED_DIGITS[Number(digit)] : digit;
  const letter = /^Key([A-Z])$/.exec(key.code)?.[1];
  if (letter !== undefined) return key.shiftKey ? letter : letter.toLowerCase();
  const mark = MARKS[key.code];
  if (mark !== undefined) return mark[key.shiftKey ? 1 : 0];
  // Some soft keyboards and remote desktops tell no place at all.
  return key.code === '' && key.key.length === 1 ? key.key : undefined;
}

/** Whether a key ends a scan: guns are set to send Enter (some Tab) after the code. */
export function isTerminator(key: Key): boolean {
  return (
    key.code === 'Enter' || key.code === 'NumpadEnter' || key.code === 'Tab' || (key.code === '' && key.key === 'Enter')
  );
}
