import type { Block, PrintDocument } from '../contract/print-job.ts';
import { modulesOf } from './code128.ts';
import { type Encoding, printable } from './text.ts';
import { columnsOf, wrap } from './wrap.ts';

/** Dots per column of the usual font; receiptline and every 80 mm printer count with twelve. */
export const DOTS_PER_COLUMN = 12;

/**
 * A document in the layout language of receiptline. All text is made printable and then written so that no character of
 * it can be taken for layout: a product called `{code:1}|=` is printed as that.
 */
export function toMarkup(document: PrintDocument, encoding: Encoding, columns: number): string {
  return document.blocks.flatMap((block) => lines(block, encoding, columns)).join('\n');
}

const escaped = (text: string): string =>
  text.replace(/[\\{|}\-=_"`^~;:]/gu, (char) => `\\x${char.charCodeAt(0).toString(16)}`);

function lines(block: Block, encoding: Encoding, columns: number): string[] {
  const safe = (text: string): string => escaped(printable(text, encoding));
  switch (block.kind) {
    case 'text':
      return block.text.split(/\r\n|\r|\n/u).map((text) => {
        const size = block.size ?? 1;
        const invert = block.invert ?? false;
        const room = Math.floor(columns / size) - (invert ? 2 : 0);
        const body = styled(wrap(printable(text, encoding).trim(), room), size, block.bold ?? false, invert);
        return block.align === 'center' ? `| ${body} |` : block.align === 'right' ? `| ${body}|` : `|${body} |`;
      });
    case 'columns':
      return columnPair(block, encoding, columns);
    case 'rule':
      return ['-'];
    case 'feed':
      return Array.from({ length: block.lines }, () => '');
    case 'code128': {
      const bars = `{option:code128,${barWidth(block.data, columns)},80}`;
      const label = block.label === undefined ? [] : [`| ${safe(block.label)} |`];
      return [bars, `{code:${escaped(printable(block.data, 'ascii'))}}`, ...label];
    }
    case 'ean13':
      return [`{option:ean,3,80}`, `{code:${block.data.replace(/\D/gu, '')}}`];
    case 'qr':
      return ['{option:qrcode,5,m}', `{code:${escaped(printable(block.data, 'ascii'))}}`];
  }
}

/** Lines of one cell with their style; receiptline's own `\\n` keeps the style and the alignment over the break. */
function styled(rows: string[], size: number, bold: boolean, invert: boolean): string {
  const scale = size === 1 ? '' : '^'.repeat(size + 1);
  const marks = `${scale}${bold ? '"' : ''}${invert ? '`' : ''}`;
  const edge = invert ? '~' : '';
  const text = rows.map((row) => `${edge}${escaped(row)}${edge}`).join('\\n');
  return text === '' ? '' : `${marks}${text}${[...marks].reverse().join('')}`;
}

/** The right part gets the room it needs as long as the left keeps half of the paper or all it needs. */
function columnPair(block: Extract<Block, { kind: 'columns' }>, encoding: Encoding, columns: number): string[] {
  const size = block.size ?? 1;
  const left = printable(block.left, encoding);
  const right = printable(block.right, encoding);
  const most = Math.max(Math.floor(columns / 2), columns - columnsOf(left) * size - 1);
  const width = Math.min(Math.max(columnsOf(right) * size, size * 2), most);
  const cell = (text: string, room: number): string =>
    styled(wrap(text, Math.max(2, Math.floor(room / size))), size, block.bold ?? false, false);
  return [`{width:*,${width}}`, `|${cell(left, columns - width - 1)} | ${cell(right, width)}|`, '{width:auto}'];
}

/** The widest bars that fit the paper: wide bars are read from further away. */
const barWidth = (data: string, columns: number): number => (modulesOf(data) * 3 <= columns * DOTS_PER_COLUMN ? 3 : 2);
