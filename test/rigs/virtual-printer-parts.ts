export type Unknown = { offset: number; hex: string };
export type PrinterSettings = { encoding?: 'gb18030' | 'gbk' | 'big5'; dots?: number };
/** What is wrong with it, and from which byte of all it ever received. */
export type Fault = { kind: 'paper-out' | 'cover-open' | 'cut' | 'mute' | 'garbage'; at: number };
export type Condition = 'ok' | 'busy' | 'paper-out' | 'cover-open';
export type Style = { width: number; height: number; bold: boolean; invert: boolean };

export const PLAIN: Style = { width: 1, height: 1, bold: false, invert: false };

/** The byte a printer answers to `DLE EOT n`; nothing for requests it does not know. */
export function statusAnswer(n: number, condition: Condition): number[] {
  const out = condition === 'paper-out';
  const cover = condition === 'cover-open';
  if (n === 1) return [0x12 | (out || cover ? 0x08 : 0)];
  if (n === 2) return [0x12 | (cover ? 0x04 : 0) | (out ? 0x20 : 0)];
  if (n === 3) return [0x12];
  return n === 4 ? [0x12 | (out ? 0x6c : 0)] : [];
}
