/** Descriptor of a usual HID POS gun: byte count, three AIM characters, 56 data bytes, two vendor bytes, "continued". */
export const POS_DESCRIPTOR = Uint8Array.from([
  0x05, 0x8c, 0x09, 0x02, 0xa1, 0x01, 0x09, 0x12, 0xa1, 0x02, 0x85, 0x02, 0x15, 0x00, 0x26, 0xff, 0x00, 0x75, 0x08,
  0x95, 0x01, 0x05, 0x01, 0x09, 0x3b, 0x81, 0x02, 0x05, 0x8c, 0x09, 0xfb, 0x09, 0xfc, 0x09, 0xfd, 0x95, 0x03, 0x81,
  0x02, 0x09, 0xfe, 0x95, 0x38, 0x82, 0x02, 0x01, 0x06, 0x66, 0xff, 0x09, 0x04, 0x95, 0x01, 0x81, 0x02, 0x09, 0x05,
  0x95, 0x01, 0x81, 0x02, 0x05, 0x8c, 0x09, 0xff, 0x25, 0x01, 0x75, 0x01, 0x95, 0x01, 0x81, 0x02, 0x95, 0x07, 0x81,
  0x03, 0xc0, 0x85, 0xfe, 0x06, 0x66, 0xff, 0x09, 0x01, 0x15, 0x00, 0x25, 0x01, 0x75, 0x08, 0x95, 0x01, 0xb1, 0x02,
  0xc0,
]);

/** Descriptor of a boot keyboard without report ids, as a gun in keyboard mode shows it. */
export const KEYBOARD_DESCRIPTOR = Uint8Array.from(
  Buffer.from(
    '05010906a101050719e029e715002501750195088102950175088103950575010508190129059102950175039103950675081500256505071900296581 00c0'.replace(
      ' ',
      '',
    ),
    'hex',
  ),
);

/** Descriptor of a gun in a mode only its maker knows: one page of the vendor's own, eight bytes long. */
export const VENDOR_DESCRIPTOR = Uint8Array.from(
  Buffer.from('0600ff0901a101150026ff00750895080901810 2c0'.replace(' ', ''), 'hex'),
);

/** The 64-byte reports a HID POS gun sends for one code, as many as it takes. */
export function posReports(aim: string, data: Uint8Array): Uint8Array[] {
  const parts = Math.max(1, Math.ceil(data.length / 56));
  return Array.from({ length: parts }, (_, i) => {
    const part = data.subarray(i * 56, (i + 1) * 56);
    const report = new Uint8Array(64);
    report[0] = 2;
    report[1] = part.length;
    report.set(Buffer.from(aim, 'latin1'), 2);
    report.set(part, 5);
    report[63] = i < parts - 1 ? 1 : 0;
    return report;
  });
}

const DIGITS_SHIFTED = ')!@#$%^&*(';
const MARKS = " -=[]\\\0;'`,./";
const MARKS_SHIFTED = ' _+{}|\0:"~<>?';

/** Key down and key up reports of a US keyboard typing `text` (newline is Enter). Written apart from the decoder. */
export function typed(text: string): Uint8Array[] {
  return [...text].flatMap((char) => {
    const [key, isShifted] = keyOf(char);
    return [Uint8Array.from([isShifted ? 2 : 0, 0, key, 0, 0, 0, 0, 0]), new Uint8Array(8)];
  });
}

function keyOf(char: string): [number, boolean] {
  if (char === '\n') return [0x28, false];
  if (/[a-z]/.test(char)) return [0x04 + char.charCodeAt(0) - 97, false];
  if (/[A-Z]/.test(char)) return [0x04 + char.charCodeAt(0) - 65, true];
  const digit = (n: number): number => (n === 0 ? 0x27 : 0x1d + n);
  if (/[0-9]/.test(char)) return [digit(Number(char)), false];
  if (DIGITS_SHIFTED.includes(char)) return [digit(DIGITS_SHIFTED.indexOf(char)), true];
  if (MARKS.includes(char)) return [0x2c + MARKS.indexOf(char), false];
  return [0x2c + MARKS_SHIFTED.indexOf(char), true];
}
