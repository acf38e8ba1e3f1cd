import type { Block, PrintDocument } from '../contract/print-job.ts';
import { type Encoding, printable } from './text.ts';

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
        const body = styled(safe(text), block.size ?? 1, block.bold ?? false, block.invert ?? false);
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
    case 'qr':
      return ['{option:qrcode,5,m}', `{code:${escaped(printable(block.data, 'ascii'))}}`];
  }
}

function styled(text: string, size: number, bold: boolean, invert: boolean): string {
  const scale = size === 1 ? '' : '^'.repeat(size + 1);
  const marks = `${scale}${bold ? '"' : ''}${invert ? '`' : ''}`;
  return text === '' ? '' : `${marks}${text}${[...marks].reverse().join('')}`;
}

/** The right part gets the room it needs (a number must not be broken), the left part wraps in what is left. */
function columnPair(block: Extract<Block, { kind: 'columns' }>, encoding: Encoding, columns: number): string[] {
  const size = block.size ?? 1;
  const right = printable(block.right, encoding);
  const needed = [...right].reduce((sum, char) => sum + (char > '~' ? 2 : 1), 0) * size;
  const width = Math.min(Math.max(needed, 1), Math.floor(columns / 2));
  const style = (text: string): string => styled(escaped(text), size, block.bold ?? false, false);
  const left = style(printable(block.left, encoding));
  return [`{width:*,${width}}`, `|${left} | ${style(right)}|`, '{width:auto}'];
}

/** Modules a Code 128 symbol takes at most (one code set change, pairs of digits), then the widest bars that fit. */
function barWidth(data: string, columns: number): number {
  const digits = /\d{4,}$/u.exec(data)?.[0].length ?? 0;
  const letters = data.length - digits + (digits % 2);
  const symbols = 1 + letters + (digits > 0 && letters > 0 ? 1 : 0) + Math.floor(digits / 2) + 1;
  const modules = symbols * 11 + 13 + 20;
  return modules * 3 <= columns * DOTS_PER_COLUMN ? 3 : 2;
}
