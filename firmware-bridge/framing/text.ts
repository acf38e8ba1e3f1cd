const STRICT = ['utf-8', 'gb18030'].map((label) => new TextDecoder(label, { fatal: true, ignoreBOM: true }));
const LENIENT = new TextDecoder('utf-8');

/**
 * Bytes of a code as text. Guns send 2D codes in UTF-8 or, set to "GBK output" as most sold in China are, in GB18030;
 * valid UTF-8 longer than ASCII is hardly ever anything else by accident, so it is asked first. GS (0x1D) stays in.
 * `readable` is false when neither decoding takes the bytes; the text then shows replacement characters.
 */
export function decodeText(bytes: Uint8Array): { text: string; readable: boolean } {
  for (const decoder of STRICT) {
    try {
      return { text: decoder.decode(bytes), readable: true };
    } catch {
      // Not this encoding: the next one is tried, and the lenient one below never throws.
    }
  }
  return { text: LENIENT.decode(bytes), readable: false };
}
