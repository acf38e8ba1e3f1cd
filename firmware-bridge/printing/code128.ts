/** Pairs of digits that would be the bytes DLE EOT, DLE ENQ or DLE DC4 next to each other in code set C. */
const REAL_TIME = /^16(?:04|05|20)/u;

/**
 * Data of a Code 128 symbol for `GS k`: letters in code set B, a run of four digits or more in set C with two digits to
 * a symbol, which is what makes a task's code fit on 58 mm paper. Characters outside ASCII are left out.
 * Printers watch for real-time commands (`DLE …`) even inside other data, and one of them opens the cash drawer: digits
 * that would look like one in set C are written in set B.
 */
export function codeSets(data: string): string {
  let out = '';
  let set = '';
  const put = (wanted: 'B' | 'C', bytes: string): void => {
    out += (wanted === set ? '' : `{${wanted}`) + bytes;
    set = wanted;
  };
  for (const part of data.match(/(?:\d\d){2,}|[ -~]/gu) ?? []) {
    if (part.length === 1) put('B', part.replace('{', '{{'));
    for (let at = 0; part.length > 1 && at < part.length; at += 2) {
      const pair = part.slice(at, at + 2);
      if (REAL_TIME.test(part.slice(at))) put('B', pair);
      else put('C', String.fromCharCode(Number(pair)));
    }
  }
  return out;
}

/** Width of the symbol in modules, with the quiet zones a reader needs on both sides. */
export function modulesOf(data: string): number {
  const sets = codeSets(data)
    .replaceAll('{{', 'x')
    .replace(/\{[BC]/gu, 's');
  return (sets.length + 1) * 11 + 13 + 20;
}
