import { code128 } from './code128.ts';

const QUIET = 10;

/** A barcode to scan from the screen or from paper, always black on white, with its text below. */
export function Barcode({ text, height = 64, label }: { text: string; height?: number; label?: string }) {
  const widths = code128(text);
  const total = widths.reduce((sum, w) => sum + w, 0) + 2 * QUIET;
  let x = QUIET;
  let bars = '';
  widths.forEach((width, i) => {
    if (i % 2 === 0) bars += `M${x} 0h${width}v${height}h-${width}z`;
    x += width;
  });
  return (
    <figure class="barcode" data-testid="barcode" data-code={text}>
      <svg viewBox={`0 0 ${total} ${height}`} preserveAspectRatio="none" role="img" aria-label={label ?? text}>
        <path d={bars} fill="#000" shape-rendering="crispEdges" />
      </svg>
      <figcaption>{text}</figcaption>
    </figure>
  );
}
