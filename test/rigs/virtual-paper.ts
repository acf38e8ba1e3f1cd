import { existsSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';
import zxing from '@zxing/library';

/** Something on the paper, in dots; `y` of text is its lower edge, of everything else its upper edge. */
export type Piece = { x: number; y: number; wide: number } & (
  | { kind: 'text'; text: string; width: number; height: number; bold: boolean; invert: boolean }
  | { kind: 'bars'; tall: number; runs: number[]; data: string }
  | { kind: 'qr'; cell: number; rows: boolean[][] }
  | { kind: 'raster'; across: number; bits: number[] }
  | { kind: 'cut' }
);

const FONT = ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'].filter((file) => existsSync(file));

/**
 * Code 128 from the data of `GS k` (code sets chosen by `{A` `{B` `{C`), drawn with the pattern table of zxing's reader:
 * nothing of the product is used, so that a wrong code set shows. Undefined when the data is not valid.
 */
export function code128Piece(data: number[], bar: { width: number; height: number }): Piece | undefined {
  const values: number[] = [];
  let set = '';
  let text = '';
  for (let at = 0; at < data.length; at++) {
    const byte = data[at] ?? 0;
    const next = String.fromCharCode(data[at + 1] ?? 0);
    if (byte === 0x7b && 'ABC'.includes(next)) {
      const codes = values.length === 0 ? { A: 103, B: 104, C: 105 } : { A: 101, B: 100, C: 99 };
      values.push(codes[next as 'A' | 'B' | 'C']);
      set = next;
      at++;
    } else if (set === 'C' && byte < 100) {
      values.push(byte);
      text += String(byte).padStart(2, '0');
    } else if (set === 'B' && byte >= 0x20 && byte < 0x80) {
      if (byte === 0x7b) at++;
      values.push(byte - 32);
      text += String.fromCharCode(byte);
    } else return undefined;
  }
  if (values.length < 2) return undefined;
  values.push(values.reduce((sum, value, i) => sum + value * Math.max(1, i), 0) % 103, 106);
  const patterns = (zxing.Code128Reader as unknown as { CODE_PATTERNS: ArrayLike<number>[] }).CODE_PATTERNS;
  const runs = values.flatMap((value) => Array.from(patterns[value] ?? [])).map((modules) => modules * bar.width);
  const wide = runs.reduce((sum, run) => sum + run, 0);
  return { kind: 'bars', x: 0, y: 0, wide, tall: bar.height, runs, data: text };
}

const EAN_LEFT = ['3211', '2221', '2122', '1411', '1132', '1231', '1114', '1312', '1213', '3112'];
const EAN_PARITY = ['LLLLLL', 'LLGLGG', 'LLGGLG', 'LLGGGL', 'LGLLGG', 'LGGLLG', 'LGGGLL', 'LGLGLG', 'LGLGGL', 'LGGLGL'];

/** EAN-13 from its thirteen digits (ISO/IEC 15420): the first chooses which of the left six are mirrored. */
export function ean13Piece(data: number[], bar: { width: number; height: number }): Piece | undefined {
  const digits = Buffer.from(data).toString('latin1');
  if (!/^\d{13}$/u.test(digits)) return undefined;
  const runsOf = (digit: string): number[] => [...(EAN_LEFT[Number(digit)] ?? '')].map(Number);
  const parity = EAN_PARITY[Number(digits[0])] ?? '';
  const left = [...digits.slice(1, 7)].flatMap((digit, i) =>
    parity[i] === 'G' ? runsOf(digit).reverse() : runsOf(digit),
  );
  const right = [...digits.slice(7)].flatMap(runsOf);
  const runs = [1, 1, 1, ...left, 1, 1, 1, 1, 1, ...right, 1, 1, 1].map((modules) => modules * bar.width);
  const wide = runs.reduce((sum, run) => sum + run, 0);
  return { kind: 'bars', x: 0, y: 0, wide, tall: bar.height, runs, data: digits };
}

export function qrPiece(qr: { cell: number; level: string; data: string }): Piece {
  const level = zxing.QRCodeDecoderErrorCorrectionLevel.fromString(qr.level);
  const matrix = zxing.QRCodeEncoder.encode(qr.data, level).getMatrix();
  const size = matrix.getWidth();
  const rows = Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => matrix.get(x, y) === 1));
  return { kind: 'qr', x: 0, y: 0, wide: size * qr.cell, cell: qr.cell, rows };
}

/** What a person would read, row by row. */
export function textRows(paper: Piece[]): string[] {
  const rows = new Map<number, string>();
  for (const piece of paper) {
    if (piece.kind === 'text') rows.set(piece.y, (rows.get(piece.y) ?? '') + piece.text);
  }
  return [...rows.values()].map((row) => row.trim());
}

/** The paper as a PNG with the white margins real paper has; glyphs stand where the printer put them. */
export function drawPaper(pieces: Piece[], dots: number, length: number): Buffer {
  const margin = 40;
  const body = pieces.map(draw).join('');
  const [wide, tall] = [dots + 2 * margin, length + 2 * margin];
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${tall}"><rect width="100%" height="100%" fill="#fff"/>` +
    `<g transform="translate(${margin},${margin})" font-family="Noto Sans Mono CJK SC" font-size="22">${body}</g></svg>`;
  const font = { loadSystemFonts: FONT.length === 0, fontFiles: FONT, defaultFontFamily: 'Noto Sans Mono CJK SC' };
  return new Resvg(svg, { font }).render().asPng();
}

const escapeXml = (text: string): string =>
  text.replace(/[&<>]/gu, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[char] ?? char);
const box = (x: number, y: number, w: number, h: number): string => `M${x},${y}h${w}v${h}h${-w}z`;

function draw(piece: Piece): string {
  const { x, y } = piece;
  switch (piece.kind) {
    case 'text': {
      const tall = 24 * piece.height;
      const ground = piece.invert ? `<path d="${box(x, y - tall - 3, piece.wide, tall + 6)}"/>` : '';
      const place = `translate(${x + piece.wide / 2},${y - 5 * piece.height}) scale(${piece.width},${piece.height})`;
      const paint = piece.invert ? ' fill="#fff"' : piece.bold ? ' stroke="#000"' : '';
      return `${ground}<text text-anchor="middle" transform="${place}"${paint}>${escapeXml(piece.text)}</text>`;
    }
    case 'bars': {
      let at = x;
      const bars = piece.runs.map((run, i) => {
        const bar = i % 2 === 0 ? box(at, y, run, piece.tall) : '';
        at += run;
        return bar;
      });
      return `<path shape-rendering="crispEdges" d="${bars.join('')}"/>`;
    }
    case 'qr': {
      const cells = piece.rows.flatMap((row, down) =>
        row.map((on, across) =>
          on ? box(x + across * piece.cell, y + down * piece.cell, piece.cell, piece.cell) : '',
        ),
      );
      return `<path shape-rendering="crispEdges" d="${cells.join('')}"/>`;
    }
    case 'raster': {
      const dots = piece.bits.flatMap((byte, i) =>
        Array.from({ length: 8 }, (_, bit) =>
          (byte >> (7 - bit)) & 1 ? box(x + (i % piece.across) * 8 + bit, y + Math.floor(i / piece.across), 1, 1) : '',
        ),
      );
      return `<path shape-rendering="crispEdges" d="${dots.join('')}"/>`;
    }
    case 'cut':
      return `<path d="M0,${y + 20}h${piece.wide}" stroke="#999" stroke-dasharray="8 8"/>`;
  }
}
