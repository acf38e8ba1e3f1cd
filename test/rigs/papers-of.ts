import { decodeWithWasm } from './decode.ts';
import { drawPaper, type Piece, textRows } from './virtual-paper.ts';
import type { VirtualPrinter } from './virtual-printer.ts';

/** One paper as it lies in somebody's hand: its words, and what a gun reads off it, top to bottom. */
export interface Paper {
  readonly text: string;
  /** None where no bars are. */
  codes(): Promise<readonly string[]>;
}

const cut = new WeakMap<VirtualPrinter, Paper[]>();

/** Every paper that was cut off so far, oldest first. It is drawn and read when somebody asks for its codes, once. */
export function papersOf(printer: VirtualPrinter, dots = 576): readonly Paper[] {
  const papers = cut.get(printer) ?? [];
  cut.set(printer, papers);
  const rolls: Piece[][] = [[]];
  for (const piece of printer.paper) {
    if (piece.kind === 'cut') rolls.push([]);
    else rolls.at(-1)?.push(piece);
  }
  for (const pieces of rolls.slice(papers.length, printer.cuts)) papers.push(paperOf(pieces, dots));
  return papers;
}

function paperOf(pieces: readonly Piece[], dots: number): Paper {
  let read: Promise<readonly string[]> | undefined;
  // A gun sees bars, not words; drawing all the words of thirty papers takes longer than printing them.
  const drawn = (): Buffer => {
    const bars = pieces.filter((piece) => piece.kind === 'bars');
    const top = Math.min(...bars.map((piece) => piece.y));
    const placed = bars.map((piece) => ({ ...piece, y: piece.y - top }));
    return drawPaper(placed, dots, Math.max(...placed.map((piece) => piece.y)) + 200);
  };
  return {
    text: textRows([...pieces]).join('\n'),
    codes: () => {
      read ??= !pieces.some((piece) => piece.kind === 'bars')
        ? Promise.resolve([])
        : decodeWithWasm(drawn(), ['Code128']).then((found) => found.map(({ text }) => text));
      return read;
    },
  };
}
