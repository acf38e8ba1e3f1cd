/** A raw code as a person can read and compare it: control characters as their pictures (␝ for GS), long ones cut. */
export function visible(text: string, most = 80): string {
  const shown = Array.from(text, (char) => {
    const code = char.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : char;
  });
  return shown.length > most ? `${shown.slice(0, most).join('')}…` : shown.join('');
}
