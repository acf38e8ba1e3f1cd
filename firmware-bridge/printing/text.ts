import Printer from 'escpos/printer.js';

/** What a printer is set to understand; chosen per printer, because "Chinese printer" does not say which. */
export type Encoding = 'gb18030' | 'gbk' | 'big5' | 'ascii';

/** Shown where a printer has no such character: a mark in the row, never a silent gap. */
const SUBSTITUTE: Record<Encoding, string> = { gb18030: '〓', gbk: '〓', big5: '□', ascii: '?' };
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu;

/**
 * Text as bytes of one encoding, by the library's own converter.
 * The text must have been through `printable`, which leaves nothing that cannot be converted.
 */
export function encodeText(text: string, encoding: Encoding): Buffer {
  return new Printer(null, { encoding }).pureText(text).buffer.flush();
}

/**
 * Any text as text this printer can print. Control, format, private and half characters go (a product name must not be
 * able to cut the paper or to turn the writing around); the half-width yen sign becomes the full-width one, because
 * U+00A5 is four bytes in GB18030 and prints as rubbish; whatever else would need four bytes is first taken apart (é
 * becomes e, ½ becomes 1/2) and then replaced by a visible mark.
 */
export function printable(text: string, encoding: Encoding): string {
  const clean = text
    .normalize('NFC')
    .replace(/[\t\n\r\u00a0\u2028\u2029]+/gu, ' ')
    .replace(UNSAFE, '');
  return [...clean].map((char) => substitute(char, encoding)).join('');
}

function substitute(char: string, encoding: Encoding): string {
  if (char >= ' ' && char <= '~') return char;
  if (char === '¥') return encoding === 'ascii' ? 'Y' : '￥';
  if (fits(char, encoding)) return char;
  const apart = [
    ...char
      .normalize('NFKD')
      .replace(/\u2044/gu, '/')
      .replace(/\p{M}/gu, ''),
  ];
  const isPlain = apart.length > 0 && apart.every((part) => (part >= ' ' && part <= '~') || fits(part, encoding));
  return isPlain ? apart.join('') : SUBSTITUTE[encoding];
}

/**
 * The two-byte codes that printers' fonts hold: GBK without the rows whose meaning changed between editions of the
 * standard, Big5 without the vendors' extensions around and inside it.
 */
const GBK: [number, number][] = [
  [0x8140, 0xa6d8],
  [0xa740, 0xa8bb],
  [0xa8bd, 0xa8be],
  [0xa8c0, 0xa988],
  [0xa996, 0xfdfe],
];
const FONTS: Record<Encoding, [number, number][]> = {
  gb18030: GBK,
  gbk: GBK,
  big5: [
    [0xa140, 0xa3bf],
    [0xa440, 0xc67e],
    [0xc940, 0xf9d5],
  ],
  ascii: [],
};

function fits(char: string, encoding: Encoding): boolean {
  const bytes = encodeText(char, encoding);
  const code = bytes.length === 2 ? bytes.readUInt16BE(0) : 0;
  return FONTS[encoding].some(([low, high]) => code >= low && code <= high);
}
