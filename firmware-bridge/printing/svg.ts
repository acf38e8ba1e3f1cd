import receiptline, { type BaseCommand } from 'receiptline';
import type { PrintDocument } from '../contract/print-job.ts';
import { toMarkup } from './markup.ts';

const MARGIN = 24;
const LEAD = 6;
const FONTS = `ui-monospace, 'Sarasa Mono SC', 'Noto Sans Mono CJK SC', 'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', monospace`;

/**
 * The slip as it will look on paper, as one SVG that needs nothing from anywhere. Made from the same layout as the
 * printer's bytes, in the printer's characters, so that the preview shows what comes out.
 * @param columns 48 for 80 mm paper, 32 for 58 mm
 */
export function renderSvg(document: PrintDocument, columns: number): string {
  const markup = toMarkup(document, 'gb18030', columns);
  const drawn = receiptline.transform(markup, { cpl: columns, encoding: 'gb18030', command: spaced() });
  const inner = drawn
    .replace(/receipt-[0-9a-f-]{36}/gu, 'slip-inverted')
    .replace('font-family="monospace"', `font-family="${FONTS}"`);
  const width = Number(/width="(\d+)px"/u.exec(inner)?.[1] ?? 0) + 2 * MARGIN;
  const height = Math.ceil(Number(/height="([\d.]+)px"/u.exec(inner)?.[1] ?? 0)) + 2 * MARGIN;
  const placed = inner.replace('<svg ', `<svg x="${MARGIN}" y="${MARGIN}" `);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">` +
    `<title>${xml(document.title)}</title><rect width="${width}" height="${height}" fill="#fff"/>${placed.trimEnd()}</svg>`
  );
}

/** Receiptline's drawing with the line spacing a printer has, also under large letters. */
function spaced(): BaseCommand {
  const svg = receiptline.commands.svg;
  return {
    ...svg,
    lf(this: { svgHeight: number }): string {
      const drawn = svg.lf.call(this as unknown as BaseCommand);
      this.svgHeight += LEAD;
      return drawn;
    },
  };
}

const xml = (text: string): string =>
  text
    .replace(/\p{Cc}/gu, ' ')
    .replace(/[&<>"]/gu, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] ?? char);
