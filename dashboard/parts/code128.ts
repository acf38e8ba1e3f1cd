/** Bar and space widths of the 107 symbols of Code 128 (ISO/IEC 15417), six digits each, the stop with seven. */
const WIDTHS =
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112'.split(
    ' ',
  );
const START_B = 104;
const START_C = 105;
const TO_B = 100;
const TO_C = 99;
const STOP = 106;

/**
 * The symbols of a text: set C for runs of four and more digits (two in one symbol), set B for the rest.
 * @param text printable ASCII; anything else has no symbol in these sets
 */
function symbolsOf(text: string): number[] {
  const symbols: number[] = [];
  let isC = false;
  for (let at = 0; at < text.length; ) {
    const run = /^\d+/.exec(text.slice(at))?.[0].length ?? 0;
    const pairs = Math.floor(run / 2);
    // An odd digit before a run goes out in set B, so that the run itself comes out even.
    const useC: boolean = isC ? pairs >= 1 : run >= 4 && run % 2 === 0;
    if (symbols.length === 0) symbols.push(useC ? START_C : START_B);
    else if (useC !== isC) symbols.push(useC ? TO_C : TO_B);
    isC = useC;
    const code = useC ? Number(text.slice(at, at + 2)) : text.charCodeAt(at) - 32;
    if (!useC && (code < 0 || code > 94))
      throw new RangeError(`no Code 128 symbol for character ${text.charCodeAt(at)}`);
    symbols.push(code);
    at += useC ? 2 : 1;
  }
  return symbols;
}

/**
 * The bars of a barcode as alternating widths of bars and spaces in modules, beginning with a bar.
 * @throws RangeError for characters outside printable ASCII
 */
export function code128(text: string): number[] {
  const symbols = symbolsOf(text);
  const check = symbols.reduce((sum, symbol, i) => sum + symbol * Math.max(1, i), 0) % 103;
  return [...symbols, check, STOP].flatMap((symbol) => Array.from(WIDTHS[symbol] ?? '', Number));
}
