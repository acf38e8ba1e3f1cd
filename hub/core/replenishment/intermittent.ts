import type { Smoother } from './smoothing.ts';

/** How Croston's ratio is corrected: not at all, by Syntetos & Boylan (2005), or by Shale, Boylan & Johnston (2006). */
export type CrostonBias = 'none' | 'sba' | 'sbj';

/**
 * Croston's method (1972) for demand with many empty periods: sizes and gaps are smoothed apart, only when something
 * sells, and the forecast is size / gap. Both start at their first value; the first gap is the number of the period of
 * the first sale. Its blind spot: it never forgets an item that stopped selling (use `tsb` there).
 */
export function croston(alpha: number, bias: CrostonBias = 'none'): Smoother {
  const factor = bias === 'sba' ? 1 - alpha / 2 : bias === 'sbj' ? 1 - alpha / (2 - alpha) : 1;
  let size = 0;
  let gap = 0;
  let since = 0;
  return {
    update(value) {
      since++;
      if (value === 0) return;
      size = gap === 0 ? value : size + alpha * (value - size);
      gap = gap === 0 ? since : gap + alpha * (since - gap);
      since = 0;
    },
    forecast: () => (gap === 0 ? 0 : (factor * size) / gap),
  };
}

/** TSB's two states: the smoothed size of a sale and the smoothed chance of one. */
export interface SellingChance extends Smoother {
  state(): { size: number; chance: number };
}

/**
 * Teunter, Syntetos & Babai (2011): the chance of a sale is smoothed in EVERY period with `beta`, the size with `alpha`
 * when something sells, so that a dead item fades. The first sale sets the size, and the chance to 1 / its period number.
 */
export function tsb(alpha: number, beta: number): SellingChance {
  let size = 0;
  let chance = 0;
  let empty = 0;
  let started = false;
  return {
    update(value) {
      if (!started) {
        if (value === 0) empty++;
        else {
          started = true;
          size = value;
          chance = 1 / (empty + 1);
        }
        return;
      }
      if (value !== 0) size += alpha * (value - size);
      chance += beta * ((value === 0 ? 0 : 1) - chance);
    },
    forecast: () => size * chance,
    state: () => ({ size, chance }),
  };
}
