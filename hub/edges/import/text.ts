/** Text of a file that came from somewhere, and what it turned out to be written in. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'gb18030';
}

/**
 * Spreadsheets in China save CSV in GB18030, others in UTF-8 with or without a mark, some in UTF-16. Bytes that are
 * valid UTF-8 are UTF-8: text in GB18030 practically never is.
 * @throws when it is none of them, as a workbook or a picture is
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: decode(bytes, 'utf-16le'), encoding: 'utf-16le' };
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    try {
      const text = decode(bytes, encoding);
      if (!text.includes('\u0000')) return { text, encoding };
    } catch {
      // The next encoding is tried; when none fits, the sentence below says what to do.
    }
  }
  throw new Error('this is not a text file: save the sheet as CSV first');
}

/** The mark at the beginning, where there is one, is taken off. */
function decode(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}
