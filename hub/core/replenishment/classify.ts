/** Which class an item is in, by share of value (ABC). */
export type AbcClass = 'A' | 'B' | 'C';
/** How steady it sells (XYZ): coefficient of variation up to 0.5, up to 1, above. */
export type XyzClass = 'X' | 'Y' | 'Z';
/** The demand pattern of Syntetos, Boylan & Croston (2005). */
export type DemandPattern = 'none' | 'smooth' | 'erratic' | 'intermittent' | 'lumpy';

/**
 * ABC by cumulative value share BEFORE the item, largest first, ties by id: below `cuts[0]` A, below `cuts[1]` B, else C.
 * Taking the share before makes the item that crosses the line belong to the better class, so A is never empty.
 * @param values money per item id over some time; items worth nothing are C
 */
export function abcClasses(
  values: ReadonlyMap<string, number>,
  cuts: readonly [number, number] = [0.8, 0.95],
): Map<string, AbcClass> {
  const sorted = [...values].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : a > b ? 1 : 0));
  const total = sorted.reduce((sum, [, value]) => sum + value, 0);
  const classes = new Map<string, AbcClass>();
  let before = 0;
  for (const [id, value] of sorted) {
    // A hair of slack, so that shares like 0.1 + 0.7 meet the cut 0.8 exactly as on paper.
    const share = before / total + 1e-12;
    classes.set(id, value <= 0 ? 'C' : share < cuts[0] ? 'A' : share < cuts[1] ? 'B' : 'C');
    before += value;
  }
  return classes;
}

/** XYZ by the coefficient of variation of demand per period; an item that never sold is Z. */
export function xyzClass(history: readonly number[], cuts: readonly [number, number] = [0.5, 1]): XyzClass {
  const { mean, variance } = moments(history);
  const cv = mean > 0 ? Math.sqrt(variance) / mean : Number.POSITIVE_INFINITY;
  return cv <= cuts[0] ? 'X' : cv <= cuts[1] ? 'Y' : 'Z';
}

/** ADI (mean gap between periods with a sale), CV2 (squared variation of the sizes) and the pattern they mean. */
export interface PatternReading {
  readonly adi: number;
  readonly cv2: number;
  readonly pattern: DemandPattern;
}

/** The grid of Syntetos, Boylan & Croston (2005): ADI split at 1.32, CV2 at 0.49; on the line counts as the calmer side. */
export function demandPattern(history: readonly number[]): PatternReading {
  const sizes = history.filter((value) => value > 0);
  if (sizes.length === 0) return { adi: Number.POSITIVE_INFINITY, cv2: 0, pattern: 'none' };
  const { mean, variance } = moments(sizes);
  const adi = history.length / sizes.length;
  const cv2 = variance / mean ** 2;
  const steadySize = cv2 <= 0.49;
  const pattern = adi <= 1.32 ? (steadySize ? 'smooth' : 'erratic') : steadySize ? 'intermittent' : 'lumpy';
  return { adi, cv2, pattern };
}

/** Mean and population variance. */
export function moments(values: readonly number[]): { mean: number; variance: number } {
  if (values.length === 0) return { mean: 0, variance: 0 };
  let total = 0;
  for (const value of values) total += value;
  const mean = total / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, variance: squares / values.length };
}
