/** One line of the table: what was measured, what it should be, and why where it falls short. */
export interface Row {
  readonly figure: string;
  readonly value: string;
  /** What is asked of it, such as `gate >= 0.50`; empty for what is told for information only. */
  readonly wanted: string;
  /** Undefined where nothing is asked or nothing could be measured. */
  readonly met?: boolean;
  /** One sentence, where an aim is missed or a part was skipped. */
  readonly reason?: string;
  /** The plain numbers behind the value, for programs. */
  readonly numbers: Readonly<Record<string, number>>;
}

/** `full` is what `npm run bench` prints; `smoke` walks the same code once with next to no work. */
export type Effort = 'full' | 'smoke';

export interface Figure {
  readonly name: string;
  readonly about: string;
  measure(effort: Effort): Promise<Row[]>;
}

/** The value below which the given share of all values lies, by the nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Milliseconds with as many decimals as say something. */
export function ms(value: number): string {
  if (value < 0.1) return `${(value * 1000).toFixed(1)} µs`;
  return `${value.toFixed(value < 10 ? 2 : 1)} ms`;
}

export const perSecond = (value: number): string => `${Math.round(value).toLocaleString('en')}/s`;
export const times = (value: number): string => `${value.toFixed(2)}x`;
