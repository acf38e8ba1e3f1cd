/** Columns a printable character takes: letters one, everything else (Chinese, full-width signs) two. */
export const columnsOf = (text: string): number => [...text].reduce((sum, char) => sum + (char > '~' ? 2 : 1), 0);

/**
 * Breaks text into lines of at most `width` columns. Words of letters and digits stay whole where they fit a line (a
 * price or `550ml` torn in two is a wrong price); Chinese may break anywhere; spaces at a break are dropped.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  const put = (part: string): void => {
    if (columnsOf(line) + columnsOf(part) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    if (line !== '' || part.trim() !== '' || lines.length === 0) line += part;
  };
  for (const part of text.match(/[!-~]+|\s+|./gsu) ?? []) {
    if (columnsOf(part) <= width) put(part);
    else for (const char of part) put(char);
  }
  return [...lines, line.trimEnd()].filter((each, i) => each !== '' || i === 0);
}
