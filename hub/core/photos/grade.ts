export type Grade = 'A' | 'B' | 'C' | 'D';
/** What a picture is like, measured; all of it is advice, only a person rejects. */
export interface Looks {
  readonly width: number;
  readonly height: number;
  /** Variance of the Laplacian of the grey picture, 640 pixels wide: small where all edges are soft. */
  readonly sharpness: number;
  /** Mean grey value, 0 to 255. */
  readonly brightness: number;
  /** Since it was taken; undefined where the picture does not say. */
  readonly ageMs: number | undefined;
  /** It is like one that was shown before. */
  readonly isReused: boolean;
}
export const PHOTO_FAULTS = ['small', 'blurred', 'dark', 'bright', 'old', 'reused'] as const;
export type PhotoFault = (typeof PHOTO_FAULTS)[number];

const OLD_MS = 2 * 3_600_000;

/**
 * Grades a picture A to D by what a person would find wrong with it: each fault takes one grade, one that was shown before is a D.
 * @returns the grade and the faults in a fixed order
 */
export function gradePhoto(looks: Looks): { grade: Grade; faults: PhotoFault[] } {
  const has: Readonly<Record<PhotoFault, boolean>> = {
    small: Math.min(looks.width, looks.height) < 480,
    blurred: looks.sharpness < 60,
    dark: looks.brightness < 50,
    bright: looks.brightness > 235,
    old: looks.ageMs !== undefined && looks.ageMs > OLD_MS,
    reused: looks.isReused,
  };
  const faults = PHOTO_FAULTS.filter((fault) => has[fault]);
  const grade = looks.isReused ? 'D' : ((['A', 'B', 'C', 'D'] as const)[Math.min(3, faults.length)] ?? 'D');
  return { grade, faults };
}

/** Variance of the 4-neighbour Laplacian over the inner pixels of a grey picture. */
export function sharpnessOf(grey: Uint8Array, width: number, height: number): number {
  let sum = 0;
  let squares = 0;
  let n = 0;
  for (let y = 1; y < height - 1; y += 1)
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x;
      const around = (grey[at - 1] ?? 0) + (grey[at + 1] ?? 0) + (grey[at - width] ?? 0) + (grey[at + width] ?? 0);
      const edge = around - 4 * (grey[at] ?? 0);
      sum += edge;
      squares += edge * edge;
      n += 1;
    }
  return n === 0 ? 0 : squares / n - (sum / n) ** 2;
}

export function brightnessOf(grey: Uint8Array): number {
  let sum = 0;
  for (const value of grey) sum += value;
  return grey.length === 0 ? 0 : sum / grey.length;
}
