const PREFIX = /^\][A-Za-z][0-9A-Za-z]$/;

/**
 * Takes the AIM symbology identifier (`]E0`, `]d2` …) off the front of a code. A gun that is not set to send it gives no
 * prefix, and a code may start with `]` by itself: only the exact three-character form counts, and never as the whole code.
 */
export function splitAim(bytes: Uint8Array): { aim?: string; body: Uint8Array } {
  if (bytes.length < 4 || bytes[0] !== 0x5d) return { body: bytes };
  const aim = String.fromCharCode(...bytes.subarray(0, 3));
  return PREFIX.test(aim) ? { aim, body: bytes.subarray(3) } : { body: bytes };
}

/** Whether these three characters are an AIM identifier, for transports that carry it apart. */
export const isAim = (text: string): boolean => PREFIX.test(text);
